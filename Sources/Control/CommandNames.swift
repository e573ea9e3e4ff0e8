extension StationControl {
    /// The commands that a station's interface knows, for advice on misspelt ones.
    public static let commands = [
        "ABORT_SCAN", "ADD_NETWORK", "AP_SCAN", "BSS", "BSSID", "BSSID_IGNORE", "BSS_FLUSH", "DISABLE_NETWORK",
        "DISCONNECT", "DRIVER_FLAGS", "DUP_NETWORK", "ENABLE_NETWORK", "FLUSH", "GET", "GET_CAPABILITY", "GET_NETWORK",
        "LIST_NETWORKS", "LOGOFF", "LOGON", "LOG_LEVEL", "MIB", "NOTE", "PING", "PMKSA", "PMKSA_ADD", "PMKSA_FLUSH",
        "PMKSA_GET",
        "REASSOCIATE", "REATTACH", "REAUTHENTICATE", "RECONFIGURE", "RECONNECT", "REMOVE_NETWORK", "ROAM", "SCAN",
        "SCAN_INTERVAL", "SCAN_RESULTS", "SELECT_NETWORK", "SET", "SET_NETWORK", "SIGNAL_POLL", "STATUS",
        "STATUS-DRIVER", "STATUS-VERBOSE", "TERMINATE",
    ]
}

extension AccessPointControl {
    /// The commands that the interface of a BSS knows, for advice on misspelt ones.
    public static let commands = [
        "ACCEPT_ACL", "BSS_TM_REQ", "CHAN_SWITCH", "DEAUTHENTICATE", "DENY_ACL", "DISABLE", "DISASSOCIATE",
        "DRIVER_FLAGS",
        "EAPOL_REAUTH", "ENABLE", "GET", "GET_CONFIG", "GET_PMK", "LOG_LEVEL", "MIB", "NOTE", "PING", "PMKSA",
        "PMKSA_ADD",
        "PMKSA_FLUSH", "POLL_STA", "REKEY_GTK", "RELOAD", "RELOAD_CONFIG", "SA_QUERY", "SET", "STA", "STA-FIRST",
        "STA-NEXT",
        "STATUS", "STATUS-DRIVER", "STOP_AP", "TERMINATE",
    ]
}
