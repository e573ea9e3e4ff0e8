// The octets of a frame, sixteen a line, with those of a field marked.

import { h } from "./dom.js";

const most = 4096;

/** A dump of a hexadecimal text; `chosen(offset)` hears which octet was clicked. */
export function octetDump(hexadecimal, chosen) {
  const octets = hexadecimal.match(/../g) ?? [];
  const cells = [];
  const texts = [];
  const lines = [];
  for (let start = 0; start < Math.min(octets.length, most); start += 16) {
    const line = octets.slice(start, start + 16);
    const hex = line.map((octet, index) => { const cell = h("span", { data: { at: start + index } }, octet); cells.push(cell); return [cell, index === 7 ? "  " : " "]; });
    const text = line.map((octet, index) => { const code = parseInt(octet, 16); const cell = h("span", { data: { at: start + index } }, code >= 32 && code < 127 ? String.fromCharCode(code) : "·"); texts.push(cell); return cell; });
    lines.push(h("div", { class: "octet-line" }, h("span", { class: "soft" }, start.toString(16).padStart(4, "0")), h("span", { class: "hex" }, hex), h("span", { class: "ascii" }, text)));
  }
  const element = h("div", { class: "octets mono", tabindex: "0", role: "region", "aria-label": `${octets.length} octets` }, lines, octets.length > most ? h("p", { class: "soft" }, `and ${octets.length - most} more`) : null);
  element.addEventListener("click", (event) => { const at = event.target.closest("[data-at]")?.dataset.at; if (at !== undefined) chosen(Number(at)); });
  let marked = [];
  return { element, mark(offset, length) {
    for (const cell of marked) cell.classList.remove("marked");
    marked = offset === null || offset === undefined ? [] : [...cells.slice(offset, offset + length), ...texts.slice(offset, offset + length)];
    for (const cell of marked) cell.classList.add("marked");
    marked[0]?.scrollIntoView({ block: "nearest" });
  } };
}
