public import Dot11
public import Octets
public import RADIUS
public import RSN
public import Timeline

/// What one access point is told: its channel and its BSSs, as one hostapd process would be by its hostapd.conf.
public struct AccessPointConfiguration: Sendable {
    /// The channel of all its BSSs.
    public var channel: Channel
    /// Time units of 1024 µs between two Beacons of a BSS (`beacon_int`).
    public var beaconInterval: UInt16 = 100
    /// Whether HT elements are sent (`ieee80211n`).
    public var isHT = true
    /// The BSSs, the first one's interface first.
    public var basicServiceSets: [BSSConfiguration]

    /// An access point on `channel`.
    public init(channel: Channel, basicServiceSets: [BSSConfiguration]) {
        self.channel = channel
        self.basicServiceSets = basicServiceSets
    }
}

/// What one BSS is told, each value named after the hostapd.conf key that sets it.
public struct BSSConfiguration: Sendable {
    /// The name of its interface (`interface`, `bss`).
    public var interface: String
    /// `bssid`.
    public var bssid: MACAddress
    /// `ssid`, as octets: a name need not be text.
    public var ssid: [UInt8]
    /// `wpa_key_mgmt`, in the order in which the RSN element lists it; empty for an open BSS.
    public var akms: [AKM] = []
    /// `wpa_psk`, or what `wpa_passphrase` and the SSID make; needed for the AKMs of pre-shared keys.
    public var psk: PMK?
    /// `ieee80211w`.
    public var managementFrameProtection = ManagementFrameProtection.disabled
    /// `rsn_preauth`: whether the RSN element says that pre-authentication is taken.
    public var announcesPreauthentication = false
    /// Whether pre-authentication is taken from the bridge (`rsn_preauth_interfaces` too).
    public var takesPreauthentication = false
    /// `okc`: whether a PMKID that this BSS doesn't know is looked for among the AP's other BSSs.
    public var okc = false
    /// Whether PMKSAs are kept for stations that come back (not `disable_pmksa_caching`).
    public var cachesPMKSA = true
    /// `wmm_enabled`.
    public var wmm = true
    /// `bss_transition`.
    public var bssTransition = false
    /// `rrm_neighbor_report`.
    public var neighborReport = false
    /// `rrm_beacon_report`.
    public var beaconReport = false
    /// `bss_load_update_period`, in Beacons: how often the BSS Load element is brought up to date; 0 sends none.
    public var bssLoadUpdatePeriod = 0
    /// `eapol_version`.
    public var eapolVersion: UInt8 = 2
    /// `wpa_group_rekey`; nil for never. hostapd's default with CCMP is a day.
    public var groupRekey: Interval? = .seconds(86_400)
    /// `wpa_ptk_rekey`: how old a pairwise key may become; nil for as old as the association.
    public var ptkRekeyInterval: Interval?
    /// `dtim_period`: Beacons from one DTIM to the next, 1 to 255.
    public var dtimPeriod: UInt8 = 2
    /// `ap_max_inactivity`: how long a station may be silent before it is polled and, without an answer, disassociated;
    /// zero for ever.
    public var maximumInactivity = Interval.seconds(300)
    /// Whether a silent station is polled first (not `skip_inactivity_poll`).
    public var pollsInactiveStations = true
    /// `eap_reauth_period`: how long after EAP a station must authenticate anew; nil for never. RADIUS may say otherwise.
    public var reauthenticationPeriod: Interval? = .seconds(3600)
    /// Who may authenticate (`macaddr_acl` and its lists).
    public var access = AccessList()
    /// `max_num_sta`, at most 2007, the last association ID.
    public var maximumStations = 2007
    /// Whom its authenticator asks, in the order of preference (`auth_server_addr` and what follows it).
    public var radiusServers: [RADIUSClient.Server] = []
    /// Whom it tells what its stations do, in the order of preference (`acct_server_addr` and what follows it).
    public var accountingServers: [RADIUSClient.Server] = []
    /// `radius_acct_interim_interval`: from one Interim-Update to the next; nil for as RADIUS says.
    public var accountingInterimInterval: Interval?
    /// NAS-IP-Address, first octet most significant (`own_ip_addr`).
    public var nasIPAddress: UInt32 = 0x7F00_0001
    /// `nas_identifier`; nil to send none.
    public var nasIdentifier: String?

    /// A BSS with hostapd's defaults.
    public init(interface: String, bssid: MACAddress, ssid: [UInt8]) {
        self.interface = interface
        self.bssid = bssid
        self.ssid = ssid
    }

    /// Whether the BSS asks for keys.
    public var isRSN: Bool { !akms.isEmpty }
}
