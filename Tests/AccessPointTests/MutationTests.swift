import AccessPoint
import Capture
import Dot11
import Octets
import RADIUS
import RSN
import TestSupport
import Testing
import Timeline

/// Real frames of real stations (okc_both.pcapng), altered, thrown at an access point in the middle of its work.
@Suite struct MutationTests {
    private struct Frames: PacketSink {
        var frames: [[UInt8]] = []

        mutating func receive(_ packet: borrowing CapturedPacket) {
            guard let radiotap = try? Radiotap(parsing: packet.octets),
                let header = try? MACHeader(
                    parsing: packet.octets.extracting(radiotap.length..<packet.octets.byteCount)),
                header.type != .beacon, header.type != .acknowledgement
            else { return }
            frames.append(header.frame.array)
        }
    }

    private func accessPoint() -> AccessPoint {
        let bsses = AccessPointRoamTests.bssids.map { bssid in
            var bss = BSSConfiguration(interface: "vap", bssid: bssid, ssid: Array("okctest1".utf8))
            bss.akms = [.wpaEAP, .wpaEAPSHA256]
            bss.okc = true
            bss.radiusServers = [
                .init(endpoint: RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1812), secret: RADIUSSecret("lanforge"))
            ]
            return bss
        }
        return AccessPoint(
            configuration: AccessPointConfiguration(channel: Channel(frequency: 2437), basicServiceSets: bsses),
            random: .seeded(state: 7))
    }

    @Test func nothingFromTheAirTrapsIt() throws {
        let octets = try #require(Reference.octets("hostapd/okc_both.pcapng"))
        var sink = Frames()
        var decoder = CaptureDecoder()
        _ = try decoder.decode(octets.octets, into: &sink)
        try #require(sink.frames.count > 1000)
        var accessPoint = accessPoint()
        var out = AccessPointOutputs()
        var random = RandomSource.seeded(state: 11)
        var now = Instant.zero
        var parsed = 0
        // How often the storm got an entry, an association, EAP, and an Access-Request out of it.
        var states = [0, 0, 0, 0]
        var acknowledgements: [UInt64] = []
        let cases = mutationCases
        for number in 0..<cases {
            var frame = sink.frames[Int(random.next() % UInt64(sink.frames.count))]
            // A third goes in as it is, so that entries, EAP and handshakes are in the middle of something.
            if number % 3 != 0 {
                for _ in 0...(random.next() % 4) {
                    let index = Int(random.next() % UInt64(frame.count))
                    switch random.next() % 4 {
                    case 0: frame[index] ^= UInt8(truncatingIfNeeded: random.next() | 1)
                    case 1: frame.removeLast(frame.count - max(1, index))
                    case 2: frame.insert(UInt8(truncatingIfNeeded: random.next()), at: index)
                    default: frame[index] = [0, 0xFF, 0x7F, 0x80][Int(random.next() % 4)]
                    }
                }
            }
            if (try? MACHeader(parsing: frame.octets).length) != nil { parsed += 1 }
            accessPoint.receive(frame.octets, at: now, &out)
            if number % 7 == 0 { accessPoint.receive(ethernet: frame.octets, bss: number % 3, at: now, &out) }
            if number % 5 == 0 {
                accessPoint.receive(
                    datagram: frame.octets, from: RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1812), bss: number % 3,
                    at: now,
                    &out)
            }
            now = now + .microseconds(random.next() % 3000)
            if let deadline = accessPoint.deadline, deadline <= now { accessPoint.wake(at: now, &out) }
            for case .transmit(_, let token?) in out.steps where random.next() % 4 != 0 {
                acknowledgements.append(token)
            }
            while let token = acknowledgements.popLast() {
                accessPoint.transmitted(token, isAcknowledged: random.next() % 8 != 0, at: now, &out)
            }
            for step in out.steps {
                switch step {
                case .event(.authenticated): states[0] += 1
                case .event(.associated): states[1] += 1
                case .event(.eapStarted): states[2] += 1
                case .ask: states[3] += 1
                default: break
                }
            }
            out.removeAll()
        }
        print("AccessPoint: authenticated, associated, began EAP, asked the server: \(states)")
        #expect(states[0...2].allSatisfy { $0 > 100 })
        let share = 100 * parsed / cases
        print("AccessPoint: \(share) % of \(cases) cases pass the first length check")
        #expect(share >= 20)
        // It still works.
        let deadline = accessPoint.deadline
        accessPoint.wake(at: try #require(deadline), &out)
        let isAlive = !out.steps.isEmpty
        #expect(isAlive)
    }
}
