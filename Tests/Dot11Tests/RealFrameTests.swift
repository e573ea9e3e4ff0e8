import Capture
import Dot11
import Octets
import TestSupport
import Testing

/// Headers of real frames, as tshark reads them.
@Suite struct RealFrameTests {
    private struct Rows: PacketSink {
        var rows: [String] = []

        mutating func receive(_ packet: borrowing CapturedPacket) {
            guard let radiotap = try? Radiotap(parsing: packet.octets),
                let header = try? MACHeader(
                    parsing: packet.octets.extracting(radiotap.length..<packet.octets.byteCount))
            else { return rows.append("?") }
            let type = header.type.rawValue
            let isManagementOrData = !header.type.isControl
            rows.append(
                [
                    "0x00" + (type < 16 ? "0" : "") + String(type, radix: 16), header.receiver.description,
                    header.transmitter?.description ?? "", header.bssid?.description ?? "",
                    isManagementOrData ? String(header.sequenceNumber) : "", String(header.duration),
                    header.control.isRetry ? "1" : "0", header.control.isProtected ? "1" : "0",
                    header.type.hasQoSControl ? String(header.trafficIdentifier) : "", String(radiotap.length),
                    radiotap.channel.map { String($0.frequency) } ?? "", radiotap.signal.map { String($0) } ?? "",
                ].joined(separator: "\t"))
        }
    }

    @Test(arguments: ["hostapd/okc_both.pcapng", "hostapd/okc_none.pcapng"])
    func everyHeaderReadsAsTsharkReadsIt(name: String) throws {
        try #require(Program.isThere("tshark", package: "tshark"))
        let octets = try #require(Reference.octets(name))
        var rows = Rows()
        var decoder = CaptureDecoder()
        _ = try decoder.decode(octets.octets, into: &rows)
        let fields = [
            "wlan.fc.type_subtype", "wlan.ra", "wlan.ta", "wlan.bssid", "wlan.seq", "wlan.duration", "wlan.fc.retry",
            "wlan.fc.protected", "wlan.qos.tid", "radiotap.length", "radiotap.channel.freq", "radiotap.dbm_antsignal",
        ].map { "-e \($0)" }.joined(separator: " ")
        let text = try #require(Program.text(of: "tshark -r \(Reference.folder)\(name) -T fields \(fields)"))
        let theirs = text.split(separator: "\n").map(String.init)
        #expect(theirs.count == rows.rows.count && theirs.count > 3000)
        let differing = zip(theirs, rows.rows).enumerated().filter { $0.element.0 != $0.element.1 }
        #expect(differing.isEmpty, "\(differing.prefix(3))")
    }

    @Test func theFCSIsEthernets() {
        // CRC-32 of "123456789", the check value of the catalogue of CRC algorithms.
        #expect(FrameCheckSequence.compute(Array("123456789".utf8).octets) == 0xCBF4_3926)
    }

    @Test(arguments: [(2412, 1), (2437, 6), (2484, 14), (5180, 36), (5825, 165), (5955, 1)])
    func channelsHaveTheNumbersOfAnnexE(frequency: UInt16, number: Int) {
        #expect(Channel(frequency: frequency).number == number)
    }

    @Test func durationsAreTheSeedsAndHostapds() {
        #expect(Channel(frequency: 5180).durationAtLowestRate == 60)
        #expect(Channel(frequency: 5180).durationOfData == 44)
        #expect(Channel(frequency: 2437).durationAtLowestRate == 0x013A)
    }
}
