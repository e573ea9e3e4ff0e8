// Starts the page: which view is shown, the keys that work everywhere, and what the link to the server does.

import { fill, h } from "./dom.js";
import { get } from "./api.js";
import { connect, listen } from "./events.js";
import { ask, lab, labName, start as followLab } from "./lab.js";
import { route } from "./router.js";
import { acceptDrops } from "./drop.js";
import { showKeys } from "./keys-dialog.js";
import * as labView from "./lab-view.js";
import * as roamView from "./roam-view.js";
import * as packetsView from "./packets-view.js";
import * as capturesView from "./captures-view.js";
import * as compareView from "./compare-view.js";
import * as historyView from "./history-view.js";

const views = { lab: labView, roam: roamView, packets: packetsView, captures: capturesView, compare: compareView, history: historyView };
const main = document.getElementById("main");
let shown = null;
let life = null;

function show() {
  const there = route();
  const name = views[there.view] ? there.view : lab() ? "lab" : "captures";
  const view = views[name];
  for (const tab of document.querySelectorAll(".tabs a")) {
    if (tab.dataset.view === name) tab.setAttribute("aria-current", "page"); else tab.removeAttribute("aria-current");
  }
  document.title = `${view.title} · roamlab`;
  // The same view with another part: it may follow by itself.
  if (shown === name && view.follow?.(there)) return;
  const isFirst = shown === null;
  life?.abort();
  life = new AbortController();
  shown = name;
  const place = h("div", { class: `view view-${name}` });
  fill(main, place);
  view.mount(place, there, life.signal);
  if (!isFirst) main.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function tellLink(isUp) {
  const state = document.getElementById("link-state");
  const name = labName();
  fill(state, h("span", { class: `dot ${isUp ? "good" : "bad"}`, "aria-hidden": "true" }),
    isUp ? (name ? `${name}, live` : "connected") : "no connection; trying again");
}

function isTyping(event) {
  return event.target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, dialog") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  if (event.key === "?") showKeys();
  const index = "123456".indexOf(event.key);
  if (index >= 0 && event.key !== "") location.hash = `#/${Object.keys(views)[index]}`;
  if (event.key === "/") {
    const box = main.querySelector("[data-find]");
    if (box) { event.preventDefault(); box.focus(); }
  }
});
document.getElementById("keys").addEventListener("click", showKeys);
addEventListener("hashchange", show);
acceptDrops();
followLab();
listen("link", tellLink);
listen("lost", ({ count }) => console.info(`${count} events were not read in time`));
// Where there is no lab, the console has captures alone; asking for one would be an error in the browser's log.
const hasLab = await get("/captures").then(({ captures }) => captures.some((capture) => capture.id === "live"), () => true);
if (hasLab) await ask().catch(() => {});
show();
connect();
