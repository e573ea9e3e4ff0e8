// A ladder whose height is time: several of them side by side compare at a glance.

import { s } from "./dom.js";
import { ms } from "./format.js";
import { colourOf } from "./ladder.js";
import { phaseSpans } from "./ladder-phases.js";

const short = { authentication: "802.11", eap: "EAP", four_way: "4-way" };
const names = { station: "STA", target: "new AP", old: "old AP", radius: "RADIUS" };

/** A ladder of `pixels` per millisecond. */
export function scaledLadder({ lanes, frames, phases }, pixels, label) {
  const width = 300;
  const [from, to] = [30, width - 96];
  const shown = frames.filter((frame) => frame.phase !== "data");
  const start = shown[0]?.time ?? 0;
  const y = (time) => 34 + (time - start) * 1000 * pixels;
  const height = y(shown.at(-1)?.time ?? start) + 16;
  const x = (role) => from + Math.max(0, lanes.findIndex((lane) => lane.role === role)) * (to - from) / Math.max(1, lanes.length - 1);
  const bands = phaseSpans(shown, phases).map((span) => {
    const [first, last] = [y(shown[span.first].time), y(shown[span.last].time)];
    const isTall = last - first > 18;
    return [s("rect", { class: `band f-${span.name}`, x: 4, y: first - 2, width: width - 8, height: last - first + 4, rx: 3 }), s("rect", { class: `f-${span.name}`, x: 4, y: first - 2, width: 4, height: last - first + 4, rx: 2 }),
      isTall ? [s("text", { class: "bold", x: width - 64, y: first + 13 }, short[span.name] ?? span.title), s("text", { class: "mono", x: width - 64, y: first + 27 }, ms(span.ms))] : null];
  });
  return s("svg", { class: "ladder scaled", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    bands,
    lanes.map((lane) => [s("line", { class: "life", x1: x(lane.role), y1: 24, x2: x(lane.role), y2: height }), s("text", { class: "soft", x: x(lane.role), y: 15, "text-anchor": "middle" }, names[lane.role] ?? lane.label)]),
    shown.map((frame) => {
      const [a, b, at] = [x(frame.from), x(frame.to), y(frame.time)];
      const direction = b >= a ? 1 : -1;
      return s("g", null, s("title", null, `Frame ${frame.number}: ${frame.label}`), s("line", { class: `arrow s-${colourOf(frame)}`, x1: a, y1: at, x2: b - 5 * direction, y2: at }), s("path", { class: `f-${colourOf(frame)}`, d: `M${b} ${at}l${-6 * direction} -3v6z` }));
    }));
}
