public import Dot11
public import Octets
public import Timeline

/// A Wi-Fi station: scan, join, roam, supplicant and data, as wpa_supplicant 2.10 over mac80211 does them.
///
/// A core without I/O: tell it the instant, drain ``StationOutputs`` after each call, and call ``wake(at:_:)`` at
/// ``deadline``.
public struct Station: ~Copyable {
    /// What it was told.
    public let configuration: StationConfiguration
    var random: RandomSource

    /// A station at rest, tuned to its first scan channel by the driver.
    public init(configuration: StationConfiguration, random: RandomSource) {
        self.configuration = configuration
        self.random = random
    }

    /// The earliest instant at which ``wake(at:_:)`` must be called; read it again after each call.
    public var deadline: Instant? { nil }

    /// The BSS that the station is associated to.
    public var bssid: MACAddress? { nil }

    /// Whether data frames pass: the keys are installed.
    public var isAuthorized: Bool { false }

    /// Takes in a frame, without FCS, that the radio received on `channel` at `signal` dBm; any octets at all.
    public mutating func receive(
        frame: RawSpan, signal: Int8, channel: Channel, at now: Instant, _ out: inout StationOutputs
    ) {}

    /// Does what is due.
    public mutating func wake(at now: Instant, _ out: inout StationOutputs) {}

    /// Scans all configured channels (`wpa_cli scan`).
    public mutating func scan(at now: Instant, _ out: inout StationOutputs) {}

    /// Scans, then joins the best BSS of the network.
    public mutating func connect(at now: Instant, _ out: inout StationOutputs) {}

    /// Reassociates to a BSS that a scan has found (`wpa_cli roam`).
    ///
    /// - Returns: false, and nothing is done, for a BSS never seen or of another SSID.
    public mutating func roam(to bssid: MACAddress, at now: Instant, _ out: inout StationOutputs) -> Bool { false }

    /// Leaves the BSS (`wpa_cli disconnect`): Deauthentication, reason 3.
    public mutating func disconnect(at now: Instant, _ out: inout StationOutputs) {}

    /// Forgets all PMKSAs (`wpa_cli pmksa_flush`) and keeps the link, if there is one.
    public mutating func flushPMKSA(_ out: inout StationOutputs) {}

    /// Takes in an Ethernet frame of the host; dropped while the link is down.
    public mutating func send(ethernet frame: RawSpan, at now: Instant, _ out: inout StationOutputs) {}
}
