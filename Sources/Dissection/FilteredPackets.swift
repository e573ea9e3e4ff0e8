public import Capture
internal import Octets
internal import Synchronization

/// The packets of a capture that a display filter selects, found step by step: four octets each.
///
/// Threads may share it: ``advance()`` belongs to one that has time, and what was found so far can be looked at meanwhile.
public final class FilteredPackets: Sendable {
    private struct State {
        var numbers: [UInt32] = []
        /// Packets that were judged.
        var judged = 0
        /// What the filter says of each class: not asked yet, no, yes, or that it depends on the packet.
        var verdicts: [Verdict] = []
    }

    private enum Verdict: UInt8 { case unasked, no, yes, depends }

    /// The filter.
    public let filter: DisplayFilter
    private let index: CaptureIndex
    private let state = Mutex(State())

    /// Nothing found yet.
    public init(_ filter: DisplayFilter, of index: CaptureIndex) {
        self.filter = filter
        self.index = index
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
        var (judged, verdicts) = state.withLock { ($0.judged, $0.verdicts) }
        let step = take(from: judged, &verdicts)
        guard step.end > judged else { return false }
        var found = step.found
        if !step.depending.isEmpty {
            var more: [Int] = []
            try index.visit(step.depending, gathersFields: true) { dissection, packet in
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
            state.verdicts = verdicts
        }
        return true
    }

    /// Judges by classes, until something depends on packets of so many blocks, or so many packets are judged.
    private func take(
        from start: Int, _ verdicts: inout [Verdict]
    ) -> (found: [UInt32], depending: [Int], end: Int) {
        index.state.withLock { state in
            let gathered = state.gathered
            var found: [UInt32] = []
            var depending: [Int] = []
            var place = start
            let limit = min(gathered.numbers.count, start + 1 << 16)
            while place < limit, depending.count < 4096 {
                let kind = Int(gathered.numbers[place])
                while verdicts.count <= kind { verdicts.append(.unasked) }
                if verdicts[kind] == .unasked {
                    switch gathered.classes.verdict(of: filter, on: UInt32(kind)) {
                    case true?: verdicts[kind] = .yes
                    case false?: verdicts[kind] = .no
                    case nil: verdicts[kind] = .depends
                    }
                }
                place += 1
                switch verdicts[kind] {
                case .yes: found.append(UInt32(place))
                case .depends: depending.append(place)
                case .no, .unasked: break
                }
            }
            return (found, depending, place)
        }
    }
}
