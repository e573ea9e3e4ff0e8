// Control commands, as wpa_cli sends them.

import { post } from "./api.js";

/** A wpa_supplicant command to a station; its reply. */
export const command = async (station, text) => (await post(`/lab/stations/${encodeURIComponent(station)}/command`, { command: text })).reply;

/** The lines of SCAN_RESULTS. */
export function scanResults(reply) {
  return reply.split("\n").slice(1).filter(Boolean).map((line) => {
    const [bssid, frequency, signal, flags, ssid = ""] = line.split("\t");
    return { bssid, frequency: Number(frequency), signal: Number(signal), flags, ssid };
  });
}
