public import Octets

/// What a hostapd.conf says: a radio and the BSSs on it, with the defaults of hostapd 2.10 where it says nothing.
///
/// The names of the properties are the file's keys, spelt out.
public struct HostapdConfiguration: Sendable, Equatable {
    /// `hw_mode`: the band and the oldest PHY in it.
    public enum HardwareMode: String, Sendable {
        /// 5 GHz, OFDM.
        case a
        /// 2.4 GHz, DSSS.
        case b
        /// 2.4 GHz, ERP.
        case g
        /// 60 GHz.
        case ad
        /// Whatever the radio can do on the channel.
        case any
    }

    /// What holds for all BSSs of the radio.
    public struct Radio: Sendable, Equatable {
        /// `driver`.
        public var driver: String?
        /// `hw_mode`.
        public var hardwareMode = HardwareMode.b
        /// `channel`; 0 leaves the choice to the access point (`acs_survey` too).
        public var channel = 0
        /// `ieee80211n`: HT.
        public var ieee80211n = false
        /// `ieee80211ac`: VHT.
        public var ieee80211ac = false
        /// `ieee80211ax`: HE.
        public var ieee80211ax = false
        /// `country_code`, two letters.
        public var countryCode: String?
        /// `ieee80211d`: whether beacons tell the country.
        public var ieee80211d = false
        /// `beacon_int`, in time units of 1024 µs.
        public var beaconInterval = 100
        /// Where the file says so.
        public internal(set) var lines = KeyLines()

        /// hostapd's defaults.
        public init() {}
    }

    /// A RADIUS server, in the order in which they are tried.
    public struct RADIUSServer: Sendable, Equatable {
        /// `auth_server_addr`, `acct_server_addr`: an IPv4 or IPv6 address as text.
        public var address: String
        /// `auth_server_port`, `acct_server_port`: 1812 and 1813 where nothing is said (RFC 2865, 3; RFC 2866, 3).
        public var port: UInt16
        /// `auth_server_shared_secret`, `acct_server_shared_secret`; empty where none is given.
        public var sharedSecret = Secret([])

        /// A server without a secret yet.
        public init(address: String, port: UInt16 = 1812) {
            self.address = address
            self.port = port
        }
    }

    /// One BSS: the section of the interface itself, or one that a `bss=` line opened.
    public struct BSS: Sendable, Equatable {
        /// The line that named it.
        public var line: Int
        /// `interface` or `bss`: the network device's name.
        public var interface: String
        /// `bridge`: the device that it is a port of.
        public var bridge: String?
        /// `bssid`; nil leaves it to the device.
        public var bssid: MACAddress?
        /// `ssid`, `ssid2`: 1 to 32 octets, or none yet.
        public var ssid: [UInt8] = []
        /// `ignore_broadcast_ssid`: 0 shows the SSID, 1 sends an empty one, 2 zeros of its length.
        public var ignoreBroadcastSSID = 0
        /// `wmm_enabled`; where the file says nothing, it follows the radio's HT.
        public var wmmEnabled = false
        /// `auth_algs`: 1 open system, 2 shared key, 3 both.
        public var authenticationAlgorithms = 3
        /// `wpa`: bit 0 for WPA, bit 1 for RSN (WPA2 and later).
        public var wpa = 0
        /// `wpa_key_mgmt`, in the order of the RSN element.
        public var keyManagement: [KeyManagement] = [.psk]
        /// `wpa_pairwise`: WPA's pairwise ciphers, and RSN's unless `rsn_pairwise` names others.
        public var wpaPairwise: [Cipher] = [.tkip]
        /// `rsn_pairwise`, in the order of the RSN element.
        public var rsnPairwise: [Cipher] = [.tkip]
        /// Whether those are settled: by `rsn_pairwise`, or by `wpa_pairwise` as it was when `wpa` first had RSN.
        var hasRSNPairwise = false
        /// The group cipher that hostapd chooses: the weakest of the pairwise ones in use, or `group_cipher`.
        public var groupCipher = Cipher.tkip
        /// `wpa_passphrase`, 8 to 63 octets; nil where a later `wpa_psk` takes its place.
        public var passphrase: Secret?
        /// `wpa_psk`, 32 octets; nil where a later `wpa_passphrase` takes its place.
        public var preSharedKey: Secret?
        /// `ieee8021x`: 802.1X with a RADIUS server.
        public var ieee8021X = false
        /// `eapol_version`.
        public var eapolVersion = 2
        /// `eap_reauth_period`, in seconds; 0 for never.
        public var eapReauthenticationPeriod = 3600
        /// `ap_max_inactivity`: seconds of silence after which a station is asked whether it is there; 0 for never.
        public var maximumInactivity = 300
        /// `skip_inactivity_poll`: a silent station goes unasked.
        public var skipsInactivityPoll = false
        /// `own_ip_addr`: what RADIUS is told as NAS-IP-Address.
        public var ownIPAddress: String?
        /// `nas_identifier`: what RADIUS is told as NAS-Identifier; no attribute where it is nil.
        public var nasIdentifier: String?
        /// `auth_server_…`, repeated for failover.
        public var authenticationServers: [RADIUSServer] = []
        /// `acct_server_…`, repeated for failover; none accounts nothing.
        public var accountingServers: [RADIUSServer] = []
        /// `radius_acct_interim_interval`, in seconds; 0 leaves it to the Access-Accept.
        public var accountingInterimInterval = 0
        /// `okc`: opportunistic key caching among the BSSs of this file.
        public var okc = false
        /// `disable_pmksa_caching`.
        public var disablePMKSACaching = false
        /// `rsn_preauth`.
        public var rsnPreauthentication = false
        /// `rsn_preauth_interfaces`: the devices from which pre-authentication is taken.
        public var rsnPreauthenticationInterfaces: [String] = []
        /// `ieee80211w`.
        public var managementFrameProtection = ManagementFrameProtection.disabled
        /// `bss_transition`: 802.11v BSS Transition Management.
        public var bssTransition = false
        /// `rrm_neighbor_report`.
        public var rrmNeighborReport = false
        /// `rrm_beacon_report`.
        public var rrmBeaconReport = false
        /// `bss_load_update_period`, in beacon intervals; 0 sends no BSS Load element.
        public var bssLoadUpdatePeriod = 0
        /// `chan_util_avg_period`, in beacon intervals.
        public var channelUtilizationAveragePeriod = 0
        /// `wpa_group_rekey`, in seconds; 0 for never. Where the file says nothing: a day with CCMP or GCMP, else 600 s.
        public var groupRekeyInterval = 600
        /// `wpa_ptk_rekey`, in seconds; 0 for never.
        public var ptkRekeyInterval = 0
        /// `macaddr_acl`: 0 lets in whom ``deniedStations`` has not, 1 whom ``acceptedStations`` has, 2 asks RADIUS.
        public var addressAccess = 0
        /// Who is let in whatever else is said, each with its VLAN (`ACCEPT_ACL`).
        public var acceptedStations: [MACAddress: Int] = [:]
        /// Who is not (`DENY_ACL`).
        public var deniedStations: [MACAddress: Int] = [:]
        /// `max_num_sta`.
        public var maximumStations = 2007
        /// `dtim_period`, in beacon intervals.
        public var dtimPeriod = 2
        /// `ctrl_interface`: the directory of the control socket.
        public var controlInterface: String?
        /// Where the section says so.
        public internal(set) var lines = KeyLines()

        /// hostapd's defaults.
        public init(interface: String, line: Int = 0) {
            self.interface = interface
            self.line = line
        }

        /// Whether the BSS is an RSN.
        public var isRSN: Bool { wpa & 2 != 0 }
    }

    /// What holds for all BSSs.
    public var radio = Radio()
    /// The BSSs in the file's order; the first is the interface's own.
    public var bsses: [BSS] = []
    /// What was accepted but has no effect here, and the like.
    public var notes: [Diagnostic] = []
    /// What a lab cannot do: keys that it doesn't emulate, whose values differ from what it behaves as.
    public var notEmulated: [Diagnostic] = []
    /// The file's name, for messages.
    public var file = ""

    /// Whether the BSS offers HT: the radio does, and the BSS has a cipher that HT allows (802.11-2020, 12.6.21).
    public func offersHT(_ bss: BSS) -> Bool {
        guard radio.ieee80211n, radio.hardwareMode != .b else { return false }
        guard bss.wpa != 0 else { return true }
        let ciphers = (bss.wpa & 1 != 0 ? bss.wpaPairwise : []) + (bss.isRSN ? bss.rsnPairwise : [])
        return ciphers.contains { $0 != .tkip }
    }
}
