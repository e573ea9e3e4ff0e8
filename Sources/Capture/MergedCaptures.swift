internal import Octets

/// Reads several captures as one, in the order of their packets' times: the packet that waits at the head of each file is
/// compared with the others', so that a file that is itself out of order stays so.
///
/// Packets are numbered in the order in which they are handed out, as in a file that Wireshark's `mergecap` would make.
public struct MergedCaptures: ~Copyable {
    /// Interfaces of file `n` are numbered from `n` times this on.
    public static let interfacesOfAFile = 1 << 32

    /// A file, its present chunk, and the packets of it.
    private final class Head {
        var chunks: CaptureChunks
        var chunk = CaptureChunk()
        var packets = PacketQueue()
        var isAtEnd = false

        init(_ file: consuming CaptureFile) { chunks = CaptureChunks(of: file) }

        /// Reads on where no packet waits.
        func fill() throws(FileError) {
            while packets.isEmpty, !isAtEnd {
                if try chunks.next(&chunk) {
                    packets.removeAll()
                    chunk.decode(into: &packets)
                } else {
                    isAtEnd = true
                }
            }
        }
    }

    private var heads: [Head] = []

    /// Opens the files; "-" is standard input.
    public init(paths: [String]) throws(FileError) {
        for path in paths { heads.append(Head(try CaptureFile(path: path))) }
    }

    /// Hands every packet to `sink`.
    ///
    /// - Parameters:
    ///   - time: when a packet of file `n` at this instant of the file's clock was captured, in nanoseconds.
    ///   - progress: told how many octets of all files were read, now and then.
    /// - Returns: how the reading of each file ended.
    public consuming func read(
        into sink: inout some PacketSink & ~Copyable, time: (_ file: Int, _ time: Int64) -> Int64,
        progress: (Int64) -> Void = { _ in }
    ) throws(FileError) -> [CaptureFile.Ending] {
        var number = 0
        var times: [Int64?] = []
        for (file, head) in heads.enumerated() {
            try head.fill()
            times.append(head.packets.time.map { time(file, $0) })
        }
        while true {
            var earliest: (file: Int, time: Int64)?
            for (file, next) in times.enumerated() {
                if let next, earliest.map({ next < $0.time }) ?? true { earliest = (file, next) }
            }
            guard let earliest else { break }
            let head = heads[earliest.file]
            number += 1
            head.packets.handFirst(
                to: &sink, number: number, firstInterface: earliest.file * Self.interfacesOfAFile, time: earliest.time)
            if head.packets.isEmpty {
                try head.fill()
                progress(heads.reduce(0) { $0 + $1.chunks.offset })
            }
            times[earliest.file] = head.packets.time.map { time(earliest.file, $0) }
        }
        return heads.map { $0.chunks.ending ?? .complete }
    }
}

/// Packets of a chunk that wait for their turn.
private struct PacketQueue: PacketSink {
    private struct Entry {
        var interface: Int
        var linkType: LinkType
        var time: Int64
        var isTimed: Bool
        var originalLength: Int
        var frameCheckSequenceLength: Int?
        var isSimulated: Bool
        var range: Range<Int>
    }

    private var entries: [Entry] = []
    private var octets: [UInt8] = []
    private var next = 0

    var isEmpty: Bool { next == entries.count }

    /// When the first packet that waits was captured.
    var time: Int64? { isEmpty ? nil : entries[next].time }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        octets.removeAll(keepingCapacity: true)
        next = 0
    }

    mutating func receive(_ packet: borrowing CapturedPacket) {
        let start = octets.count
        octets.append(octets: packet.octets)
        entries.append(
            Entry(
                interface: packet.interface, linkType: packet.linkType, time: packet.time, isTimed: packet.isTimed,
                originalLength: packet.originalLength, frameCheckSequenceLength: packet.frameCheckSequenceLength,
                isSimulated: packet.isSimulated, range: start..<octets.count))
    }

    mutating func handFirst(
        to sink: inout some PacketSink & ~Copyable, number: Int, firstInterface: Int, time: Int64
    ) {
        let entry = entries[next]
        next += 1
        sink.receive(
            CapturedPacket(
                number: number, interface: firstInterface + entry.interface, linkType: entry.linkType, time: time,
                isTimed: entry.isTimed, originalLength: entry.originalLength,
                frameCheckSequenceLength: entry.frameCheckSequenceLength, isSimulated: entry.isSimulated,
                octets: octets.octets.extracting(entry.range)))
    }
}
