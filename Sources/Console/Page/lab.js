// What the server last said about the lab; asked again when a device has changed, at most five times a second.

import { get } from "./api.js";
import { listen } from "./events.js";

let snapshot = null;
let asked = 0;
let timer = null;
const target = new EventTarget();

/** The lab as last told; null before the first answer and where there is no lab. */
export const lab = () => snapshot;
/** What the lab is called: the last part of its file's path. */
export const labName = () => snapshot?.name?.split("/").at(-1) ?? null;
/** When it was told, on the page's clock in milliseconds: ages run on from there. */
export const toldAt = () => asked;

/** Asks for the lab. */
export async function ask() {
  snapshot = await get("/lab");
  asked = performance.now();
  target.dispatchEvent(new Event("lab"));
  return snapshot;
}

function askSoon() {
  timer ??= setTimeout(() => { timer = null; ask().catch(() => {}); }, 200);
}

/** Calls the listener at every change until the signal aborts. */
export function follow(listener, signal) {
  target.addEventListener("lab", () => listener(snapshot), { signal });
}

/** Begins to follow the events. */
export function start() {
  listen("lab", () => { if (snapshot) askSoon(); });
  listen("link", (isUp) => { if (isUp && snapshot) askSoon(); });
  setInterval(() => { if (snapshot && !document.hidden) askSoon(); }, 5000);
}

/** Every BSS with its access point. */
export const bsses = () => (snapshot?.access_points ?? []).flatMap((accessPoint) => accessPoint.bsses.map((bss) => ({ ...bss, accessPoint: accessPoint.name })));

/** The name that the lab gives to an address. */
export function nameOf(macAddress) {
  if (!snapshot || !macAddress) return null;
  const lower = macAddress.toLowerCase();
  return bsses().find((bss) => bss.bssid === lower)?.name ?? snapshot.stations.find((station) => station.address === lower)?.name ?? null;
}

