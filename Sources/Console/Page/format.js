// How values are written: as in the report and on the command line.

/** Milliseconds with one decimal, or three; a dash where there is none. */
export function ms(value, decimals = 1) {
  return value === null || value === undefined ? "–" : `${value.toFixed(decimals)} ms`;
}

/** Seconds since the first frame, as Wireshark's time column. */
export const seconds = (value, decimals = 6) => (value === null || value === undefined ? "–" : value.toFixed(decimals));

/** An age or a rest of life, in two units at most. */
export function age(value) {
  if (value === null || value === undefined) return "–";
  const whole = Math.max(0, Math.round(value));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  if (whole < 86400) return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
  return `${Math.floor(whole / 86400)} d ${Math.floor((whole % 86400) / 3600)} h`;
}

/** A whole number with thin spaces between thousands. */
export const count = (value) => (value === null || value === undefined ? "–" : String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f"));

/** A number with its noun. */
export const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** The beginning of a PMKID. */
export const shortPMKID = (hexadecimal) => (hexadecimal ? `${hexadecimal.slice(0, 8)}…` : "–");

/** The kind of an association in words, as the report has them. */
export function kindText(association) {
  const probably = association.evidence === "inferred" ? ", probably" : "";
  switch (association.kind) {
    case "full": return association.eap_method ? `Full authentication, ${association.eap_method}` : "Full authentication";
    case "okc": return `Key of another BSS reused (OKC${probably})`;
    case "pmksa": return "Key of this BSS reused (PMKSA caching)";
    case "cached": return "Key reused";
    case "ft": return association.over === "ds" ? "Fast BSS Transition over the DS" : "Fast BSS Transition over the air";
    case "psk": return "Pre-shared key";
    case "sae": return "SAE";
    case "owe": return "OWE";
    case "wep": return "WEP";
    case "open": return "Open";
    case "failed": return "Failed";
    default: return "Unknown";
  }
}

/** Short names of kinds, for axes and columns. */
export const kindName = { full: "full", okc: "OKC", pmksa: "PMKSA", cached: "cached", ft: "FT", psk: "PSK", sae: "SAE", owe: "OWE", wep: "WEP", open: "open", failed: "failed", unknown: "unknown" };

/** Whether a kind is a fast way, a slow one, or none. */
export function judgement(kind) {
  if (["okc", "pmksa", "cached", "ft", "psk"].includes(kind)) return "good";
  if (kind === "failed") return "bad";
  return kind === "full" ? "warn" : "";
}

export const phaseName = { authentication: "Authentication", association: "Association", authentication_to_association: "Authentication and association", eap: "EAP", radius: "RADIUS", four_way: "4-way handshake", leaving: "Leaving", data: "Data", between: "Between" };
