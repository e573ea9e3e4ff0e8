import AccessPoint
import Airspace
import Dot11
import Hosts
import Internet
import Octets
import Station
import Testing
import Timeline
import Wired

@testable import Lab

/// The bridge follows a station that roams, before the station says anything itself.
@Suite struct LayerTwoUpdateTests {
    private static let station = MACAddress(0x000E_8EFD_9371)

    /// An echo request from the gateway to the station, with this many octets of data.
    private func echo(_ count: Int, to address: IPv4Address) -> [UInt8] {
        var frame: [UInt8] = []
        frame.appendEthernet(to: Self.station, from: MACAddress(0x04F0_2119_8744), type: .ipv4) {
            $0.appendIPv4(from: IPv4Address(10, 2, 7, 1), to: address, protocol: .icmp) {
                $0.appendICMPEcho(isReply: false, identifier: 0x7777, sequenceNumber: 1) {
                    $0.append(contentsOf: [UInt8](repeating: 0x5A, count: count))
                }
            }
        }
        return frame
    }

    /// Who sent `count` octets of echo data to whom. QoS header, CCMP header, LLC, IPv4 and ICMP are 26, 8, 8, 20 and 8
    /// octets, the MIC 8.
    private func carried(_ count: Int, in frames: ArraySlice<[UInt8]>) -> [[MACAddress]] {
        frames.compactMap { octets in
            guard octets.count == 78 + count, let header = try? MACHeader(parsing: octets.octets),
                header.control.isProtected, !header.control.isRetry, let transmitter = header.transmitter
            else { return nil }
            return [transmitter, header.receiver]
        }
    }

    @Test func theGatewaysFramesTakeTheNewPortDuringTheRoam() throws {
        var lab = Lab(configuration: try TestLab.seeds(), policy: PerfectAir())
        lab.connect(station: 0)
        _ = lab.run(until: .zero + .seconds(5)) { $0.flow(ofStation: 0).answered > 10 }
        let lease = lab.stations[0].host.address
        let address = try #require(lease)
        let gateway = lab.wire.gatewayPort
        // vap0000, vap0000_0, vap0000_1: the bridge's ports in the configuration's order.
        let before = lab.wire.bridge.port(of: Self.station, at: lab.now)
        #expect(before == 2)

        lab.scan(station: 0)
        lab.run(until: lab.now + .milliseconds(500))
        let start = try AirFrames(lab).frames.count
        lab.roam(station: 0, to: TestLab.target)
        let hasMoved = lab.run(until: lab.now + .seconds(1)) {
            $0.wire.bridge.port(of: Self.station, at: $0.now) == 1
        }
        #expect(hasMoved)
        // The station has only asked to authenticate: nothing of its own can have taught the bridge.
        #expect(lab.state(ofStation: 0) == .authenticating(TestLab.target))
        // Too early for the station: the target has no key for it yet, and the old BSS never gets it.
        let early = echo(501, to: address)
        lab.deliverToBridge(early.octets, port: gateway)

        let isLinked = lab.run(until: lab.now + .seconds(1)) {
            $0.events.contains { if case .accessPoint(0, .connected(_, bss: 1)) = $0.what { true } else { false } }
        }
        #expect(isLinked)
        let late = echo(502, to: address)
        lab.deliverToBridge(late.octets, port: gateway)
        lab.run(until: lab.now + .milliseconds(100))

        let frames = try AirFrames(lab).frames[start...]
        #expect(carried(501, in: frames) == [])
        // The request comes from the target, and the station's reply goes there.
        #expect(carried(502, in: frames) == [[TestLab.target, Self.station], [Self.station, TestLab.target]])
    }
}
