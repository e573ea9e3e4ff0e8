/// What a dialog for a station shows and sets: the fields of its network, as text without quotes.
public struct StationSettings: Sendable, Codable, Equatable {
    /// What stands for a secret that is not shown; set back, it leaves the secret as it is.
    public static let mask = "********"

    /// Whether it may connect.
    public var enabled: Bool?
    /// The network's name.
    public var ssid: String?
    /// The AKMs, as wpa_supplicant.conf has them.
    public var keyManagement: String?
    /// The EAP methods.
    public var eap: String?
    /// The identity inside of the tunnel, or the only one.
    public var identity: String?
    /// The identity outside of it.
    public var anonymousIdentity: String?
    /// The password of EAP.
    public var password: String?
    /// The passphrase, or the key in hexadecimal, of WPA-PSK.
    public var psk: String?
    /// What runs inside of the tunnel: "auth=PAP".
    public var phase2: String?
    /// Enable PKC.
    public var proactiveKeyCaching: Bool?
    /// Management frame protection: 0, 1 or 2; 3 is what `pmf` says.
    public var ieee80211w: Int?
    /// The only BSS that it may join; empty for any.
    public var bssid: String?
    /// The whole wpa_supplicant.conf; given alone, or with `enabled`, it takes the place of all that was set.
    public var text: String?

    /// Settings that say nothing.
    public init() {}
}

/// Settings that were refused: everything that is wrong, with its line where a text was given.
public struct SettingsRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// A line each, as the command line tells them: "wpa_supplicant.conf:3: unknown key …".
    public var lines: [String]

    /// A refusal for these reasons.
    public init(lines: [String]) { self.lines = lines }

    /// All of them.
    public var description: String { lines.joined(separator: "\n") }
}
