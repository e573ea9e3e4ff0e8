import AccessPoint
import Configuration
import EAPMethods
import Lab
import Octets
import Station
import Testing

/// What a file asks for has its effect, or is refused with its line: nothing is taken in silence.
@Suite struct NotEmulatedTests {
    /// The access point of an example whose second line is `line`, or the refusal.
    private func accessPoint(_ edit: (String) -> String) -> String {
        let text = edit(Self.accessPointText)
        do {
            _ = try AccessPointConfiguration(HostapdConfiguration(parsing: text, file: "ap.conf"))
            return ""
        } catch { return "\(error)" }
    }

    private func station(_ edit: (String) -> String) -> String {
        let text = edit(Self.stationText)
        do {
            let file = try SupplicantConfiguration(parsing: text, file: "sta.conf")
            _ = try StationConfiguration(
                file, address: MACAddress(0x000E_8EFD_9371), channels: [], tls: try TLSContext(client: .anyone))
            return ""
        } catch { return "\(error)" }
    }

    private static let accessPointText = """
        interface=wlan0
        #2
        driver=nl80211
        hw_mode=a
        channel=36
        ieee80211n=1
        ssid=okctest1
        bssid=02:00:00:00:00:01
        wpa=2
        rsn_pairwise=CCMP
        wpa_key_mgmt=WPA-EAP
        ieee8021x=1
        auth_server_addr=127.0.0.1
        auth_server_shared_secret=lanforge
        """

    private static let stationText = """
        #1
        network={
            #3
            ssid="okctest1"
            key_mgmt=WPA-EAP
            eap=TTLS
            identity="testuser"
            password="testpasswd"
            phase2="auth=PAP"
        }
        """

    @Test func thePlainFilesAreTaken() {
        #expect(accessPoint { $0 } == "")
        #expect(station { $0 } == "")
    }

    /// Each would change what hostapd 2.10 sends or does, and changes nothing here.
    @Test(arguments: [
        "group_mgmt_cipher=BIP-GMAC-256", "assoc_sa_query_max_timeout=500", "ignore_broadcast_ssid=1",
        "ignore_broadcast_ssid=2", "rsn_preauth_interfaces=br9", "ieee80211ac=1",
        "ieee80211ax=1", "ieee80211d=1", "auth_algs=2",
        "own_ip_addr=2001:db8::1", "macaddr_acl=2", "accept_mac_file=/etc/hostapd.accept",
        "acct_server_addr_replace=127.0.0.1", "mobility_domain=a1b2", "wmm_ac_be_aifs=7",
        "vendor_elements=dd0411223301", "ht_capab=[HT40+]", "ocv=1", "wps_state=2", "eap_server=1", "wpa=1", "wpa=3",
        "rsn_pairwise=CCMP TKIP", "group_cipher=GCMP", "wpa_key_mgmt=WPA-EAP FT-EAP", "wpa_key_mgmt=SAE",
        "wpa_key_mgmt=WPA-PSK-SHA256", "wpa_psk_file=/etc/hostapd.psk", "wpa_psk_radius=1", "ieee8021x=0",
        "hw_mode=g", "hw_mode=b", "hw_mode=ad", "channel=0", "channel=37", "channel=38", "channel=42", "channel=146",
        "channel=14", "channel=acs_survey", "auth_server_addr=::1",
    ])
    func aLineWithoutEffectIsRefusedByItsPlace(line: String) {
        let key = line.prefix { $0 != "=" }
        // The later line wins, so that one is put in its key's place where there is one.
        let lines = Self.accessPointText.split(separator: "\n")
        let place = lines.firstIndex { $0.hasPrefix("\(key)=") && key != "auth_server_addr" } ?? 13
        var edited = lines.map(String.init)
        if place == 13 { edited.append(line) } else { edited[place] = line }
        let secret = key == "auth_server_addr" ? "\nauth_server_shared_secret=a" : ""
        let refusal = accessPoint { _ in edited.joined(separator: "\n") + secret + "\n" }
        let expected = place == 13 ? 15 : place + 1
        #expect(refusal.hasPrefix("ap.conf:\(expected): ") || refusal.contains("\nap.conf:\(expected): "), "\(refusal)")
    }

    /// What asks for what is done anyway is no reason to refuse.
    @Test(arguments: [
        "ieee80211w=0", "ieee80211w=1", "ieee80211w=2", "group_mgmt_cipher=AES-128-CMAC",
        "assoc_sa_query_max_timeout=1000", "ignore_broadcast_ssid=0", "wpa_ptk_rekey=0", "eap_reauth_period=0",
        "eap_reauth_period=3600", "macaddr_acl=0", "macaddr_acl=1", "auth_algs=1", "auth_algs=3",
        "ap_max_inactivity=60",
        "eap_reauth_period=60", "wmm_ac_be_aifs=3", "ocv=0",
        "dtim_period=3", "logger_syslog=-1", "ctrl_interface=/var/run/hostapd", "bridge=br0", "country_code=DE",
        "ieee80211d=0", "rts_threshold=-1", "wpa_group_rekey=0", "hw_mode=any",
    ])
    func aLineThatChangesNothingIsTaken(line: String) {
        #expect(accessPoint { $0 + "\n\(line)\n" } == "")
    }

    @Test(arguments: ["WPA-PSK", "WPA-PSK-SHA256", "WPA-EAP WPA-PSK WPA-EAP-SHA256 WPA-PSK-SHA256"])
    func preSharedKeysAreTaken(names: String) {
        #expect(
            accessPoint { $0.replacing("=WPA-EAP", with: "=\(names)").replacing("#2", with: "wpa_passphrase=password") }
                == "")
        #expect(station { $0.replacing("=WPA-EAP", with: "=\(names)").replacing("#3", with: "psk=\"password\"") } == "")
    }

    /// wpa_supplicant 2.10, bgscan_simple_get_params: the short interval alone, or with a threshold and the long one; 30 s
    /// where there is none.
    @Test(arguments: ["", "simple", "simple:60", "simple:30:-65:300", "simple:0:0:0"])
    func backgroundScansAreTaken(value: String) {
        #expect(station { $0.replacing("#3", with: "bgscan=\"\(value)\"") } == "")
    }

    @Test func aNetworkWithoutEAPNeedsNoIdentity() {
        #expect(station { _ in "network={\nssid=\"a\"\nkey_mgmt=WPA-PSK\npsk=\"password\"\n}\n" } == "")
        #expect(station { _ in "network={\nssid=\"a\"\nkey_mgmt=NONE\n}\n" } == "")
    }

    /// wpa_supplicant's default is WPA-PSK WPA-EAP, and it does not use a network whose key is missing.
    @Test func theDefaultKeyManagementNeedsAPreSharedKey() {
        #expect(
            station { $0.replacing("    key_mgmt=WPA-EAP\n", with: "") }
                == "sta.conf:2: key_mgmt names WPA-PSK by default and there is no psk=")
    }

    @Test func twoBridgesAreRefused() {
        let section = """

            bss=wlan1
            bridge=br1
            ssid=okctest1
            bssid=02:00:00:00:00:02
            """
        #expect(
            accessPoint { $0.replacing("#2", with: "bridge=br0") + section }
                == "ap.conf:16: bridge=br1: the BSSs of an access point are ports of one bridge, here br0")
    }

    @Test func allThatIsNotEmulatedIsToldAtOnceInOrder() {
        let refusal = accessPoint {
            $0.replacing("#2", with: "ocv=1").replacing("wpa=2", with: "wpa=3") + "\nieee80211ac=1\n"
        }
        #expect(
            refusal.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
                "ap.conf:2:", "ap.conf:9:", "ap.conf:15:",
            ],
            "\(refusal)")
    }

    @Test(arguments: [
        ("ap_scan=2", 1), ("ap_scan=0", 1), ("eapol_version=2", 1),
        ("dot11RSNAConfigPMKReauthThreshold=101", 1), ("preassoc_mac_addr=1", 1), ("openssl_ciphers=DEFAULT", 1),
    ])
    func aGlobalLineWithoutEffectIsRefusedByItsPlace(line: String, place: Int) {
        let refusal = station { $0.replacing("#1", with: line) }
        #expect(refusal.hasPrefix("sta.conf:\(place): "), "\(refusal)")
    }

    @Test(arguments: [
        "group_mgmt=BIP-GMAC-256", "eap=FAST TTLS", "eap=TLS", "phase1=\"peaplabel=1\"",
        "phase2=\"auth=GTC\"", "phase2=\"auth=OTP\"", "phase2=\"auth=PAP auth=CHAP\"", "subject_match=\"/CN=a\"",
        "altsubject_match=\"DNS:a\"", "ca_path=\"/etc\"",
        "auth_alg=SHARED", "bssid_ignore=02:00:00:00:00:01", "proto=WPA", "pairwise=TKIP", "group=TKIP",
        "key_mgmt=WPA-PSK", "key_mgmt=WPA-EAP WPA-PSK-SHA256", "key_mgmt=WPA-EAP IEEE8021X", "key_mgmt=SAE",
        "scan_freq=5181", "freq_list=1000000", "mode=2", "ocv=1",
        "password=hash:00112233445566778899aabbccddeeff",
        "bgscan=\"learn:30:-65:300:/etc/bgscan\"", "bgscan=\"simple:30:-65\"", "bgscan=\"simple:half\"",
        "bgscan=\"simple:30:-200:300\"",
    ])
    func aNetworksLineWithoutEffectIsRefusedByItsPlace(line: String) {
        let key = line.prefix { $0 != "=" }
        let lines = Self.stationText.split(separator: "\n").map(String.init)
        var edited = lines
        let place = lines.firstIndex { $0.hasPrefix("    \(key)=") } ?? 2
        edited[place] = "    " + line
        let refusal = station { _ in edited.joined(separator: "\n") + "\n" }
        #expect(refusal.hasPrefix("sta.conf:\(place + 1): "), "\(refusal)")
    }

    @Test(arguments: [
        "ieee80211w=0", "ieee80211w=1", "ieee80211w=2", "ieee80211w=3", "group_mgmt=AES-128-CMAC", "priority=5",
        "auth_alg=OPEN", "mode=0", "scan_freq=5180", "psk=\"12345678\"",
        "engine=0", "proto=RSN WPA", "pairwise=CCMP TKIP", "bssid=any",
    ])
    func aNetworksLineThatChangesNothingIsTaken(line: String) {
        #expect(station { $0.replacing("#3", with: line) } == "")
    }

    @Test func methodsAreNamedThatAreNotEmulated() {
        #expect(
            station { $0.replacing("eap=TTLS", with: "eap=FAST TTLS") }
                == "sta.conf:6: eap=FAST is not emulated yet; write eap=TLS or eap=TTLS or eap=PEAP")
        #expect(
            station { $0.replacing("    eap=TTLS\n", with: "") }
                == "sta.conf:2: no eap=, and so every method that wpa_supplicant has; write eap=TLS or eap=TTLS or eap=PEAP"
        )
        // PAP is for EAP-TTLS.
        #expect(
            station { $0.replacing("eap=TTLS", with: "eap=PEAP") }.hasPrefix(
                "sta.conf:9: phase2=\"auth=PAP\"; with eap=PEAP auth= with MSCHAPV2, MD5 or GTC are emulated"))
    }

    @Test(arguments: [
        ("TTLS", "auth=CHAP", [EAPMethod.ttls(.chap)]), ("TTLS", "autheap=MD5", [.ttls(.eapMD5)]),
        ("TTLS", "", [.ttls(.eapMSCHAPv2)]), ("PEAP", "auth=GTC", [.peap(.genericTokenCard)]),
        ("PEAP TTLS", "auth=MSCHAPV2", [.peap(.msCHAPv2), .ttls(.msCHAPv2)]),
    ])
    func methodsAreTakenInTheirOrderWithWhatRunsInside(eap: String, phase2: String, methods: [EAPMethod]) throws {
        let text = Self.stationText.replacing("eap=TTLS", with: "eap=\(eap)").replacing("auth=PAP", with: phase2)
        let station = try StationConfiguration(
            SupplicantConfiguration(parsing: text, file: "sta.conf"), address: MACAddress(0x000E_8EFD_9371),
            channels: [], tls: try TLSContext(client: .anyone))
        #expect(station.eap?.methods == methods)
    }

    @Test func aSecondNetworkIsRefusedUnlessItIsDisabled() {
        let second = "\nnetwork={\nssid=\"b\"\nocv=1\n}\n"
        #expect(
            station { $0 + second } == "sta.conf:11: a second network that is not disabled=1: the lab's station has one"
        )
        #expect(station { $0 + second.replacing("ocv=1", with: "ocv=1\ndisabled=1") } == "")
    }

    @Test func theFragmentSizeReachesTheMethod() throws {
        let text = Self.stationText.replacing("#3", with: "fragment_size=300")
        let station = try StationConfiguration(
            SupplicantConfiguration(parsing: text, file: "sta.conf"), address: MACAddress(0x000E_8EFD_9371),
            channels: [], tls: try TLSContext(client: .anyone))
        #expect(station.eap?.fragmentSize == 300)
    }
}
