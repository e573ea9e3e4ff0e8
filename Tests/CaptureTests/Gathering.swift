import Capture
import Octets

/// A sink that keeps a copy of everything.
struct Gathering: PacketSink {
    struct Packet: Equatable {
        var interface: Int
        var linkType: UInt16
        var time: Int64
        var originalLength: Int
        var isSimulated = false
        var octets: [UInt8]
    }

    var packets: [Packet] = []

    mutating func receive(_ packet: borrowing CapturedPacket) {
        packets.append(
            Packet(
                interface: packet.interface, linkType: packet.linkType.rawValue, time: packet.time,
                originalLength: packet.originalLength, isSimulated: packet.isSimulated, octets: packet.octets.array))
    }

    /// The packets of a whole capture in memory, and the error that it ends with.
    static func read(_ octets: [UInt8]) -> (packets: [Packet], error: CaptureError?) {
        var sink = Gathering()
        var decoder = CaptureDecoder()
        do throws(CaptureError) {
            let taken = try decoder.decode(octets.octets, into: &sink)
            try decoder.finish(octets.octets.extracting(taken..<octets.count))
        } catch {
            return (sink.packets, error)
        }
        return (sink.packets, nil)
    }
}

/// A sink that counts, for tests over many inputs.
struct Counting: PacketSink {
    var count = 0
    var octets = 0

    mutating func receive(_ packet: borrowing CapturedPacket) {
        count += 1
        octets += packet.octets.byteCount
    }
}
