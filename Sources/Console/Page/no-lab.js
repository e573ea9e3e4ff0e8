// What the views of the lab show where the console was started with captures alone.

import { h } from "./dom.js";

/** A sentence, and the way on. */
export function noLab() {
  return h("div", { class: "panel empty" }, h("strong", null, "No lab runs here"),
    "Start one with ", h("code", null, "roamlab console lab.yaml"), ", or read ", h("a", { href: "#/captures" }, "captures"), ".");
}
