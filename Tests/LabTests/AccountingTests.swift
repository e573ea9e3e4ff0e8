import AccessPoint
import Airspace
import Lab
import Octets
import RADIUS
import RADIUSServer
import Station
import TestSupport
import Testing
import Timeline

/// Accounting through a lab: what the lab's server is told of a roam by OKC and back, as Debian's hostapd 2.10 told it
/// (Tests/Fixtures/accounting, accounting-bss.pcapng).
@Suite struct AccountingTests {
    @Test func aRoamByOKCStopsAtOneBSSAndStartsAtTheNext() throws {
        var configuration = try TestLab.seeds()
        for index in configuration.accessPoints[0].basicServiceSets.indices {
            configuration.accessPoints[0].basicServiceSets[index].accountingServers = [
                .init(endpoint: RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1813), secret: RADIUSSecret("lanforge"))
            ]
        }
        var lab = Lab(configuration: configuration, policy: PerfectAir())
        lab.connect(station: 0)
        let isLinked = lab.run(until: .zero + .seconds(3)) { $0.state(ofStation: 0) == .completed(TestLab.home) }
        try #require(isLinked)
        lab.run(until: lab.now + .seconds(4))
        for target in [TestLab.target, TestLab.home] {
            _ = lab.roam(station: 0, to: target)
            let hasRoamed = lab.run(until: lab.now + .seconds(3)) { $0.state(ofStation: 0) == .completed(target) }
            try #require(hasRoamed)
            lab.run(until: lab.now + .seconds(1))
        }
        lab.accessPoint(0) { accessPoint, now, out in accessPoint.endAccounting(at: now, &out) }
        lab.run(until: lab.now + .seconds(1))
        let records = lab.events.compactMap { event -> AccountingRecord? in
            if case .server(.accounted(_, let record)) = event.what { record } else { nil }
        }
        let words = records.map { record in
            let bss = record.bss.prefix(17).suffix(5)
            return "\(record.status) \(bss) \(record.multiSession == nil ? "alone" : "with others")"
                + (record.inputOctets == nil ? "" : ", counted") + (record.cause.map { ", \($0)" } ?? "")
        }
        let ons = words.filter { $0.hasPrefix("Accounting-On") }
        #expect(ons.count == configuration.accessPoints[0].basicServiceSets.count)
        #expect(
            words.filter { !$0.hasPrefix("Accounting") } == [
                "Start 89-44 with others", "Stop 89-44 with others", "Start 88-44 alone", "Stop 88-44 alone, counted",
                "Start 89-44 with others", "Stop 89-44 with others, counted",
            ])
        let sessions = records.filter { $0.status == .start }
        #expect(sessions.map(\.user) == ["testuser", "testuser", "testuser"])
        // The entry, and its own key, were still there.
        #expect(sessions[0].session == sessions[2].session && sessions[0].session != sessions[1].session)
        #expect(sessions[0].multiSession == sessions[2].multiSession)
        #expect(records.last { $0.status == .stop && $0.bss.contains("88-44") }?.seconds == 1)

        // tshark finds an answer to each request, by ports and identifiers.
        guard Program.isThere("tshark", package: "tshark") else { return }
        let path = try #require(Program.folder) + "/accounting-\(UInt32.random(in: 0 ... .max)).pcapng"
        Program.write(lab.capture.file(), to: path)
        func count(_ filter: String) -> Int? {
            let options = "-o radius.shared_secret:lanforge -o radius.validate_authenticator:TRUE"
            return Program.text(of: "tshark \(options) -r \(path) -Y '\(filter)' | wc -l").flatMap {
                Int($0.filter(\.isNumber))
            }
        }
        #expect(count("radius.code == 4") == records.count && count("radius.code == 5") == records.count)
        #expect(count("radius.code == 5 && radius.authenticator.valid == 1") == records.count)
        #expect(count("radius.authenticator.invalid == 1") == 0)
        #expect(count("radius.code == 5 && radius.time && udp.srcport == 1813") == records.count)
    }
}
