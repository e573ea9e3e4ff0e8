/// The files of `Examples/`, in the program, so that it runs without them. A test holds the two equal.
public struct Example: Sendable {
    /// The file's name in `Examples/`.
    public let name: String
    /// Its content.
    public let text: String

    /// How messages name it.
    public var file: String { "Examples/\(name)" }

    /// All of them.
    public static let all = [okc, okcOff, okcAsPrinted, station, stationPKC, users, lab, walk]

    /// The access point with OKC: `Examples/okc.conf`.
    public static let okc = Example(
        name: "okc.conf",
        text: """
            # The access point of the OKC scenarios, with OKC.
            #
            # First the interface's own BSS, which this project adds: the seed sets it up in a graphical
            # interface. Then the two BSSs, the seed's, with its ieee80211x=1 corrected to ieee8021x=1.
            # bss= begins a section with hostapd's defaults, so each names its RADIUS server itself.
            # Not set, and so hostapd's default: eapol_version=2, auth_algs=3, no nas_identifier, and
            # wmm_enabled, which follows ieee80211n. All three are ports of br0000; the seed adds
            # vap0000_0 and vap0000_1 to the bridge by hand.
            interface=vap0000
            bridge=br0000
            driver=none
            hw_mode=a
            channel=36
            ieee80211n=1
            beacon_int=100
            bssid=04:f0:21:19:87:44
            ssid=okctest1
            wmm_enabled=1
            ieee8021x=1
            own_ip_addr=127.0.0.1
            auth_server_addr=127.0.0.1
            auth_server_port=1812
            auth_server_shared_secret=lanforge
            wpa=2
            wpa_pairwise=TKIP CCMP
            rsn_pairwise=CCMP
            wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256
            bss_load_update_period=100
            chan_util_avg_period=600
            rrm_neighbor_report=1
            rrm_beacon_report=1
            bss_transition=1
            okc=1

            bss=vap0000_0
            ssid=okctest1
            bssid=04:f0:21:19:88:44
            ieee8021x=1
            own_ip_addr=127.0.0.1
            auth_server_addr=127.0.0.1
            auth_server_port=1812
            auth_server_shared_secret=lanforge
            wpa=2
            wpa_pairwise=TKIP CCMP
            rsn_pairwise=CCMP
            wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256
            bss_load_update_period=100
            chan_util_avg_period=600
            rrm_neighbor_report=1
            rrm_beacon_report=1
            bss_transition=1
            okc=1

            bss=vap0000_1
            ssid=okctest1
            bssid=04:f0:21:19:89:44
            ieee8021x=1
            own_ip_addr=127.0.0.1
            auth_server_addr=127.0.0.1
            auth_server_port=1812
            auth_server_shared_secret=lanforge
            wpa=2
            wpa_pairwise=TKIP CCMP
            rsn_pairwise=CCMP
            wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256
            bss_load_update_period=100
            chan_util_avg_period=600
            rrm_neighbor_report=1
            rrm_beacon_report=1
            bss_transition=1
            okc=1

            """)

    /// The access point without OKC: `Examples/okc-off.conf`.
    public static let okcOff = Example(
        name: "okc-off.conf",
        text: """
            # The access point of the OKC scenarios, without OKC.
            #
            # First the interface's own BSS, which this project adds: the seed sets it up in a graphical
            # interface. Then the two BSSs, the seed's, as it prints them with #okc=1.
            # bss= begins a section with hostapd's defaults, so each names its RADIUS server itself.
            # Not set, and so hostapd's default: eapol_version=2, auth_algs=3, no nas_identifier, and
            # wmm_enabled, which follows ieee80211n. All three are ports of br0000; the seed adds
            # vap0000_0 and vap0000_1 to the bridge by hand.
            interface=vap0000
            bridge=br0000
            driver=none
            hw_mode=a
            channel=36
            ieee80211n=1
            beacon_int=100
            bssid=04:f0:21:19:87:44
            ssid=okctest1
            wmm_enabled=1
            ieee8021x=1
            own_ip_addr=127.0.0.1
            auth_server_addr=127.0.0.1
            auth_server_port=1812
            auth_server_shared_secret=lanforge
            wpa=2
            wpa_pairwise=TKIP CCMP
            rsn_pairwise=CCMP
            wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256
            bss_load_update_period=100
            chan_util_avg_period=600
            rrm_neighbor_report=1
            rrm_beacon_report=1
            bss_transition=1
            #okc=1

            bss=vap0000_0
            ssid=okctest1
            bssid=04:f0:21:19:88:44
            ieee8021x=1
            own_ip_addr=127.0.0.1
            auth_server_addr=127.0.0.1
            auth_server_port=1812
            auth_server_shared_secret=lanforge
            wpa=2
            wpa_pairwise=TKIP CCMP
            rsn_pairwise=CCMP
            wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256
            bss_load_update_period=100
            chan_util_avg_period=600
            rrm_neighbor_report=1
            rrm_beacon_report=1
            bss_transition=1
            #okc=1

            bss=vap0000_1
            ssid=okctest1
            bssid=04:f0:21:19:89:44
            ieee8021x=1
            own_ip_addr=127.0.0.1
            auth_server_addr=127.0.0.1
            auth_server_port=1812
            auth_server_shared_secret=lanforge
            wpa=2
            wpa_pairwise=TKIP CCMP
            rsn_pairwise=CCMP
            wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256
            bss_load_update_period=100
            chan_util_avg_period=600
            rrm_neighbor_report=1
            rrm_beacon_report=1
            bss_transition=1
            #okc=1

            """)

    /// The access point as the seed prints it, which is refused: `Examples/okc-as-printed.conf`.
    public static let okcAsPrinted = Example(
        name: "okc-as-printed.conf",
        text: """
            # The access point of the OKC scenarios, as the seed prints it: refused, for a misspelt key.
            #
            # First the interface's own BSS, which this project adds: the seed sets it up in a graphical
            # interface. Then the two BSSs, the seed's to the letter.
            # bss= begins a section with hostapd's defaults, so each names its RADIUS server itself.
            # Not set, and so hostapd's default: eapol_version=2, auth_algs=3, no nas_identifier, and
            # wmm_enabled, which follows ieee80211n. All three are ports of br0000; the seed adds
            # vap0000_0 and vap0000_1 to the bridge by hand.
            interface=vap0000
            bridge=br0000
            driver=none
            hw_mode=a
            channel=36
            ieee80211n=1
            beacon_int=100
            bssid=04:f0:21:19:87:44
            ssid=okctest1
            wmm_enabled=1
            ieee8021x=1
            own_ip_addr=127.0.0.1
            auth_server_addr=127.0.0.1
            auth_server_port=1812
            auth_server_shared_secret=lanforge
            wpa=2
            wpa_pairwise=TKIP CCMP
            rsn_pairwise=CCMP
            wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256
            bss_load_update_period=100
            chan_util_avg_period=600
            rrm_neighbor_report=1
            rrm_beacon_report=1
            bss_transition=1
            okc=1

            bss=vap0000_0
            ssid=okctest1
            bssid=04:f0:21:19:88:44
            ieee80211x=1
            own_ip_addr=127.0.0.1
            auth_server_addr=127.0.0.1
            auth_server_port=1812
            auth_server_shared_secret=lanforge
            wpa=2
            wpa_pairwise=TKIP CCMP
            rsn_pairwise=CCMP
            wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256
            bss_load_update_period=100
            chan_util_avg_period=600
            rrm_neighbor_report=1
            rrm_beacon_report=1
            bss_transition=1
            okc=1

            bss=vap0000_1
            ssid=okctest1
            bssid=04:f0:21:19:89:44
            ieee8021x=1
            own_ip_addr=127.0.0.1
            auth_server_addr=127.0.0.1
            auth_server_port=1812
            auth_server_shared_secret=lanforge
            wpa=2
            wpa_pairwise=TKIP CCMP
            rsn_pairwise=CCMP
            wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256
            bss_load_update_period=100
            chan_util_avg_period=600
            rrm_neighbor_report=1
            rrm_beacon_report=1
            bss_transition=1
            okc=1

            """)

    /// The station without proactive key caching: `Examples/station.conf`.
    public static let station = Example(
        name: "station.conf",
        text: """
            # The station of the OKC scenarios, without proactive key caching.
            # The server's certificate is not checked: add ca_cert="…" to check it.
            network={
                ssid="okctest1"
                key_mgmt=WPA-EAP
                eap=TTLS
                identity="testuser"
                password="testpasswd"
                phase2="auth=PAP"
                proactive_key_caching=0
            }

            """)

    /// The station with proactive key caching: `Examples/station-pkc.conf`.
    public static let stationPKC = Example(
        name: "station-pkc.conf",
        text: """
            # The station of the OKC scenarios, with proactive key caching.
            # The server's certificate is not checked: add ca_cert="…" to check it.
            network={
                ssid="okctest1"
                key_mgmt=WPA-EAP
                eap=TTLS
                identity="testuser"
                password="testpasswd"
                phase2="auth=PAP"
                proactive_key_caching=1
            }

            """)

    /// A live lab of two stations: `Examples/lab.yaml`.
    public static let lab = Example(
        name: "lab.yaml",
        text: """
            # A live lab: roamlab up Examples/lab.yaml
            access_points:
              - hostapd: okc.conf
            stations:
              - wpa_supplicant: station.conf
                name: sta00000
                address: 00:0e:8e:fd:93:71
              - wpa_supplicant: station-pkc.conf
                name: sta00001
                address: 00:0e:8e:fd:93:72
            radius:
              server: built-in
              users: users

            """)

    /// A station that walks from one BSS to another: `Examples/walk.yaml`.
    public static let walk = Example(
        name: "walk.yaml",
        text: """
            # A walk: roamlab up Examples/walk.yaml --capture walk.pcapng, then roamlab analyze walk.pcapng
            # The BSSs of okc.conf are as the antennas of one controller, metres apart; they share their keys.
            access_points:
              - hostapd: okc.conf
                place:
                  vap0000: [25, 40]
                  vap0000_0: [0, 0]
                  vap0000_1: [50, 0]
            stations:
              - wpa_supplicant: station-pkc.conf
                name: sta00000
                address: 00:0e:8e:fd:93:71
                place: [2, 0]
                walk:
                  - {at: 2s, place: [2, 0]}
                  - {at: 32s, place: [48, 0]}
            # The capture is made where the station is. Signals fall as in offices: ITU-R P.1238.
            monitor: sta00000
            propagation:
              power_dbm: 20
              shadowing_db: 0
            flow_ms: 20
            seed: 1
            # Docs/Faults.md has the words for these; one that costs the roam another 100 ms would be
            #   - drop eapol-key 3 from ap bssid 04:f0:21:19:89:44 first 1
            faults: []
            # What the lab is told, and when: any command of a station or BSS, faults, walks, the end.
            script:
              - at: 20s
                sta00000: SCAN
              - at: 21s
                sta00000: ROAM 04:f0:21:19:89:44
              - at: 34s
                end:

            """)

    /// Who may authenticate: `Examples/users`.
    public static let users = Example(
        name: "users",
        text: """
            # Who may authenticate, in the form of a FreeRADIUS users file.
            testuser Cleartext-Password := "testpasswd"

            """)
}
