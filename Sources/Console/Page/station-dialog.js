// Configure Settings of a station, with the fields that the seed's users know.

import { get, put } from "./api.js";
import { choice, field, h } from "./dom.js";
import { openDialog } from "./dialog.js";
import { ask } from "./lab.js";
import { attempt } from "./messages.js";

const keyManagement = ["WPA-EAP", "WPA-EAP-SHA256", "WPA-EAP WPA-EAP-SHA256", "WPA-PSK", "WPA-PSK-SHA256", "SAE", "FT-EAP", "FT-PSK", "NONE"];
const methods = [["TTLS", "EAP-TTLS"], ["PEAP", "EAP-PEAP"], ["TLS", "EAP-TLS"]];
const phase2 = [["auth=PAP", "PAP"], ["auth=CHAP", "CHAP"], ["auth=MSCHAP", "MSCHAP"], ["auth=MSCHAPV2", "MSCHAPv2"], ["autheap=MSCHAPV2", "EAP-MSCHAPv2"], ["autheap=MD5", "EAP-MD5"], ["", "(none)"]];
const protection = [[3, "Default (3)"], [0, "Disabled (0)"], [1, "Optional (1)"], [2, "Required (2)"]];

/** A list of choices that has the present value, whatever it is. */
const having = (options, value) => {
  const pairs = options.map((option) => (Array.isArray(option) ? option : [option, option]));
  return value === null || value === undefined || pairs.some(([known]) => String(known) === String(value)) ? pairs : [[value, String(value)], ...pairs];
};

/** Opens the dialog of a station. */
export async function openStation(name) {
  const path = `/lab/stations/${encodeURIComponent(name)}/settings`;
  const settings = await attempt(() => get(path));
  if (!settings) return;
  const text = (label, key, attributes) => {
    const input = h("input", { type: "text", value: settings[key] ?? "", spellcheck: "false", autocomplete: "off", ...attributes });
    return [input, field(label, input)];
  };
  const enabled = h("input", { type: "checkbox", checked: settings.enabled });
  const [ssid, ssidField] = text("SSID", "ssid");
  const [bssid, bssidField] = text("BSSID", "bssid", { placeholder: "any", class: "mono" });
  const keys = choice(having(keyManagement, settings.key_management), settings.key_management);
  const eap = choice(having(methods, settings.eap), settings.eap);
  const [identity, identityField] = text("EAP Identity", "identity");
  const [anonymous, anonymousField] = text("EAP Anon Identity", "anonymous_identity");
  const [password, passwordField] = text("EAP Password", "password", { type: "password", autocomplete: "new-password" });
  const inner = choice(having(phase2, settings.phase2 ?? ""), settings.phase2 ?? "");
  const mfp = choice(having(protection, settings.ieee80211w ?? 0), settings.ieee80211w ?? 0);
  const advanced = h("input", { type: "checkbox", checked: /EAP/.test(settings.key_management ?? "") });
  const pkc = h("input", { type: "checkbox", checked: settings.proactive_key_caching, "aria-describedby": "pkc-hint" });
  const reveal = h("button", { type: "button", class: "quiet small", "aria-pressed": "false", on: { click: () => attempt(async () => {
    const isShown = password.type === "text";
    if (!isShown && password.value === settings.password) {
      settings.password = (await get(path, { reveal: 1 })).password;
      password.value = settings.password ?? "";
    }
    password.type = isShown ? "password" : "text";
    reveal.textContent = isShown ? "Show" : "Hide";
    reveal.setAttribute("aria-pressed", String(!isShown));
  }, reveal) } }, "Show");
  passwordField.querySelector("label").after(reveal);
  passwordField.classList.add("with-button");
  const of8021X = [eap, identity, anonymous, password, inner, reveal];
  const tell8021X = () => { for (const control of of8021X) control.disabled = !advanced.checked; };
  advanced.addEventListener("change", () => {
    const isEAP = /EAP/.test(keys.value);
    if (advanced.checked && !isEAP) keys.value = "WPA-EAP";
    if (!advanced.checked && isEAP) keys.value = "WPA-PSK";
    tell8021X();
  });
  keys.addEventListener("change", () => { advanced.checked = /EAP/.test(keys.value); tell8021X(); });
  tell8021X();

  const body = [
    h("fieldset", null, h("legend", null, "Standard configuration"),
      h("div", { class: "grid-2" }, ssidField, bssidField, field("Key Management", keys), field("ieee80211w (protected management frames)", mfp)),
      h("label", { class: "check" }, enabled, "Admin up")),
    h("fieldset", null, h("legend", null, "Advanced configuration"),
      h("label", { class: "check" }, advanced, h("strong", null, "Advanced/802.1x")),
      h("div", { class: "grid-2" }, field("EAP Methods", eap), field("Phase-2", inner), identityField, anonymousField, passwordField)),
    h("fieldset", { class: "pkc" }, h("legend", { class: "unseen" }, "Proactive key caching"),
      h("label", { class: "check" }, pkc, h("strong", null, "Enable PKC")),
      h("p", { id: "pkc-hint", class: "small soft" }, "proactive_key_caching: the station derives the PMKID of each BSS that it may roam to from the key that it has, and offers it in the Reassociation Request.")),
  ];
  openDialog({ title: "Configure Settings", about: name, body, apply: async () => {
    const wanted = { enabled: enabled.checked, ssid: ssid.value, bssid: bssid.value.trim() || null, key_management: keys.value, eap: eap.value, identity: identity.value,
      anonymous_identity: anonymous.value || null, phase2: inner.value || null, ieee80211w: Number(mfp.value), proactive_key_caching: pkc.checked, password: password.value };
    const same = (a, b) => (a ?? "") === (b ?? "");
    const changed = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => !same(value, settings[key])));
    if (!Object.keys(changed).length) return "Nothing has changed.";
    Object.assign(settings, await put(path, changed) ?? {}, Object.fromEntries(Object.entries(changed).filter(([key]) => key !== "password")));
    await ask();
    return "Applied.";
  } });
}
