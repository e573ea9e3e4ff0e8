import AccessPoint
import Airspace
import Configuration
import EAPMethods
import Lab
import Octets
import Station
import Testing
import Timeline

/// Whatever number a configuration file may hold, a lab made of it comes to its end.
@Suite struct AcceptedNumbersTests {
    /// A key, the least and the most that it takes, and where it stands.
    struct Key: Sendable, CustomTestStringConvertible {
        var name: String
        var least: Int
        var most: Int

        init(_ name: String, _ least: Int, _ most: Int) { (self.name, self.least, self.most) = (name, least, most) }

        var testDescription: String { name }
    }

    private static let int = (least: -2_147_483_648, most: 2_147_483_647)

    /// hostapd 2.10 refuses what is outside of beacon_int, dtim_period, max_num_sta and bss_load_update_period; all
    /// numbers are `int` in hostapd.
    static let hostapdKeys = [
        Key("channel", 0, 233), Key("beacon_int", 10, 65535), Key("wpa", 0, 3), Key("ieee80211w", 0, 2),
        Key("auth_algs", 1, 3), Key("wpa_group_rekey", 0, int.most), Key("wpa_ptk_rekey", 0, int.most),
        Key("eapol_version", 1, 2), Key("eap_reauth_period", 0, int.most), Key("auth_server_port", 1, 65535),
        Key("ap_max_inactivity", 0, int.most), Key("skip_inactivity_poll", int.least, int.most),
        Key("ignore_broadcast_ssid", 0, 2), Key("bss_load_update_period", 0, 100),
        Key("chan_util_avg_period", 0, int.most), Key("max_num_sta", 0, 2007), Key("macaddr_acl", 0, 2),
        Key("dtim_period", 1, 255),
        Key("ieee80211n", int.least, int.most), Key("ieee80211ac", int.least, int.most),
        Key("ieee80211ax", int.least, int.most), Key("ieee80211d", int.least, int.most),
        Key("okc", int.least, int.most), Key("disable_pmksa_caching", int.least, int.most),
        Key("rsn_preauth", int.least, int.most), Key("ieee8021x", int.least, int.most),
        Key("wmm_enabled", int.least, int.most), Key("bss_transition", int.least, int.most),
        Key("rrm_neighbor_report", int.least, int.most), Key("rrm_beacon_report", int.least, int.most),
    ]

    static let supplicantKeys = [
        Key("update_config", int.least, int.most), Key("ap_scan", 0, 2), Key("fast_reauth", int.least, int.most),
        Key("eapol_version", 1, 2), Key("okc", int.least, int.most), Key("pmf", 0, 2),
        Key("dot11RSNAConfigPMKLifetime", 0, int.most), Key("dot11RSNAConfigPMKReauthThreshold", 0, 100),
    ]

    static let networkKeys = [
        Key("scan_ssid", 0, 1), Key("priority", int.least, int.most), Key("disabled", 0, 2), Key("ieee80211w", 0, 3),
        Key("proactive_key_caching", -1, 1), Key("wpa_ptk_rekey", 0, int.most), Key("fragment_size", 1, 65535),
    ]

    @Test(.timeLimit(.minutes(2)), arguments: hostapdKeys)
    func anAccessPointWithTheLeastOrTheMostComesToItsEnd(key: Key) throws {
        for value in [key.least, key.most] {
            // Where the lab doesn't emulate what the number asks for, it says so: that is an end too.
            guard let accessPoint = try Self.accessPoint("\(key.name)=\(value)") else { continue }
            try Self.run(accessPoint: accessPoint, station: try Self.station())
        }
        for value in ["\(key.least - 1)", "\(key.most + 1)", "36028797018963968", "99999999999999999999"] {
            #expect(throws: (any Error).self) { try Self.accessPoint("\(key.name)=\(value)") }
        }
    }

    @Test(.timeLimit(.minutes(2)), arguments: supplicantKeys)
    func aStationWithTheLeastOrTheMostComesToItsEnd(key: Key) throws {
        for value in [key.least, key.most] {
            guard let station = try Self.station(global: "\(key.name)=\(value)") else { continue }
            try Self.run(accessPoint: try Self.accessPoint(), station: station)
        }
        for value in ["\(key.least - 1)", "\(key.most + 1)", "36028797018963968", "99999999999999999999"] {
            #expect(throws: (any Error).self) { try Self.station(global: "\(key.name)=\(value)") }
        }
    }

    @Test(.timeLimit(.minutes(2)), arguments: networkKeys)
    func aNetworkWithTheLeastOrTheMostComesToItsEnd(key: Key) throws {
        for value in [key.least, key.most] {
            guard let station = try Self.station(network: "\(key.name)=\(value)") else { continue }
            try Self.run(accessPoint: try Self.accessPoint(), station: station)
        }
        for value in ["\(key.least - 1)", "\(key.most + 1)", "36028797018963968", "99999999999999999999"] {
            #expect(throws: (any Error).self) { try Self.station(network: "\(key.name)=\(value)") }
        }
    }

    @Test(arguments: ["1", "5180", "1000000"])
    func aFrequencyComesToItsEnd(frequency: String) throws {
        for key in ["scan_freq", "freq_list"] {
            guard let station = try Self.station(network: "\(key)=\(frequency)") else { continue }
            try Self.run(accessPoint: try Self.accessPoint(), station: station)
        }
    }

    @Test func aNumberOutOfRangeIsRefusedWithTheRange() {
        func message(_ read: () throws -> Void) -> String {
            do {
                try read()
                return "accepted"
            } catch { return "\(error)" }
        }
        #expect(
            message {
                _ = try HostapdConfiguration(
                    parsing: "interface=a\nwpa_group_rekey=36028797018963968\n", file: "ap.conf")
            }
                == "ap.conf:2: wpa_group_rekey is 36028797018963968, expected 0 to 2147483647")
        #expect(
            message {
                _ = try HostapdConfiguration(parsing: "interface=a\nokc=99999999999999999999\n", file: "ap.conf")
            }
                == "ap.conf:2: okc is \"99999999999999999999\", expected -2147483648 to 2147483647")
        #expect(
            message {
                _ = try SupplicantConfiguration(
                    parsing: "dot11RSNAConfigPMKLifetime=36028797018963968\n", file: "sta.conf")
            }
                == "sta.conf:1: dot11RSNAConfigPMKLifetime is 36028797018963968, expected 0 to 2147483647")
    }

    /// What no file can say, a program that embeds the lab can.
    @Test(.timeLimit(.minutes(1))) func intervalsOfNoLengthComeToTheirEnd() throws {
        var accessPoint = try #require(try Self.accessPoint())
        accessPoint.beaconInterval = 0
        for index in accessPoint.basicServiceSets.indices {
            accessPoint.basicServiceSets[index].groupRekey = .zero
        }
        try Self.run(accessPoint: accessPoint, station: try Self.station(), steps: 200_000)
    }

    // MARK: The lab

    /// The example's access point with one more line in its last section, where the last line of a key wins.
    private static func accessPoint(_ line: String = "") throws -> AccessPointConfiguration? {
        let file = try HostapdConfiguration(parsing: Example.okc.text + "\n\(line)\n", file: "ap.conf")
        return try emulated { () throws(NotEmulated) in try AccessPointConfiguration(file) }
    }

    private static func station(global: String = "", network: String = "") throws -> StationConfiguration? {
        let text = global + "\n" + Example.stationPKC.text.replacing("\n}", with: "\n    \(network)\n}")
        let file = try SupplicantConfiguration(parsing: text, file: "sta.conf")
        let tls = try TLSContext(client: .anyone)
        let channel = try TestLab.accessPoint().channel
        return try emulated { () throws(NotEmulated) in
            try StationConfiguration(file, address: MACAddress(0x000E_8EFD_9371), channels: [channel], tls: tls)
        }
    }

    private static func emulated<Value>(_ make: () throws(NotEmulated) -> Value) throws -> Value? {
        do { return try make() } catch { return nil }
    }

    /// Joins and roams; ten simulated seconds, and a bounded number of steps.
    private static func run(
        accessPoint: AccessPointConfiguration?, station: StationConfiguration?, steps limit: Int = 50_000
    ) throws {
        let accessPoint = try #require(accessPoint)
        let station = try #require(station)
        let configuration = try TestLab.configuration(accessPoints: [accessPoint], stations: [station])
        var lab = Lab(configuration: configuration, policy: PerfectAir())
        var steps = 0
        lab.connect(station: 0)
        _ = lab.run(until: .zero + .seconds(5)) { _ in
            steps += 1
            return steps > limit
        }
        lab.scan(station: 0)
        _ = lab.run(until: .zero + .seconds(6)) { _ in
            steps += 1
            return steps > limit
        }
        _ = lab.roam(station: 0, to: TestLab.target)
        _ = lab.run(until: .zero + .seconds(10)) { _ in
            steps += 1
            return steps > limit
        }
        #expect(steps <= limit)
        #expect(lab.now == .zero + .seconds(10))
    }
}
