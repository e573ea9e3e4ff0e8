// Configure Settings of a bridge: how long it remembers an address, and which interfaces are its ports.

import { get, put } from "./api.js";
import { field, fill, h } from "./dom.js";
import { openDialog } from "./dialog.js";
import { ask, nameOf } from "./lab.js";
import { plural } from "./format.js";
import { attempt } from "./messages.js";

/** Opens the dialog of a bridge. */
export async function openBridge(name) {
  const path = `/lab/bridges/${encodeURIComponent(name)}/settings`;
  let settings = await attempt(() => get(path));
  if (!settings) return;
  const aging = h("input", { type: "text", inputmode: "numeric", spellcheck: "false", autocomplete: "off", class: "number", value: settings.aging_s });
  const agingField = field("Aging time, in seconds (aging_s)", aging,
    "Seconds after an address's last frame until the bridge forgets where it is, and sends what is for it out of every port. 10 to 1000000 (802.1D).");
  aging.addEventListener("input", () => aging.removeAttribute("aria-invalid"));
  const ports = h("tbody");
  const text = h("pre", { class: "log short mono", tabindex: "0", "aria-label": "Entry of lab.yaml" });
  const show = () => {
    fill(ports, settings.ports.map((port) => h("tr", null, h("th", { scope: "row", class: "mono" }, port.name),
      h("td", null, port.addresses.length ? port.addresses.slice(0, 16).map((address, index) => [index ? ", " : null, h("span", { class: "mono" }, address), nameOf(address) ? ` ${nameOf(address)}` : null]) : h("span", { class: "soft" }, "none"),
        port.addresses.length > 16 ? ` and ${plural(port.addresses.length - 16, "more", "more")}` : null))));
    text.textContent = settings.text;
  };
  show();
  openDialog({
    title: "Bridge Information", about: name,
    body: [
      h("fieldset", null, h("legend", null, "Bridge"),
        h("div", { class: "grid-2" }, agingField,
          h("dl", { class: "facts" }, h("dt", null, "Address"), h("dd", { class: "mono" }, settings.hardware),
            h("dt", null, "Gateway"), h("dd", null, h("span", { class: "mono" }, settings.address), h("span", { class: "soft" }, " gives stations their addresses (DHCP)"))))),
      h("table", null, h("caption", null, "A layer-2 update moves a station's address to the port of its new BSS when it roams."),
        h("thead", null, h("tr", null, h("th", { scope: "col" }, "Current ports"), h("th", { scope: "col" }, "Addresses learned there"))), ports),
      h("details", { class: "more" }, h("summary", null, "As lab.yaml has it"),
        h("p", { class: "soft small" }, "What is set here holds until the lab ends. This entry of lab.yaml keeps it; which BSSs are ports is set there alone."), text),
    ],
    apply: async () => {
      if (aging.value.trim() === String(settings.aging_s)) return "Nothing has changed.";
      const number = Number(aging.value);
      try {
        settings = await put(path, { aging_s: aging.value.trim() && Number.isInteger(number) ? number : aging.value.trim() });
      } catch (error) {
        if (error.status === 422) { aging.setAttribute("aria-invalid", "true"); aging.focus(); }
        throw error;
      }
      aging.value = settings.aging_s;
      show();
      await ask();
      return `Applied: ${name} forgets an address after ${settings.aging_s} s.`;
    },
  });
}
