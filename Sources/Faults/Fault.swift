public import RSN
public import Timeline

/// One thing that goes wrong: what happens to which frames, and to which of those.
public struct Fault: Sendable {
    /// What happens.
    public enum Action: Hashable, Sendable {
        /// It is on the air and the receiver loses it: at each attempt, or at the first few of each frame. Of a RADIUS
        /// packet: it is lost between the access point's tap and the server.
        case drop(attempts: Int?)
        /// It is never on the air, and its sender believes that nobody acknowledged it.
        case withhold
        /// It is sent this much later.
        case delay(Interval)
        /// It is sent once more, this much later.
        case duplicate(after: Interval)
        /// It is sent after the sender's next frame to the same receiver, or this much later where none comes.
        case reorder(within: Interval)
        /// It is sent with an octet altered; nil is drawn from the seed.
        case corrupt(octet: Int?, mask: UInt8?, hasWrongFCS: Bool)
        /// It is sent with this PMKID: in the RSN element of a request, or in the PMKID KDE of message 1.
        case overridePMKID(PMKID)
    }

    /// Which of the frames that the selector names.
    public enum Occurrences: Hashable, Sendable {
        /// Each.
        case every
        /// Those with these numbers, from 1.
        case numbers(ClosedRange<Int>)

        func contains(_ number: Int) -> Bool {
            switch self {
            case .every: true
            case .numbers(let range): range.contains(number)
            }
        }
    }

    /// What happens.
    public var action: Action
    /// To which frames.
    public var frames: FrameSelector
    /// To which of those. All frames that the selector names are counted, once each however often they are sent.
    public var occurrences: Occurrences
    /// The probability with which it happens to one that is meant, from 0 to 1.
    public var probability: Double
    /// The line that it was read from.
    public let text: String

    /// A fault.
    ///
    /// - Parameter text: what reports call it.
    public init(
        _ action: Action, to frames: FrameSelector, occurrences: Occurrences = .every, probability: Double = 1,
        text: String = ""
    ) {
        self.action = action
        self.frames = frames
        self.occurrences = occurrences
        self.probability = probability
        self.text = text
    }
}

/// One time at which a fault acted.
public struct FaultOccasion: Equatable, Sendable {
    /// When.
    public var instant: Instant
    /// On what kind of frame.
    public var kind: FrameKind
    /// The frame's transmitter, as far as its octets or the exchange tell: a station or BSSID, in text; "server" or
    /// "client" for RADIUS.
    public var sender: String
}

/// A fault with what it has done.
public struct FaultRecord: Sendable {
    /// The fault.
    public let fault: Fault
    /// Its place among the faults that were set, from 0.
    public let index: Int
    /// How many frames it named.
    public private(set) var counted = 0
    /// How often it acted.
    public private(set) var acted = 0
    /// When it acted, the first thousand times.
    public private(set) var occasions: [FaultOccasion] = []
    private var random: RandomSource

    init(_ fault: Fault, index: Int, seed: UInt64) {
        self.fault = fault
        self.index = index
        random = .seeded(seed, stream: 4 << 32 | UInt64(index))
    }

    /// Counts a frame that the fault names; true where the fault means this one.
    mutating func count() -> Bool {
        counted += 1
        guard fault.occurrences.contains(counted) else { return false }
        // 53 bits: as many as a Double holds.
        return fault.probability >= 1 || Double(random.next() >> 11) * 0x1p-53 < fault.probability
    }

    mutating func act(at instant: Instant, on kind: FrameKind, from sender: @autoclosure () -> String) {
        acted += 1
        if occasions.count < 1000 {
            occasions.append(FaultOccasion(instant: instant, kind: kind, sender: sender()))
        }
    }

    /// A place and a mask for an alteration of `octets` from `start` on; nil where there is no such octet.
    mutating func alteration(octet: Int?, mask: UInt8?, from start: Int, of count: Int) -> (offset: Int, mask: UInt8)? {
        let draw = random.next()
        let mask = mask ?? UInt8(1 + draw >> 32 % 255)
        if let octet { return octet < count ? (octet, mask) : nil }
        return start < count ? (start + Int(draw & 0xFFFF_FFFF) % (count - start), mask) : nil
    }
}
