// The verdict on one association, with its sentence.

import { h } from "./dom.js";
import { words } from "./words.js";
import { judgement, kindText, ms, phaseName, plural, shortPMKID } from "./format.js";

/** A panel for an object of results.json. */
export function verdictPanel(association, { simulated = false, actions } = {}) {
  const { phases } = association;
  const kind = judgement(association.kind);
  const roam = phases.roam ?? phases.roam_from_request;
  const word = association.kind === "failed" ? "failed" : association.roam ? (kind === "good" ? "fast roam" : association.kind === "full" ? "slow roam" : "roam") : association.reconnect ? "reconnect" : "join";
  const facts = [
    ["PMKID offered", association.pmkids_offered.length ? association.pmkids_offered.map(shortPMKID).join(", ") : "no"],
    ["PMKID accepted", association.pmkid_accepted ? shortPMKID(association.pmkid_accepted) : "no"],
    ["EAP", association.eap ? plural(association.eap_round_trips, "round trip") : "none"],
    ["4-way handshake", ms(phases.four_way)],
    ["Data gap", ms(phases.data_gap)],
    ["Key management", association.akm ?? "–"],
    ["Retries", String(association.retries)],
    ["Channel", association.channel === null ? "–" : association.from_channel && association.from_channel !== association.channel ? `${association.from_channel} → ${association.channel}` : String(association.channel)],
  ];
  return h("section", { class: `panel verdict ${kind}`, "aria-label": "Verdict" },
    h("div", { class: "verdict-head" },
      roam === null || roam === undefined ? null : h("p", { class: "time" }, roam.toFixed(1), h("small", null, simulated ? "ms, simulated" : "ms")),
      h("h2", null, kindText(association)), h("span", { class: `badge ${kind}` }, word),
      association.reason ? h("span", { class: "badge mono" }, association.reason) : null,
      actions ? h("span", { class: "actions" }, actions) : null),
    h("p", { class: "sentence" }, association.explanation),
    phaseBar(phases),
    h("dl", { class: "facts" }, facts.map(([name, value]) => h("div", null, h("dt", { title: words[name] ?? (name.startsWith("PMKID") ? words.PMKID : name === "Key management" ? words.AKM : null) }, name), h("dd", null, value)))));
}

/** Where the time of a roam went, as one bar. */
function phaseBar(phases, of = phases.roam) {
  if (!of) return null;
  const parts = [["authentication", phases.authentication_to_association], ["eap", phases.eap], ["four_way", phases.four_way]].filter(([, value]) => value);
  const text = parts.map(([name, value]) => `${name === "authentication" ? phaseName.authentication_to_association : phaseName[name]} ${ms(value)}`).join(", ");
  return h("div", { class: "phase-bar", role: "img", "aria-label": text, title: text }, parts.map(([name, value]) => {
    const part = h("i", { class: `f-${name}` });
    part.style.width = `${Math.min(100, 100 * value / of)}%`;
    return part;
  }));
}
