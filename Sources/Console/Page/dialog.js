// What every dialog has: a title, a body, its buttons; Escape closes it and the focus goes back.

import { h, uniqueID } from "./dom.js";

/** Opens a dialog. `apply`, if given, runs on Apply and OK; it closes on OK unless `apply` throws. */
export function openDialog({ title, about, body, apply, applyText = "Apply", wide }) {
  const id = uniqueID("dialog");
  const said = h("span", { class: "said", role: "status" });
  const opener = document.activeElement;
  const act = async (close) => {
    said.textContent = "";
    said.className = "said";
    for (const button of buttons) button.disabled = true;
    try {
      said.textContent = (await apply()) ?? "Applied.";
      if (close) dialog.close();
    } catch (error) {
      said.className = "said error";
      said.textContent = error.message;
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  };
  const applyButton = h("button", { type: "button", on: { click: () => act(false) } }, applyText);
  const okButton = h("button", { type: "submit", class: "primary" }, "OK");
  const buttons = apply ? [applyButton, okButton] : [];
  const close = h("button", { type: "button", on: { click: () => dialog.close() } }, apply ? "Cancel" : "Close");
  const dialog = h("dialog", { "aria-labelledby": id, class: wide ? "wide" : null },
    h("form", { method: "dialog", novalidate: true, autocomplete: "off", on: { submit: (event) => { event.preventDefault(); if (apply && !okButton.disabled) act(true); else if (!apply) dialog.close(); } } },
      h("header", { class: "dialog-head" }, h("h2", { id }, title), about ? h("span", { class: "mono soft" }, about) : null,
        h("button", { type: "button", class: "quiet icon", "aria-label": "Close", on: { click: () => dialog.close() } }, "×")),
      // A body without controls scrolls by its keys.
      h("div", { class: "dialog-body", ...(apply ? {} : { tabindex: "0", role: "group", "aria-labelledby": id }) }, body),
      h("footer", { class: "dialog-foot" }, said, close, ...buttons)));
  dialog.addEventListener("close", () => { dialog.remove(); opener?.focus?.(); });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, buttons, said };
}
