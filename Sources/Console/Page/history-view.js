// History: every run that was kept, its trend, and the difference between two.

import { get } from "./api.js";
import { fill, h } from "./dom.js";
import { count, kindName, ms, plural } from "./format.js";
import { colourOfKind, figure, lines } from "./plots.js";
import { attempt } from "./messages.js";
import { Pager } from "./pager.js";

export const title = "History";

const when = (value) => { const date = new Date(typeof value === "number" ? value * 1000 : value); return Number.isNaN(date.getTime()) ? String(value) : date.toLocaleString([], { dateStyle: "medium", timeStyle: "short" }); };

/** What a series is called. */
const nameOf = (one) => [kindName[one.kind] ?? one.kind, one.key_management].filter(Boolean).join(", ");

/** Shows the view. */
export async function mount(place, there, signal) {
  const body = h("div", { class: "stack" });
  fill(place, h("header", { class: "view-head" }, h("h1", null, "History"), h("p", null, "Every run is kept: its roams, the program's version, the configuration.")), body);
  let runs;
  let trend;
  try {
    [runs, trend] = await Promise.all([get("/history/runs", { limit: 1000 }, signal).then((answer) => answer.runs), get("/history/trend", {}, signal)]);
  } catch (error) {
    if (error.name !== "AbortError") fill(body, h("div", { class: "panel empty" }, h("strong", null, "No history"), error.message));
    return;
  }
  if (!runs.length) { fill(body, h("div", { class: "panel empty" }, h("strong", null, "No run yet"), "Run the four scenarios, or roam in the lab.")); return; }
  const rows = h("tbody");
  const pager = new Pager(25, "Pages of runs", () => list());
  let [a, b] = [runs[1]?.id ?? runs[0].id, runs[0].id];
  const difference = h("div");
  const detail = h("div");
  fill(body, trendPanel(),
    h("section", { class: "panel scroll" }, h("table", null, h("caption", null, `${plural(runs.length, "run")}, the newest first. Choose two to compare: A before, B after.`),
      h("thead", null, h("tr", null, ["A", "B", "Run", "When", "Version", "Roams", "Fast"].map((text, index) => h("th", { scope: "col", class: index > 4 ? "number" : null }, text)))),
      rows), pager.element),
    difference, detail);
  list();
  compare();

  function trendPanel() {
    const labels = trend.runs.map((run) => String(run.id));
    const named = trend.series.map((one) => ({ ...one, name: nameOf(one), colour: colourOfKind(one.kind) }));
    const series = named.flatMap(({ name, colour, median, p95 }) => [{ name: `${name}, median`, values: median, colour }, { name: `${name}, 95th percentile`, values: p95, colour, style: "upper" }]);
    if (labels.length < 2 || !series.length) return null;
    return h("section", { class: "panel" }, h("h2", null, "Trend"), figure(h("ul", { class: "legend" }, h("li", null, "Roam time by kind: median (line), 95th percentile (dashed)"), named.map((one) => h("li", null, h("span", { class: `swatch k-${one.colour}` }), one.name))), (width) => lines(series, labels, width, 260, "Trend of the roam times over the runs; the table below has its numbers."), signal), trendTable());
  }

  function list() {
    const chosen = (name, text, run, isChosen, change) => h("td", null, h("input", { type: "radio", name, "aria-label": `Run ${run.id} as ${text}`, checked: isChosen, on: { change } }));
    fill(rows, pager.cut(runs).map((run) => h("tr", null,
      chosen("run-a", "A", run, run.id === a, () => { a = run.id; compare(); }), chosen("run-b", "B", run, run.id === b, () => { b = run.id; compare(); }),
      h("th", { scope: "row" }, h("button", { type: "button", class: "quiet small", title: "Its roams and its configuration", on: { click: () => open(run.id) } }, `${run.id} · ${run.name}`)), h("td", null, when(run.started)), h("td", { class: "mono" }, run.version ?? "–"),
      h("td", { class: "number" }, count(run.roams)), h("td", { class: "number" }, run.roams ? `${Math.round(100 * run.fast / run.roams)} %` : "–"))));
  }

  /** The plot's numbers. */
  function trendTable() {
    const cells = (value) => h("td", { class: "number" }, ms(value));
    return h("details", { class: "more" }, h("summary", null, "The plot's numbers, as a table"), h("div", { class: "scroll" }, h("table", null,
      h("caption", null, "Roam times in milliseconds by run: median, and 95th percentile"),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, "Run"), h("th", { scope: "col" }, "When"), trend.series.flatMap((one) => {
        return [h("th", { scope: "col", class: "number" }, `${nameOf(one)}: median`), h("th", { scope: "col", class: "number" }, `${nameOf(one)}: 95 %`)];
      }))),
      h("tbody", null, trend.runs.map((run, index) => (trend.series.every((one) => one.median[index] === null) ? null : h("tr", null, h("th", { scope: "row" }, `${run.id} · ${run.name}`), h("td", { class: "whole" }, when(run.started)), trend.series.flatMap((one) => [cells(one.median[index]), cells(one.p95[index])]))))))));
  }

  async function compare() {
    if (a === b) { fill(difference, h("p", { class: "soft" }, "Choose two different runs.")); return; }
    const answer = await attempt(() => get("/history/diff", { a, b }, signal));
    if (!answer) return;
    const change = (before, after) => {
      if (before === null || after === null || before === undefined || after === undefined) return h("td", { class: "number" }, "–");
      const share = before ? (after - before) / before * 100 : 0;
      return h("td", { class: `number ${Math.abs(share) < 1 ? "" : share < 0 ? "better" : "worse"}` }, `${share > 0 ? "+" : ""}${share.toFixed(1)} %`);
    };
    fill(difference, h("section", { class: "panel scroll", "aria-label": "Difference" }, h("table", null, h("caption", null, `Run ${a} to run ${b}: roam times in milliseconds`),
      h("thead", null, h("tr", null, ["Kind", "Key management", "Roams A", "Roams B", "Median A", "Median B", "Change", "95 % A", "95 % B", "Change"].map((text, index) => h("th", { scope: "col", class: index > 1 ? "number" : null }, text)))),
      h("tbody", null, (answer.groups ?? []).map((group) => h("tr", null, h("th", { scope: "row" }, h("span", { class: `swatch k-${colourOfKind(group.kind)}` }), kindName[group.kind] ?? group.kind), h("td", null, group.key_management ?? "–"),
        h("td", { class: "number" }, count(group.a?.count ?? 0)), h("td", { class: "number" }, count(group.b?.count ?? 0)), h("td", { class: "number" }, ms(group.a?.median)), h("td", { class: "number" }, ms(group.b?.median)), change(group.a?.median, group.b?.median),
        h("td", { class: "number" }, ms(group.a?.p95)), h("td", { class: "number" }, ms(group.b?.p95)), change(group.a?.p95, group.b?.p95))))),
      answer.configuration?.length ? [h("h3", null, "Configuration"), h("ul", { class: "mono small" }, answer.configuration.map((line) => h("li", { class: line.startsWith("+") ? "better" : line.startsWith("-") ? "worse" : "" }, line)))] : null));
  }

  async function open(id) {
    const run = await attempt(() => get(`/history/runs/${id}`, {}, signal));
    if (!run) return;
    fill(detail, h("section", { class: "panel scroll", "aria-label": `Run ${id}`, tabindex: "-1" }, h("h2", null, `Run ${id}`), h("p", { class: "soft" }, [when(run.started), run.version, run.command].filter(Boolean).join(" · ")),
      h("table", null, h("thead", null, h("tr", null, ["Station", "From, to", "Kind", "Why", "Roam"].map((text, index) => h("th", { scope: "col", class: index === 4 ? "number" : null }, text)))),
        h("tbody", null, (run.associations ?? []).slice(0, 300).map((association) => h("tr", null, h("td", { class: "mono" }, association.station), h("td", { class: "mono" }, association.from_bssid ? `${association.from_bssid} → ${association.bssid}` : association.bssid), h("td", null, kindName[association.kind]), h("td", null, association.explanation), h("td", { class: "number" }, ms(association.roam_ms)))))),
      run.configuration ? h("details", { class: "more" }, h("summary", null, "Configuration"), h("pre", { class: "log mono", tabindex: "0" }, run.configuration)) : null));
    detail.firstElementChild.focus();
  }
}
