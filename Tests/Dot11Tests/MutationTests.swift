import Capture
import Dot11
import Octets
import TestSupport
import Testing
import Timeline

/// Real packets, altered: every view reads or refuses, and never traps.
@Suite struct MutationTests {
    private struct Packets: PacketSink {
        var packets: [[UInt8]] = []

        mutating func receive(_ packet: borrowing CapturedPacket) { packets.append(packet.octets.array) }
    }

    @Test func alteredPacketsAreReadOrRefused() throws {
        let octets = try #require(Reference.octets("hostapd/okc_both.pcapng"))
        var sink = Packets()
        var decoder = CaptureDecoder()
        _ = try decoder.decode(octets.octets, into: &sink)
        var random = RandomSource.seeded(state: 5)
        var passed = (radiotap: 0, header: 0, elements: 0)
        let cases = mutationCases
        for _ in 0..<cases {
            var packet = sink.packets[Int(random.next() % UInt64(sink.packets.count))]
            for _ in 0...(random.next() % 4) {
                let index = Int(random.next() % UInt64(packet.count))
                switch random.next() % 4 {
                case 0: packet[index] ^= UInt8(truncatingIfNeeded: random.next() | 1)
                case 1: packet.removeLast(packet.count - max(1, index))
                case 2: packet.insert(UInt8(truncatingIfNeeded: random.next()), at: index)
                default: packet[index] = 0xFF
                }
            }
            guard let radiotap = try? Radiotap(parsing: packet.octets) else { continue }
            passed.radiotap += 1
            guard let header = try? MACHeader(parsing: packet.octets.extracting(radiotap.length..<packet.count)) else {
                continue
            }
            passed.header += 1
            _ = (header.receiver, header.transmitter, header.bssid, header.source, header.destination)
            _ = (header.sequenceNumber, header.trafficIdentifier, header.holdsAggregate, LLC.etherType(of: header.body))
            if walk(header) { passed.elements += 1 }
        }
        print("Dot11: \(passed) of \(cases) cases pass the first length check of each view")
        #expect(passed.radiotap >= cases / 5 && passed.header >= cases / 5)
        #expect(passed.elements > 0)
    }

    /// Whether the body of a management frame could be read to its last element.
    private func walk(_ header: borrowing MACHeader) -> Bool {
        do throws(ParseError) {
            switch header.type {
            case .beacon, .probeResponse: return try count(BeaconBody(parsing: header.body).elements) > 0
            case .associationRequest, .reassociationRequest:
                return try count(AssociationRequestBody(parsing: header.body, of: header.type).elements) > 0
            case .associationResponse, .reassociationResponse:
                return try count(AssociationResponseBody(parsing: header.body).elements) > 0
            case .authentication: return try count(AuthenticationBody(parsing: header.body).rest) >= 0
            default: return false
            }
        } catch {
            return false
        }
    }

    private func count(_ elements: RawSpan) throws(ParseError) -> Int {
        var walk = ElementWalk(elements)
        var count = 0
        while let element = try walk.next() {
            count += 1
            #expect(element.offset + 2 + element.body.byteCount <= elements.byteCount)
        }
        return count
    }
}
