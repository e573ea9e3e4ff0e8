// Packets: the list, the fields of the chosen frame, its octets.

import { address, get } from "./api.js";
import { fill, h } from "./dom.js";
import { listen } from "./events.js";
import { fieldTree } from "./field-tree.js";
import { filterBox } from "./filter-box.js";
import { count, plural } from "./format.js";
import { octetDump } from "./octets.js";
import { PacketList } from "./packet-list.js";
import { lab } from "./lab.js";
import { splitter } from "./splitter.js";
import { note } from "./router.js";

export const title = "Packets";

let follower = null;
/** The same view with another capture, filter or frame. */
export const follow = (there) => follower?.(there) ?? false;

/** Shows the view. */
export function mount(place, there, signal) {
  let capture = null;
  let filter = "";
  let frame = null;
  let packet = null;
  const captures = h("select", { "aria-label": "Capture", on: { change: () => open(captures.value, filter, null) } });
  const said = h("span", { class: "soft small", role: "status" });
  const box = filterBox((text) => open(capture, text, frame), signal);
  const station = h("button", { type: "button", class: "small", disabled: true, title: "Show the frames from and to the station of the chosen one", on: { click: () => followStation() } }, "Follow this station");
  const exported = h("a", { class: "button small", download: "", title: "Download the displayed frames as pcapng" }, "Export ↓");
  const tree = h("section", { class: "packet-fields", "aria-label": "Fields of the frame" });
  const octets = h("section", { class: "packet-octets", "aria-label": "Octets of the frame" });
  let shownTree = null;
  const list = new PacketList({ chosen, opened: () => shownTree?.focus(), told, signal });
  place.classList.add("packets");
  const detail = h("div", { class: "packet-detail" });
  const height = (element) => element.getBoundingClientRect().height;
  const level = splitter({ label: "Height of the packet list", key: "packet-list-height", isUpright: false, signal,
    box: () => { const [above, below] = [list.element.getBoundingClientRect(), detail.getBoundingClientRect()]; return { left: 0, width: 1, top: above.top, height: below.bottom - above.top }; },
    measure: () => 100 * height(list.element) / Math.max(1, height(list.element) + height(detail)),
    apply: (share) => { for (const [name, part] of [["--list-part", share], ["--detail-part", 100 - share]]) if (share === null) place.style.removeProperty(name); else place.style.setProperty(name, `${part}fr`); } });
  const upright = splitter({ label: "Width of the fields", key: "packet-fields-width", isUpright: true, signal,
    box: () => detail.getBoundingClientRect(),
    measure: () => 100 * tree.getBoundingClientRect().width / Math.max(1, detail.getBoundingClientRect().width),
    apply: (share) => { if (share === null) detail.style.removeProperty("--detail-columns"); else detail.style.setProperty("--detail-columns", `minmax(120px, ${share}fr) 8px minmax(120px, ${100 - share}fr)`); } });
  detail.append(tree, upright, octets);
  fill(place, h("h1", { class: "unseen" }, "Packets"), h("div", { class: "packet-tools" }, captures, box.element, station, exported), list.element, level, detail, h("footer", { class: "packet-foot" }, said));

  function told(error) {
    if (error) {
      if (error.status === 400) box.tell({ message: error.message, offset: (error.body.problems?.[0]?.column ?? 1) - 1 }); else said.textContent = error.message;
      return;
    }
    // The lab's own capture is never at its end.
    const isWhole = list.isCounted || capture === "live";
    if (isWhole && !list.total) {
      // Nothing of the frame that was there before.
      packet = null;
      shownTree = null;
      station.disabled = true;
      fill(tree, h("div", { class: "empty" }, h("strong", null, filter ? "No frame is selected" : "No frame yet"), filter ? ["Nothing in this capture matches ", h("span", { class: "mono" }, filter), "."] : "Frames appear here as they are captured."));
      fill(octets);
    }
    said.textContent = `${isWhole ? "" : filter ? "counting: " : "reading: "}${plural(list.total, "frame")}${filter ? " displayed" : ""}${capture === "live" ? " so far" : ""}`;
  }

  async function start(parameters) {
    const known = (await get("/captures", {}, signal)).captures;
    const wanted = parameters.get("capture") ?? (known.some((one) => one.id === capture) ? capture : known[0]?.id);
    fill(captures, known.map((one) => h("option", { value: one.id, selected: one.id === wanted }, `${one.name} · ${count(one.frames)}`)));
    if (!wanted) { fill(place, h("div", { class: "panel empty" }, h("strong", null, "No capture"), "Drop a pcap or pcapng here.")); return; }
    open(wanted, parameters.get("filter") ?? "", parameters.get("frame") ? Number(parameters.get("frame")) : null);
  }

  function open(id, text, at) {
    [capture, filter, frame] = [id, text, at];
    captures.value = id;
    if (box.input.value.trim() !== text) box.set(text);
    exported.href = address(`/captures/${encodeURIComponent(id)}/export`, { filter: text });
    note("packets", [], { capture: id, filter: text, frame: at });
    said.textContent = "…";
    list.show(id, text, at);
  }

  let asking = null;
  async function chosen(row) {
    frame = row.number;
    note("packets", [], { capture, filter, frame });
    asking?.abort();
    asking = new AbortController();
    try {
      packet = await get(`/captures/${encodeURIComponent(capture)}/packets/${row.number}`, {}, AbortSignal.any([asking.signal, signal]));
    } catch (error) {
      if (error.name !== "AbortError") fill(tree, h("p", { class: "soft" }, error.message));
      return;
    }
    const dump = octetDump(packet.octets, (offset) => shownTree.at(offset));
    shownTree = fieldTree(packet.tree, (field) => dump.mark(field.offset, field.length), (field) => {
      const text = field.filter ?? (field.name && field.value !== null && field.value !== undefined ? `${field.name} == ${/^[\w.:/-]+$/.test(field.value) ? field.value : JSON.stringify(field.value)}` : field.name);
      box.set(text);
      box.input.focus();
    });
    fill(tree, shownTree.element);
    fill(octets, dump.element);
    station.disabled = !stationOf();
  }

  /** The station of the chosen frame: of its addresses the one that is no BSSID and no group. */
  function stationOf() {
    const found = new Map();
    const walk = (fields) => { for (const field of fields) { if (field.value) (found.get(field.name) ?? found.set(field.name, []).get(field.name)).push(field.value); walk(field.children ?? []); } };
    walk(packet?.tree ?? []);
    const macs = (name) => (found.get(name) ?? []).map((value) => /([0-9a-f]{2}:){5}[0-9a-f]{2}/i.exec(value)?.[0]?.toLowerCase()).filter(Boolean);
    const bssids = new Set(macs("wlan.bssid"));
    const known = new Set((lab()?.access_points ?? []).flatMap((accessPoint) => accessPoint.bsses.map((bss) => bss.bssid)));
    return ["wlan.sa", "wlan.ta", "wlan.da", "wlan.ra", "eth.src", "eth.dst"].flatMap(macs).find((mac) => !bssids.has(mac) && !known.has(mac) && !(parseInt(mac.slice(0, 2), 16) & 1)) ?? null;
  }

  function followStation() {
    const mac = stationOf();
    if (mac) open(capture, `wlan.addr == ${mac}`, frame);
  }

  follower = (next) => { start(next.parameters); return true; };
  signal.addEventListener("abort", () => { follower = null; });
  let soon = null;
  listen("capture", (event) => { if (event.id === capture) soon ??= setTimeout(() => { soon = null; list.refresh(); }, 500); }, signal);
  listen("frame", () => { if (capture === "live") soon ??= setTimeout(() => { soon = null; list.refresh(); }, 500); }, signal);
  start(there.parameters).catch((error) => { said.textContent = error.message; });
}
