import AccessPoint
import Airspace
import Configuration
import Dot11
import EAPMethods
import Hosts
@testable import Lab
import Octets
import RSN
import Roaming
import Station
import TestSupport
import Testing
import Timeline

/// Loses Action frames of a transmitter, as if it had lost the keys for them.
private struct LosingActions: AirPolicy {
    var transmitter: MACAddress?

    mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate {
        guard let transmitter, let header = try? MACHeader(parsing: frame), header.type == .action,
            header.transmitter == transmitter
        else { return .delivered }
        return .lost
    }
}

/// 802.11-2020, 11.12, 11.13 and 12.6.3: who agrees on management frame protection, and what it withstands.
@Suite struct ManagementProtectionTests {
    private static let station = MACAddress(0x000E_8EFD_9371)
    private static let passphrase = "correct horse battery"

    private func text(_ protection: Int, bssids: [MACAddress]) -> String {
        var text = "interface=wlan0\nhw_mode=g\nchannel=6\nieee80211n=1"
        for (index, bssid) in bssids.enumerated() {
            text += index == 0 ? "" : "\nbss=wlan0_\(index)"
            text += "\nssid=office\nbssid=\(bssid)\nwpa=2\nrsn_pairwise=CCMP\nwpa_key_mgmt=WPA-PSK-SHA256"
            text += "\nwpa_passphrase=\(Self.passphrase)\nieee80211w=\(protection)"
        }
        return text + "\n"
    }

    /// Access points with one BSS each, or one with all, and a station.
    private func lab(
        accessPoint: Int, station: Int, areApart: Bool = false
    ) throws -> Lab<LosingActions> {
        let bssids = [TestLab.home, TestLab.target]
        let accessPoints = try (areApart ? bssids.map { [$0] } : [bssids]).map {
            try TestLab.accessPoint(text(accessPoint, bssids: $0))
        }
        let file = try SupplicantConfiguration(
            parsing:
                "network={\nssid=\"office\"\nkey_mgmt=WPA-PSK-SHA256\npsk=\"\(Self.passphrase)\"\nieee80211w=\(station)\n}\n",
            file: "sta.conf")
        var configuration = try StationConfiguration(
            file, address: Self.station, channels: [accessPoints[0].channel], tls: try TLSContext(client: .anyone))
        configuration.bssid = TestLab.home
        return Lab(
            configuration: try TestLab.configuration(accessPoints: accessPoints, stations: [configuration]),
            policy: LosingActions())
    }

    private func joined(accessPoint: Int = 2, station: Int = 2, areApart: Bool = false) throws -> Lab<LosingActions> {
        var lab = try lab(accessPoint: accessPoint, station: station, areApart: areApart)
        lab.connect(station: 0)
        let isLinked = lab.run(until: .zero + .seconds(5)) { $0.state(ofStation: 0) == .completed(TestLab.home) }
        #expect(isLinked)
        // Message 4 reaches the access point, and the host gets its address.
        lab.run(until: lab.now + .milliseconds(200))
        return lab
    }

    private func file(_ lab: borrowing Lab<LosingActions>) throws -> String {
        let folder = Program.newFolder()
        let path = try #require(folder) + "/capture.pcapng"
        Program.write(lab.capture.file(), to: path)
        return path
    }

    private func fields(_ path: String, _ filter: String, _ fields: [String]) throws -> [String] {
        try #require(Program.isThere("tshark", package: "tshark"))
        let names = fields.map { "-e \($0)" }.joined(separator: " ")
        let keys = "-o wlan.enable_decryption:TRUE -o 'uat:80211_keys:\"wpa-pwd\",\"\(Self.passphrase):office\"'"
        let text = Program.text(of: "tshark -r \(path) \(keys) -Y '\(filter)' -T fields -E separator=, \(names)")
        return try #require(text).split(separator: "\n").map(String.init)
    }

    // MARK: Who agrees

    /// RSN Capabilities and the cipher of group management frames as hostapd 2.10 and wpa_supplicant 2.10 write them: the
    /// first leaves out the default, the second names it (wpa3-psk.pcap has both).
    @Test(arguments: [
        (0, 0, "0x000c", "0x0000", false), (0, 1, "0x000c", "0x0080", false), (1, 0, "0x008c", "0x0000", false),
        (1, 1, "0x008c", "0x0080,0,6", true), (1, 2, "0x008c", "0x00c0,0,6", true),
        (2, 1, "0x00cc", "0x0080,0,6", true), (2, 2, "0x00cc", "0x00c0,0,6", true),
    ])
    func bothMustBeCapable(accessPoint: Int, station: Int, beacon: String, request: String, isUsed: Bool) throws {
        var lab = try joined(accessPoint: accessPoint, station: station)
        lab.run(until: lab.now + .milliseconds(500))
        #expect(lab.flow(ofStation: 0).answered > 10)
        lab.disconnect(station: 0)
        lab.run(until: lab.now + .milliseconds(100))
        let path = try file(lab)
        let element = ["wlan.rsn.capabilities", "wlan.rsn.pmkid.count", "wlan.rsn.gmcs.type"]
        let beacons = try Set(fields(path, "wlan.fc.type_subtype == 8", element))
        #expect(beacons == ["\(beacon),,"])
        let requests = try fields(path, "wlan.fc.type_subtype == 0", element)
        #expect(requests == [isUsed ? request : "\(request),,"])
        // Reason 3: the station leaves. tshark opens what is encrypted.
        let farewell = try fields(path, "wlan.fc.type_subtype == 12", ["wlan.fc.protected", "wlan.fixed.reason_code"])
        #expect(farewell == [isUsed ? "1,0x0003" : "0,0x0003"])
        #expect(try fields(path, "_ws.malformed || _ws.expert.severity == error", ["frame.number"]) == [])
        // Message 3: the IGTK KDE has key ID 4, and 28 octets more stand in the key data.
        let keyIDs = try fields(path, "wlan_rsna_eapol.keydes.msgnr == 3", ["wlan.rsn.ie.igtk.kde.keyid"])
        #expect(keyIDs == (isUsed ? ["4"] : []))
    }

    @Test(arguments: [(0, 2), (2, 0)]) func whoNeedsItDoesNotJoinWhoCannot(accessPoint: Int, station: Int) throws {
        var lab = try lab(accessPoint: accessPoint, station: station)
        lab.connect(station: 0)
        lab.run(until: .zero + .seconds(1))
        #expect(lab.state(ofStation: 0) == .disconnected(.networkNotFound))
    }

    // MARK: What it withstands

    private func frame(
        _ type: FrameType, from: MACAddress, to: MACAddress, bssid: MACAddress = TestLab.home, _ body: [UInt8]
    ) -> [UInt8] {
        var frame: [UInt8] = []
        frame.appendManagementHeader(type, to: to, from: from, bssid: bssid, duration: 0, sequenceNumber: 3000)
        return frame + body
    }

    /// What the station takes in as if it came through the air, and what that leads to within a second.
    private func forge(_ frame: [UInt8], _ lab: inout Lab<LosingActions>) {
        let device = lab.stations[0]
        device.core.receive(
            frame: frame.octets, signal: -30, channel: device.core.channel, at: lab.now, &device.outputs)
        lab.drainStation(0)
        lab.run(until: lab.now + .seconds(1))
    }

    private func forgeToAccessPoint(_ frame: [UInt8], _ lab: inout Lab<LosingActions>) {
        let device = lab.accessPoints[0]
        device.core.receive(frame.octets, at: lab.now, &device.outputs)
        lab.drainAccessPoint(0)
        lab.run(until: lab.now + .seconds(1))
    }

    /// Requests and responses of SA Query, as tshark opens them.
    private func queries(_ path: String) throws -> [String] {
        try fields(path, "wlan.fixed.category_code == 8", ["wlan.sa", "wlan.fc.protected", "wlan.fixed.action_code"])
    }

    @Test(arguments: [FrameType.deauthentication, .disassociation], [Self.station, .broadcast])
    func aForgedFarewellEndsAnUnprotectedLinkAlone(type: FrameType, receiver: MACAddress) throws {
        let forged = frame(type, from: TestLab.home, to: receiver, [3, 0])
        var unprotected = try joined(accessPoint: 1, station: 0)
        forge(forged, &unprotected)
        #expect(unprotected.state(ofStation: 0) == .disconnected(.deauthenticated(.leaving)))

        var lab = try joined()
        forge(forged, &lab)
        #expect(lab.state(ofStation: 0) == .completed(TestLab.home))
        // An element that looks like a Management MIC, of a key that nobody has.
        forge(forged + [76, 16, 4, 0, 9, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 8), &lab)
        #expect(lab.state(ofStation: 0) == .completed(TestLab.home))
        #expect(try queries(file(lab)) == [])
    }

    @Test func aForgedClass3DeauthenticationIsAskedAbout() throws {
        var lab = try joined()
        let forged = frame(.deauthentication, from: TestLab.home, to: Self.station, [7, 0])
        forge(forged, &lab)
        #expect(lab.state(ofStation: 0) == .completed(TestLab.home))
        let expected = ["\(Self.station),1,0", "\(TestLab.home),1,1"]
        #expect(try queries(file(lab)) == expected)
        // Not again within ten seconds.
        forge(forged, &lab)
        #expect(try queries(file(lab)) == expected)
    }

    @Test func anAPThatHasLostTheKeysIsLeftAfterFiveQueries() throws {
        var lab = try joined()
        lab.policy.transmitter = TestLab.home
        forge(frame(.deauthentication, from: TestLab.home, to: Self.station, [7, 0]), &lab)
        lab.run(until: lab.now + .milliseconds(100))
        #expect(lab.state(ofStation: 0) == .disconnected(.saQueryTimedOut))
        let requests = try queries(file(lab)).filter { $0 == "\(Self.station),1,0" }
        #expect(requests.count == 5)
    }

    @Test func whatIsForgedInTheStationsNameEndsNothing() throws {
        var lab = try joined()
        for type in [FrameType.deauthentication, .disassociation] {
            forgeToAccessPoint(frame(type, from: Self.station, to: TestLab.home, [3, 0]), &lab)
        }
        forgeToAccessPoint(frame(.authentication, from: Self.station, to: TestLab.home, [0, 0, 1, 0, 0, 0]), &lab)
        var request: [UInt8] = [0x31, 0x04, 5, 0]
        request.appendElement(.ssid, Array("office".utf8))
        request.appendRSNElement(
            akms: [.wpaPSKSHA256], capabilities: .managementFrameProtectionCapable, groupManagementCipher: .bipCMAC)
        forgeToAccessPoint(frame(.associationRequest, from: Self.station, to: TestLab.home, request), &lab)
        let before = lab.flow(ofStation: 0).answered
        lab.run(until: lab.now + .seconds(1))
        #expect(lab.flow(ofStation: 0).answered > before + 40)
        let path = try file(lab)
        #expect(try queries(path) == ["\(TestLab.home),1,0", "\(Self.station),1,1"])
        // Status 30, Timeout Interval of type 3 (association comeback time) and 1000 time units.
        let answers = try fields(
            path, "wlan.fc.type_subtype == 1",
            ["wlan.fixed.status_code", "wlan.timeout_int.type", "wlan.timeout_int.value"])
        #expect(answers == ["0x0000,,", "0x001e,3,1000"])
    }

    /// The first AP still holds the association when the station comes back: it asks five times, in vain.
    @Test func aStationThatComesBackToAnAPWhichStillHoldsItWaitsASecond() throws {
        var lab = try joined(areApart: true)
        for bssid in [TestLab.target, TestLab.home] {
            let isAccepted = lab.roam(station: 0, to: bssid)
            #expect(isAccepted)
            let isLinked = lab.run(until: lab.now + .seconds(3)) { $0.state(ofStation: 0) == .completed(bssid) }
            #expect(isLinked)
        }
        let path = try file(lab)
        let answers = try fields(path, "wlan.fc.type_subtype == 3", ["wlan.sa", "wlan.fixed.status_code"])
        #expect(answers == ["\(TestLab.target),0x0000", "\(TestLab.home),0x001e", "\(TestLab.home),0x0000"])
        let times = try fields(
            path, "wlan.fc.type_subtype == 2 && wlan.bssid == \(TestLab.home)", ["frame.time_relative"]
        ).compactMap(Double.init)
        #expect(times.count == 2 && times[1] - times[0] > 1.02 && times[1] - times[0] < 1.04)
    }

    // MARK: Genuine frames

    /// The seed's roam with protection: hostapd's Deauthentication from the BSS that was left (reason 2) is encrypted with keys
    /// that the station has given up.
    @Test func okcRoamsAsBefore() throws {
        var configuration = try TestLab.seeds()
        for index in 0..<3 {
            configuration.accessPoints[0].basicServiceSets[index].managementFrameProtection = .required
        }
        configuration.stations[0].managementFrameProtection = .optional
        var lab = Lab(configuration: configuration, policy: LosingActions())
        lab.connect(station: 0)
        for bssid in [TestLab.home, TestLab.target, TestLab.home] {
            if bssid == TestLab.target || lab.state(ofStation: 0) == .completed(TestLab.target) {
                let isAccepted = lab.roam(station: 0, to: bssid)
                #expect(isAccepted)
            }
            let isLinked = lab.run(until: lab.now + .seconds(5)) { $0.state(ofStation: 0) == .completed(bssid) }
            #expect(isLinked)
            lab.run(until: lab.now + .milliseconds(300))
        }
        let capture = lab.capture.file()
        let associations = RoamingResults(analyzing: capture.octets).associations
        #expect(associations.map(\.kind) == [.full, .okc, .pmksa])
        let path = try file(lab)
        let farewells = try fields(path, "wlan.fc.type_subtype == 12", ["wlan.sa", "wlan.fc.protected"])
        #expect(farewells == ["\(TestLab.home),1"])
    }

    @Test func aGroupDeauthenticationWithAManagementMICEndsTheLinkAndOfAnotherBSSDoesNot() throws {
        var lab = try joined()
        for (bss, ending) in [
            (1, StationState.completed(TestLab.home)), (0, .disconnected(.deauthenticated(.leaving))),
        ] {
            let device = lab.accessPoints[0]
            device.core.deauthenticateAll(bss: bss, .leaving, at: lab.now, &device.outputs)
            lab.drainAccessPoint(0)
            lab.run(until: lab.now + .milliseconds(50))
            #expect(lab.state(ofStation: 0) == ending)
        }
        let path = try file(lab)
        let frames = try fields(
            path, "wlan.fc.type_subtype == 12", ["wlan.da", "wlan.fc.protected", "wlan.mmie.keyid", "wlan.mmie.ipn"])
        #expect(frames == [String](repeating: "ff:ff:ff:ff:ff:ff,0,4,010000000000", count: 2))
    }

    @Test func aNewIntegrityGroupKeyComesWithTheGroupKey() throws {
        var configuration = try TestLab.accessPoint(text(2, bssids: [TestLab.home]))
        configuration.basicServiceSets[0].groupRekey = .seconds(2)
        let file = try SupplicantConfiguration(
            parsing: "pmf=2\nnetwork={\nssid=\"office\"\nkey_mgmt=WPA-PSK-SHA256\npsk=\"\(Self.passphrase)\"\n}\n",
            file: "sta.conf")
        let station = try StationConfiguration(
            file, address: Self.station, channels: [configuration.channel], tls: try TLSContext(client: .anyone))
        var lab = Lab(
            configuration: try TestLab.configuration(accessPoints: [configuration], stations: [station]),
            policy: LosingActions())
        lab.connect(station: 0)
        lab.run(until: .zero + .seconds(3))
        #expect(lab.state(ofStation: 0) == .completed(TestLab.home))
        let device = lab.accessPoints[0]
        device.core.deauthenticateAll(bss: 0, .leaving, at: lab.now, &device.outputs)
        lab.drainAccessPoint(0)
        lab.run(until: lab.now + .milliseconds(50))
        #expect(lab.state(ofStation: 0) == .disconnected(.deauthenticated(.leaving)))
        let path = try self.file(lab)
        #expect(try fields(path, "wlan.mmie.keyid", ["wlan.mmie.keyid"]) == ["5"])
    }
}
