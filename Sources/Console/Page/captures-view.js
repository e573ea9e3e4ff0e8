// Captures: what has been read, and one of them with its roams.

import { get, remove } from "./api.js";
import { fill, h } from "./dom.js";
import { listen } from "./events.js";
import { count } from "./format.js";
import { attempt } from "./messages.js";
import { link } from "./router.js";
import { followUploads, readFiles, uploads } from "./uploads.js";
import { captureReport } from "./capture-report.js";

export const title = "Captures";

/** Shows the list, or one capture. */
export function mount(place, there, signal) {
  const [id] = there.parts;
  if (id) { captureReport(place, id, there.parameters, signal); return; }
  const input = h("input", { type: "file", multiple: true, hidden: true, accept: ".pcap,.pcapng,.cap,.gz,.zst", "aria-label": "Captures to read", on: { change: () => { readFiles([...input.files]); input.value = ""; } } });
  const running = h("div", { "aria-live": "polite" });
  const list = h("div");
  fill(place, h("header", { class: "view-head" }, h("h1", null, "Captures"), h("p", null, "Every roam of a capture: its kind, how long it took, and why it was not fast.")),
    h("div", { class: "stack" },
      h("section", { class: "dropzone", "aria-label": "Read a capture" }, h("div", null, h("strong", null, "Drop a pcap or pcapng anywhere on the page"), h("p", null, "802.11 from a sniffer, RADIUS from the wire, or both; compressed or not.")), input,
        h("button", { type: "button", class: "primary", on: { click: () => input.click() } }, "Choose a file")), running, list));

  const tell = () => fill(running, uploads().map(([name, share]) => h("p", null, `${name} `, h("progress", { value: share, max: "1", "aria-label": `Upload of ${name}` }))));
  followUploads(tell, signal);
  tell();
  async function draw() {
    const { captures } = await get("/captures", {}, signal);
    if (!captures.length) { fill(list); return; }
    fill(list, h("section", { class: "panel scroll" }, h("table", null, h("thead", null, h("tr", null, ["Capture", "Frames", "Duration", ""].map((text, index) => h("th", { scope: "col", class: index === 1 || index === 2 ? "number" : null }, text || h("span", { class: "unseen" }, "Actions"))))),
      h("tbody", null, captures.map((capture) => h("tr", null,
        h("th", { scope: "row" }, h("a", { href: link("captures", [capture.id]) }, capture.name), capture.id === "live" ? [" ", h("span", { class: "badge good" }, "growing")] : null,
          capture.progress < .5 && capture.id !== "live" ? [" ", h("progress", { value: capture.progress, max: "1", "aria-label": `Reading ${capture.name}` })] : null),
        h("td", { class: "number" }, count(capture.frames)), h("td", { class: "number" }, `${(capture.duration ?? 0).toFixed(3)} s`),
        h("td", { class: "number" }, h("a", { class: "button small", href: link("packets", [], { capture: capture.id }) }, "Packets"), " ",
          capture.id === "live" ? null : h("button", { type: "button", class: "quiet small", "aria-label": `Close ${capture.name}`, on: { click: (event) => attempt(async () => { await remove(`/captures/${encodeURIComponent(capture.id)}`); await draw(); }, event.currentTarget) } }, "Close"))))))));
  }
  let soon = null;
  listen("capture", () => { soon ??= setTimeout(() => { soon = null; if (!signal.aborted) draw().catch(() => {}); }, 300); }, signal);
  draw().catch((error) => { if (error.name !== "AbortError") fill(list, h("p", { class: "empty" }, error.message)); });
}

