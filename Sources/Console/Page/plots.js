// Plots of our own, in SVG: one axis, plain marks, and a table that says the same.

import { h, s } from "./dom.js";

/** Round numbers between two values, about `wanted` of them; by decades where the axis is logarithmic. */
function ticks(from, to, wanted = 6, isLogarithmic = false) {
  if (isLogarithmic) {
    const found = [];
    for (let decade = Math.floor(Math.log10(from)); decade <= Math.ceil(Math.log10(to)); decade += 1) for (const step of [1, 2, 5]) { const value = step * 10 ** decade; if (value >= from * .999 && value <= to * 1.001) found.push(value); }
    return found.length > 10 ? found.filter((value) => Number.isInteger(Math.log10(value))) : found;
  }
  const rough = (to - from) / wanted || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const found = [];
  for (let value = Math.ceil(from / step) * step; value <= to + step * 1e-6; value += step) found.push(Number(value.toPrecision(12)));
  return found;
}

/** A value that a share of sorted ones does not exceed (nearest rank). */
export const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];

/** From values to pixels. */
export function scale(from, to, low, high, isLogarithmic = false) {
  if (isLogarithmic) { const [a, b] = [Math.log(from), Math.log(to)]; return (value) => low + (Math.log(Math.max(value, from)) - a) * (high - low) / (b - a || 1); }
  return (value) => low + (value - from) * (high - low) / (to - from || 1);
}

const number = (value) => (value >= 1 || value === 0 ? String(value) : value.toPrecision(1));

/** Distributions as strips: every roam a dot, a box from the 25th to the 75th percentile, a line at the median. */
export function strips(groups, width, label) {
  const values = groups.flatMap((group) => group.values);
  const [from, to] = [Math.min(...values) * .8, Math.max(...values) * 1.15];
  const [left, right, row] = [210, width - 26, 46];
  const x = scale(from, to, left, right, true);
  const height = groups.length * row + 44;
  return s("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    ticks(from, to, 6, true).map((value) => [s("line", { class: "grid", x1: x(value), y1: 4, x2: x(value), y2: height - 34 }), s("text", { class: "soft", x: x(value), y: height - 18, "text-anchor": "middle" }, number(value))]),
    s("text", { class: "soft", x: right, y: height - 2, "text-anchor": "end" }, "ms, logarithmic"),
    groups.map((group, index) => {
      const y = index * row + 26;
      const sorted = group.values;
      const [low, middle, high] = [.25, .5, .75].map((share) => x(quantile(sorted, share)));
      const step = Math.max(1, Math.floor(sorted.length / 400));
      return s("g", { class: `k-${group.colour}` }, s("text", { class: "bold ink", x: left - 16, y: y - 1, "text-anchor": "end" }, group.name), s("text", { class: "soft", x: left - 16, y: y + 13, "text-anchor": "end" }, group.detail),
        sorted.filter((_, at) => at % step === 0).map((value, at) => s("circle", { class: "sample", cx: x(value), cy: y + ((at * 7919) % 17) - 8, r: 2.6 })),
        s("rect", { class: "box", x: low - 1, y: y - 12, width: Math.max(3, high - low + 2), height: 24, rx: 4 }), s("line", { class: "median", x1: middle, y1: y - 14, x2: middle, y2: y + 14 }),
        s("title", null, `${group.name}, ${group.detail}: median ${quantile(sorted, .5)} ms`));
    }));
}

/** Distributions as rising shares: how many roams took no longer. */
export function shares(groups, width, height, label) {
  const values = groups.flatMap((group) => group.values);
  const [from, to] = [Math.min(...values) * .8, Math.max(...values) * 1.25];
  const [left, right, bottom] = [46, width - 16, height - 38];
  const x = scale(from, to, left, right, true);
  const y = scale(0, 1, bottom, 12);
  return s("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    [0, .25, .5, .75, 1].map((share) => [s("line", { class: "grid", x1: left, y1: y(share), x2: right, y2: y(share) }), s("text", { class: "soft", x: left - 8, y: y(share) + 4, "text-anchor": "end" }, `${share * 100} %`)]),
    ticks(from, to, 6, true).map((value) => [s("line", { class: "grid", x1: x(value), y1: 12, x2: x(value), y2: bottom }), s("text", { class: "soft", x: x(value), y: bottom + 18, "text-anchor": "middle" }, number(value))]),
    s("text", { class: "soft", x: right, y: height - 3, "text-anchor": "end" }, "ms, logarithmic"),
    groups.map((group) => {
      const step = Math.max(1, Math.floor(group.values.length / 500));
      let path = `M${x(from)} ${y(0)}`;
      group.values.forEach((value, index) => { if (index % step === 0 || index === group.values.length - 1) path += `H${x(value).toFixed(1)}V${y((index + 1) / group.values.length).toFixed(1)}`; });
      return s("path", { class: `curve k-${group.colour} ${group.style ?? ""}`, d: `${path}H${right}` }, s("title", null, `${group.name}, ${group.detail}`));
    }));
}

/** Lines over runs, with their points. */
export function lines(series, labels, width, height, label) {
  const values = series.flatMap((one) => one.values).filter((value) => value !== null && value !== undefined);
  const to = Math.max(...values, 1) * 1.12;
  const [left, right, bottom] = [54, width - 16, height - 40];
  const x = scale(0, Math.max(1, labels.length - 1), left + 14, right - 14);
  const y = scale(0, to, bottom, 12);
  const every = Math.ceil(labels.length / Math.max(2, Math.floor(width / 120)));
  return s("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    ticks(0, to, 5).map((value) => [s("line", { class: "grid", x1: left, y1: y(value), x2: right, y2: y(value) }), s("text", { class: "soft", x: left - 8, y: y(value) + 4, "text-anchor": "end" }, number(value))]),
    labels.map((text, index) => (index % every === 0 || index === labels.length - 1 ? s("text", { class: "soft", x: x(index), y: bottom + 20, "text-anchor": "middle" }, text) : null)),
    s("text", { class: "soft", x: right, y: height - 3, "text-anchor": "end" }, "ms, by run"),
    series.map((one) => {
      let path = "";
      one.values.forEach((value, index) => { if (value !== null && value !== undefined) path += `${path ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`; });
      return s("g", { class: `k-${one.colour} ${one.style ?? ""}` }, s("path", { class: "curve", d: path }), one.values.map((value, index) => (value === null || value === undefined ? null : s("circle", { class: "point", cx: x(index), cy: y(value), r: 3.2 }, s("title", null, `${one.name}: ${value} ms, run ${labels[index]}`)))));
    }));
}

/** The colour class of a kind of association. */
export const colourOfKind = (kind) => ({ okc: "okc", pmksa: "pmksa", cached: "pmksa", ft: "ft", full: "full", failed: "failed" }[kind] ?? "other");

/** A figure with its plot, which is drawn for the width that there is. */
export function figure(caption, draw, signal) {
  const place = h("div", { class: "plot-place" });
  let last = 0;
  const observer = new ResizeObserver(() => {
    const width = Math.round(place.clientWidth);
    if (width < 80 || Math.abs(width - last) < 2) return;
    last = width;
    place.replaceChildren(draw(width));
  });
  observer.observe(place);
  signal.addEventListener("abort", () => observer.disconnect());
  return h("figure", null, h("figcaption", { class: "soft small" }, caption), place);
}
