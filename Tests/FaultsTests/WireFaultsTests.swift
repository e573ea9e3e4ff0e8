import Faults
import Octets
import RADIUS
import Testing
import Timeline

/// Faults of RADIUS packets (RFC 2865, 3; RFC 3580, 3.20 and 3.21).
@Suite struct WireFaultsTests {
    private func packet(_ code: UInt8, _ identifier: UInt8, attributes: [UInt8] = []) -> [UInt8] {
        [code, identifier, 0, UInt8(20 + attributes.count)] + [UInt8](repeating: 0xA5, count: 16) + attributes
    }

    private func request(_ identifier: UInt8) -> [UInt8] {
        let called = Array("04-F0-21-19-88-44:okctest".utf8)
        let calling = Array("00-0E-8E-FD-93-71".utf8)
        return packet(
            1, identifier,
            attributes: [30, UInt8(called.count + 2)] + called + [31, UInt8(calling.count + 2)] + calling)
    }

    @Test func packetsAreNamedByCodeSenderStationAndBSS() throws {
        var faults = WireFaults([
            try Fault(parsing: "drop radius access-challenge from server nth 2 bssid 04:f0:21:19:88:44")
        ])
        var fates: [WireFate] = []
        for identifier in 0..<3 as Range<UInt8> {
            var asked = request(identifier)
            fates.append(faults.fate(of: &asked, client: 1, isReply: false, at: .zero))
            var reply = packet(11, identifier)
            fates.append(faults.fate(of: &reply, client: 1, isReply: true, at: .zero))
            // Another client's, about nobody known.
            var other = packet(11, identifier)
            fates.append(faults.fate(of: &other, client: 2, isReply: true, at: .zero))
        }
        #expect(
            fates == [
                .delivered, .delivered, .delivered, .delivered, .lost, .delivered, .delivered, .delivered, .delivered,
            ])
        #expect(faults.records.map(\.counted) == [3])
        #expect(faults.records.first?.occasions.map(\.sender) == ["server"])
    }

    @Test func packetsAreDelayedDuplicatedAndAltered() throws {
        var faults = WireFaults([
            try Fault(parsing: "delay radius by 5ms first 1"), try Fault(parsing: "duplicate radius by 1ms nth 2"),
            try Fault(parsing: "corrupt radius octet 20 xor ff nth 3"),
        ])
        var fates: [WireFate] = []
        var packets: [[UInt8]] = []
        for identifier in 0..<3 as Range<UInt8> {
            var asked = request(identifier)
            fates.append(faults.fate(of: &asked, client: 1, isReply: false, at: .zero))
            packets.append(asked)
        }
        #expect(fates == [.delayed(.milliseconds(5)), .duplicated(after: .milliseconds(1)), .delivered])
        var altered = request(2)
        altered[20] = 30 ^ 0xFF
        #expect(packets == [request(0), request(1), altered])
    }

    @Test func faultsOfTheAirAreNoneOfTheWire() throws {
        let faults = WireFaults([try Fault(parsing: "drop eap")])
        #expect(faults.isEmpty)
        let air = AirFaults([try Fault(parsing: "drop radius")], seed: 1)
        #expect(!air.looksAtDepartures)
    }
}
