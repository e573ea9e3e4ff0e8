// Pages of the packet list, fetched when they are looked at and kept for a while.

import { get } from "./api.js";

const size = 200;
const kept = 64;

/** The rows that a filter selects of a capture. */
export class PacketPages {
  #capture;
  #filter;
  #pages = new Map();
  #asking = new Map();
  #changed;
  #life = new AbortController();
  /** The page that a search waits for: what is scrolled to does not drop it. */
  #needed = null;
  total = 0;
  /** Whether the server has counted all of them. */
  isCounted = false;

  constructor(capture, filter, changed) {
    this.#capture = capture;
    this.#filter = filter;
    this.#changed = changed;
  }

  /** Forgets what is asked. */
  close() { this.#life.abort(); }

  /** A row, or null while it is fetched. */
  row(index) {
    const page = this.#pages.get(Math.floor(index / size));
    return page?.[index % size] ?? null;
  }

  /** Asks for the pages of these rows, the nearest first, and drops what scrolled by. */
  want(first, last) {
    const [from, to] = [Math.floor(Math.max(0, first) / size), Math.floor(Math.max(0, last) / size)];
    for (const [number, life] of this.#asking) if ((number < from - 1 || number > to + 1) && number !== this.#needed) life.abort();
    for (let number = from; number <= to; number += 1) this.#ask(number);
  }

  /** Asks for the page of one row, whatever else is looked at. */
  need(index) {
    this.#needed = Math.floor(index / size);
    this.#ask(this.#needed);
  }

  /** Asks anew, as the capture grows. */
  async refresh() { await this.#ask(Math.floor(Math.max(0, this.total - 1) / size), true); }

  async #ask(number, isAgain = false) {
    const held = this.#pages.get(number);
    const isWhole = held && (held.length === size || (this.isCounted && number * size + held.length >= this.total));
    if (this.#asking.has(number) || (isWhole && !isAgain)) return;
    const life = new AbortController();
    this.#asking.set(number, life);
    try {
      const answer = await get(`/captures/${encodeURIComponent(this.#capture)}/packets`, { filter: this.#filter, from: number * size, limit: size }, AbortSignal.any([life.signal, this.#life.signal]));
      this.#pages.delete(number);
      this.#pages.set(number, answer.rows);
      if (this.#pages.size > kept) this.#pages.delete(this.#pages.keys().next().value);
      this.isCounted = answer.total !== null && answer.total !== undefined;
      const known = answer.total ?? answer.found ?? 0;
      this.total = Math.max(this.isCounted ? known : Math.max(this.total, known), number * size + answer.rows.length);
      this.#changed(null);
      // A count that runs on: ask again soon.
      if (!this.isCounted) setTimeout(() => { if (!this.#life.signal.aborted) { this.#asking.delete(number); this.#ask(number, true); } }, 250);
    } catch (error) {
      if (error.name !== "AbortError") this.#changed(error);
    } finally {
      if (this.#asking.get(number) === life) this.#asking.delete(number);
    }
  }
}
