public import Dot11
public import EAPMethods
public import Octets
public import RSN
public import Timeline

/// What a station is told about itself and its network; the lab fills it from a wpa_supplicant.conf network block.
public struct StationConfiguration: Sendable {
    /// The station's own address.
    public var address: MACAddress
    /// The network's SSID, 1 to 32 octets.
    public var ssid: [UInt8]
    /// The only BSS that `connect` may choose; nil for any of the SSID.
    public var bssid: MACAddress?
    /// BSSs that `connect` never chooses (`bssid_ignore`).
    public var ignored: [MACAddress] = []
    /// Whether `connect` chooses no BSS at all: the SSID is one of those that `disallow_aps` names.
    public var isDisallowed = false
    /// The suites allowed (`key_mgmt`); of those that a BSS offers the strongest is taken.
    public var akms: [AKM] = [.wpaEAP]
    /// Whether a BSS without an RSN element and without privacy may be joined (`NONE` in `key_mgmt`).
    public var joinsOpen = false
    /// `ieee80211w`.
    public var managementFrameProtection = ManagementFrameProtection.disabled
    /// Who the station is to 802.1X; needed for the suites that use EAP.
    public var eap: EAPPeerConfiguration?
    /// The pre-shared key, for the suites that use one.
    public var psk: PMK?
    /// Whether Probe Requests name the SSID (`scan_ssid=1`), as a hidden network needs; else they ask for all.
    public var probesForSSID = false
    /// The channels that a scan visits, in order.
    public var scanChannels: [Channel]
    /// Whether a PMKSA made at one BSS is offered at the others too (`proactive_key_caching=1`, `okc=1`).
    public var proactiveKeyCaching = false
    /// How long a PMKSA is kept (dot11RSNAConfigPMKLifetime).
    public var pmkLifetime = Interval.seconds(43_200)
    /// How long pre-authentication with a BSS may take (dot11RSNAConfigSATimeout).
    public var preauthenticationTimeout = Preauthentication.usualTimeout
    /// After how many percent of its lifetime the PMKSA in use is renewed (dot11RSNAConfigPMKReauthThreshold).
    public var pmkReauthenticationThreshold = 70
    /// `wpa_ptk_rekey`: how old a pairwise key may become; nil for as old as the link.
    public var ptkRekeyInterval: Interval?
    /// `bgscan`: whether the station looks around for a better BSS by itself, and how often; nil for never.
    public var backgroundScan: BackgroundScan.Settings?
    /// Whether the station connects again by itself when a link ends or can't be made.
    public var reconnects = false

    /// A station of `address` for the network `ssid`, which scans `scanChannels`.
    public init(address: MACAddress, ssid: [UInt8], scanChannels: [Channel]) {
        self.address = address
        self.ssid = ssid
        self.scanChannels = scanChannels
    }
}
