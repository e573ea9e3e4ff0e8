public import Timeline

/// A steady flow of ICMP echo requests, like a call, and what became of them.
public struct EchoFlow: Sendable {
    /// How often one is sent, and how large: a call of G.711 sends 160 octets every 20 ms (RFC 3551, 4.5.14).
    public struct Configuration: Sendable {
        /// The time between two requests.
        public var interval = Interval.milliseconds(20)
        /// Octets of data in each.
        public var length = 160

        /// 160 octets every 20 ms.
        public init() {}
    }

    /// What became of the requests so far.
    public struct Statistics: Equatable, Sendable {
        /// Requests sent.
        public var sent = 0
        /// Requests answered.
        public var answered = 0
        /// Requests that 256 later ones overtook without an answer: about five seconds at 20 ms.
        public var lost = 0
        /// Replies to no open request: repeated, or later than that.
        public var unexpected = 0
        /// Requests that may still be answered.
        public var open: Int { sent - answered - lost }

        /// Nothing sent.
        public init() {}
    }

    static let window = 256

    let identifier: UInt16
    let configuration: Configuration
    private(set) var statistics = Statistics()
    private var sequenceNumber: UInt16 = 0
    /// The open request at each place of the window.
    private var open: [UInt16?] = Array(repeating: nil, count: EchoFlow.window)

    init(identifier: UInt16, configuration: Configuration) {
        self.identifier = identifier
        self.configuration = configuration
    }

    /// Counts one more request; returns its sequence number, from 1 as `ping` counts.
    mutating func next() -> UInt16 {
        sequenceNumber &+= 1
        let place = Int(sequenceNumber) % Self.window
        if open[place] != nil { statistics.lost += 1 }
        open[place] = sequenceNumber
        statistics.sent += 1
        return sequenceNumber
    }

    /// Counts the reply to a request.
    mutating func receive(_ sequenceNumber: UInt16) {
        let place = Int(sequenceNumber) % Self.window
        guard open[place] == sequenceNumber else {
            statistics.unexpected += 1
            return
        }
        open[place] = nil
        statistics.answered += 1
    }
}
