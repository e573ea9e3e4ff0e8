// Which frames of a ladder a phase spans, and how long it took.

const groups = { authentication: "join", association: "join", authentication_to_association: "join", eap: "eap", four_way: "four_way" };
const titles = { join: "Auth. and assoc.", eap: "EAP", four_way: "4-way handshake" };
const colours = { join: "authentication", eap: "eap", four_way: "four_way" };

/** Spans of a ladder's frames: timed by the server's phases where there are any, else by what has been drawn so far. */
export function phaseSpans(frames, phases) {
  const spans = new Map();
  frames.forEach((frame, index) => {
    const group = groups[frame.phase];
    if (!group) return;
    const span = spans.get(group) ?? { name: colours[group], title: titles[group], first: index, start: frame.time };
    span.last = index;
    span.ms = (frame.time - span.start) * 1000;
    spans.set(group, span);
  });
  const known = new Map();
  for (const phase of phases ?? []) {
    const group = groups[phase.name];
    if (!group) continue;
    const [start, end] = known.get(group) ?? [phase.start, phase.end];
    known.set(group, [Math.min(start, phase.start), Math.max(end, phase.end)]);
  }
  for (const [group, [start, end]] of known) if (spans.has(group)) spans.get(group).ms = (end - start) * 1000;
  return [...spans.values()];
}
