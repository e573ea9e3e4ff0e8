public import Capture
internal import Octets
internal import Synchronization

/// Finds packets of a capture by their number, and what display filters can be told of them without reading them again.
///
/// It keeps, for every 64 KiB of the file, where a decoder can begin; for every mebibyte a dissector; and four octets a
/// packet for its class (``PacketClasses``). Of every 64 KiB it keeps, in some 2 KiB, which values fields have there
/// (``BlockValues``). No packet and no row is kept. The file must not be compressed; it may grow.
///
/// Threads may share it: ``advance()`` belongs to one that has time.
public final class CaptureIndex: Sendable {
    /// Octets that a block has at least, where a packet is not longer.
    static let blockLength = 1 << 16
    /// Blocks of which one has a dissector.
    static let blocksOfDissector = 16

    /// Where decoding can begin.
    struct Block: Sendable {
        var decoder: CaptureDecoder
        var end: Int64
        /// The time of the packet before, in nanoseconds since the epoch.
        var lastTime: Int64
        /// The number of packets before it.
        var first: Int
        var count: Int
        /// What the fields of its packets hold.
        var values: BlockValues
    }

    struct State {
        var blocks: [Block] = []
        var dissectors: [Dissector] = []
        var decoder = CaptureDecoder()
        var gathered = Gathered()
        var octets: [UInt8] = []
        var ending: CaptureFile.Ending?
    }

    /// What is kept of the packets that were read.
    struct Gathered: PacketSink {
        var dissector = Dissector()
        var dissection = PacketDissection()
        var classes = PacketClasses()
        var values = ValueGathering()
        var numbers: [UInt32] = []
        var firstTime: Int64 = 0
        var lastTime: Int64 = 0
        var simulated = 0

        mutating func receive(_ packet: borrowing CapturedPacket) {
            dissector.dissect(packet, into: &dissection)
            if numbers.isEmpty { firstTime = packet.time }
            lastTime = packet.time
            simulated += packet.isSimulated ? 1 : 0
            let number = classes.number(of: dissection)
            numbers.append(number)
            values.add(dissection, shape: PacketClasses.shape(of: number), packet: packet.octets)
        }
    }

    private let file: SeekableFile
    let state = Mutex(State())

    /// An index of nothing yet.
    public init(of file: SeekableFile) { self.file = file }

    /// Packets so far.
    public var count: Int { state.withLock { $0.gathered.numbers.count } }
    /// Packets so far that roamlab's laboratory wrote.
    public var simulatedCount: Int { state.withLock { $0.gathered.simulated } }
    /// Octets of the file that were read.
    public var offset: Int64 { state.withLock { $0.decoder.offset } }
    /// How the capture ended; nil while there is more to read, or the file may grow.
    public var ending: CaptureFile.Ending? { state.withLock { $0.ending } }
    /// From the first packet to the last, in nanoseconds.
    public var duration: Int64 {
        state.withLock { state in
            let (difference, overflow) = state.gathered.lastTime.subtractingReportingOverflow(state.gathered.firstTime)
            return overflow ? .max : difference
        }
    }

    /// Reads a block more.
    ///
    /// - Parameter isGrowing: whether somebody still writes the file, so that its end is none.
    /// - Returns: false where there is nothing more, or not yet.
    /// - Throws: ``FileError`` where the operating system cannot read.
    public func advance(isGrowing: Bool = false) throws(FileError) -> Bool {
        do {
            return try state.withLock { try Self.advance(&$0, file, isGrowing: isGrowing) }
        } catch let error as FileError {
            throw error
        } catch {
            return false
        }
    }

    private static func advance(_ state: inout State, _ file: SeekableFile, isGrowing: Bool) throws -> Bool {
        guard state.ending == nil else { return false }
        var length = blockLength
        while true {
            if state.octets.count != length { state.octets = [UInt8](repeating: 0, count: length) }
            let count = try file.read(into: &state.octets, at: state.decoder.offset)
            let held = state.octets
            let octets = held.octets.extracting(0..<count)
            var block = Block(
                decoder: state.decoder, end: 0, lastTime: state.gathered.lastTime, first: state.gathered.numbers.count,
                count: 0, values: BlockValues())
            // Before the block is read: what the dissector knows then belongs to it.
            let dissector = state.blocks.count % blocksOfDissector == 0 ? state.gathered.dissector : nil
            var taken = 0
            do throws(CaptureError) {
                taken = try state.decoder.decode(octets, into: &state.gathered)
                if taken == 0 {
                    if count == length, length < CaptureDecoder.maximumBlockLength {
                        length *= 2
                        continue
                    }
                    if !isGrowing {
                        try state.decoder.finish(octets)
                        state.ending = .complete
                    }
                }
            } catch {
                state.ending = .damaged(error)
            }
            block.count = state.gathered.numbers.count - block.first
            block.end = block.decoder.offset + Int64(count)
            if block.count > 0 {
                if state.ending == nil { block.end = state.decoder.offset }
                block.values = state.gathered.values.take()
                state.blocks.append(block)
                if let dissector { state.dissectors.append(dissector) }
            }
            return taken > 0 && state.ending == nil
        }
    }

    /// Hands the packets with these numbers, which rise, to `visit`: dissected as in the whole capture.
    ///
    /// - Parameters:
    ///   - numbers: counted from 1; others than there are are left out.
    ///   - gathersFields: whether fields are wanted, for filters, added columns and trees.
    ///   - asksHistory: whether what is wanted may rest on packets before; false where no more is asked than fields that
    ///     each packet has by itself.
    ///   - visit: takes the dissection and the packet; false ends the walk.
    /// - Throws: ``FileError`` where the operating system cannot read.
    public func visit(
        _ numbers: [Int], gathersFields: Bool, asksHistory: Bool = true,
        _ visit: (PacketDissection, borrowing CapturedPacket) -> Bool
    ) throws(FileError) {
        var rest = numbers.drop { $0 < 1 }
        while let first = rest.first, let plan = plan(for: first, of: rest, asksHistory: asksHistory) {
            try withoutActuallyEscaping(visit) { visit throws(FileError) in
                var walk = Walk(
                    dissector: plan.dissector, wanted: rest.prefix { $0 <= plan.last }, dissectsAll: plan.dissectsAll,
                    gathersFields: gathersFields, visit: visit)
                var octets: [UInt8] = []
                for block in plan.blocks where !walk.wanted.isEmpty && !walk.isOver {
                    octets = [UInt8](repeating: 0, count: Int(block.end - block.decoder.offset))
                    let count = try file.read(into: &octets, at: block.decoder.offset)
                    var decoder = block.decoder
                    // Where the capture is damaged, the index has said so.
                    _ = try? decoder.decode(octets.octets.extracting(0..<count), into: &walk)
                }
                rest = walk.isOver ? [] : rest.drop { $0 <= plan.last }
            }
        }
    }

    /// What must be read to see some packets.
    private struct Plan {
        var blocks: ArraySlice<Block>
        var dissector: Dissector
        var dissectsAll: Bool
        /// The number of the last packet in the blocks.
        var last: Int
    }

    /// The block that the packet is in; with those before it, from the last one with a dissector, where its meaning may
    /// rest on them.
    private func plan(for number: Int, of wanted: ArraySlice<Int>, asksHistory: Bool) -> Plan? {
        state.withLock { state in
            guard number <= state.gathered.numbers.count, let index = Self.block(of: number, in: state.blocks) else {
                return nil
            }
            let block = state.blocks[index]
            let last = block.first + block.count
            let needsHistory =
                asksHistory
                && wanted.prefix { $0 <= last }.contains { number in
                    state.gathered.classes.needsHistory(state.gathered.numbers[number - 1])
                }
            guard needsHistory else {
                let dissector =
                    block.first == 0
                    ? Dissector() : Dissector(firstTime: state.gathered.firstTime, lastTime: block.lastTime)
                return Plan(
                    blocks: state.blocks[index...index], dissector: dissector, dissectsAll: false, last: last)
            }
            let start = index / Self.blocksOfDissector
            // On to the last block of the same dissector in which something is wanted, rather than here again for it.
            let group = state.blocks[min(state.blocks.count, (start + 1) * Self.blocksOfDissector) - 1]
            let lastWanted = wanted.prefix { $0 <= group.first + group.count }.last ?? number
            let end = Self.block(of: lastWanted, in: state.blocks) ?? index
            let final = state.blocks[end]
            return Plan(
                blocks: state.blocks[start * Self.blocksOfDissector...end], dissector: state.dissectors[start],
                dissectsAll: true, last: final.first + final.count)
        }
    }

    /// The block that holds a packet.
    static func block(of number: Int, in blocks: [Block]) -> Int? {
        var (low, high) = (0, blocks.count)
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].first + blocks[middle].count < number { low = middle + 1 } else { high = middle }
        }
        return low < blocks.count ? low : nil
    }

    private struct Walk: PacketSink {
        var dissector: Dissector
        var wanted: ArraySlice<Int>
        let dissectsAll: Bool
        let gathersFields: Bool
        let visit: (PacketDissection, borrowing CapturedPacket) -> Bool
        var dissection = PacketDissection()
        var isOver = false

        mutating func receive(_ packet: borrowing CapturedPacket) {
            guard let next = wanted.first, !isOver else { return }
            if packet.number == next {
                dissector.dissect(packet, into: &dissection, gathersFields: gathersFields || dissectsAll)
                isOver = !visit(dissection, packet)
                wanted.removeFirst()
            } else if dissectsAll {
                dissector.dissect(packet, into: &dissection)
            } else {
                dissector.pass(packet)
            }
        }
    }
}
