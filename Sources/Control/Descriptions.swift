/// What there is in a lab and how it stands, as values that leave the lab's thread: what `status`, `all_sta` and `pmksa`
/// show, without the text around it. Secrets and keys are not among it.
public struct LabDescription: Sendable, Encodable {
    /// Seconds since the lab began.
    public var time: Double
    /// The access points.
    public var accessPoints: [AccessPointDescription]
    /// The stations.
    public var stations: [StationDescription]
    /// The bridges.
    public var bridges: [BridgeDescription]
}

/// An access point, a hostapd process.
public struct AccessPointDescription: Sendable, Encodable, Equatable {
    /// The name of its first interface.
    public var name: String
    /// Its BSSs.
    public var bsses: [BSSDescription]
}

/// One BSS of an access point.
public struct BSSDescription: Sendable, Encodable, Equatable {
    /// The interface.
    public var name: String
    /// Its address.
    public var bssid: String
    /// The network's name, octets outside UTF-8 repaired.
    public var ssid: String
    /// The number of its channel.
    public var channel: Int
    /// Whether it takes the keys of the access point's other BSSs.
    public var okc: Bool
    /// The AKMs, as hostapd spells them.
    public var keyManagement: [String]
    /// Whether it is on the air.
    public var enabled: Bool
    /// The stations that have an entry.
    public var stations: [AssociatedStation]
    /// The keys that it holds.
    public var pmksa: [PMKSADescription]
}

/// What a BSS knows of a station.
public struct AssociatedStation: Sendable, Encodable, Equatable {
    /// The station.
    public var address: String
    /// Its interface, where it is one of this lab's.
    public var name: String?
    /// The association ID; 0 before there is one.
    public var aid: Int
    /// Whether it has authenticated.
    public var authenticated: Bool
    /// Whether it is associated.
    public var associated: Bool
    /// Whether data pass.
    public var authorized: Bool
    /// The AKM; nil without one.
    public var akm: String?
}

/// A PMK security association, without its key.
public struct PMKSADescription: Sendable, Encodable, Equatable {
    /// The station, in a BSS's cache.
    public var station: String?
    /// The BSS, in a station's cache.
    public var bssid: String?
    /// Its name, in hexadecimal.
    public var pmkid: String
    /// Seconds since EAP made the key.
    public var ageS: Int
    /// Seconds until it ends.
    public var expiresS: Int
    /// Whether it is a copy of another BSS's.
    public var opportunistic: Bool
}

/// One station.
public struct StationDescription: Sendable, Encodable, Equatable {
    /// The interface.
    public var name: String
    /// Its address.
    public var address: String
    /// Whether it may connect: it was not told to disconnect, and has a network.
    public var enabled: Bool
    /// `wpa_state` as `wpa_cli status` has it.
    public var state: String
    /// The network that it is configured for.
    public var ssid: String?
    /// The BSS that it has or seeks.
    public var bssid: String?
    /// The AKM of the link.
    public var keyManagement: String?
    /// The BSS's signal where the station is, in dBm.
    public var signal: Int?
    /// The number of the BSS's channel.
    public var channel: Int?
    /// Where EAP stands, in wpa_supplicant's words.
    public var eapState: String?
    /// `proactive_key_caching`.
    public var okc: Bool
    /// The address of its host.
    public var host: String?
    /// The BSSs that it has heard, the strongest first.
    public var heard: [HeardBSS]
    /// The keys that it keeps.
    public var pmksa: [PMKSADescription]
}

/// A BSS that a station has heard.
public struct HeardBSS: Sendable, Encodable, Equatable {
    /// Its address.
    public var bssid: String
    /// The network's name, octets outside UTF-8 repaired.
    public var ssid: String
    /// The number of its channel.
    public var channel: Int
    /// Its signal, in dBm.
    public var signal: Int
}

/// A bridge.
public struct BridgeDescription: Sendable, Encodable, Equatable {
    /// Its name.
    public var name: String
    /// Its ports.
    public var ports: [Port]

    /// A port of a bridge.
    public struct Port: Sendable, Encodable, Equatable {
        /// The interface.
        public var name: String
        /// The addresses of the lab that were last heard there.
        public var addresses: [String]
    }
}
