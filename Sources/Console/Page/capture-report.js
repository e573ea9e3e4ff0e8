// One capture: its roams, slow ones first, the ladder and the verdict of the chosen one.

import { address, get } from "./api.js";
import { fill, h, segments } from "./dom.js";
import { listen } from "./events.js";
import { count, judgement, kindName, ms, plural, seconds } from "./format.js";
import { lab, nameOf } from "./lab.js";
import { Ladder, ladderLegend } from "./ladder.js";
import { Pager } from "./pager.js";
import { quantile } from "./plots.js";
import { link, note } from "./router.js";
import { verdictPanel } from "./verdict.js";

/** Associations of one request, and that are read at most: the results have every one. */
const [some, most] = [10_000, 100_000];
const roamTime = (association) => association.phases.roam ?? association.phases.roam_from_request ?? null;

/** Shows a capture. */
export async function captureReport(place, id, parameters, signal) {
  const path = `/captures/${encodeURIComponent(id)}`;
  const reading = h("p", { class: "soft", role: "status" }, "reading…");
  fill(place, h("header", { class: "view-head" }, h("h1", null, "Capture"), reading));
  let capture;
  let associations;
  try {
    capture = await get(path, {}, signal);
    while (capture.progress < 1 && id !== "live") {
      reading.textContent = `reading, ${Math.round(capture.progress * 100)} %`;
      await new Promise((resolve) => setTimeout(resolve, 200));
      capture = await get(path, {}, signal);
    }
    associations = await all();
  } catch (error) {
    if (error.name !== "AbortError") reading.textContent = error.message;
    return;
  }
  async function all() {
    const found = [];
    for (let last = some; last === some && found.length < most;) {
      const answer = await get(`${path}/associations`, { sort: "time", from: found.length, limit: some }, signal);
      last = answer.associations.length;
      for (const association of answer.associations) found.push({ number: found.length, ...association });
    }
    return found;
  }
  let order = parameters.get("sort") ?? "slow";
  let only = parameters.get("only") ?? (associations.some((association) => association.roam || association.kind === "failed") ? "roams" : "all");
  let chosen = parameters.get("association") ? Number(parameters.get("association")) : null;

  const table = h("tbody");
  const more = h("p", { class: "soft small" });
  const pager = new Pager(100, "Pages of associations", () => draw());
  const numbers = h("dl", { class: "numbers" });
  const detail = h("div", { class: "stack" });
  const ladderPlace = h("section", { class: "panel ladder-panel", "aria-label": "Ladder" });
  const ladder = new Ladder({ label: "Ladder of the association", hrefOf: (number) => link("packets", [], { capture: id, frame: number }), signal });
  const { simulated } = capture;
  fill(place, h("header", { class: "view-head" }, h("h1", null, capture.name), h("p", null, `${plural(capture.frames, "frame")} · ${(capture.duration ?? 0).toFixed(3)} s`),
    h("div", { class: "actions" }, h("a", { class: "button", href: link("packets", [], { capture: id }) }, "Packets"), h("a", { class: "button", href: link("compare", [], { captures: id }) }, "Compare"),
      h("a", { class: "button", href: address(`${path}/report.html`), download: `${capture.name}.html`, title: "Download the report of roamlab analyze --report" }, "Report ↓"), h("a", { class: "button", href: address(`${path}/results`), download: `${capture.name}.json`, title: "Download results.json, as roamlab analyze --format json writes it" }, "Results ↓"),
      h("a", { class: "button", href: address(`${path}/export`), download: `${capture.name}.pcapng`, title: "Download every frame as pcapng" }, "Frames ↓"))),
    h("div", { class: "stack" }, numbers,
      h("div", { class: "capture-layout" },
        h("section", { class: "panel associations", "aria-label": "Associations", tabindex: "0" },
          h("div", { class: "panel-head" }, segments("Which", [["roams", "Roams and failures"], ["all", "All"]], only, (value) => { only = value; draw(); }), segments("Order", [["slow", "Slow first"], ["time", "By time"]], order, (value) => { order = value; draw(); })),
          h("table", null,
            h("thead", null, h("tr", null, h("th", { scope: "col", class: "number" }, "Time"), h("th", { scope: "col" }, "Station"), h("th", { scope: "col" }, "From, to"), h("th", { scope: "col" }, "Kind"), h("th", { scope: "col", class: "number", title: "From the first Authentication to message 4" }, "Roam"))), table), more, pager.element),
        detail)));

  function listed() {
    const found = associations.filter((association) => only === "all" || association.roam || association.kind === "failed");
    return order === "time" ? found : [...found].sort((a, b) => (b.kind === "failed") - (a.kind === "failed") || (roamTime(b) ?? -1) - (roamTime(a) ?? -1));
  }

  function draw() {
    const found = listed();
    const roams = associations.filter((association) => association.roam);
    const times = roams.map(roamTime).filter((time) => time !== null).sort((a, b) => a - b);
    const failed = associations.filter((association) => association.kind === "failed").length;
    const fast = roams.filter((association) => judgement(association.kind) === "good").length;
    const one = (name, value, unit = "") => h("div", null, h("dt", null, name), h("dd", null, value, unit ? h("small", null, ` ${unit}`) : null));
    fill(numbers, one("Roams", count(roams.length)), one("Fast", count(fast), roams.length ? `of ${count(roams.length)}` : ""), one("Failed", count(failed)),
      times.length ? [one("Median", quantile(times, .5).toFixed(1), "ms"), one("95th percentile", quantile(times, .95).toFixed(1), "ms"), one("Slowest", times.at(-1).toFixed(1), "ms")] : null);
    fill(table, pager.cut(found).map((association) => {
      const where = (mac) => nameOf(mac) ?? mac?.slice(9) ?? "–";
      const name = h("button", { type: "button", class: "quiet small mono", "aria-label": `Association of ${association.station} with ${association.bssid} at ${seconds(association.time, 3)} s`, on: { click: () => choose(association.number) } }, nameOf(association.station) ?? association.station);
      return h("tr", { class: `choosable${association.number === chosen ? " chosen" : ""}`, "aria-current": association.number === chosen ? "true" : null, on: { click: () => choose(association.number) } },
        h("td", { class: "number mono" }, seconds(association.time, 3)), h("td", null, name), h("td", { class: "mono", title: `${association.ssid ?? ""} ${association.from ?? ""} → ${association.bssid}` }, association.from ? [h("span", { class: "whole" }, `${where(association.from)} →`), " "] : null, h("span", { class: "whole" }, where(association.bssid))),
        h("td", null, h("span", { class: `badge ${judgement(association.kind)}` }, kindName[association.kind])), h("td", { class: "number" }, ms(roamTime(association))));
    }));
    more.textContent = associations.length >= most ? `These are the first ${count(most)}; the results have every one.` : found.length ? "" : associations.length ? "None of these; All shows the others." : "No association was captured.";
    if (!found.length && !detail.childElementCount) fill(detail, h("div", { class: "panel empty" }, h("strong", null, "No roam in this capture"),
      associations.length ? "A roam is a Reassociation that names another AP, or an Association within 10 s of another BSS of the SSID." : ["No association was captured on the air; ", h("a", { href: link("packets", [], { capture: id }) }, "the packet list"), " has every frame."]));
  }

  async function choose(number) {
    chosen = number;
    draw();
    note("captures", [id], { association: number, only, sort: order });
    const association = associations.find((candidate) => candidate.number === number);
    if (!association) return;
    fill(detail, verdictPanel(association, { simulated, actions: h("a", { class: "button small", href: link("packets", [], { capture: id, filter: `wlan.addr == ${association.station}`, frame: association.request_frame ?? association.first_frame }) }, "In the packet list") }), ladderPlace);
    try {
      const whole = await get(`${path}/ladder`, { association: number }, signal);
      if (chosen !== number) return;
      fill(ladderPlace, h("div", { class: "panel-head" }, h("h2", null, `${nameOf(association.station) ?? association.station}, ${association.ssid ?? "no SSID"}`), ladderLegend(whole.frames)), ladder.element);
      ladder.show(whole);
    } catch (error) {
      if (error.name !== "AbortError") fill(ladderPlace, h("p", { class: "soft" }, error.message));
    }
  }
  draw();
  const first = chosen ?? listed()[0]?.number;
  const at = listed().findIndex((association) => association.number === first);
  if (at > 0) pager.show(at);
  if (first !== undefined && first !== null) choose(first);
  if (id === "live" && lab()) listen("association", async () => { try { associations = await all(); draw(); } catch { /* the view was left */ } }, signal);
}
