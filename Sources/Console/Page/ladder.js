// The ladder diagram: who sent what to whom, in order of time, drawn frame by frame.

import { fill, h, s } from "./dom.js";
import { ms, phaseName } from "./format.js";
import { phaseSpans } from "./ladder-phases.js";

const row = 27;
const top = 4;
const left = 74;
const right = 196;
const titles = { station: "Station", target: "Target AP", old: "Old AP", radius: "RADIUS" };

/** On the wire the arrows of EAP are RADIUS. */
export const colourOf = (frame) => (frame.phase === "eap" && (frame.from === "radius" || frame.to === "radius") ? "radius" : frame.phase);

/** A ladder that grows. */
export class Ladder {
  #lanes = [];
  #frames = [];
  #phases = null;
  #rows = [];
  #silences = new Map();
  #rungs = s("g");
  #lives = s("g");
  #brackets = s("g");
  #head = s("svg", { class: "ladder ladder-head", "aria-hidden": "true", focusable: "false" });
  #svg = s("svg", { class: "ladder", role: "group" }, this.#lives, this.#brackets, this.#rungs);
  #scroll = h("div", { class: "ladder-scroll" }, this.#head, this.#svg);
  #table = h("tbody");
  #width = 0;
  #height = top;
  #hrefOf;

  /** - hrefOf: where a frame's link leads, given its number. */
  constructor({ label, hrefOf, signal }) {
    this.#hrefOf = hrefOf;
    this.#svg.setAttribute("aria-label", label ?? "Ladder diagram");
    this.element = h("figure", { class: "ladder-figure" }, this.#scroll,
      h("details", { class: "ladder-table" }, h("summary", null, "The same frames as a table"),
        h("div", { class: "scroll" }, h("table", { class: "small" }, h("thead", null, h("tr", null,
          ["ms", "Frame", "From", "To", "What", "Octets"].map((text, index) => h("th", { scope: "col", class: [0, 1, 5].includes(index) ? "number" : null }, text)))), this.#table))));
    const observer = new ResizeObserver(() => { if (Math.abs(this.element.clientWidth - this.#width) > 1) this.#layOut(); });
    observer.observe(this.element);
    signal?.addEventListener("abort", () => observer.disconnect());
    this.#svg.addEventListener("keydown", (event) => this.#move(event));
  }

  get frames() { return this.#frames; }

  /** Empties it, for these lanes. */
  begin(lanes) {
    this.#lanes = lanes;
    this.#frames = [];
    this.#phases = null;
    this.#layOut();
  }

  /** Shows a whole ladder at once. */
  show({ lanes, frames, phases }) {
    this.#lanes = lanes;
    this.#frames = [...frames];
    this.#phases = phases ?? null;
    this.#layOut();
  }

  /** Draws one more frame. */
  add(frame) {
    this.#frames.push(frame);
    this.#place(this.#frames.length - 1);
    this.#draw(this.#frames.length - 1, true);
    this.#fit();
    this.#bracket();
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  #x(role) {
    const index = Math.max(0, this.#lanes.findIndex((lane) => lane.role === role));
    const [from, to] = [left + 76, this.#width - right - 78];
    return from + index * (to - from) / Math.max(1, this.#lanes.length - 1);
  }

  #place(index) {
    const frames = this.#frames;
    let y = index ? this.#rows[index - 1] + row : top + 22;
    if (index) {
      const silence = (frames[index].time - frames[index - 1].time) * 1000;
      if (silence > 8) { this.#silences.set(index, silence); y += 22; }
    }
    this.#rows[index] = y;
    this.#height = y + 24;
  }

  #layOut() {
    this.#width = Math.max(620, this.element.clientWidth || 900);
    this.#rows = [];
    this.#silences.clear();
    this.#height = top;
    fill(this.#rungs);
    fill(this.#table);
    this.#frames.forEach((_, index) => { this.#place(index); this.#draw(index, false); });
    this.#fit();
    this.#bracket();
  }

  #fit() {
    const height = Math.max(this.#height, top + 60);
    const gap = Math.abs(this.#x(this.#lanes[1]?.role) - this.#x(this.#lanes[0]?.role)) || 200;
    const half = Math.min(72, gap / 2 - 3);
    this.#head.setAttribute("viewBox", `0 0 ${this.#width} 52`);
    this.#head.setAttribute("width", this.#width);
    this.#head.setAttribute("height", 52);
    this.#svg.setAttribute("viewBox", `0 0 ${this.#width} ${height}`);
    this.#svg.setAttribute("width", this.#width);
    this.#svg.setAttribute("height", height);
    fill(this.#lives, this.#lanes.map((lane) => s("line", { class: "life", x1: this.#x(lane.role), y1: 0, x2: this.#x(lane.role), y2: height })));
    fill(this.#head, s("text", { class: "soft", x: left - 12, y: 30, "text-anchor": "end" }, "ms"), s("text", { class: "soft", x: this.#width - right + 40, y: 30, "text-anchor": "end" }, "frame"),
      this.#lanes.map((lane) => {
        const x = this.#x(lane.role);
        // Where lanes are narrow, the half of an address that tells devices apart.
        const whole = lane.address ?? (lane.role === "radius" ? "server" : "");
        const shown = half < 56 && /^([0-9a-f]{2}:){5}/.test(whole) ? `…${whole.slice(8)}` : whole;
        return [s("rect", { class: "head", x: x - half, y: 4, width: 2 * half, height: 44, rx: 8 }), s("text", { class: "bold", x, y: 23, "text-anchor": "middle" }, lane.label || titles[lane.role]),
          s("text", { class: half < 66 ? "mono soft tight" : "mono soft", x, y: 39, "text-anchor": "middle" }, shown, s("title", null, whole))];
      }));
  }

  #bracket() {
    const x = this.#width - right + 58;
    const parts = [];
    for (const span of phaseSpans(this.#frames, this.#phases)) {
      const [from, to] = [this.#rows[span.first] - 11, this.#rows[span.last] + 6];
      const middle = (from + to) / 2;
      parts.push(s("rect", { class: `band f-${span.name}`, x: left, y: from - 4, width: this.#width - right - left + 46, height: to - from + 8 }),
        s("rect", { class: `f-${span.name}`, x, y: from, width: 5, height: to - from, rx: 2.5 }),
        s("text", { class: "bold", x: x + 13, y: middle + (to - from > 30 ? -2 : 4) }, to - from > 30 ? span.title : `${span.title} ${ms(span.ms)}`));
      if (to - from > 30) parts.push(s("text", { class: "mono", x: x + 13, y: middle + 15 }, ms(span.ms)));
    }
    fill(this.#brackets, parts);
  }

  #draw(index, isNew) {
    const frame = this.#frames[index];
    const y = this.#rows[index];
    const [from, to] = [this.#x(frame.from), this.#x(frame.to)];
    const direction = to >= from ? 1 : -1;
    const colour = colourOf(frame);
    const since = ((frame.time - this.#frames[0].time) * 1000).toFixed(3);
    const text = (frame.retry ? "again: " : "") + frame.label;
    const room = 58;
    const shown = text.length > room ? `${text.slice(0, room - 1)}…` : text;
    // Over the middle of its arrow, but never out of the diagram.
    const half = shown.length * 3.3;
    const middle = Math.max(left + half + 4, Math.min(this.#width - right + 6 - half, (from + to) / 2));
    const rung = s("a", { class: `rung${isNew ? " new" : ""}`, href: this.#hrefOf?.(frame.number), tabindex: index ? "-1" : "0", "aria-label": `${since} ms, ${titles[frame.from] ?? frame.from} to ${titles[frame.to] ?? frame.to}: ${text}, frame ${frame.number}` },
      s("title", null, `Frame ${frame.number}: ${text}${frame.info ? `\n${frame.info}` : ""}${frame.length ? `, ${frame.length} octets` : ""}`),
      s("rect", { class: "hit", x: 2, y: y - row + 10, width: this.#width - right + 44, height: row, rx: 5 }),
      s("text", { class: "mono", x: left - 12, y: y + 1, "text-anchor": "end" }, since),
      s("line", { class: `arrow s-${colour}${frame.retry ? " retry" : ""}`, pathLength: frame.retry ? null : 1, x1: from, y1: y, x2: to - 7 * direction, y2: y }),
      s("path", { class: `tip f-${colour}`, d: `M${to} ${y}l${-9 * direction} -4.5v9z` }), s("circle", { class: `f-${colour}`, cx: from, cy: y, r: 3 }),
      s("text", { class: "label", x: middle, y: y - 5, "text-anchor": "middle" }, shown),
      s("text", { class: "mono soft", x: this.#width - right + 40, y: y + 1, "text-anchor": "end" }, String(frame.number)));
    const silence = this.#silences.get(index);
    if (silence) rung.prepend(s("text", { class: "mono soft", x: left - 12, y: y - 25, "text-anchor": "end" }, `+${silence.toFixed(silence < 100 ? 1 : 0)} ⋮`));
    this.#rungs.append(rung);
    this.#table.append(h("tr", null, h("td", { class: "number mono" }, since), h("td", { class: "number mono" }, this.#hrefOf ? h("a", { href: this.#hrefOf(frame.number) }, String(frame.number)) : String(frame.number)),
      h("td", null, titles[frame.from] ?? frame.from), h("td", null, titles[frame.to] ?? frame.to), h("td", null, text), h("td", { class: "number mono" }, String(frame.length ?? ""))));
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e6, End: 1e6 }[event.key];
    if (!step) return;
    const rungs = [...this.#rungs.children];
    const at = rungs.indexOf(document.activeElement);
    const next = rungs[Math.max(0, Math.min(rungs.length - 1, at + step))];
    event.preventDefault();
    for (const rung of rungs) rung.setAttribute("tabindex", rung === next ? "0" : "-1");
    next?.focus();
  }
}

/** What the colours mean, for the phases that these frames have. */
export function ladderLegend(frames) {
  const present = new Set(frames.map(colourOf));
  return h("ul", { class: "legend" }, ["authentication", "association", "eap", "radius", "four_way", "leaving", "data"].filter((name) => present.has(name))
    .map((name) => h("li", null, h("i", { class: `f-${name}` }), phaseName[name])));
}
