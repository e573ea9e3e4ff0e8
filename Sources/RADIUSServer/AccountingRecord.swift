internal import Octets
internal import RADIUS

/// What an Accounting-Request says (RFC 2866, 5); nil and empty where it doesn't.
public struct AccountingRecord: Equatable, Sendable {
    /// Acct-Status-Type (RFC 2866, 5.1).
    public struct Status: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The number on the wire.
        public var rawValue: UInt32
        /// The status with this number.
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// A session has begun.
        public static let start = Status(rawValue: 1)
        /// A session is over.
        public static let stop = Status(rawValue: 2)
        /// A session goes on.
        public static let interimUpdate = Status(rawValue: 3)
        /// A NAS begins.
        public static let accountingOn = Status(rawValue: 7)
        /// A NAS ends.
        public static let accountingOff = Status(rawValue: 8)

        /// As the RFC calls it.
        public var description: String {
            switch self {
            case .start: "Start"
            case .stop: "Stop"
            case .interimUpdate: "Interim-Update"
            case .accountingOn: "Accounting-On"
            case .accountingOff: "Accounting-Off"
            default: "status \(rawValue)"
            }
        }
    }

    /// What is reported.
    public var status: Status
    /// User-Name.
    public var user = ""
    /// Calling-Station-Id.
    public var station = ""
    /// Called-Station-Id, the BSS and its SSID.
    public var bss = ""
    /// Acct-Session-Id.
    public var session = ""
    /// Acct-Multi-Session-Id.
    public var multiSession: String?
    /// Acct-Session-Time.
    public var seconds: UInt32?
    /// Octets from the station, with the gigawords.
    public var inputOctets: UInt64?
    /// Octets to it, with the gigawords.
    public var outputOctets: UInt64?
    /// Acct-Terminate-Cause.
    public var cause: UInt32?
    /// Acct-Delay-Time, above 0 in what was sent again.
    public var delay: UInt32?

    /// A record of nothing but its status.
    public init(_ status: Status) { self.status = status }

    /// What a packet says; nil without an Acct-Status-Type, which it must have (RFC 2866, 5.13).
    init?(_ packet: borrowing RADIUSPacket) {
        guard let status = packet.attributes.first(.acctStatusType)?.integer else { return nil }
        self.init(Status(rawValue: status))
        var (inputGigawords, outputGigawords): (UInt64, UInt64) = (0, 0)
        var attributes = packet.attributes
        while let attribute = attributes.next() {
            switch attribute.type {
            case .userName: user = attribute.text
            case .callingStationID: station = attribute.text
            case .calledStationID: bss = attribute.text
            case .acctSessionID: session = attribute.text
            case .acctMultiSessionID: multiSession = attribute.text
            case .acctSessionTime: seconds = attribute.integer
            case .acctInputOctets: inputOctets = attribute.integer.map(UInt64.init)
            case .acctOutputOctets: outputOctets = attribute.integer.map(UInt64.init)
            case .acctInputGigawords: inputGigawords = UInt64(attribute.integer ?? 0)
            case .acctOutputGigawords: outputGigawords = UInt64(attribute.integer ?? 0)
            case .acctTerminateCause: cause = attribute.integer
            case .acctDelayTime: delay = attribute.integer
            default: continue
            }
        }
        inputOctets = inputOctets.map { $0 | inputGigawords << 32 }
        outputOctets = outputOctets.map { $0 | outputGigawords << 32 }
    }
}
