/// What becomes of a key that hostapd or wpa_supplicant knows.
enum KeyEffect: Equatable {
    /// It sets something in the lab.
    case taken
    /// Nothing that the lab shows depends on it.
    case none
    /// It asks for what the lab doesn't do yet, unless its value is the one that the lab behaves as.
    case notEmulated(neutral: String?, what: String)
}

extension KeyTable {
    /// What becomes of a key of this table.
    func effect(of key: String) -> KeyEffect {
        for (neutral, what, keys) in refusals where keys.contains(key) {
            return .notEmulated(neutral: neutral, what: what)
        }
        return taken.contains(key) ? .taken : .none
    }

    /// The keys that set something.
    private var taken: [String] {
        switch self {
        case .hostapd: takenHostapdKeys
        case .supplicant: takenSupplicantKeys
        case .network: takenNetworkKeys
        }
    }

    var refusals: [(neutral: String?, what: String, keys: [String])] {
        switch self {
        case .hostapd: hostapdRefusals
        case .supplicant: supplicantRefusals
        case .network: networkRefusals
        }
    }
}

private let takenHostapdKeys: [String] = [
    "acct_server_addr", "acct_server_port", "acct_server_shared_secret",
    "ap_max_inactivity", "auth_algs", "auth_server_addr", "auth_server_port", "auth_server_shared_secret", "beacon_int",
    "bridge", "bss", "bss_load_update_period", "bss_transition", "bssid", "channel", "disable_pmksa_caching",
    "dtim_period",
    "eap_reauth_period", "eapol_version", "group_cipher", "hw_mode", "ieee80211ac", "ieee80211ax", "ieee80211d",
    "ieee80211n", "ieee80211w", "ieee8021x", "ignore_broadcast_ssid", "interface", "macaddr_acl", "max_num_sta",
    "nas_identifier",
    "okc", "own_ip_addr", "radius_acct_interim_interval", "rrm_beacon_report", "rrm_neighbor_report", "rsn_pairwise",
    "rsn_preauth",
    "rsn_preauth_interfaces", "skip_inactivity_poll", "ssid", "ssid2", "wmm_enabled", "wpa", "wpa_group_rekey",
    "wpa_key_mgmt", "wpa_pairwise", "wpa_passphrase", "wpa_psk", "wpa_ptk_rekey",
]

private let takenSupplicantKeys: [String] = [
    "ap_scan", "dot11RSNAConfigPMKLifetime", "dot11RSNAConfigPMKReauthThreshold", "dot11RSNAConfigSATimeout",
    "eapol_version", "fast_reauth", "okc", "pmf",
]

private let takenNetworkKeys: [String] = [
    "anonymous_identity", "bgscan", "bssid", "ca_cert", "client_cert", "disabled", "domain_match",
    "domain_suffix_match", "eap", "fragment_size", "freq_list", "group", "identity", "ieee80211w", "key_mgmt",
    "pairwise", "password", "phase1", "phase2", "private_key", "private_key_passwd", "proactive_key_caching", "proto",
    "psk", "scan_freq", "scan_ssid", "ssid", "wpa_ptk_rekey",
]

private let hostapdRefusals: [(neutral: String?, what: String, keys: [String])] = [
    (nil, "lists of stations", ["accept_mac_file", "deny_mac_file"]),
    (
        nil, "a RADIUS client of other addresses and attributes",
        [
            "acct_server_addr_replace", "auth_server_addr_replace", "radius_acct_req_attr", "radius_auth_req_attr",
            "radius_client_addr", "radius_client_dev",
        ]
    ),
    (
        "0", "a RADIUS client of other addresses and attributes",
        ["radius_request_cui", "radius_retry_primary_interval"]
    ),
    (
        nil, "elements and rates other than hostapd's defaults",
        [
            "assocresp_elements", "basic_rates", "beacon_rate", "civic", "ext_capa", "ext_capa_mask", "ht_capab", "lci",
            "own_ie_override", "supported_rates", "vendor_elements",
        ]
    ),
    (
        "0", "elements and capabilities other than hostapd's defaults",
        [
            "coloc_intf_reporting", "disable_11n", "ftm_initiator", "ftm_responder", "hs20", "ieee80211h",
            "interworking",
            "manage_p2p", "mbo", "multi_ap", "obss_interval", "oce", "osen", "preamble", "radio_measurements",
            "require_ht",
            "require_vht", "rnr", "spectrum_mgmt_required", "tdls_prohibit", "tdls_prohibit_chan_switch",
            "time_advertisement", "uapsd_advertisement_enabled", "utf8_ssid", "vendor_vht", "wnm_sleep_mode",
            "wnm_sleep_mode_no_keys", "wps_state",
        ]
    ),
    (nil, "elements and capabilities other than hostapd's defaults", ["local_pwr_constraint", "qos_map_set"]),
    ("0", "an element of made-up load", ["bss_load_test"]),
    ("0", "VLANs", ["dynamic_vlan", "per_sta_vif"]),
    (nil, "VLANs", ["vlan_file"]),
    ("0", "an access point's own EAP server", ["eap_server"]),
    (nil, "WEP", ["wep_default_key", "wep_key0", "wep_key1", "wep_key2", "wep_key3"]),
    ("0", "WEP", ["wep_key_len_broadcast", "wep_key_len_unicast"]),
    (nil, "Fast BSS Transition", ["mobility_domain"]),
    (nil, "pre-shared keys that differ from station to station", ["wpa_psk_file"]),
    ("0", "pre-shared keys that differ from station to station", ["wpa_psk_radius"]),
    (
        "0", "frames that are dropped or spoilt by chance",
        [
            "corrupt_gtk_rekey_mic_probability", "ignore_assoc_probability", "ignore_auth_probability",
            "ignore_probe_probability", "ignore_reassoc_probability",
        ]
    ),
    (
        nil, "elements that are spoilt on purpose",
        ["rsne_override_eapol", "rsne_override_ft", "rsnxe_override_eapol", "rsnxe_override_ft"]
    ),
    (
        "0", "stations and frames that are treated apart",
        [
            "ap_isolate", "multicast_to_unicast", "no_probe_resp_if_max_sta", "proxy_arp", "rssi_ignore_probe_request",
            "rssi_reject_assoc_rssi", "start_disabled", "use_pae_group_addr", "wds_sta",
        ]
    ),
    ("1", "stations and frames that are treated apart", ["send_probe_response"]),
    ("65535", "stations and frames that are treated apart", ["max_listen_interval"]),
    (nil, "stations and frames that are treated apart", ["no_auth_if_seen_on", "no_probe_resp_if_seen_on"]),
    ("-1", "fragmentation and RTS", ["fragm_threshold", "rts_threshold"]),
    ("0", "keys other than CCMP's of one key ID", ["beacon_prot", "extended_key_id", "ocv"]),
    ("AES-128-CMAC", "a cipher of group management frames other than the default", ["group_mgmt_cipher"]),
    ("1000", "times of SA Query other than the defaults", ["assoc_sa_query_max_timeout"]),
    ("201", "times of SA Query other than the defaults", ["assoc_sa_query_retry_timeout"]),
    (
        "0", "other rules of the key handshakes",
        ["eapol_key_index_workaround", "wpa_deny_ptk0_rekey", "wpa_disable_eapol_key_retries", "wpa_strict_rekey"]
    ),
    ("4", "other rules of the key handshakes", ["wpa_group_update_count", "wpa_pairwise_update_count"]),
    (
        "0", "FILS discovery and unsolicited Probe Responses",
        ["fils_discovery_max_interval", "unsol_bcast_probe_resp_interval"]
    ),
    ("1", "the old name: write wmm_enabled", ["wme_enabled"]),
    // hostapd's EDCA parameters, which are those of 802.11-2020, Table 9-155.
    (
        "0", "EDCA parameters other than hostapd's defaults",
        [
            "wmm_ac_be_acm", "wmm_ac_be_txop_limit", "wmm_ac_bk_acm", "wmm_ac_bk_txop_limit", "wmm_ac_vi_acm",
            "wmm_ac_vo_acm",
        ]
    ),
    ("2", "EDCA parameters other than hostapd's defaults", ["wmm_ac_vi_aifs", "wmm_ac_vo_aifs", "wmm_ac_vo_cwmin"]),
    (
        "3", "EDCA parameters other than hostapd's defaults",
        ["wmm_ac_be_aifs", "wmm_ac_vi_cwmin", "wmm_ac_vo_cwmax"]
    ),
    ("4", "EDCA parameters other than hostapd's defaults", ["wmm_ac_be_cwmin", "wmm_ac_bk_cwmin", "wmm_ac_vi_cwmax"]),
    ("7", "EDCA parameters other than hostapd's defaults", ["wmm_ac_bk_aifs"]),
    ("10", "EDCA parameters other than hostapd's defaults", ["wmm_ac_be_cwmax", "wmm_ac_bk_cwmax"]),
    ("47", "EDCA parameters other than hostapd's defaults", ["wmm_ac_vo_txop_limit"]),
    ("94", "EDCA parameters other than hostapd's defaults", ["wmm_ac_vi_txop_limit"]),
]

private let supplicantRefusals: [(neutral: String?, what: String, keys: [String])] = [
    ("0", "addresses that change", ["mac_addr", "preassoc_mac_addr"]),
    ("0", "scans of another kind", ["filter_ssids", "passive_scan", "scan_cur_freq"]),
    (nil, "scans of another kind", ["autoscan", "bgscan", "filter_rssi", "freq_list", "initial_freq_list"]),
    (
        "0", "elements and capabilities other than wpa_supplicant's defaults",
        [
            "coloc_intf_reporting", "disable_btm", "extended_key_id", "ftm_initiator", "ftm_responder", "hs20",
            "interworking", "reassoc_same_bss_optim",
        ]
    ),
    (nil, "elements and capabilities other than wpa_supplicant's defaults", ["non_pref_chan"]),
    (nil, "TLS ciphers of choice", ["openssl_ciphers"]),
    (
        nil, "passwords and keys that are kept elsewhere",
        ["ext_password_backend", "opensc_engine_path", "pcsc_reader", "pkcs11_engine_path", "pkcs11_module_path"]
    ),
]

private let networkRefusals: [(neutral: String?, what: String, keys: [String])] = [
    (
        nil, "this check of the server's certificate; ca_cert, domain_match and domain_suffix_match are made",
        ["altsubject_match", "ca_cert_id", "ca_path", "check_cert_subject", "subject_match"]
    ),
    ("0", "this check of the server's certificate; ca_cert, domain_match and domain_suffix_match are made", ["ocsp"]),
    (nil, "keys that are kept elsewhere", ["cert_id", "engine_id", "key_id"]),
    ("0", "keys that are kept elsewhere", ["engine"]),
    (nil, "TLS ciphers of choice", ["openssl_ciphers"]),
    (nil, "lists of BSSs", ["bssid_accept", "bssid_blacklist", "bssid_ignore", "bssid_whitelist"]),
    (nil, "scans of another kind", ["roaming_consortium_selection"]),
    (nil, "addresses that change", ["mac_addr"]),
    ("OPEN", "an authentication other than open system", ["auth_alg"]),
    ("0", "a network that is not an infrastructure", ["mode"]),
    ("AES-128-CMAC", "a cipher of group management frames other than the default", ["group_mgmt"]),
    (
        "0", "elements and capabilities other than wpa_supplicant's defaults",
        [
            "disable_ht", "disable_ht40", "disable_max_amsdu", "disable_sgi", "disable_vht", "enable_edmg",
            "ht40_intolerant", "multi_ap_backhaul_sta", "ocv",
        ]
    ),
    (
        "-1", "elements and capabilities other than wpa_supplicant's defaults",
        ["ampdu_density", "ampdu_factor", "disable_ldpc", "rx_stbc", "tx_stbc"]
    ),
    (nil, "elements and capabilities other than wpa_supplicant's defaults", ["ht_mcs", "vht_capa", "vht_capa_mask"]),
    (
        "0", "other rules of keys and their caching",
        ["beacon_prot", "erp", "ft_eap_pmksa_caching", "macsec_policy", "mixed_cell", "wpa_deny_ptk0_rekey"]
    ),
]
