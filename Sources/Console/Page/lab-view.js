// Lab: the devices as they are wired, alive.

import { fill, h } from "./dom.js";
import { put } from "./api.js";
import { ask, bsses, follow, lab, labName, nameOf, toldAt } from "./lab.js";
import { command } from "./commands.js";
import { age, count, plural, shortPMKID } from "./format.js";
import { attempt } from "./messages.js";
import { link } from "./router.js";
import { eventStrip } from "./event-strip.js";
import { wires } from "./wires.js";
import { openStation } from "./station-dialog.js";
import { openAccessPoint } from "./access-point-dialog.js";
import { openBridge } from "./bridge-dialog.js";
import { openLog } from "./log-dialog.js";
import { words } from "./words.js";
import { noLab } from "./no-lab.js";

export const title = "Lab";
/** More stations than these are found by name. */
const limit = 12;

/** Shows the view. */
export function mount(place, there, signal) {
  if (!lab()) { fill(place, noLab()); return; }
  const about = h("p");
  const find = h("input", { type: "search", placeholder: "Find a station", "aria-label": "Find a station", "data-find": true, on: { input: () => draw() } });
  const stations = h("section", { class: "lab-column stations", "aria-label": "Stations" });
  const accessPoints = h("section", { class: "lab-column", "aria-label": "Access points" });
  const wire = h("section", { class: "lab-column wire", "aria-label": "Wire" });
  const plan = h("div", { class: "lab-plan" }, stations, accessPoints, wire);
  const lines = wires(plan, signal);
  fill(place, h("header", { class: "view-head" }, h("h1", null, "Lab"), about,
    h("div", { class: "actions" }, find, h("a", { class: "button", href: link("packets", [], { capture: "live" }) }, "Live capture"), h("a", { class: "button", href: "#/roam" }, "Roam"))), plan, eventStrip(signal));

  function draw() {
    const now = lab();
    if (!now) return;
    const elapsed = (performance.now() - toldAt()) / 1000;
    find.hidden = now.stations.length <= limit;
    const wanted = find.value.toLowerCase();
    const found = now.stations.filter((station) => !wanted || `${station.name} ${station.address} ${station.ssid ?? ""}`.toLowerCase().includes(wanted));
    const shown = found.slice(0, limit);
    about.textContent = `${labName()} · ${plural(now.stations.length, "station")}, ${plural(bsses().length, "BSS", "BSSs")} · ${age(now.time)} by the clock`;
    keepFocus(plan, () => {
      fill(stations, h("h2", null, "Stations"), shown.map((station) => stationCard(station, elapsed)),
        found.length > shown.length ? h("p", { class: "soft small" }, `${count(found.length - shown.length)} more; find them by name.`) : null);
      fill(accessPoints, h("h2", null, "Access points"), now.access_points.map((accessPoint) => accessPointCard(accessPoint, elapsed)));
      fill(wire, h("h2", null, "Wire"), now.bridges.map(bridgeCard), serverCard(now.radius));
    });
    lines.draw(shown, now);
  }
  follow(draw, signal);
  const clock = setInterval(() => { if (!document.hidden && !plan.contains(document.activeElement)) draw(); }, 1000);
  signal.addEventListener("abort", () => clearInterval(clock));
  draw();
}

/** Redraws, and leaves the focus where it was. */
function keepFocus(root, draw) {
  const key = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const open = new Set([...root.querySelectorAll("details[open]")].map((details) => details.dataset.key));
  draw();
  for (const details of root.querySelectorAll("details")) if (open.has(details.dataset.key)) details.open = true;
  if (key) root.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

const states = { COMPLETED: ["good", "associated"], DISCONNECTED: ["", "disconnected"], INACTIVE: ["", "inactive"], INTERFACE_DISABLED: ["", "down"], SCANNING: ["accent", "scanning"],
  AUTHENTICATING: ["accent", "authenticating"], ASSOCIATING: ["accent", "associating"], ASSOCIATED: ["accent", "802.1X"], "4WAY_HANDSHAKE": ["accent", "4-way handshake"], GROUP_HANDSHAKE: ["accent", "group handshake"] };

function stationCard(station, elapsed) {
  const [kind, text] = station.enabled ? states[station.state] ?? ["", station.state] : ["", "down"];
  const key = `station ${station.name}`;
  return h("article", { class: `device${station.enabled ? "" : " down"}`, id: `device-${station.name}`, "aria-label": `Station ${station.name}` },
    h("header", { class: "device-head" }, h("h3", { class: "mono" }, station.name), h("span", { class: `badge ${kind}` }, text),
      h("label", { class: "switch end" }, h("span", { class: "unseen" }, `Admin up, ${station.name}`),
        h("input", { type: "checkbox", role: "switch", checked: station.enabled, data: { key: `${key} up` }, title: "Admin up or down", on: { change: (event) => attempt(async () => {
          await put(`/lab/stations/${encodeURIComponent(station.name)}/settings`, { enabled: event.target.checked });
          await ask();
        }) } }))),
    h("dl", { class: "facts" },
      h("dt", null, "Address"), h("dd", { class: "mono" }, station.address),
      h("dt", null, "BSS"), h("dd", null, station.bssid ? h("span", null, h("span", { class: "mono" }, nameOf(station.bssid) ?? station.bssid), station.ssid ? ` · ${station.ssid}` : "") : h("span", { class: "soft" }, "none")),
      station.bssid ? [h("dt", null, "Signal"), h("dd", null, signal(station.signal), station.channel ? h("span", { class: "soft" }, ` channel ${station.channel}`) : null)] : null,
      station.key_management ? [h("dt", null, "Keys"), h("dd", null, station.key_management, station.eap_state && station.eap_state !== "IDLE" ? h("span", { class: "soft" }, ` · EAP ${station.eap_state}`) : null)] : null,
      h("dt", { title: words.PKC }, "PKC"), h("dd", null, h("span", { class: `badge ${station.okc ? "good" : ""}` }, station.okc ? "enabled" : "disabled"))),
    cache(`${key} cache`, station.pmksa, (entry) => entry.bssid, "BSSID", elapsed),
    h("footer", { class: "device-foot" },
      h("button", { type: "button", class: "small", data: { key: `${key} configure` }, "aria-label": `Configure ${station.name}`, on: { click: () => openStation(station.name) } }, "Configure"),
      h("a", { class: "button small", data: { key: `${key} roam` }, href: link("roam", [], { station: station.name }), "aria-label": `Roam ${station.name}` }, "Roam"),
      h("button", { type: "button", class: "quiet small", data: { key: `${key} log` }, "aria-label": `Log of ${station.name}`, on: { click: () => openLog(station.name) } }, "Log"),
      h("button", { type: "button", class: "quiet small", data: { key: `${key} flush` }, "aria-label": `Forget the keys of ${station.name}`, on: { click: (event) => attempt(async () => { await command(station.name, "PMKSA_FLUSH"); await ask(); }, event.currentTarget) } }, "Forget keys")));
}

function signal(value) {
  if (value === null || value === undefined) return h("span", { class: "soft" }, "–");
  const bars = value >= -55 ? 4 : value >= -65 ? 3 : value >= -75 ? 2 : 1;
  return h("span", { class: "signal" }, h("span", { class: `bars b${bars}`, "aria-hidden": "true" }, h("i"), h("i"), h("i"), h("i")), `${value} dBm`);
}

/** A PMKSA cache: whose keys, how long they live on. */
function cache(key, entries, whose, heading, elapsed) {
  if (!entries?.length) return h("p", { class: "soft small cache-none" }, "No key cached");
  return h("details", { class: "cache", data: { key } }, h("summary", { data: { key: `${key} summary` } }, plural(entries.length, "key"), " cached"),
    h("table", { class: "small" }, h("thead", null, h("tr", null, h("th", { scope: "col" }, heading), h("th", { scope: "col", title: words.PMKID }, "PMKID"), h("th", { scope: "col", class: "number" }, "expires in"))),
      h("tbody", null, entries.slice(0, 64).map((entry) => h("tr", null,
        h("td", { class: "mono" }, nameOf(whose(entry)) ?? whose(entry)),
        h("td", null, h("span", { class: "mono", title: entry.pmkid }, shortPMKID(entry.pmkid)), entry.opportunistic ? h("span", { class: "badge accent", title: "Derived from a key that was made at another BSS" }, "OKC") : null),
        h("td", { class: "number" }, age(entry.expires_s === null || entry.expires_s === undefined ? null : entry.expires_s - elapsed)))))));
}

function accessPointCard(accessPoint, elapsed) {
  const key = `ap ${accessPoint.name}`;
  return h("article", { class: "device", id: `device-${accessPoint.name}`, "aria-label": `Access point ${accessPoint.name}` },
    h("header", { class: "device-head" }, h("h3", { class: "mono" }, accessPoint.name), h("span", { class: "soft small" }, plural(accessPoint.bsses.length, "BSS", "BSSs"))),
    accessPoint.bsses.map((bss) => h("section", { class: `bss${bss.enabled === false ? " down" : ""}`, id: `bss-${bss.bssid}`, "aria-label": `BSS ${bss.name}` },
      h("div", { class: "bss-head" }, h("span", { class: "mono name" }, bss.name), h("span", { class: `badge ${bss.okc ? "good" : ""}`, title: words.OKC }, bss.okc ? "OKC" : "no OKC"),
        bss.stations.length ? h("span", { class: "badge accent" }, plural(bss.stations.length, "station")) : null),
      h("p", { class: "small soft" }, h("span", { class: "mono" }, bss.bssid), ` · ${bss.ssid} · ch ${bss.channel}`),
      bss.stations.length ? h("ul", { class: "small members" }, bss.stations.slice(0, 8).map((station) => h("li", null, h("span", { class: "mono" }, nameOf(station.address) ?? station.address),
        h("span", { class: `badge ${station.authorized ? "good" : "warn"}` }, station.authorized ? "authorized" : station.associated ? "associated" : "authenticated"),
        h("span", { class: "soft" }, [station.akm, station.aid ? `AID ${station.aid}` : null].filter(Boolean).join(" · ")))),
        bss.stations.length > 8 ? h("li", { class: "soft" }, `and ${count(bss.stations.length - 8)} more`) : null) : null,
      bss.pmksa?.length ? cache(`${key} ${bss.name} cache`, bss.pmksa, (entry) => entry.station, "Station", elapsed) : null)),
    h("footer", { class: "device-foot" },
      h("button", { type: "button", class: "small", data: { key: `${key} configure` }, "aria-label": `Configure ${accessPoint.name}`, on: { click: () => openAccessPoint(accessPoint.name) } }, "Configure"),
      h("button", { type: "button", class: "quiet small", data: { key: `${key} log` }, "aria-label": `Log of ${accessPoint.name}`, on: { click: () => openLog(accessPoint.name) } }, "Log")));
}

function bridgeCard(bridge) {
  return h("article", { class: "device", id: `device-${bridge.name}`, "aria-label": `Bridge ${bridge.name}` },
    h("header", { class: "device-head" }, h("h3", { class: "mono" }, bridge.name), h("span", { class: "soft small" }, "bridge")),
    h("ul", { class: "ports small" }, bridge.ports.map((port) => h("li", { id: `port-${port.name}` }, h("span", { class: "port", "aria-hidden": "true" }), h("span", { class: "mono" }, port.name),
      h("span", { class: "soft" }, port.addresses?.length ? port.addresses.map((address) => nameOf(address) ?? address).slice(0, 3).join(", ") : "")))),
    h("footer", { class: "device-foot" }, h("button", { type: "button", class: "small", data: { key: `bridge ${bridge.name}` }, "aria-label": `Configure ${bridge.name}`, on: { click: () => openBridge(bridge.name) } }, "Configure")));
}

function serverCard(radius) {
  if (!radius) return null;
  return h("article", { class: "device", id: "device-radius", "aria-label": "RADIUS server" },
    h("header", { class: "device-head" }, h("h3", null, "RADIUS server"), h("span", { class: "soft small" }, radius.kind)),
    radius.addresses?.length ? h("p", { class: "mono small" }, radius.addresses.join(", ")) : null);
}
