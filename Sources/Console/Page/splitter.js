// The border between two panes: dragged, or moved with the arrow keys; what was set is remembered.

import { h } from "./dom.js";

const [least, most] = [15, 85];

/** Remembers small choices of this browser's; none where it keeps nothing. */
export const kept = {
  get(key) { try { return localStorage.getItem(`roamlab.${key}`); } catch { return null; } },
  set(key, value) { try { if (value === null) localStorage.removeItem(`roamlab.${key}`); else localStorage.setItem(`roamlab.${key}`, value); } catch { /* It is forgotten then. */ } },
};

/** A separator. `isUpright`: the panes stand side by side; `apply(share)` hears the first one's share of `box()` in per cent, null for what it began with. */
export function splitter({ label, key, isUpright, box, apply, measure, signal }) {
  const stored = Number(kept.get(key));
  let share = stored >= least && stored <= most ? stored : null;
  const element = h("div", { class: `splitter ${isUpright ? "upright" : "level"}`, role: "separator", tabindex: "0", "aria-label": label, "aria-orientation": isUpright ? "vertical" : "horizontal", "aria-valuemin": least, "aria-valuemax": most,
    title: `Drag, or ${isUpright ? "← →" : "↑ ↓"}; Enter for how it was` });
  const tell = () => element.setAttribute("aria-valuenow", Math.round(share ?? measure()));
  const set = (value) => {
    share = value === null ? null : Math.max(least, Math.min(most, value));
    apply(share);
    kept.set(key, share === null ? null : share.toFixed(2));
    tell();
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    element.focus();
  });
  element.addEventListener("pointermove", (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    const { left, top, width, height } = box();
    set(100 * (isUpright ? (event.clientX - left) / width : (event.clientY - top) / height));
  });
  element.addEventListener("dblclick", () => set(null));
  element.addEventListener("keydown", (event) => {
    const [back, forth] = isUpright ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const now = share ?? measure();
    const wanted = { [back]: now - (event.shiftKey ? 10 : 2), [forth]: now + (event.shiftKey ? 10 : 2), Home: least, End: most, Enter: null }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    set(wanted);
  });
  if (share !== null) apply(share);
  // The panes have no size before they are laid out.
  const frame = requestAnimationFrame(tell);
  element.setAttribute("aria-valuenow", Math.round(share ?? 50));
  signal.addEventListener("abort", () => cancelAnimationFrame(frame));
  return element;
}
