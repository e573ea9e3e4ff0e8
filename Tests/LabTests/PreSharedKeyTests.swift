import AccessPoint
import Airspace
import Configuration
import Dot11
import EAPMethods
import Hosts
import Lab
import Octets
import RSN
import Roaming
import Station
import TestSupport
import Testing
import Timeline

/// Networks with a pre-shared key, and without any: what tshark and the witness find in their captures.
@Suite struct PreSharedKeyTests {
    static let station = MACAddress(0x000E_8EFD_9371)
    static let passphrase = "correct horse battery"

    /// A lab of one access point with two BSSs and one station that knows `passphrase`; nil for an open network.
    private func lab(
        _ keyManagement: String?, passphrase: String = passphrase
    ) throws -> Lab<PerfectAir> {
        let security =
            keyManagement.map {
                "wpa=2\nrsn_pairwise=CCMP\nwpa_key_mgmt=\($0)\nwpa_passphrase=\(Self.passphrase)\n"
            } ?? ""
        let text = """
            interface=wlan0
            hw_mode=g
            channel=6
            ieee80211n=1
            ssid=office
            bssid=\(TestLab.home)
            \(security)
            bss=wlan0_1
            ssid=office
            bssid=\(TestLab.target)
            \(security)
            """
        let accessPoint = try TestLab.accessPoint(text)
        let keys = keyManagement.map { "key_mgmt=\($0)\n    psk=\"\(passphrase)\"" } ?? "key_mgmt=NONE"
        let file = try SupplicantConfiguration(
            parsing: "network={\n    ssid=\"office\"\n    \(keys)\n}\n", file: "sta.conf")
        var station = try StationConfiguration(
            file, address: Self.station, channels: [accessPoint.channel], tls: try TLSContext(client: .anyone))
        station.bssid = TestLab.home
        return Lab(
            configuration: try TestLab.configuration(accessPoints: [accessPoint], stations: [station]),
            policy: PerfectAir())
    }

    /// Joins at home and roams to the target.
    private func roamed(_ keyManagement: String?) throws -> (path: String, capture: [UInt8], answered: Int) {
        var lab = try lab(keyManagement)
        lab.connect(station: 0)
        let isLinked = lab.run(until: .zero + .seconds(5)) { $0.state(ofStation: 0) == .completed(TestLab.home) }
        #expect(isLinked)
        lab.run(until: lab.now + .seconds(1))
        let isAccepted = lab.roam(station: 0, to: TestLab.target)
        #expect(isAccepted)
        lab.run(until: lab.now + .seconds(1))
        #expect(lab.state(ofStation: 0) == .completed(TestLab.target))
        let capture = lab.capture.file()
        let folder = Program.newFolder()
        let path = try #require(folder) + "/roam.pcapng"
        Program.write(capture, to: path)
        return (path, capture, Int(lab.flow(ofStation: 0).answered))
    }

    private func fields(_ path: String, _ filter: String, _ fields: [String], options: String = "") throws -> [String] {
        try #require(Program.isThere("tshark", package: "tshark"))
        let names = fields.map { "-e \($0)" }.joined(separator: " ")
        let text = Program.text(of: "tshark -r \(path) \(options) -Y '\(filter)' -T fields -E separator=, \(names)")
        return try #require(text).split(separator: "\n").map(String.init)
    }

    /// tshark finds echo requests and replies at each BSS, as many as the station's host was answered.
    private func expectFlow(_ path: String, answered: Int, options: String) throws {
        for bssid in [TestLab.home, TestLab.target] {
            let count = try fields(path, "wlan.bssid == \(bssid) && icmp", ["icmp.seq"], options: options).count
            #expect(count > 40, "\(bssid)")
        }
        let replies = try fields(path, "wlan && icmp.type == 0", ["icmp.seq"], options: options)
        #expect(answered > 50 && Set(replies).count == answered)
        #expect(try !fields(path, "wlan && dhcp", ["dhcp.type"], options: options).isEmpty)
        #expect(try fields(path, "_ws.malformed || _ws.expert", ["frame.number"], options: options) == [])
    }

    /// The RSN elements as tshark takes them apart; key information as hostapd 2.10 and wpa_supplicant 2.10 have it
    /// (shared/reference/README.md), which show no PMKID with a pre-shared key (wpa_auth.c, PTKSTART).
    @Test(arguments: [
        ("WPA-PSK", 2, ["0x008a", "0x010a", "0x13ca", "0x030a"]),
        ("WPA-PSK-SHA256", 6, ["0x008b", "0x010b", "0x13cb", "0x030b"]),
    ])
    func aStationJoinsAndRoamsWithAPassphrase(keyManagement: String, type: Int, information: [String]) throws {
        let (path, capture, answered) = try roamed(keyManagement)
        let options =
            "-o wlan.enable_decryption:TRUE -o 'uat:80211_keys:\"wpa-pwd\",\"\(Self.passphrase):office\"'"
        try expectFlow(path, answered: answered, options: options)
        #expect(
            try fields(path, "eapol.keydes.type", ["wlan_rsna_eapol.keydes.key_info"]) == information + information)
        #expect(
            try fields(path, "wlan_rsna_eapol.keydes.msgnr == 1", ["wlan_rsna_eapol.keydes.data_len"]) == ["0", "0"])
        let suites = ["wlan.rsn.gcs.type", "wlan.rsn.pcs.type", "wlan.rsn.akms.type", "wlan.rsn.capabilities"]
        #expect(try Set(fields(path, "wlan.fc.type_subtype == 8", suites)) == ["4,4,\(type),0x000c"])
        #expect(
            try fields(path, "wlan.fc.type_subtype in {0,2}", suites) == ["4,4,\(type),0x0000", "4,4,\(type),0x0000"])
        #expect(try fields(path, "eap", ["frame.number"]) == [])

        var keys = KeysFile()
        keys.passphrases = [Self.passphrase]
        let associations = RoamingResults(analyzing: capture.octets, keys: keys).associations
        #expect(associations.map(\.kind) == [.psk, .psk])
        #expect(associations.map(\.akm) == [keyManagement, keyManagement])
        #expect(associations.map(\.isRoam) == [false, true])
        #expect(associations.allSatisfy { $0.isMICVerified == true && $0.unverifiedFrames.isEmpty })
        keys.passphrases = ["another passphrase"]
        let others = RoamingResults(analyzing: capture.octets, keys: keys).associations
        #expect(others.allSatisfy { $0.isMICVerified == nil })
    }

    @Test func aStationJoinsAndRoamsInAnOpenNetwork() throws {
        let (path, capture, answered) = try roamed(nil)
        try expectFlow(path, answered: answered, options: "")
        #expect(try fields(path, "wlan.fc.protected == 1 || eapol || wlan.rsn.version", ["frame.number"]) == [])
        #expect(
            try Set(fields(path, "wlan.fc.type_subtype in {0,2,8}", ["wlan.fixed.capabilities.privacy"])) == ["0"])
        let associations = RoamingResults(analyzing: capture.octets).associations
        #expect(associations.map(\.kind) == [.open, .open])
        #expect(associations.map(\.isRoam) == [false, true])
        #expect(associations.allSatisfy { $0.akm == nil && $0.phases.roam != nil })
    }

    /// hostapd 2.10 (wpa_auth.c): a message 2 with a wrong MIC is no answer, so message 1 goes out four times, a second
    /// apart, then Deauthentication with reason 15.
    @Test func aWrongPassphraseEndsTheHandshakeAfterFourMessages1() throws {
        var lab = try lab("WPA-PSK", passphrase: "incorrect horse")
        lab.connect(station: 0)
        lab.run(until: .zero + .seconds(6))
        #expect(lab.state(ofStation: 0) == .disconnected(.deauthenticated(ReasonCode(rawValue: 15))))
        let guesses = lab.events.count {
            if case .station(0, .keyMayBeWrong(TestLab.home)) = $0.what { true } else { false }
        }
        let failures = lab.events.count { if case .accessPoint(0, .micFailure) = $0.what { true } else { false } }
        #expect(guesses == 1 && failures == 4)

        let capture = lab.capture.file()
        let folder = Program.newFolder()
        let path = try #require(folder) + "/wrong.pcapng"
        Program.write(capture, to: path)
        let messages = try fields(
            path, "eapol || wlan.fc.type_subtype == 12", ["wlan_rsna_eapol.keydes.msgnr", "wlan.fixed.reason_code"])
        #expect(messages == ["1,", "2,", "1,", "2,", "1,", "2,", "1,", "2,", ",0x000f"])
        let times = try fields(
            path, "wlan_rsna_eapol.keydes.msgnr == 1 || wlan.fc.type_subtype == 12", ["frame.time_relative"]
        )
        .compactMap(Double.init)
        #expect(times.count == 5)
        for (earlier, later) in zip(times, times.dropFirst()) { #expect(abs(later - earlier - 1) < 0.01) }

        var associations = RoamingResults(analyzing: capture.octets).associations
        #expect(associations.map(\.kind) == [.failed])
        #expect(associations.first?.reason == .fourWayTimeout(lastMessage: 2))
        // Who knows the network's key sees why.
        let derived = PMK(passphrase: Self.passphrase, ssid: Array("office".utf8).octets)
        var keys = KeysFile()
        keys.entries = [.init(station: Self.station, bssid: TestLab.home, akm: .wpaPSK, pmk: try #require(derived))]
        associations = RoamingResults(analyzing: capture.octets, keys: keys).associations
        #expect(associations.map(\.kind) == [.failed] && associations.first?.reason == .micFailure)
    }
}
