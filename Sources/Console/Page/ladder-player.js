// Draws frames one after another, so that the eye can follow what takes milliseconds.

/** Frames in, frames drawn at their pace. */
export class LadderPlayer {
  #ladder;
  #queue = [];
  #timer = null;
  #last = null;
  #waiting = [];
  /** How many times slower than it was. */
  slower = 40;

  constructor(ladder, signal) {
    this.#ladder = ladder;
    signal?.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  /** Forgets what has not been drawn yet. */
  stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#queue = [];
    this.#last = null;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Adds frames to what will be drawn. */
  push(...frames) {
    this.#queue.push(...frames);
    if (this.#timer === null) this.#next();
  }

  /** Resolves when everything has been drawn. */
  done() {
    return this.#timer === null && !this.#queue.length ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #next() {
    const frame = this.#queue.shift();
    if (!frame) {
      this.#timer = null;
      for (const resolve of this.#waiting.splice(0)) resolve();
      return;
    }
    this.#ladder.add(frame);
    const gap = this.#queue.length ? (this.#queue[0].time - frame.time) * 1000 : 0;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const pause = isStill || this.slower === 0 ? 0 : Math.min(420, Math.max(14, gap * this.slower));
    this.#timer = setTimeout(() => this.#next(), pause);
  }
}
