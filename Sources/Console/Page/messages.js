// What the page has to say, for the eye and for the screen reader.

import { h } from "./dom.js";

/** Shows a message for a while; errors stay until they are closed. */
export function say(text, kind = "") {
  const box = document.getElementById("messages");
  const message = h("div", { class: `message ${kind}` }, h("span", null, text),
    h("button", { type: "button", "aria-label": "Close the message", on: { click: () => message.remove() } }, "×"));
  box.append(message);
  while (box.childElementCount > 4) box.firstElementChild.remove();
  if (kind !== "bad") setTimeout(() => message.remove(), 4000);
}

/** Runs an action; what goes wrong is said, and the button shows that it works. */
export async function attempt(action, button) {
  button?.setAttribute("aria-busy", "true");
  try {
    return await action();
  } catch (error) {
    if (error.name !== "AbortError") say(error.message, "bad");
    return undefined;
  } finally {
    button?.removeAttribute("aria-busy");
  }
}
