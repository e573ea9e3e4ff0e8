// Which frames of a ladder a phase spans, and how long it took.

import { phaseName } from "./format.js";

const joined = { authentication: "join", association: "join", authentication_to_association: "join", eap: "eap", four_way: "four_way" };
const short = { join: "Auth. and assoc.", eap: "EAP", four_way: "4-way handshake" };

/** Spans of a ladder's frames, from the server's phases where there are any, else from what has been drawn so far. */
export function phaseSpans(frames, phases) {
  if (phases?.length) {
    return phases.filter((phase) => joined[phase.name]).map((phase) => {
      const inside = (frame) => frame.time >= phase.start - 1e-7 && frame.time <= phase.end + 1e-7 && joined[frame.phase] === joined[phase.name];
      return { name: phase.name === "authentication_to_association" ? "authentication" : phase.name, title: short[joined[phase.name]] ?? phaseName[phase.name], first: frames.findIndex(inside), last: frames.findLastIndex(inside), ms: (phase.end - phase.start) * 1000 };
    }).filter((span) => span.first >= 0 && span.last >= span.first);
  }
  const spans = new Map();
  frames.forEach((frame, index) => {
    const group = joined[frame.phase];
    if (!group) return;
    const span = spans.get(group) ?? { name: group === "join" ? "authentication" : group, title: short[group], first: index };
    span.last = index;
    span.ms = (frame.time - frames[span.first].time) * 1000;
    spans.set(group, span);
  });
  return [...spans.values()];
}
