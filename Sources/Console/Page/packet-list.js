// The packet list: rows are made for what is visible, and used again.

import { ColumnWidths } from "./column-widths.js";
import { h, uniqueID } from "./dom.js";
import { PacketPages } from "./packet-pages.js";
import { RowWindow } from "./row-window.js";

/** The seed's columns. */
export const columns = [["number", "No."], ["time", "Time"], ["source", "Source"], ["destination", "Destination"], ["protocol", "Protocol"], ["length", "Length"], ["duration", "Duration"], ["pmkid", "PMKID"], ["info", "Info"]];
const titles = { time: "Seconds since the capture's first frame", length: "Octets on the medium", duration: "The Duration field, in microseconds", pmkid: "PMKIDs of RSN elements and of key data: which key is meant" };
const toTheRight = new Set(["number", "time", "length", "duration"]);
const more = 6;
const headHeight = 23;

/** A list that `chosen(number)` and `opened()` hear from. */
export class PacketList {
  #pages = null;
  #pool = [];
  #window;
  #body;
  #box;
  #index = -1;
  #number = null;
  #chosen;
  #told;
  #id = uniqueID("packet");

  constructor({ chosen, opened, told, signal }) {
    this.#chosen = chosen;
    this.#told = told;
    const spacer = h("div", { class: "packet-spacer", role: "presentation" });
    this.#body = h("div", { class: "packet-body", role: "rowgroup" });
    this.#box = h("div", { class: "packet-list", role: "grid", tabindex: "0", "aria-label": "Packets", "aria-colcount": columns.length, "aria-readonly": "true" });
    const widths = new ColumnWidths(this.#box, columns, (column) => this.#pool.filter((element) => element.index >= 0).map((element) => element.row.children[column]));
    const heads = columns.map(([name, text], index) => h("span", { role: "columnheader", class: `c-${name}${toTheRight.has(name) ? " number" : ""}` }, h("span", { class: "column-name", title: titles[name] ?? null }, text), widths.grip(index)));
    this.#box.append(h("div", { class: "packet-head", role: "rowgroup" }, h("div", { class: "packet-row", role: "row", "aria-rowindex": 1 }, heads)), this.#body, spacer);
    this.element = this.#box;
    widths.begin(heads);
    this.#window = new RowWindow(this.#box, spacer, 21, headHeight, (first, offset) => this.#draw(first, offset), signal);
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { opened(); return; }
      const page = this.#window.visible - 1;
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
      if (step === undefined || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.choose(Math.max(0, Math.min(this.#window.count - 1, step === -Infinity ? 0 : step === Infinity ? this.#window.count - 1 : this.#index + step)), true);
    }, { signal });
    this.#body.addEventListener("mousedown", (event) => {
      const row = event.target.closest(".packet-row");
      if (row?.dataset.index) this.choose(Number(row.dataset.index));
    }, { signal });
    // What is cut off is told by the pointer.
    this.#body.addEventListener("pointerover", (event) => {
      const cell = event.target.closest("[role=gridcell]");
      if (!cell) return;
      if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent; else cell.removeAttribute("title");
    }, { signal });
    signal.addEventListener("abort", () => this.#pages?.close());
  }

  get total() { return this.#pages?.total ?? 0; }
  get isCounted() { return this.#pages?.isCounted ?? false; }

  /** Lists what a filter selects of a capture; the frame, if given, is looked for and chosen. */
  show(capture, filter, frame = null) {
    this.#pages?.close();
    let isFirst = true;
    this.#index = -1;
    this.#number = null;
    const pages = new PacketPages(capture, filter, (error) => {
      if (this.#pages !== pages) return;
      if (error) { this.#told(error); return; }
      this.#window.count = pages.total;
      this.element.setAttribute("aria-rowcount", pages.isCounted ? pages.total + 1 : -1);
      this.#window.redraw();
      this.#told(null);
      // The first answer may come before the first row was found.
      if (isFirst && (pages.total || pages.isCounted)) {
        isFirst = false;
        if (frame !== null) this.#find(frame); else if (pages.total) this.choose(0);
      }
    });
    this.#pages = pages;
    this.#window.count = 0;
    this.#box.scrollTop = 0;
    pages.want(0, 60);
  }

  /** More frames may have come. */
  refresh() { this.#pages?.refresh(); }

  /** Chooses the row at an index. */
  choose(index, isKey = false) {
    this.#index = index;
    if (isKey) this.#window.reveal(index);
    this.#window.redraw();
    const row = this.#pages.row(index);
    if (row && row.number !== this.#number) { this.#number = row.number; this.#chosen(row); }
  }

  /** The row of a frame number: rows are in order of it, so halve. */
  async #find(frame) {
    const pages = this.#pages;
    let [low, high] = [0, Math.min(pages.total, frame) - 1];
    const at = async (index) => {
      for (let tries = 0; tries < 200 && this.#pages === pages; tries += 1) {
        const row = pages.row(index);
        if (row) return row.number;
        pages.need(index);
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
      return Infinity;
    };
    while (low < high && this.#pages === pages) {
      const middle = Math.floor((low + high) / 2);
      if (await at(middle) < frame) low = middle + 1; else high = middle;
    }
    if (this.#pages !== pages || high < 0) return;
    await at(low);
    this.#window.centre(low);
    this.choose(low, true);
  }

  #draw(first, offset) {
    const needed = Math.min(this.#window.count, this.#window.visible + more);
    while (this.#pool.length < needed) this.#make();
    this.#body.style.transform = `translateY(${-offset}px)`;
    const height = this.#window.rowHeight;
    let missing = false;
    for (let slot = 0; slot < this.#pool.length; slot += 1) {
      const element = this.#pool[slot];
      // Each index has its own slot, so that a row that stays in view is not written again.
      const index = first + ((slot - first % this.#pool.length) + this.#pool.length) % this.#pool.length;
      if (index >= this.#window.count || index - first >= needed) { element.row.hidden = true; element.index = -1; continue; }
      element.row.hidden = false;
      element.row.style.transform = `translateY(${(index - first) * height}px)`;
      const row = this.#pages?.row(index) ?? null;
      missing ||= !row;
      if (element.index !== index || element.packet !== row) this.#write(element, index, row);
      const isChosen = index === this.#index;
      if (element.isChosen !== isChosen) {
        element.isChosen = isChosen;
        element.row.setAttribute("aria-selected", String(isChosen));
      }
      if (isChosen) this.element.setAttribute("aria-activedescendant", element.row.id);
    }
    if (!this.#pages) return;
    if (missing || first + needed >= this.#window.count - 1) this.#pages.want(first, first + needed);
    if (this.#index < first || this.#index >= first + needed) this.element.removeAttribute("aria-activedescendant");
  }

  #make() {
    const cells = columns.map(([name]) => h("span", { role: "gridcell", class: `c-${name}${toTheRight.has(name) ? " number" : ""}` }, ""));
    const row = h("div", { class: "packet-row", role: "row", "aria-selected": "false", id: `${this.#id}-${this.#pool.length}` }, cells);
    this.#pool.push({ row, texts: cells.map((cell) => cell.firstChild ?? cell.appendChild(document.createTextNode(""))), index: -1, packet: undefined, isChosen: false });
    this.#body.append(row);
  }

  #write(element, index, packet) {
    element.index = index;
    element.packet = packet;
    element.row.dataset.index = index;
    element.row.setAttribute("aria-rowindex", index + 2);
    element.row.className = `packet-row ${packet ? `p-${packet.colour ?? "plain"}` : "p-waiting"}`;
    for (let column = 0; column < columns.length; column += 1) {
      const text = packet?.cells[column] ?? "";
      if (element.texts[column].data !== text) element.texts[column].data = text;
    }
  }
}
