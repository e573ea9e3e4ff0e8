// Live events. One stream for the page; views listen while they are shown.

import { address } from "./api.js";

const target = new EventTarget();
const names = ["lab", "control", "frame", "association", "scenarios", "capture", "lost"];
let source = null;

function tell(name, detail) {
  target.dispatchEvent(new CustomEvent(name, { detail }));
}

/** Opens the stream; the browser opens it again after a loss. */
export function connect() {
  source = new EventSource(address("/events"));
  source.addEventListener("open", () => tell("link", true));
  source.addEventListener("error", () => tell("link", false));
  for (const name of names) {
    source.addEventListener(name, (event) => {
      try { tell(name, JSON.parse(event.data)); } catch { /* half an event is none */ }
    });
  }
}

/** Listens until the signal aborts. */
export function listen(name, listener, signal) {
  target.addEventListener(name, (event) => listener(event.detail), { signal });
}
