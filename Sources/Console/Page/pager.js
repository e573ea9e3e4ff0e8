// A long table in pages.

import { fill, h } from "./dom.js";
import { count } from "./format.js";

/** The buttons of a table with `size` rows a page. `changed()` draws the page again. */
export class Pager {
  #size;
  #page = 0;
  #total = 0;
  #changed;
  #said = h("span", { class: "soft small", role: "status" });
  #buttons;

  constructor(size, label, changed) {
    this.#size = size;
    this.#changed = changed;
    const button = (text, name, to) => h("button", { type: "button", class: "small", "aria-label": name, title: name, on: { click: () => this.#go(to()) } }, text);
    this.#buttons = [button("«", "First page", () => 0), button("‹ Previous", "Previous page", () => this.#page - 1), button("Next ›", "Next page", () => this.#page + 1), button("»", "Last page", () => this.#last)];
    this.element = h("nav", { class: "pager", "aria-label": label, hidden: true }, this.#buttons.slice(0, 2), this.#said, this.#buttons.slice(2));
  }

  get #last() { return Math.max(0, Math.ceil(this.#total / this.#size) - 1); }

  /** The rows of the present page. */
  cut(rows) {
    this.#total = rows.length;
    this.#page = Math.min(this.#page, this.#last);
    const from = this.#page * this.#size;
    this.element.hidden = this.#total <= this.#size;
    fill(this.#said, `${count(from + 1)} to ${count(Math.min(this.#total, from + this.#size))} of ${count(this.#total)}`);
    this.#buttons.forEach((button, index) => { button.disabled = index < 2 ? this.#page === 0 : this.#page === this.#last; });
    return rows.slice(from, from + this.#size);
  }

  /** Shows the page on which the row at an index is. */
  show(index) { this.#page = Math.max(0, Math.floor(index / this.#size)); }

  #go(page) {
    const had = document.activeElement;
    this.#page = Math.max(0, Math.min(this.#last, page));
    this.#changed();
    // The button that was pressed may have nowhere to go any more.
    if (had?.disabled) this.#buttons.find((button) => !button.disabled)?.focus();
  }
}
