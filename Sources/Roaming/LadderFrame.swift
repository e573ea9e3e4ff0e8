/// One frame of an association, as a ladder diagram shows it.
public struct LadderFrame: Sendable {
    /// Who sends or receives.
    public enum Party: String, Sendable {
        /// The station that roams.
        case station
        /// The AP that it wants to join.
        case target
        /// The AP that it comes from.
        case old
        /// The RADIUS server.
        case radius
    }

    /// What a frame is a part of.
    public enum Phase: String, Sendable {
        /// 802.11 authentication.
        case authentication
        /// 802.11 (re)association.
        case association
        /// EAP on the air, and RADIUS on the wire.
        case eap
        /// The 4-way handshake.
        case fourWay = "four_way"
        /// Frames that end an association, here or at the old AP.
        case leaving
        /// The first data frame with the new BSS, or the last with the old one.
        case data
    }

    /// The frame's number, counted from 1.
    public var number: Int
    /// When it was captured, counted from the capture's first frame.
    public var time: Elapsed
    /// Who sent it.
    public var sender: Party
    /// Who should receive it.
    public var receiver: Party
    /// What it is, in a few words: "Reassociation Request, PMKID 1034a88f…".
    public var text: String
    /// Octets, without radiotap and FCS.
    public var length: Int
    /// What it is a part of.
    public var phase: Phase
    /// Whether it is a further copy of a frame that was already shown.
    public var isRetry: Bool

    /// A frame of a ladder diagram.
    public init(
        number: Int, time: Elapsed, sender: Party, receiver: Party, text: String, length: Int, phase: Phase,
        isRetry: Bool = false
    ) {
        self.number = number
        self.time = time
        self.sender = sender
        self.receiver = receiver
        self.text = text
        self.length = length
        self.phase = phase
        self.isRetry = isRetry
    }
}
