// The last lines of a device's log, and those that come.

import { get } from "./api.js";
import { h } from "./dom.js";
import { openDialog } from "./dialog.js";
import { listen } from "./events.js";
import { attempt } from "./messages.js";

/** Opens the log of a device. */
export async function openLog(device) {
  const answer = await attempt(() => get("/lab/log", { device }));
  if (!answer) return;
  const lines = (answer.lines ?? answer).map?.((line) => (typeof line === "string" ? line : `${line.time?.toFixed?.(6) ?? ""}  ${line.text}`)) ?? [];
  const log = h("pre", { class: "log mono", tabindex: "0", "aria-label": `Log of ${device}` }, lines.join("\n") || "Nothing yet.");
  const life = new AbortController();
  listen("control", (event) => {
    if (event.device !== device) return;
    if (log.textContent === "Nothing yet.") log.textContent = "";
    log.append(`${log.textContent ? "\n" : ""}${event.text}`);
    log.scrollTop = log.scrollHeight;
  }, life.signal);
  const { dialog } = openDialog({ title: "Log", about: device, wide: true, body: log });
  dialog.addEventListener("close", () => life.abort());
  log.scrollTop = log.scrollHeight;
}
