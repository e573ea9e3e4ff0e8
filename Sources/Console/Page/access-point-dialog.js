// Configure Settings of a VAP: its custom configuration text, checked while it is typed.

import { get, put } from "./api.js";
import { h, toggle } from "./dom.js";
import { openDialog } from "./dialog.js";
import { configurationEditor } from "./configuration-editor.js";
import { ask } from "./lab.js";
import { attempt } from "./messages.js";
import { words } from "./words.js";

/** Opens the dialog of an access point. */
export async function openAccessPoint(name) {
  const path = `/lab/access-points/${encodeURIComponent(name)}/configuration`;
  const configuration = await attempt(() => get(path));
  if (!configuration) return;
  let buttons = [];
  const state = h("span", { class: "badge" });
  const editor = configurationEditor("hostapd", configuration.text, `Custom configuration of ${name} (hostapd.conf)`, (errors) => {
    state.className = errors ? "badge bad" : "badge good";
    state.textContent = errors ? `${errors} ${errors === 1 ? "error" : "errors"}` : "valid";
    for (const button of buttons) button.disabled = errors > 0;
  });
  const isOn = () => /^okc=1/m.test(editor.area.value);
  const okc = toggle("okc=1", isOn(), (wanted) => {
    const text = editor.area.value;
    editor.area.value = !wanted ? text.replace(/^okc=1/gm, "#okc=1") : /^#?okc=/m.test(text) ? text.replace(/^#okc=1/gm, "okc=1").replace(/^okc=0/gm, "okc=1") : `${text.replace(/\n*$/, "")}\nokc=1\n`;
    editor.area.dispatchEvent(new Event("input"));
  });
  okc.title = `${words.OKC}; off comments the lines out`;
  editor.area.addEventListener("input", () => { okc.querySelector("input").checked = isOn(); });
  const masked = configuration.text;
  const reveal = h("button", { type: "button", class: "quiet small", on: { click: () => attempt(async () => {
    if (editor.area.value !== masked) throw new Error("Secrets can be shown while the text is as it was; masked ones stay as they are.");
    editor.area.value = (await get(path, { reveal: 1 })).text;
    editor.area.dispatchEvent(new Event("input"));
    reveal.hidden = true;
  }, reveal) } }, "Show secrets");
  reveal.hidden = !masked.includes("********");
  const opened = openDialog({
    title: "Custom WiFi", about: name, wide: true, applyText: "Apply and reset",
    body: [h("div", { class: "panel-head" }, h("p", { class: "soft small" }, "hostapd.conf; each bss= line begins a BSS of the same process."), h("div", { class: "actions" }, state, reveal, okc)), editor.element],
    apply: async () => {
      try {
        await put(path, { text: editor.area.value });
      } catch (error) {
        editor.show(error.body?.problems);
        throw error;
      }
      await ask();
      return `Applied; ${name} has its new configuration.`;
    },
  });
  buttons = opened.buttons;
}
