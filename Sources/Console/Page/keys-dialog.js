// The keyboard, on one page.

import { h } from "./dom.js";
import { openDialog } from "./dialog.js";
import { words } from "./words.js";

const keys = [
  ["1 … 6", "Lab, Roam, Packets, Captures, Compare, History"],
  ["/", "the filter box, or what finds things in this view"],
  ["↑ ↓ PgUp PgDn Home End", "move in the packet list, a field tree or a ladder"],
  ["Enter", "in the packet list: to the fields; in a ladder: the frame in the packet list"],
  ["← →", "in the field tree: close and open"],
  ["Tab, then ← → or ↑ ↓", "on a border between columns or panes: moves it; Enter fits it, or puts it back"],
  ["Ctrl+Space", "in the filter box: what can stand here"],
  ["Escape", "closes what is open"],
  ["?", "this"],
];

/** Shows the keyboard shortcuts, and what the words mean. */
export function showKeys() {
  openDialog({ title: "Keyboard and words", body: [
    h("table", null, h("tbody", null, keys.map(([key, text]) => h("tr", null, h("th", { scope: "row" }, h("kbd", null, key)), h("td", null, text))))),
    h("h3", { class: "words-head" }, "Words"),
    h("dl", { class: "facts words" }, Object.entries(words).map(([word, text]) => [h("dt", null, word), h("dd", null, text)])),
  ] });
}
