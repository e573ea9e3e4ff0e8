// Roam: choose a station and a target, press Roam, and watch the frames.

import { get, post, put } from "./api.js";
import { choice, field, fill, h, segments, toggle, uniqueID } from "./dom.js";
import { listen } from "./events.js";
import { command, scanResults } from "./commands.js";
import { ask, bsses, follow, lab, nameOf } from "./lab.js";
import { Ladder, ladderLegend } from "./ladder.js";
import { LadderPlayer } from "./ladder-player.js";
import { attempt, say } from "./messages.js";
import { link, note } from "./router.js";
import { noLab } from "./no-lab.js";
import { openStation } from "./station-dialog.js";
import { scenarios } from "./scenarios.js";
import { verdictPanel } from "./verdict.js";
import { words } from "./words.js";

export const title = "Roam";

/** Shows the view. */
export function mount(place, there, signal) {
  if (!lab()) { fill(place, noLab(), h("br"), scenarios(signal)); return; }
  let chosen = there.parameters.get("station") ?? lab().stations[0]?.name;
  let target = null;
  let scanned = null;
  let last = null;
  const station = () => lab().stations.find((candidate) => candidate.name === chosen);

  const select = choice(lab().stations.map((candidate) => [candidate.name]), chosen, { on: { change: () => { chosen = select.value; target = null; scanned = null; note("roam", [], { station: chosen }); drawChoices(); } } });
  const about = h("dl", { class: "facts small" });
  const switches = h("div", { class: "switches" });
  const targets = h("fieldset", { class: "targets" });
  const roam = h("button", { type: "button", class: "primary roam-button", on: { click: () => go() } }, "Roam");
  const hint = h("p", { class: "small soft", id: uniqueID("hint") });
  roam.setAttribute("aria-describedby", hint.id);
  const scan = h("button", { type: "button", class: "small", on: { click: () => attempt(async () => {
    const results = new Promise((resolve) => { const life = new AbortController(); listen("control", (event) => { if (event.device === chosen && event.text.includes("CTRL-EVENT-SCAN-RESULTS")) { life.abort(); resolve(); } }, life.signal); setTimeout(() => { life.abort(); resolve(); }, 4000); });
    const reply = await command(chosen, "SCAN");
    if (!/^OK/.test(reply)) throw new Error(`The station answered ${reply}.`);
    await results;
    scanned = scanResults(await command(chosen, "SCAN_RESULTS"));
    drawChoices();
    say(`${scanned.length} BSSs heard.`, "good");
  }, scan) } }, "Scan");

  const legend = h("div", { class: "legend-row" });
  const heading = h("h2", null, "Ladder");
  const ladder = new Ladder({ label: "Ladder of the roam", hrefOf: (number) => link("packets", [], { capture: "live", frame: number }), signal });
  const player = new LadderPlayer(ladder, signal);
  const waiting = h("div", { class: "waiting" }, "Choose a target and press Roam: the frames of the roam are drawn here as they are captured.");
  const replay = h("button", { type: "button", class: "small", hidden: true, on: { click: () => { if (last) play(last); } } }, "Replay");
  const verdict = h("div", { "aria-live": "polite" });
  ladder.element.hidden = true;

  fill(place, h("header", { class: "view-head" }, h("h1", null, "Roam"), h("p", null, "The verdict is read from the captured frames, not from the devices.")),
    h("div", { class: "roam-layout" },
      h("div", { class: "roam-choices" },
        h("section", { class: "panel stack", "aria-label": "Station" }, field("Station", select), about, switches),
        h("section", { class: "panel stack", "aria-label": "Target" }, h("div", { class: "panel-head" }, h("h2", null, "Target"), h("div", { class: "actions" }, scan)), targets, roam, hint)),
      h("div", { class: "stack" },
        h("section", { class: "panel ladder-panel", "aria-label": "Ladder" }, h("div", { class: "panel-head" }, heading, h("div", { class: "actions" }, replay,
          segments("Speed", [["0", "at once"], ["10", "10× slower"], ["40", "40× slower"]], String(player.slower), (value) => { player.slower = Number(value); }))), legend, waiting, ladder.element),
        verdict)),
    h("br"), scenarios(signal));

  function drawChoices() {
    const now = station();
    if (!now) return;
    fill(about, h("dt", null, "Address"), h("dd", { class: "mono" }, now.address), h("dt", null, "State"), h("dd", null, now.enabled ? now.state : "down"),
      h("dt", null, "BSS"), h("dd", { class: "mono" }, now.bssid ? nameOf(now.bssid) ?? now.bssid : "none"));
    fill(switches,
      toggle("Admin up", now.enabled, (isOn, input) => set({ enabled: isOn }, input)),
      toggle("Enable PKC", now.okc, (isOn, input) => set({ proactive_key_caching: isOn }, input)),
      h("button", { type: "button", class: "small", on: { click: () => openStation(chosen) } }, "Configure"));
    const heard = new Map((scanned ?? []).map((result) => [result.bssid, result]));
    const known = bsses();
    const others = [...heard.values()].filter((result) => !known.some((bss) => bss.bssid === result.bssid)).map((result) => ({ bssid: result.bssid, name: result.ssid, ssid: result.ssid, channel: null, okc: null }));
    const name = uniqueID("target");
    fill(targets, h("legend", { class: "unseen" }, "Target BSSID"), [...known.filter((bss) => bss.enabled !== false), ...others].map((bss) => {
      const isCurrent = bss.bssid === now.bssid;
      const signal = heard.get(bss.bssid)?.signal;
      return h("label", null, h("input", { type: "radio", name, value: bss.bssid, checked: !isCurrent && target === bss.bssid, disabled: isCurrent, on: { change: () => { target = bss.bssid; tellRoam(); } } }),
        h("span", { class: "mono" }, bss.name), isCurrent ? h("span", { class: "badge good" }, "current") : bss.okc ? h("span", { class: "badge", title: words.OKC }, "OKC") : h("span"),
        h("span", { class: "detail" }, h("span", { class: "mono" }, bss.bssid), [bss.channel ? `ch ${bss.channel}` : null, signal !== undefined ? `${signal} dBm` : null].filter(Boolean).map((text) => ` · ${text}`)));
    }));
    if (target === now.bssid) target = null;
    tellRoam();
  }

  /** Whether it can roam, and why not. */
  function tellRoam() {
    const now = station();
    const why = !now.enabled ? `${chosen} is down: put it up first.` : now.state !== "COMPLETED" ? `${chosen} has no link yet.` : !target ? "Choose where to roam to." : "";
    roam.disabled = !target || !now.enabled;
    fill(hint, why);
    hint.hidden = !why;
  }

  async function set(settings, input) {
    input.disabled = true;
    await attempt(async () => { await put(`/lab/stations/${encodeURIComponent(chosen)}/settings`, settings); await ask(); });
    drawChoices();
  }

  // The roam that is being drawn: it begins with the press and ends with the witness's word.
  let pending = null;
  async function go() {
    const now = station();
    pending = { station: now.address, target, old: now.bssid, began: false };
    last = null;
    fill(verdict);
    replay.hidden = true;
    player.stop();
    start([{ role: "old", address: now.bssid }, { role: "station", address: now.address }, { role: "target", address: target }, { role: "radius", address: "server" }].filter((lane) => lane.address));
    heading.textContent = `${chosen} to ${nameOf(target) ?? target}`;
    await attempt(() => post(`/lab/stations/${encodeURIComponent(chosen)}/roam`, { bssid: target }), roam);
  }

  function start(lanes) {
    waiting.hidden = true;
    ladder.element.hidden = false;
    ladder.begin(lanes.map((lane) => ({ label: "", ...lane })));
  }

  const roleOf = (who) => (["station", "target", "old", "radius"].includes(who) ? who : who === pending.station ? "station" : who === pending.target ? "target" : who === pending.old ? "old" : "radius");
  listen("frame", (frame) => {
    if (!pending || frame.station !== pending.station) return;
    if (!pending.began && frame.phase !== "authentication") return;
    pending.began = true;
    player.push({ ...frame, from: roleOf(frame.from), to: roleOf(frame.to) });
  }, signal);

  listen("association", async (association) => {
    if (!pending || association.station !== pending.station || association.bssid !== pending.target) return;
    pending = null;
    const whole = association.number === undefined ? null : await get("/captures/live/ladder", { association: association.number }, signal).catch(() => null);
    await player.done();
    if (signal.aborted) return;
    if (whole) { ladder.show(whole); last = { whole, association }; replay.hidden = false; }
    conclude(association);
  }, signal);

  function conclude(association) {
    fill(legend, ladderLegend(ladder.frames));
    fill(verdict, verdictPanel(association, { actions: h("a", { class: "button small", href: link("packets", [], { capture: "live", filter: `wlan.addr == ${association.station}`, frame: association.request_frame ?? association.first_frame }) }, "In the packet list") }));
  }

  async function play({ whole, association }) {
    player.stop();
    fill(verdict);
    start(whole.lanes);
    player.push(...whole.frames);
    await player.done();
    if (ladder.frames.length === whole.frames.length) { ladder.show(whole); conclude(association); }
  }

  follow(() => { if (!targets.contains(document.activeElement) && !switches.contains(document.activeElement)) drawChoices(); else drawKeepingFocus(); }, signal);
  function drawKeepingFocus() {
    const inputs = [...place.querySelectorAll(".targets input, .switches input, .switches button")];
    const at = inputs.indexOf(document.activeElement);
    drawChoices();
    [...place.querySelectorAll(".targets input, .switches input, .switches button")][at]?.focus();
  }
  drawChoices();
}
