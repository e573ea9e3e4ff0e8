#if Live
    /// The keys that a lab file may have, by what they stand in; `Docs/Configuration.md` lists the same.
    public enum LabFileKeys {
        /// At the top.
        static let top = [
            "access_points", "stations", "bridges", "radius", "monitor", "propagation", "faults", "script", "flow_ms",
            "seed",
        ]
        /// In an entry of `access_points`.
        static let accessPoint = ["hostapd", "place"]
        /// In an entry of `stations`.
        static let station = ["wpa_supplicant", "name", "address", "count", "place", "walk"]
        /// In a point of `walk`.
        static let point = ["at", "place"]
        /// In an entry of `bridges`.
        static let bridge = ["name", "ports", "aging_s"]
        /// In `radius`.
        static let radius = ["server", "users", "tls", "key"]
        /// In `propagation`.
        static let propagation = ["power_dbm", "coefficient", "shadowing_db"]
        /// In a step of `script`, beside the names of devices.
        static let step = ["at", "fault", "fault_remove", "walk", "end"]

        /// All of them, by the heading under which the page has them.
        public static let all: [(place: String, keys: [String])] = [
            ("At the top", top), ("`access_points`", accessPoint), ("`stations`", station), ("`walk`", point),
            ("`bridges`", bridge),
            ("`radius`", radius), ("`propagation`", propagation), ("`script`", step),
        ]
    }
#endif
