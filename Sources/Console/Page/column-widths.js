// The widths of the packet list's columns: a border is dragged, or moved with the arrow keys; they are remembered.

import { h } from "./dom.js";
import { kept } from "./splitter.js";

const key = "packet-columns";
const [least, most] = [36, 900];

/** Widths of the columns `names`, the last of which takes what is left, as `--columns` of `box`; heads get their borders. */
export class ColumnWidths {
  #box;
  #names;
  #heads = [];
  #grips = [];
  #widths = null;
  #contents;

  /** `contents(column)` gives the cells of a column that are in view. */
  constructor(box, columns, contents) {
    this.#box = box;
    this.#names = columns.map(([name]) => name);
    this.#contents = contents;
    const stored = kept.get(key)?.split(" ").map(Number) ?? [];
    if (stored.length === columns.length - 1 && stored.every((width) => width >= least && width <= most)) this.#widths = stored;
    columns.slice(0, -1).forEach(([name, text], index) => this.#grips.push(this.#grip(name, text, index)));
  }

  /** The border behind a column's head; null behind the last. */
  grip(index) { return this.#grips[index] ?? null; }

  /** Takes the heads, once they are made. */
  begin(heads) {
    this.#heads = heads;
    if (this.#widths) this.#apply();
    requestAnimationFrame(() => this.#tell());
  }

  #grip(name, text, index) {
    const grip = h("span", { class: "column-grip", role: "separator", tabindex: index === 0 ? "0" : "-1", "aria-orientation": "vertical", "aria-label": `Width of ${text}`, "aria-valuemin": least, "aria-valuemax": most, "aria-valuenow": 100,
      title: "Drag; or ← → to move, ↑ ↓ for another border, Enter to fit, Delete for the widths as they were" });
    let start = null;
    grip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      start = { x: event.clientX, width: this.#measured()[index] };
    });
    grip.addEventListener("pointermove", (event) => { if (start && grip.hasPointerCapture(event.pointerId)) this.#set(index, start.width + event.clientX - start.x); });
    grip.addEventListener("pointerup", () => { start = null; });
    grip.addEventListener("dblclick", () => this.#fit(index));
    grip.addEventListener("focus", () => { for (const other of this.#grips) other.tabIndex = other === grip ? 0 : -1; });
    grip.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? 40 : 8;
      const act = { ArrowLeft: () => this.#set(index, this.#measured()[index] - step), ArrowRight: () => this.#set(index, this.#measured()[index] + step), Home: () => this.#set(index, least), Enter: () => this.#fit(index),
        ArrowUp: () => this.#grips[index - 1]?.focus(), ArrowDown: () => this.#grips[index + 1]?.focus(), Delete: () => this.#reset() }[event.key];
      // The list moves with the same keys.
      event.stopPropagation();
      if (act) { event.preventDefault(); act(); }
    });
    return grip;
  }

  #measured() { return this.#widths ?? this.#heads.slice(0, -1).map((head) => Math.round(head.getBoundingClientRect().width)); }

  #set(index, width) {
    this.#widths = this.#measured().map((now, at) => (at === index ? Math.round(Math.max(least, Math.min(most, width))) : now));
    kept.set(key, this.#widths.join(" "));
    this.#apply();
  }

  /** As wide as the widest text in view. */
  #fit(index) { this.#set(index, 4 + Math.max(this.#textWidth(this.#heads[index]) + 8, ...this.#contents(index).map((cell) => this.#textWidth(cell)))); }

  #textWidth(cell) {
    const range = document.createRange();
    range.selectNodeContents(cell.firstChild ?? cell);
    return range.getBoundingClientRect().width;
  }

  #reset() {
    this.#widths = null;
    kept.set(key, null);
    this.#apply();
  }

  #apply() {
    if (this.#widths) {
      this.#box.style.setProperty("--columns", `${this.#widths.map((width) => `${width}px`).join(" ")} minmax(240px, 1fr)`);
      this.#box.style.setProperty("--least", `${this.#widths.reduce((sum, width) => sum + width + 10, 256)}px`);
    } else for (const name of ["--columns", "--least"]) this.#box.style.removeProperty(name);
    this.#tell();
  }

  #tell() { this.#measured().forEach((width, index) => this.#grips[index].setAttribute("aria-valuenow", width)); }
}
