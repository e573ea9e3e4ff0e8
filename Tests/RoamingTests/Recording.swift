import Capture
import Dot11
import Octets
import Roaming
import TestSupport
import Testing

/// A capture in memory that a test edits, and writes anew before it is analyzed.
struct Recording: PacketSink {
    struct Packet {
        var number: Int
        var time: Int64
        var linkType: LinkType
        var octets: [UInt8]
        /// Octets on the medium, where the capture holds fewer.
        var originalLength: Int?

        /// Octets of radiotap before the frame.
        var headerLength: Int { linkType == .radiotap ? Int(octets[2]) | Int(octets[3]) << 8 : 0 }

        /// Type and subtype of the frame; nil on the wire.
        var type: FrameType? {
            guard linkType == .radiotap || linkType == .ieee80211, octets.count > headerLength else { return nil }
            return (try? MACHeader(parsing: octets.octets.extracting(headerLength..<octets.count)))?.type
        }

        /// Where the EAPOL header of a data frame in the clear stands; nil in any other packet.
        var eapolOffset: Int? {
            guard let type, type.isData else { return nil }
            let start = headerLength + (type.hasQoSControl ? 26 : 24)
            guard octets.count > start + 8, octets[start + 6] == 0x88, octets[start + 7] == 0x8E else { return nil }
            return start + 8
        }

        /// Whether it is EAP (not EAPOL-Key) on the air.
        var isEAP: Bool { eapolOffset.map { octets[$0 + 1] == 0 } ?? false }

        /// Whether it is a beacon.
        var isBeacon: Bool { type == .beacon }
    }

    var packets: [Packet] = []

    init() {}

    /// A reference capture.
    init(_ name: String) throws {
        let octets = try #require(Reference.octets(name))
        var decoder = CaptureDecoder()
        _ = try decoder.decode(octets.octets, into: &self)
    }

    mutating func receive(_ packet: borrowing CapturedPacket) {
        packets.append(
            Packet(
                number: packet.number, time: packet.time, linkType: packet.linkType, octets: packet.octets.array))
    }

    /// Appends a frame behind an empty radiotap header.
    mutating func add(at milliseconds: Int64, _ frame: (inout [UInt8]) -> Void) {
        var octets: [UInt8] = [0, 0, 8, 0, 0, 0, 0, 0]
        frame(&octets)
        packets.append(
            Packet(
                number: packets.count + 1, time: 1_000_000_000_000 + milliseconds * 1_000_000, linkType: .radiotap,
                octets: octets))
    }

    /// Without the packets for which `condition` holds.
    func dropping(_ condition: (Packet) -> Bool) -> Recording {
        var copy = self
        copy.packets.removeAll(where: condition)
        return copy
    }

    /// As a sniffer writes it that keeps `length` octets of a packet.
    func cut(to length: Int) -> Recording {
        var copy = self
        for index in copy.packets.indices where copy.packets[index].octets.count > length {
            copy.packets[index].originalLength = copy.packets[index].octets.count
            copy.packets[index].octets.removeSubrange(length...)
        }
        return copy
    }

    /// With the packet of this number changed.
    func changing(_ number: Int, _ change: (inout Packet) -> Void) -> Recording {
        var copy = self
        for index in copy.packets.indices where copy.packets[index].number == number { change(&copy.packets[index]) }
        return copy
    }

    /// The capture as pcapng, with one interface a link type.
    var file: [UInt8] {
        let linkTypes: [LinkType] = [.radiotap, .ethernet, .ieee80211, .prism]
        var octets: [UInt8] = []
        octets.appendPCAPNGSection()
        for linkType in linkTypes { octets.appendPCAPNGInterface(linkType, name: "") }
        for packet in packets {
            octets.appendPCAPNGPacket(
                interface: linkTypes.firstIndex(of: packet.linkType) ?? 0, time: packet.time,
                octets: packet.octets.octets, originalLength: packet.originalLength)
        }
        return octets
    }

    /// What the analysis says of it.
    func associations(_ keys: KeysFile = KeysFile(), ladders: Bool = false) -> [Association] {
        let file = file
        let results = RoamingResults(analyzing: file.octets, keys: keys, gathersLadders: ladders)
        #expect(results.damage == nil)
        #expect(results.packetCount == packets.count)
        return results.associations
    }

    /// The keys that stand beside a reference capture.
    static func keys(_ name: String) throws -> KeysFile {
        try KeysFile(parsing: String(decoding: try #require(Reference.octets(name)), as: UTF8.self))
    }
}

extension [Association] {
    /// How many are of this kind, resting on this evidence.
    func count(_ kind: AssociationKind, _ evidence: Evidence? = nil) -> Int {
        count { $0.kind == kind && $0.evidence == evidence }
    }

    /// The association whose first frame is within the frames of the reference capture that these numbers bound.
    func first(at number: Int) -> Association? { first { $0.firstFrame == number } }
}
