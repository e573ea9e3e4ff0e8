// What the devices say, as it happens: the lines of all control interfaces.

import { get } from "./api.js";
import { h } from "./dom.js";
import { listen } from "./events.js";

const most = 200;

/** A panel with the last lines. */
export function eventStrip(signal) {
  const lines = h("div", { class: "event-lines mono", role: "log", tabindex: "0", "aria-label": "Events of the devices", "aria-live": "off" });
  const add = ({ device, time, text }) => {
    const isAtEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 30;
    const kind = /CONNECTED|EAP-SUCCESS|COMPLETED|AP-STA-CONNECTED/.test(text) && !/DISCONNECTED/.test(text) ? "good" : /FAIL|DISCONNECTED|REJECT/.test(text) ? "bad" : "";
    lines.append(h("div", null, h("span", { class: "soft" }, time === undefined || time === null ? "" : time.toFixed(3)), h("span", { class: "device-name" }, device), h("span", { class: kind }, text.replace(/^<\d>/, ""))));
    while (lines.childElementCount > most) lines.firstElementChild.remove();
    if (isAtEnd) lines.scrollTop = lines.scrollHeight;
  };
  get("/lab/log", { limit: most }, signal).then((answer) => { for (const line of answer.lines) add(line); lines.scrollTop = lines.scrollHeight; }).catch(() => {});
  listen("control", add, signal);
  return h("section", { class: "panel event-strip", "aria-label": "Events" }, h("h2", null, "Events"), lines);
}
