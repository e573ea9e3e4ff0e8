// What the words of the page mean, for tooltips and for the dialog of the keyboard.

export const words = {
  OKC: "Opportunistic key caching (okc=1): a BSS looks for a PMKID among the keys of the other BSSs of its access point, so that a station that offers one needs no EAP",
  PKC: "Proactive key caching, the same seen from the station (proactive_key_caching=1): it offers each BSS the PMKID that the key it has would have there",
  PMKID: "The name of a key at one BSS: a digest of the key and the addresses of both ends",
  PMKSA: "A key that EAP made, its PMKID and how long it lives; PMKSA caching is its use at the BSS where it was made",
  "Full authentication": "EAP with the RADIUS server, then the 4-way handshake: the slow way",
  FT: "Fast BSS Transition (802.11r): keys for other BSSs come from one that EAP made",
  AKM: "Authentication and key management: WPA-EAP, WPA-PSK, SAE, FT-EAP and so on",
  AID: "Association ID: the number that a BSS gives to a station",
  VAP: "A virtual access point: a BSS among several of one radio",
  "Data gap": "From the last data frame with the old BSS to the first with the new one: what a call hears of a roam",
};
