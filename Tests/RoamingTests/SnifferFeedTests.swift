import Capture
import Dot11
import Internet
import Octets
import Roaming
import TestSupport
import Testing
import Timeline

/// Frames that access points send over UDP to a capture on Ethernet: the results are those of the frames themselves, and
/// tshark finds the same frames in the same packets.
@Suite struct SnifferFeedTests {
    /// A feed: how it wraps a frame, and how tshark is told of it.
    struct Feed: CustomTestStringConvertible, Sendable {
        var name: String
        var port: UInt16
        var tshark: String
        var header: [UInt8]
        /// Where the frame's length stands in the header, in 16 or 32 bits, and what is added to it.
        var lengths: [(offset: Int, octets: Int, added: Int)] = []
        var hasFCS = true
        var channel: Int? = 6
        var signal: Int? = -47
        var testDescription: String { name }
    }

    static let record: [UInt8] = [0x65, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    static let peek: [UInt8] =
        [0xD1, 0xA0, 0, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 1] + [12, 6, 70, 5]
    static let laterPeek: [UInt8] =
        [0x00, 0xFF, 0xAB, 0xCD, 2, 0, 0, 0, 55, 0, 0, 0, 6, 0, 1, 0, 6] + [0, 0, 0x09, 0x85, 0, 0, 0, 2, 0, 0, 0, 4]
        + [70, 5, 0xD1, 0xA0, 0xD1, 0, 0, 0, 0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]

    static let feeds: [Feed] = [
        Feed(
            name: "TZSP", port: 37008, tshark: "-d udp.port==37008,tzsp",
            header: [1, 0, 0, 18, 10, 1, 0xD1, 12, 1, 12, 0, 17, 1, 0, 18, 1, 6, 1], hasFCS: false),
        Feed(
            name: "PEEKREMOTE", port: 5000, tshark: "-d udp.port==5000,peekremote", header: peek,
            lengths: [(2, 2, 4), (4, 2, 4)]),
        Feed(
            name: "PEEKREMOTE, later header", port: 5000, tshark: "-d udp.port==5000,peekremote", header: laterPeek,
            lengths: [(41, 2, 4), (43, 2, 4)]),
        Feed(
            name: "Aruba, type 0", port: 5555, tshark: aruba(0), header: record,
            lengths: [(8, 4, 4), (12, 4, 4)], signal: nil),
        Feed(
            name: "Aruba, type 1", port: 5555, tshark: aruba(1), header: peek, lengths: [(2, 2, 4), (4, 2, 4)]),
        Feed(
            name: "Aruba, type 1, sent by the access point", port: 5555, tshark: aruba(1),
            header: peek[0..<18] + [100, 0], lengths: [(2, 2, 0), (4, 2, 0)], hasFCS: false),
        Feed(
            name: "Aruba, type 3", port: 5555, tshark: aruba(3), header: record + [0, 12, 6, 70],
            lengths: [(8, 4, 4), (12, 4, 4)], signal: nil),
        Feed(
            name: "Aruba, type 3, its radio header counted", port: 5555, tshark: aruba(3),
            header: record + [0, 12, 6, 70], lengths: [(8, 4, 8), (12, 4, 8)], signal: nil),
        Feed(
            name: "Aruba, type 3, sent by the access point", port: 5555, tshark: aruba(3),
            header: record + [0, 12, 6, 100], lengths: [(8, 4, 0), (12, 4, 0)], hasFCS: false, signal: nil),
        Feed(
            name: "Aruba, type 4", port: 5555, tshark: aruba(4),
            header: [0, 0, 32, 0, 105, 0, 0, 0, 2, 0, 20, 0]
                + [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0x85, 0x09, 0xA0, 0, 0, 0, 0xD1, 0xA0]),
        Feed(
            name: "Aruba, type 5", port: 5555, tshark: aruba(5), header: laterPeek,
            lengths: [(41, 2, 4), (43, 2, 4)]),
        Feed(
            name: "Aruba, type 6", port: 5555, tshark: aruba(6),
            header: [0, 0, 15, 0, 0x2A, 0, 0, 0, 0x10, 0, 0x85, 0x09, 0xA0, 0, 0xD1]),
    ]

    private static func aruba(_ type: Int) -> String {
        "-d udp.port==5555,aruba_erm -d aruba_erm.type,aruba_erm_type\(type)"
    }

    /// A capture's frames in this feed, on Ethernet.
    private func capture(_ recording: Recording, _ feed: Feed) -> [UInt8] {
        var file: [UInt8] = []
        file.appendPCAPNGSection()
        file.appendPCAPNGInterface(.ethernet, name: "wire")
        for packet in recording.packets {
            let frame = Array(packet.octets[packet.headerLength...])
            var header = feed.header
            for (offset, octets, added) in feed.lengths {
                let length = frame.count + added
                for index in 0..<octets {
                    header[offset + index] = UInt8(truncatingIfNeeded: length >> (8 * (octets - 1 - index)))
                }
            }
            var wire: [UInt8] = []
            wire.appendEthernet(to: MACAddress(2), from: MACAddress(4), type: .ipv4) { wire in
                wire.appendUDP(
                    from: UDPEndpoint(IPv4Address(0x0A01_0101), port: 40_000),
                    to: UDPEndpoint(IPv4Address(0x0A01_0102), port: feed.port)
                ) { datagram in
                    datagram += header
                    datagram += frame
                    if feed.hasFCS { datagram.append(littleEndian: FrameCheckSequence.compute(frame.octets)) }
                }
            }
            file.appendPCAPNGPacket(interface: 0, time: packet.time, octets: wire.octets)
        }
        return file
    }

    @Test(arguments: feeds) func framesInAFeedSayWhatTheyAre(feed: Feed) throws {
        let file = capture(try Recording("hostapd/okc_both.pcapng"), feed)
        let results = RoamingResults(analyzing: file.octets)
        let associations = results.associations
        #expect(associations.count == 63 && results.ignoredPacketCount == 0 && results.damagedFrameCount == 0)
        #expect(associations.count { $0.kind == .okc } == 31 && associations.count { $0.kind == .pmksa } == 21)
        #expect(associations.allSatisfy { $0.channel == feed.channel && $0.signal == feed.signal })
        try #require(Program.isThere("tshark", package: "tshark"))
        let folder = try #require(Program.newFolder())
        Program.write(file, to: "\(folder)/feed.pcapng")
        let text = try #require(
            Program.text(
                of: "tshark -r \(folder)/feed.pcapng \(feed.tshark) -Y 'frame.number==760' -T fields"
                    + " -e wlan.fc.type_subtype -e wlan.pmkid.akms"))
        #expect(text == "0x0002\t1034a88f7e30d0763f452c6cbe520b1c\n")
    }

    @Test func aFrameWithAWrongFCSIsCountedAndIsNoEvidence() throws {
        let recording = try Recording("hostapd/okc_both.pcapng")
        for name in ["TZSP", "PEEKREMOTE", "PEEKREMOTE, later header", "Aruba, type 4", "Aruba, type 6"] {
            var feed = try #require(Self.feeds.first { $0.name == name })
            // The flag that each header has for it.
            switch name {
            case "TZSP": feed.header[13] = 1
            case "PEEKREMOTE": feed.header[6] = 2
            case "PEEKREMOTE, later header": feed.header[45] = 2
            case "Aruba, type 4": feed.header[20] = 5
            default: feed.header[8] = 0x50
            }
            let results = RoamingResults(analyzing: capture(recording, feed).octets)
            #expect(results.associations.isEmpty && results.damagedFrameCount == 3311, "\(name)")
        }
    }

    @Test func noDamagedDatagramTrapsAFeedsReader() throws {
        let request = try Recording("hostapd/okc_both.pcapng").dropping { $0.number != 760 }
        var random = RandomSource.seeded(29, stream: 1)
        let seeds = Self.feeds.map { feed in
            var whole = Recording()
            var decoder = CaptureDecoder()
            _ = try? decoder.decode(capture(request, feed).octets, into: &whole)
            return whole.packets[0].octets
        }
        var analyzer = RoamingAnalyzer()
        var long = 0
        let cases = mutationCases
        for number in 1...cases {
            var octets = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                // Mostly in the feed's header, which begins behind 42 octets of Ethernet, IPv4 and UDP.
                let end = Bool.random(using: &random) ? 42 + 60 : octets.count
                let place = Int.random(in: 42..<max(43, min(end, octets.count)), using: &random)
                guard place < octets.count else { continue }
                switch UInt8.random(in: 0..<4, using: &random) {
                case 0: octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: octets[place] = UInt8.random(in: 0...255, using: &random)
                case 2: octets[place] = UInt8.random(in: 0...1, using: &random) * 255
                default: octets.removeLast(octets.count - place)
                }
            }
            // Lengths of IP and UDP follow what is left, else nothing would get to the feed.
            octets.replace(at: 16, bigEndian: UInt16(octets.count - 14))
            octets.replace(at: 38, bigEndian: UInt16(octets.count - 34))
            if octets.count > 42 + 24 { long += 1 }
            analyzer.receive(
                CapturedPacket(
                    number: number, interface: 0, linkType: .ethernet, time: Int64(number),
                    originalLength: octets.count, octets: octets.octets))
        }
        let results = analyzer.finish()
        let share = long * 100 / cases
        print("sniffer feeds: \(cases) damaged datagrams, \(share) % longer than a feed's header")
        #expect(share >= 20 && results.packetCount == cases)
    }

    @Test func anotherUseOfAFeedsPortSaysNothing() {
        var file: [UInt8] = []
        file.appendPCAPNGSection()
        file.appendPCAPNGInterface(.ethernet, name: "wire")
        for port: UInt16 in [37008, 5000, 5555] {
            for length in 0..<80 {
                var wire: [UInt8] = []
                wire.appendEthernet(to: MACAddress(2), from: MACAddress(4), type: .ipv4) { wire in
                    wire.appendUDP(
                        from: UDPEndpoint(IPv4Address(1), port: 9), to: UDPEndpoint(IPv4Address(2), port: port)
                    ) { $0 += [UInt8](repeating: 0xB0, count: length) }
                }
                file.appendPCAPNGPacket(interface: 0, time: 0, octets: wire.octets)
            }
        }
        let results = RoamingResults(analyzing: file.octets)
        #expect(results.packetCount == 240 && results.associations.isEmpty && results.damage == nil)
    }
}
