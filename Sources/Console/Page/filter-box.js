// The filter box: Wireshark's syntax, completion, and what is wrong where it is wrong.

import { get } from "./api.js";
import { fill, h, uniqueID } from "./dom.js";

// The server counts octets of UTF-8, the browser units of UTF-16.
const octetsOf = (text) => new TextEncoder().encode(text).length;
const placeOf = (text, octets) => new TextDecoder().decode(new TextEncoder().encode(text).slice(0, octets)).length;

/** A box; `apply(text)` runs on Enter when the filter is right. */
export function filterBox(apply, signal) {
  const list = h("ul", { class: "completions", id: uniqueID("completions"), role: "listbox", "aria-label": "What can stand here", hidden: true });
  const said = h("p", { class: "filter-said", id: uniqueID("filter-said"), role: "status", hidden: true });
  const input = h("input", { type: "text", class: "filter mono", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, "aria-describedby": said.id, "aria-label": "Display filter",
    placeholder: "Apply a display filter: eapol && wlan.addr == 00:0e:8e:fd:93:71", spellcheck: "false", autocapitalize: "off", autocomplete: "off", "data-find": true });
  const clear = h("button", { type: "button", class: "quiet small", "aria-label": "Clear the filter", on: { click: () => { set(""); apply(""); input.focus(); } } }, "×");
  const go = h("button", { type: "button", class: "small", on: { click: () => enter() } }, "Apply");
  let options = [];
  let at = -1;
  let asking = null;
  let timer = null;
  let state = "";

  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const mark = () => {
    [...list.children].forEach((element, index) => { element.setAttribute("aria-selected", String(index === at)); if (index === at) element.scrollIntoView({ block: "nearest" }); });
    if (at >= 0) input.setAttribute("aria-activedescendant", list.children[at].id); else input.removeAttribute("aria-activedescendant");
  };
  const wordAt = () => { const before = input.value.slice(0, input.selectionStart); return before.length - (/[\w.:-]*$/.exec(before)?.[0].length ?? 0); };
  const take = (index) => {
    const option = options[index];
    const [start, end] = [placeOf(input.value, option.offset), placeOf(input.value, option.offset + option.length)];
    input.setRangeText(option.text, start, Math.max(end, input.selectionStart), "end");
    close();
    check();
  };
  const complete = async () => {
    try {
      const answer = await get("/filter/complete", { text: input.value, cursor: octetsOf(input.value.slice(0, input.selectionStart)) }, signal);
      options = answer.completions.slice(0, 60);
    } catch { options = []; }
    if (document.activeElement !== input || (options.length === 1 && input.value.slice(wordAt(), input.selectionStart) === options[0].text)) { close(); return; }
    fill(list, options.map((option, index) => h("li", { role: "option", id: `${list.id}-${index}`, "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); take(index); } } },
      h("span", { class: "mono" }, option.text), option.detail ? h("span", { class: "soft" }, option.detail) : null)));
    list.hidden = !options.length;
    at = -1;
    input.setAttribute("aria-expanded", String(options.length > 0));
    mark();
  };
  const tell = (verdict) => {
    state = !input.value.trim() ? "" : verdict?.message ? "wrong" : "right";
    input.classList.toggle("wrong", state === "wrong");
    input.classList.toggle("right", state === "right");
    input.setAttribute("aria-invalid", String(state === "wrong"));
    said.hidden = state !== "wrong";
    if (state !== "wrong") { fill(said); return; }
    const from = placeOf(input.value, verdict.offset ?? 0);
    const length = Math.max(1, placeOf(input.value, (verdict.offset ?? 0) + (verdict.length ?? 1)) - from);
    const before = input.value.slice(0, from);
    fill(said, h("span", { class: "place mono", "aria-hidden": "true" }, before, h("mark", null, input.value.slice(from, from + length) || "\u00a0"), input.value.slice(from + length)),
      h("span", null, verdict.message), verdict.suggestion && !verdict.message.includes(verdict.suggestion) ? h("span", null, `did you mean ${verdict.suggestion}?`) : null,
      verdict.suggestion ? h("button", { type: "button", class: "small", on: { click: () => { input.setRangeText(verdict.suggestion, from, from + length, "end"); input.focus(); check(); } } }, `Use ${verdict.suggestion}`) : null);
  };
  const check = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const verdict = input.value.trim() ? await get("/filter/check", { text: input.value }, asking.signal) : { ok: true };
      tell(verdict);
      return !verdict.message;
    } catch (error) {
      if (error.name !== "AbortError") tell({ message: error.message });
      return false;
    }
  };
  const enter = async () => { clearTimeout(timer); if (await check()) { close(); apply(input.value.trim()); } };
  const set = (text) => { input.value = text; close(); check(); };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { check(); if (/[\w.]$/.test(input.value.slice(0, input.selectionStart))) complete(); else close(); }, 90); });
  input.addEventListener("blur", () => { clearTimeout(timer); close(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === " " && event.ctrlKey) { event.preventDefault(); complete(); return; }
    if (!list.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + options.length + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % options.length;
      mark();
    } else if (event.key === "ArrowDown") { event.preventDefault(); complete();
    } else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close();
    } else if (event.key === "Tab" && !list.hidden && at >= 0) { event.preventDefault(); take(at);
    } else if (event.key === "Enter") { event.preventDefault(); if (!list.hidden && at >= 0) take(at); else enter(); }
  });
  return { element: h("div", { class: "filter-box" }, h("div", { class: "filter-line" }, input, clear, go), list, said), input, set, tell };
}
