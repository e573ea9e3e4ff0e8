public import Capture
internal import Octets
internal import Synchronization

/// The packets of a capture that a display filter selects, found step by step: four octets each.
///
/// Threads may share it: ``advance()`` belongs to one that has time, and what was found so far can be looked at meanwhile.
public final class FilteredPackets: Sendable {
    /// Verdicts on classes that are kept at most.
    private static let classLimit = 1 << 17

    private struct State {
        var numbers: [UInt32] = []
        /// Packets that were judged.
        var judged = 0
        /// What the filter says of each shape.
        var shapes: [Verdict] = []
        /// What it says of each class of the shapes that leave it open.
        var classes: [UInt32: Verdict] = [:]
    }

    private enum Verdict {
        case unasked
        case no
        case yes
        /// For a shape: the addresses have to be looked at; for a class: the packet.
        case depends

        init(_ verdict: Bool?) { self = verdict.map { $0 ? .yes : .no } ?? .depends }
    }

    /// The filter.
    public let filter: DisplayFilter
    private let index: CaptureIndex
    private let asksHistory: Bool
    private let state = Mutex(State())

    /// Nothing found yet.
    public init(_ filter: DisplayFilter, of index: CaptureIndex) {
        self.filter = filter
        self.index = index
        asksHistory = filter.asksHistory
    }

    /// How many packets were selected so far.
    public var count: Int { state.withLock { $0.numbers.count } }
    /// How many packets were judged so far.
    public var judgedCount: Int { state.withLock { $0.judged } }

    /// The numbers of the selected packets, from a place in their order.
    public func numbers(from first: Int, limit: Int) -> [Int] {
        state.withLock { state in
            guard first >= 0, first < state.numbers.count else { return [] }
            return state.numbers[first..<min(state.numbers.count, first + max(0, limit))].map { Int($0) }
        }
    }

    /// Judges the packets of some more blocks of the index.
    ///
    /// - Returns: false where all that the index has were judged.
    /// - Throws: ``FileError`` where the operating system cannot read.
    public func advance() throws(FileError) -> Bool {
        var judged = judgedCount
        let step = take(from: judged)
        guard step.end > judged else { return false }
        var found = step.found
        if !step.depending.isEmpty {
            var more: [Int] = []
            try index.visit(step.depending, gathersFields: true, asksHistory: asksHistory) { dissection, packet in
                if filter.matches(dissection, packet: packet.octets) { more.append(packet.number) }
                return true
            }
            if !more.isEmpty {
                found += more.map { UInt32($0) }
                found.sort()
            }
        }
        judged = step.end
        state.withLock { state in
            // Two threads may have come to the same place: the first has it.
            guard state.judged < judged else { return }
            state.numbers += found.drop { $0 <= UInt32(state.judged) }
            state.judged = judged
        }
        return true
    }

    /// Judges by what the fields of a block hold, then by classes: so many packets, or until so many depend on what is in
    /// them.
    private func take(from start: Int) -> (found: [UInt32], depending: [Int], end: Int) {
        index.state.withLock { indexed in
            state.withLock { state in
                var found: [UInt32] = []
                var depending: [Int] = []
                var place = start
                var looked = 0
                var block = CaptureIndex.block(of: start + 1, in: indexed.blocks) ?? indexed.blocks.count
                while block < indexed.blocks.count, looked < 1 << 16, depending.count < 4096 {
                    let end = indexed.blocks[block].first + indexed.blocks[block].count
                    if !indexed.gathered.values.mayMatch(filter, indexed.blocks[block].values) { place = end }
                    while place < end, depending.count < 4096 {
                        let verdict = judge(indexed.gathered.numbers[place], indexed.gathered.classes, &state)
                        place += 1
                        looked += 1
                        switch verdict {
                        case .yes: found.append(UInt32(place))
                        case .depends: depending.append(place)
                        case .no, .unasked: break
                        }
                    }
                    block += 1
                }
                return (found, depending, place)
            }
        }
    }

    private func judge(_ number: UInt32, _ classes: PacketClasses, _ state: inout State) -> Verdict {
        let shape = PacketClasses.shape(of: number)
        while state.shapes.count <= shape { state.shapes.append(.unasked) }
        if state.shapes[shape] == .unasked {
            state.shapes[shape] = Verdict(classes.verdict(of: filter, onShape: shape))
        }
        guard state.shapes[shape] == .depends else { return state.shapes[shape] }
        if let known = state.classes[number] { return known }
        let verdict = Verdict(classes.verdict(of: filter, on: number))
        if state.classes.count < Self.classLimit { state.classes[number] = verdict }
        return verdict
    }
}
