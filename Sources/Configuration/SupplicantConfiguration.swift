public import Octets

/// What a wpa_supplicant.conf says: settings of the station and the networks that it may join, with the defaults of
/// wpa_supplicant 2.10 where it says nothing.
///
/// The names of the properties are the file's keys, spelt out.
public struct SupplicantConfiguration: Sendable, Equatable {
    /// `ctrl_interface`: the directory of the control socket, or `DIR=… GROUP=…`.
    public var controlInterface: String?
    /// `update_config`: whether the control interface may write the file.
    public var updateConfig = false
    /// `country`, two letters.
    public var country: String?
    /// `ap_scan`: 0 leaves scanning to the driver, 1 does it, 2 associates by SSID.
    public var apScan = 1
    /// `fast_reauth`: resumption of TLS sessions.
    public var fastReauthentication = true
    /// `eapol_version`.
    public var eapolVersion = 1
    /// `okc`: the default of every network's `proactive_key_caching`.
    public var okc = false
    /// `pmf`: the default of every network's `ieee80211w`.
    public var managementFrameProtection = ManagementFrameProtection.disabled
    /// `dot11RSNAConfigPMKLifetime`, in seconds.
    public var pmkLifetime = 43200
    /// `dot11RSNAConfigPMKReauthThreshold`: after how many percent of its lifetime a key is renewed.
    public var pmkReauthenticationThreshold = 70
    /// `dot11RSNAConfigSATimeout`, in seconds: how long pre-authentication may take; 0 for the default, a minute.
    public var securityAssociationTimeout = 0
    /// The `network={` blocks in the file's order.
    public var networks: [Network] = []
    /// What was accepted but has no effect here.
    public var notes: [Diagnostic] = []
    /// What a lab cannot do: keys outside of blocks that it doesn't emulate, whose values differ from what it behaves as.
    public var notEmulated: [Diagnostic] = []
    /// Where the file says so, outside of blocks.
    public internal(set) var lines = KeyLines()
    /// The file's name, for messages.
    public var file = ""

    /// A configuration without networks.
    public init() {}

    /// One `network={` block.
    public struct Network: Sendable, Equatable {
        /// The line that opened the block.
        public var line: Int
        /// `ssid`: 0 to 32 octets; nil where any will do.
        public var ssid: [UInt8]?
        /// `bssid`: the only BSS to join.
        public var bssid: MACAddress?
        /// `scan_ssid`: whether probe requests name the SSID.
        public var scanSSID = false
        /// `scan_freq`, in MHz: where to scan; empty for everywhere.
        public var scanFrequencies: [Int] = []
        /// `freq_list`, in MHz: where a BSS may be; empty for everywhere.
        public var frequencies: [Int] = []
        /// `priority`: a network of higher priority is joined first.
        public var priority = 0
        /// `bgscan`: scans in search of a better BSS while there is a link, as `simple:30:-65:300`; empty for none.
        public var backgroundScan = ""
        /// `disabled`.
        public var isDisabled = false
        /// `key_mgmt`.
        public var keyManagement: [KeyManagement] = [.eap, .psk]
        /// `proto`.
        public var protocols: [SecurityProtocol] = [.wpa, .rsn]
        /// `pairwise`.
        public var pairwise: [Cipher] = [.ccmp, .tkip]
        /// `group`.
        public var group: [Cipher] = [.ccmp, .tkip]
        /// `ieee80211w`; nil takes the station's `pmf`.
        public var managementFrameProtection: ManagementFrameProtection?
        /// `psk`.
        public var preSharedKey: PreSharedKey?
        /// `proactive_key_caching`; nil takes the station's `okc`.
        public var proactiveKeyCaching: Bool?
        /// `eap`: the EAP methods that may run, in order of preference; empty for all.
        public var eapMethods: [EAPMethodName] = []
        /// `identity`.
        public var identity: [UInt8]?
        /// `anonymous_identity`: what is sent outside of the tunnel.
        public var anonymousIdentity: [UInt8]?
        /// `password`.
        public var password: Password?
        /// `phase1`: parameters of the outer method.
        public var phase1 = ""
        /// `phase2`: parameters of the inner method, as `auth=PAP` or `autheap=MSCHAPV2`.
        public var phase2 = ""
        /// `ca_cert`: the file of trusted certificates; nil trusts any server.
        public var caCertificate: String?
        /// `client_cert`.
        public var clientCertificate: String?
        /// `private_key`.
        public var privateKey: String?
        /// `private_key_passwd`.
        public var privateKeyPassword: Secret?
        /// `domain_match`: the names for one of which the server's certificate must be, parted by semicolons.
        public var domainMatch: String?
        /// `domain_suffix_match`: the same, with whatever labels before them.
        public var domainSuffixMatch: String?
        /// `fragment_size`, in octets of EAP.
        public var fragmentSize = 1398
        /// `wpa_ptk_rekey`, in seconds; 0 for never.
        public var ptkRekeyInterval = 0

        /// What a lab cannot do: keys that it doesn't emulate, whose values differ from what it behaves as.
        public var notEmulated: [Diagnostic] = []
        /// Where the block says so.
        public internal(set) var lines = KeyLines()

        /// An open question: a network without an SSID, with wpa_supplicant's defaults.
        public init(line: Int = 0) { self.line = line }

        /// The value of `name=` in `phase2`; nil where it does not stand there.
        public func phase2(_ name: String) -> String? { parameter(name, of: phase2) }

        /// The value of `name=` in `phase1`; nil where it does not stand there.
        public func phase1(_ name: String) -> String? { parameter(name, of: phase1) }

        private func parameter(_ name: String, of text: String) -> String? {
            text.split(separator: " ").last { $0.hasPrefix(name + "=") }.map {
                String($0.dropFirst(name.utf8.count + 1))
            }
        }
    }

    /// `proto`: which element announces the security.
    public enum SecurityProtocol: String, CaseIterable, Sendable {
        /// The vendor's element of WPA.
        case wpa = "WPA"
        /// The RSN element.
        case rsn = "RSN"
        /// Hotspot 2.0 online sign-up.
        case osen = "OSEN"
    }

    /// `psk`: a passphrase or the key itself.
    public enum PreSharedKey: Sendable, Equatable {
        /// 8 to 63 octets, from which the SSID and PBKDF2 make the key.
        case passphrase(Secret)
        /// 32 octets.
        case key(Secret)
    }

    /// `password`.
    public enum Password: Sendable, Equatable {
        /// The password itself.
        case text(Secret)
        /// `hash:`: the MD4 digest of the password in UTF-16 (NtPasswordHash), 16 octets.
        case ntHash(Secret)
    }

    /// Whether the station offers a key that was made at another BSS of the network.
    public func usesProactiveKeyCaching(_ network: Network) -> Bool { network.proactiveKeyCaching ?? okc }

    /// Whether and how the station protects management frames in the network.
    public func managementFrameProtection(_ network: Network) -> ManagementFrameProtection {
        network.managementFrameProtection ?? managementFrameProtection
    }
}

/// An EAP method, by the name that wpa_supplicant gives it.
public enum EAPMethodName: String, CaseIterable, Sendable {
    /// EAP-MD5 (RFC 3748 §5.4).
    case md5 = "MD5"
    /// EAP-TLS (RFC 5216).
    case tls = "TLS"
    /// EAP-MSCHAPv2.
    case mschapv2 = "MSCHAPV2"
    /// PEAP.
    case peap = "PEAP"
    /// EAP-TTLS (RFC 5281).
    case ttls = "TTLS"
    /// EAP-GTC (RFC 3748 §5.6).
    case gtc = "GTC"
    /// EAP-OTP (RFC 3748 §5.5).
    case otp = "OTP"
    /// EAP-SIM (RFC 4186).
    case sim = "SIM"
    /// EAP-AKA (RFC 4187).
    case aka = "AKA"
    /// EAP-AKA' (RFC 9048).
    case akaPrime = "AKA'"
    /// EAP-FAST (RFC 4851).
    case fast = "FAST"
    /// TEAP (RFC 7170).
    case teap = "TEAP"
    /// EAP-pwd (RFC 5931).
    case pwd = "PWD"
    /// LEAP.
    case leap = "LEAP"
    /// EAP-PSK (RFC 4764).
    case psk = "PSK"
    /// EAP-PAX (RFC 4746).
    case pax = "PAX"
    /// EAP-SAKE (RFC 4763).
    case sake = "SAKE"
    /// EAP-GPSK (RFC 5433).
    case gpsk = "GPSK"
    /// EAP-IKEv2 (RFC 5106).
    case ikev2 = "IKEV2"
    /// EAP-TNC.
    case tnc = "TNC"
    /// Wi-Fi Simple Configuration.
    case wsc = "WSC"
    /// EAP-EKE (RFC 6124).
    case eke = "EKE"
    /// Wi-Fi unauthenticated TLS.
    case wfaUnauthTLS = "WFA-UNAUTH-TLS"
}
