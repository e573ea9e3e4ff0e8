internal import Octets

/// TLS inside EAP, one conversation for each pair of ends; the oldest is forgotten where there are too many.
struct TLSConversations: Sendable {
    private static let limit = 256
    private var entries: [Conversation] = []
    private var oldest = 0

    /// The conversation between two ends; a new one where none is known.
    mutating func index(
        between one: PacketDissection.PacketEnd, and other: PacketDissection.PacketEnd
    ) -> Int {
        for index in entries.indices {
            let ends = entries[index].ends
            if ends == (one, other) || ends == (other, one) { return index }
        }
        let new = Conversation(ends: (one, other))
        if entries.count < Self.limit {
            entries.append(new)
            return entries.count - 1
        }
        defer { oldest = (oldest + 1) % Self.limit }
        entries[oldest] = new
        return oldest
    }

    subscript(index: Int) -> Conversation {
        get { entries[index] }
        _modify { yield &entries[index] }
    }

    /// What is known of TLS between two ends.
    struct Conversation: Sendable {
        /// Octets of one message at most: TLS allows more, certificates need less.
        private static let limit = 1 << 16
        let ends: (PacketDissection.PacketEnd, PacketDissection.PacketEnd)
        var session = TLSReading()
        /// The fragments of the message that is being sent.
        private(set) var collected: [UInt8] = []
        private var isFromServer = false
        private var lastIdentifier: UInt8?
        private var isCollecting = false

        init(ends: (PacketDissection.PacketEnd, PacketDissection.PacketEnd)) { self.ends = ends }

        /// Takes a fragment; true where it is a whole message, so that nothing had to be collected. A repeated packet
        /// adds nothing.
        mutating func take(
            _ fragment: RawSpan, isRequest: Bool, identifier: UInt8, isMoreToCome: Bool
        ) -> Bool {
            let isRepeated = isCollecting && isRequest == isFromServer && identifier == lastIdentifier
            if !isCollecting || isRequest != isFromServer {
                if !isMoreToCome {
                    isCollecting = false
                    return true
                }
                collected.removeAll(keepingCapacity: true)
            }
            isFromServer = isRequest
            lastIdentifier = identifier
            isCollecting = isMoreToCome
            if !isRepeated, collected.count + fragment.byteCount <= Self.limit { collected.append(octets: fragment) }
            return false
        }
    }
}
