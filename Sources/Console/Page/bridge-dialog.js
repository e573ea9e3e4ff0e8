// Configure Settings of a bridge: which interfaces are its ports.

import { h } from "./dom.js";
import { openDialog } from "./dialog.js";
import { bsses, lab } from "./lab.js";

/** Opens the dialog of a bridge. */
export function openBridge(name) {
  const bridge = lab()?.bridges.find((candidate) => candidate.name === name);
  if (!bridge) return;
  const ports = new Map(bridge.ports.map((port) => [port.name, port.addresses ?? []]));
  const others = bsses().map((bss) => bss.name).filter((port) => !ports.has(port));
  openDialog({
    title: "Bridge Information", about: name,
    body: [
      h("table", null, h("caption", null, "A station's frames enter here from the BSS that it is associated with. A layer-2 update moves its address to the port of the new BSS when it roams."),
        h("thead", null, h("tr", null, h("th", { scope: "col" }, "Current ports"), h("th", { scope: "col" }, "Addresses learned there"))),
        h("tbody", null, [...ports].map(([port, addresses]) => h("tr", null, h("th", { scope: "row", class: "mono" }, port),
          h("td", { class: "mono" }, addresses.length ? addresses.join(", ") : h("span", { class: "soft" }, "none")))))),
      others.length ? h("p", { class: "soft small" }, `Not on this bridge: ${others.join(", ")}. bridge= in the VAP's configuration puts a BSS on it.`) : null,
    ],
  });
}
