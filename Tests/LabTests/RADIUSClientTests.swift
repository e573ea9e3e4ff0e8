import AccessPoint
import Airspace
import Dot11
@testable import Lab
import Octets
import RADIUS
import RSN
import Station
import Testing
import Timeline

/// Each BSS has a RADIUS client of its own, whose endpoint no other has: a server tells conversations apart by it (RFC 2865,
/// 3).
@Suite struct RADIUSClientTests {
    @Test func theFirstEndpointsAreThoseOfOneHostapdAfterAnother() {
        func text(_ accessPoint: Int, _ bss: Int) -> String {
            RADIUSClientID(accessPoint: accessPoint, bss: bss).endpoint.description
        }
        #expect(text(0, 0) == "127.0.0.1:40000")
        #expect(text(0, 2) == "127.0.0.1:40002")
        #expect(text(1, 0) == "127.0.0.1:40064")
        #expect(text(255, 63) == "127.0.0.1:56383")
        #expect(text(256, 0) == "127.0.0.2:40000")
        #expect(text(0, 64) == "127.0.16.1:40000")
    }

    @Test func noTwoClientsShareAnEndpoint() {
        var known: Set<RADIUSEndpoint> = []
        var count = 0
        for accessPoint in [Array(0...1_100), [4_095, 65_535, 1_000_000]].flatMap({ $0 }) {
            for bss in [0, 1, 5, 63, 64, 65, 69, 127, 128, 1_000, 4_000] {
                let client = RADIUSClientID(accessPoint: accessPoint, bss: bss)
                let endpoint = client.endpoint
                known.insert(endpoint)
                count += 1
                #expect(RADIUSClientID(endpoint: endpoint) == client)
            }
        }
        #expect(known.count == count)
    }

    @Test func otherEndpointsAreNoClients() {
        for (address, port) in [
            (0x7F00_0000, 40_000), (0x7F00_0001, 39_999), (0x7F00_0001, 56_384), (0x8000_0000, 40_000),
            (0x0A00_0001, 40_000),
        ] as [(UInt32, UInt16)] {
            #expect(RADIUSClientID(endpoint: RADIUSEndpoint(ipv4: address, port: port)) == nil)
        }
    }

    /// With six bits for the BSS, the 70th of the first access point and the sixth of the second would be one client.
    @Test func stationsOfFarBSSsAuthenticateBesideEachOther() throws {
        let text = try TestLab.accessPoint()
        func accessPoint(_ number: UInt64, count: UInt64) -> AccessPointConfiguration {
            var accessPoint = text
            let pattern = text.basicServiceSets[0]
            accessPoint.basicServiceSets = (0..<count).map { bss in
                var section = pattern
                section.interface = "vap\(number)_\(bss)"
                section.bssid = MACAddress(0x0600_0000_0000 + number << 8 + bss)
                return section
            }
            return accessPoint
        }
        let accessPoints = [accessPoint(0, count: 70), accessPoint(1, count: 6)]
        let targets = [MACAddress(0x0600_0000_0045), MACAddress(0x0600_0000_0105)]
        let stations = try targets.enumerated().map { number, bssid in
            var station = try TestLab.station(UInt64(number), channels: [text.channel])
            station.bssid = bssid
            // So many BSSs answer a Probe Request that a scan may be over before.
            station.reconnects = true
            return station
        }
        var lab = Lab(
            configuration: try TestLab.configuration(accessPoints: accessPoints, stations: stations),
            policy: PerfectAir())
        for station in stations.indices { lab.connect(station: station) }
        lab.run(until: .zero + .seconds(5))
        for (index, bssid) in targets.enumerated() { #expect(lab.state(ofStation: index) == .completed(bssid)) }
        #expect(lab.keys.map(\.bssid).sorted() == targets)
    }
}
