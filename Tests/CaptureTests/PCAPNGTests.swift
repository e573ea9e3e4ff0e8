import Capture
import Octets
import Testing

@Suite struct PCAPNGTests {
    /// A block in either byte order, as the specification draws it.
    static func block(_ type: UInt32, _ body: [UInt8], big: Bool = false, length: UInt32? = nil) -> [UInt8] {
        var octets: [UInt8] = []
        let length = length ?? UInt32(12 + body.count)
        for value in [type, length] { octets += number(value, big) }
        octets += body
        octets += number(length, big)
        return octets
    }

    static func number(_ value: UInt32, _ big: Bool = false) -> [UInt8] {
        var octets: [UInt8] = []
        if big { octets.append(bigEndian: value) } else { octets.append(littleEndian: value) }
        return octets
    }

    static func section(big: Bool = false) -> [UInt8] {
        let version: [UInt8] = big ? [0, 1, 0, 0] : [1, 0, 0, 0]
        return block(0x0A0D_0D0A, number(0x1A2B_3C4D, big) + version + Array(repeating: 0xFF, count: 8), big: big)
    }

    /// An interface of radiotap link type with the options given.
    static func interface(_ options: [UInt8] = [], big: Bool = false, snap: UInt32 = 0) -> [UInt8] {
        block(1, (big ? [0, 127, 0, 0] : [127, 0, 0, 0]) + number(snap, big) + options, big: big)
    }

    static func packet(_ ticks: UInt64, _ octets: [UInt8], interface: UInt32 = 0, big: Bool = false) -> [UInt8] {
        let padding = [UInt8](repeating: 0, count: (4 - octets.count % 4) % 4)
        let header =
            number(interface, big) + number(UInt32(ticks >> 32), big) + number(UInt32(truncatingIfNeeded: ticks), big)
            + number(UInt32(octets.count), big) + number(UInt32(octets.count), big)
        return block(6, header + octets + padding, big: big)
    }

    @Test func readsSectionsOfBothByteOrders() {
        let file =
            Self.section() + Self.interface() + Self.packet(1_000_001, [1, 2, 3])
            + Self.section(big: true) + Self.interface(big: true) + Self.packet(2_000_002, [4, 5], big: true)
        let (packets, error) = Gathering.read(file)
        #expect(error == nil)
        #expect(packets.map(\.octets) == [[1, 2, 3], [4, 5]])
        #expect(packets.map(\.time) == [1_000_001_000, 2_000_002_000])
        #expect(packets.map(\.interface) == [0, 1])
    }

    /// shb_userappl is option 4, if_name option 2 (draft-ietf-opsawg-pcapng): roamlab's laboratory writes "roamlab", and
    /// "air" and "wire".
    @Test func onlyWhatTheLaboratoryWroteIsSimulated() {
        func option(_ code: UInt8, _ text: String) -> [UInt8] {
            [code, 0, UInt8(text.utf8.count), 0] + Array(text.utf8)
                + [UInt8](repeating: 0, count: -text.utf8.count & 3)
        }
        func section(_ options: [UInt8]) -> [UInt8] {
            Self.block(
                0x0A0D_0D0A, Self.number(0x1A2B_3C4D) + [1, 0, 0, 0] + Array(repeating: 0xFF, count: 8) + options)
        }
        for (application, name, isSimulated) in [
            ("roamlab", "air", true), ("roamlab", "wire", true), ("roamlab", "wlan0", false), ("roamlab", "", false),
            ("Dumpcap (Wireshark) 4.0.17", "air", false), ("roamlab2", "air", false), ("", "air", false),
        ] {
            let file =
                section(option(3, "Linux") + option(4, application)) + Self.interface(option(2, name))
                + Self.packet(1, [1])
            let (packets, error) = Gathering.read(
                file + Self.section() + Self.interface(option(2, "air")) + Self.packet(2, [1]))
            #expect(error == nil)
            #expect(packets.map(\.isSimulated) == [isSimulated, false], "\(application) \(name)")
        }
        // Options that end behind their block spoil nothing.
        let damaged = section([4, 0, 200, 0] + Array("roamlab".utf8) + [0]) + Self.interface() + Self.packet(1, [1])
        let (packets, error) = Gathering.read(damaged)
        #expect(error == nil && packets.map(\.isSimulated) == [false])
    }

    @Test func readsAnyTimeResolutionAndOffset() {
        // if_tsresol 3, 9, 12 and 2^-10; if_tsoffset of 100 s.
        let resolutions: [(UInt8, UInt64, Int64)] = [
            (3, 1_500, 1_500_000_000), (9, 7, 7), (12, 7_900, 7), (0x8A, 1536, 1_500_000_000), (0, 3, 3_000_000_000),
        ]
        for (octet, ticks, nanoseconds) in resolutions {
            let options: [UInt8] = [9, 0, 1, 0, octet, 0, 0, 0, 14, 0, 8, 0, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            let (packets, error) = Gathering.read(
                Self.section() + Self.interface(options) + Self.packet(ticks, [1]))
            #expect(error == nil)
            #expect(packets.first?.time == 100_000_000_000 + nanoseconds)
        }
    }

    @Test func passesOverUnknownBlocksCommentsAndSecrets() {
        let comment: [UInt8] = [1, 0, 4, 0, 0x68, 0x69, 0x21, 0x21, 0, 0, 0, 0]
        let withComment = Self.block(
            6, [UInt8](repeating: 0, count: 12) + Self.number(2) + Self.number(2) + [9, 8, 0, 0] + comment)
        let file =
            Self.section() + Self.block(0x0BAD, [UInt8](repeating: 7, count: 40)) + Self.interface()
            + Self.block(10, Self.number(0x544C_534B) + Self.number(4) + [0x23, 0x20, 0x20, 0x0A]) + withComment
        let (packets, error) = Gathering.read(file)
        #expect(error == nil)
        #expect(packets.map(\.octets) == [[9, 8]])
    }

    @Test func readsSimpleAndObsoletePacketBlocks() {
        let simple = Self.block(3, Self.number(6) + [1, 2, 3, 4])
        let obsolete = Self.block(
            2, [0, 0, 0xFF, 0xFF] + Self.number(0) + Self.number(5) + Self.number(2) + Self.number(9) + [7, 7, 0, 0])
        let (packets, error) = Gathering.read(Self.section() + Self.interface(snap: 4) + obsolete + simple)
        #expect(error == nil)
        #expect(packets.map(\.octets) == [[7, 7], [1, 2, 3, 4]])
        #expect(packets.map(\.originalLength) == [9, 6])
        #expect(packets.map(\.time) == [5_000, 5_000])
    }

    @Test func refusesABlockOf4GiBAtOnceAndPassesOverAnUnknownOne() {
        let packet = Self.section() + Self.interface() + Self.packet(1, [1])
        let huge = Self.block(6, [UInt8](repeating: 0, count: 20), length: 0xFFFF_FFFC)
        #expect(Gathering.read(packet + huge).packets.count == 1)
        #expect(
            Gathering.read(packet + huge).error
                == CaptureError(at: 28 + 20 + 36 + 4, "a block of 4294967292 octets; at most 4194304"))
        let unknown = Self.block(99, [UInt8](repeating: 0, count: 20), length: 0xFFFF_FFFC)
        #expect(Gathering.read(packet + unknown).packets.count == 1)
        #expect(
            Gathering.read(packet + unknown).error
                == CaptureError(
                    at: 28 + 20 + 36 + 32,
                    "the file ends within a block, 4294967260 octets before the block's end"))
    }

    @Test func refusesBlocksThatWouldLoopOrLie() {
        let start = Self.section() + Self.interface()
        #expect(Gathering.read(start + Self.block(6, [], length: 0)).error?.offset == 52)
        #expect(Gathering.read(start + Self.block(99, [], length: 8)).error?.offset == 52)
        #expect(Gathering.read(start + Self.block(99, [1, 2, 3], length: 15)).error?.offset == 52)
        #expect(
            Gathering.read(start + Self.packet(1, [1], interface: 1)).error
                == CaptureError(at: 28 + 20 + 8, "interface 1, where the section describes 1"))
        var lying = Self.packet(1, [1, 2, 3, 4])
        lying.replace(at: 20, littleEndian: UInt32(5))
        #expect(Gathering.read(start + lying).error?.reason == "a packet of 5 octets in a block of 36")
        #expect(Gathering.read([]).error?.reason == "the file is empty")
    }

    @Test func refusesAMillionInterfaces() {
        var file = Self.section()
        let interface = Self.interface()
        for _ in 0..<70_000 { file += interface }
        let error = Gathering.read(file).error
        #expect(error == CaptureError(at: 28 + 65_536 * 20, "more than 65536 interfaces in a section"))
    }
}
