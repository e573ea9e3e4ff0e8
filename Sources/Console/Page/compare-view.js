// Compare: roam times by kind and key management.

import { get } from "./api.js";
import { fill, h } from "./dom.js";
import { count, kindName, ms } from "./format.js";
import { colourOfKind, figure, quantile, shares, strips } from "./plots.js";
import { link, note } from "./router.js";

export const title = "Compare";

/** Shows the view. */
export async function mount(place, there, signal) {
  const checks = h("div", { class: "checks" });
  const plots = h("div", { class: "stack" });
  fill(place, h("header", { class: "view-head" }, h("h1", null, "Compare"), h("p", null, "How long roams take, by kind and key management.")),
    h("div", { class: "stack" }, h("fieldset", { class: "panel" }, h("legend", { class: "unseen" }, "Captures"), checks), plots));
  const wanted = new Set((there.parameters.get("captures") ?? "").split(",").filter(Boolean));
  try {
    const { captures } = await get("/captures", {}, signal);
    // The server compares sixteen at most.
    if (!wanted.size) for (const capture of captures.slice(0, 16)) wanted.add(capture.id);
    fill(checks, captures.map((capture) => h("label", { class: "check" }, h("input", { type: "checkbox", checked: wanted.has(capture.id), on: { change: (event) => { if (event.target.checked) wanted.add(capture.id); else wanted.delete(capture.id); note("compare", [], { captures: [...wanted].join(",") }); draw(); } } }), capture.name)));
    await draw();
  } catch (error) {
    if (error.name !== "AbortError") fill(plots, h("p", { class: "panel empty" }, error.message));
  }

  async function draw() {
    const answer = wanted.size ? await get("/compare", { captures: [...wanted].join(",") }, signal) : { groups: [] };
    const groups = answer.groups.filter((group) => group.values.length).map((group) => ({
      ...group, name: kindName[group.kind] ?? group.kind, detail: `${group.key_management ?? "–"} · ${count(group.count)}`, colour: colourOfKind(group.kind),
    })).map((group, index, all) => ({ ...group, style: all.findIndex((other) => other.kind === group.kind) < index ? "upper" : "" })).sort((a, b) => quantile(a.values, .5) - quantile(b.values, .5));
    if (!groups.length) { fill(plots, h("div", { class: "panel empty" }, h("strong", null, "No roam to compare"), "Roam in the ", h("a", { href: "#/roam" }, "lab"), ", run the four scenarios, or read ", h("a", { href: "#/captures" }, "captures"), ".")); return; }
    const full = groups.find((group) => group.kind === "full");
    const fast = groups.find((group) => ["okc", "ft", "pmksa", "cached"].includes(group.kind));
    const sentence = full && fast ? `The median full roam takes ${(quantile(full.values, .5) / quantile(fast.values, .5)).toFixed(1)} times as long as the median ${fast.name} roam.` : null;
    fill(plots, sentence ? h("p", { class: "lead" }, sentence) : null,
      h("div", { class: "two" },
        h("section", { class: "panel" }, h("h2", null, "Every roam"), figure("A dot for each roam; the box holds the middle half, the line is the median.", (width) => strips(groups, width, `Roam times of ${groups.map((group) => group.name).join(", ")}; the table below says the same.`), signal)),
        h("section", { class: "panel" }, h("h2", null, "Share of roams that took no longer"), figure(h("ul", { class: "legend" }, groups.map((group) => h("li", null, h("span", { class: `swatch k-${group.colour} ${group.style}` }), `${group.name}, ${group.key_management ?? "–"}`))), (width) => shares(groups, width, Math.max(240, groups.length * 46 + 44), "Cumulative shares of roam times; the table below says the same."), signal))),
      h("section", { class: "panel scroll" }, h("table", null, h("caption", null, "Roam times, from the first Authentication to message 4, in milliseconds"),
        h("thead", null, h("tr", null, ["Kind", "Key management", "Roams", "Median", "75 %", "95 %", "99 %", "Slowest", ""].map((text, index) => h("th", { scope: "col", class: index > 1 ? "number" : null }, text || h("span", { class: "unseen" }, "Links"))))),
        h("tbody", null, groups.map((group) => h("tr", null, h("th", { scope: "row" }, h("span", { class: `swatch k-${group.colour}` }), group.name), h("td", null, group.key_management ?? "–"), h("td", { class: "number" }, count(group.count)),
          [.5, .75, .95, .99, 1].map((share) => h("td", { class: "number" }, ms(quantile(group.values, share)))), h("td", { class: "number" }, wanted.size === 1 ? h("a", { href: link("captures", [[...wanted][0]]) }, "Roams") : null)))))));
  }
}
