import AccessPoint
import Airspace
import Configuration
import Dot11
@testable import Lab
import Octets
import RSN
import Roaming
import Station
import TestSupport
import Testing
import Timeline

/// 802.11-2020, 12.6.10.2, as hostapd and wpa_supplicant 2.10 do it between two processes on one bridge.
@Suite struct PreauthenticationTests {
    private static let bssids = [MACAddress(0x04F0_2100_0001), MACAddress(0x04F0_2100_0002)]

    /// Two access points, each with the seed's base section alone.
    private func lab(_ lines: String) throws -> Lab<PerfectAir> {
        let base = String(Example.okc.text.split(separator: "\n\nbss=", maxSplits: 1)[0])
            .replacing("okc=1", with: "okc=0")
        let accessPoints = try Self.bssids.map {
            try TestLab.accessPoint(
                base.replacing("bssid=04:f0:21:19:87:44", with: "bssid=\($0)") + "\n\(lines)\n")
        }
        var station = try TestLab.station(channels: [accessPoints[0].channel], pkc: false)
        station.bssid = Self.bssids[0]
        return Lab(
            configuration: try TestLab.configuration(accessPoints: accessPoints, stations: [station]),
            policy: PerfectAir())
    }

    /// Joins the first, waits, and roams to the second.
    private func roamed(_ lines: String) throws -> (lab: [UInt8], path: String, keys: [LabKey]) {
        var lab = try lab(lines)
        lab.connect(station: 0)
        for bssid in Self.bssids {
            if bssid == Self.bssids[1] {
                let isAccepted = lab.roam(station: 0, to: bssid)
                #expect(isAccepted)
            }
            let isLinked = lab.run(until: lab.now + .seconds(5)) { $0.state(ofStation: 0) == .completed(bssid) }
            #expect(isLinked)
            lab.run(until: lab.now + .seconds(2))
        }
        let capture = lab.capture.file()
        let folder = Program.newFolder()
        let path = try #require(folder) + "/roam.pcapng"
        Program.write(capture, to: path)
        return (capture, path, lab.keys)
    }

    private func fields(_ path: String, _ filter: String, _ fields: [String]) throws -> [String] {
        try #require(Program.isThere("tshark", package: "tshark"))
        let names = fields.map { "-e \($0)" }.joined(separator: " ")
        let text = Program.text(of: "tshark -r \(path) -Y '\(filter)' -T fields -E separator=, \(names)")
        return try #require(text).split(separator: "\n").map(String.init)
    }

    @Test func theRoamThatFollowsNeedsNoEAP() throws {
        let (capture, path, keys) = try roamed("rsn_preauth=1\nrsn_preauth_interfaces=br0000")
        #expect(keys.map(\.bssid) == Self.bssids)
        // RSN Capabilities: pre-authentication, and 16 replay counters.
        #expect(try Set(fields(path, "wlan.fc.type_subtype == 8", ["wlan.rsn.capabilities"])) == ["0x000d"])
        // On the wire, with Ethertype 88c7: EAPOL-Start first, EAP-Success last.
        let wire = try fields(path, "!wlan && eth.type == 0x88c7", ["eth.src", "eapol.type", "eap.code"])
        #expect(wire.first == "00:0e:8e:fd:93:71,1," && wire.last == "\(Self.bssids[1]),0,3")
        #expect(wire.count > 10)
        #expect(try fields(path, "_ws.malformed || _ws.expert.severity == error", ["frame.number"]) == [])
        var file = KeysFile()
        file.entries = keys.map { .init(station: $0.station, bssid: $0.bssid, akm: $0.akm, pmk: $0.pmk) }
        let associations = RoamingResults(analyzing: capture.octets, keys: file).associations
        #expect(associations.map(\.kind) == [.full, .pmksa])
        #expect(associations.map(\.isRoam) == [false, true])
        #expect(associations[1].isPMKIDVerified == true && associations[1].isMICVerified == true)
    }

    /// hostapd announces by rsn_preauth alone, and hears by rsn_preauth_interfaces.
    @Test(arguments: ["rsn_preauth=0\nrsn_preauth_interfaces=br0000", "rsn_preauth=1"])
    func withoutItTheRoamIsFull(lines: String) throws {
        let (capture, path, _) = try roamed(lines)
        let kinds = RoamingResults(analyzing: capture.octets).associations.map(\.kind)
        #expect(kinds == [.full, .full])
        let sent = try fields(path, "!wlan && eth.type == 0x88c7", ["eapol.type"])
        #expect(sent == (lines == "rsn_preauth=1" ? ["1"] : []))
    }

    /// A new entry makes the process's other BSSs let go of the station (hostapd, ap_sta_add).
    @Test func withinOneProcessItCostsTheLink() throws {
        let text = Example.okc.text
            .replacing("bss_transition=1", with: "rsn_preauth=1\nrsn_preauth_interfaces=br0000")
            .replacing("bss=vap0000_0\n", with: "bss=vap0000_0\nbridge=br0000\n")
            .replacing("bss=vap0000_1\n", with: "bss=vap0000_1\nbridge=br0000\n")
        let accessPoint = try TestLab.accessPoint(text)
        var station = try TestLab.station(channels: [accessPoint.channel], pkc: false)
        station.bssid = TestLab.home
        var lab = Lab(
            configuration: try TestLab.configuration(accessPoints: [accessPoint], stations: [station]),
            policy: PerfectAir())
        lab.connect(station: 0)
        lab.run(until: .zero + .seconds(3))
        #expect(lab.state(ofStation: 0) == .disconnected(.deauthenticated(.invalidAuthentication)))
    }
}
