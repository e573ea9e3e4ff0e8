import AccessPoint
import Airspace
import Hosts
import Lab
import Octets
import Roaming
import Station
import Testing
import Timeline

/// More than one station, and more than one key.
@Suite struct ManyStationsTests {
    @Test func tenStationsRoamAtOnceByOKC() throws {
        let accessPoint = try TestLab.accessPoint()
        let stations = try (0..<10).map { number in
            var station = try TestLab.station(UInt64(number), channels: [accessPoint.channel])
            station.bssid = TestLab.home
            return station
        }
        var lab = Lab(
            configuration: try TestLab.configuration(accessPoints: [accessPoint], stations: stations),
            policy: PerfectAir())
        for index in 0..<10 { lab.connect(station: index) }
        lab.run(until: lab.now + .seconds(3))
        for index in 0..<10 { #expect(lab.state(ofStation: index) == .completed(TestLab.home)) }
        for index in 0..<10 { lab.roam(station: index, to: TestLab.target) }
        lab.run(until: lab.now + .seconds(1))
        let roams = RoamingResults(analyzing: lab.capture.file().octets).associations.filter(\.isRoam)
        #expect(roams.count == 10 && roams.allSatisfy { $0.kind == .okc })
        #expect(Set(roams.map(\.station)).count == 10)
        for index in 0..<10 { #expect(lab.flow(ofStation: index).answered > 20) }
    }

    @Test func dataFlowOnThroughANewGroupKey() throws {
        var accessPoint = try TestLab.accessPoint()
        for index in accessPoint.basicServiceSets.indices {
            accessPoint.basicServiceSets[index].groupRekey = .seconds(2)
        }
        var station = try TestLab.station(channels: [accessPoint.channel])
        station.bssid = TestLab.home
        var lab = Lab(
            configuration: try TestLab.configuration(accessPoints: [accessPoint], stations: [station]),
            policy: PerfectAir())
        lab.connect(station: 0)
        lab.run(until: .zero + .seconds(7))
        let renewals = lab.events.filter {
            if case .station(0, .groupKeyRenewed(bssid: TestLab.home)) = $0.what { true } else { false }
        }
        #expect(renewals.count == 3)
        #expect(lab.state(ofStation: 0) == .completed(TestLab.home))
        let flow = lab.flow(ofStation: 0)
        #expect(flow.sent > 300 && flow.sent - flow.answered <= 1)
    }
}
