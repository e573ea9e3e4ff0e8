internal import Octets

/// Knows frames that another file's sniffer has captured too, so that each counts once.
struct CopyFilter {
    private struct Seen {
        var digest: UInt64 = 0
        var time: Int64 = .min
        var file = -1
    }

    /// Sniffers next to each other differ by microseconds; clocks that were not compared may differ by more.
    private static let window: Int64 = 20_000_000
    private var seen = [Seen](repeating: Seen(), count: 4096)

    /// Whether the same frame came from another file just before.
    mutating func isCopy(_ fact: Fact, _ octets: RawSpan, file: Int) -> Bool {
        switch fact.kind {
        case .management, .eapol, .data, .null: break
        case .acknowledgement, .blockAcknowledgement, .radius, .fragment, .untimed: return false
        }
        let digest = fact.digest(octets)
        let index = Int(truncatingIfNeeded: digest) & (seen.count - 1)
        let known = seen[index]
        if known.digest == digest, known.file != file, known.file >= 0, abs(fact.time - known.time) < Self.window {
            return true
        }
        seen[index] = Seen(digest: digest, time: fact.time, file: file)
        return false
    }
}
