internal import Octets

/// What a NAS reports of a station, or of itself, in an Accounting-Request (RFC 2866, 4.1).
///
/// The attributes, and their order, are those of hostapd 2.10.
public struct AccountingRequest: Sendable {
    /// What is reported.
    public enum Report: Sendable {
        /// The NAS begins to account: what the server holds of older sessions is over (Accounting-On).
        case on(sessionID: String)
        /// The NAS ends (Accounting-Off).
        case off(sessionID: String)
        /// The station's session has begun.
        case start(AccountedStation)
        /// It goes on.
        case interim(AccountedStation, AccountedUsage)
        /// It is over; nil for a cause that the NAS does not know.
        case stop(AccountedStation, AccountedUsage, TerminateCause?)
    }

    /// Acct-Terminate-Cause (RFC 2866, 5.10), those that hostapd gives.
    public enum TerminateCause: UInt32, Sendable {
        /// The station asked for it.
        case userRequest = 1
        /// Nothing was heard of it any more.
        case idleTimeout = 4
        /// Its Session-Timeout has passed.
        case sessionTimeout = 5
    }

    /// What is reported.
    public var report: Report
    /// NAS-IP-Address, NAS-Identifier and Called-Station-Id, and for a station what Access-Requests say of it.
    public var about: AccessRequest
    /// Event-Timestamp: seconds since 1970; nil for a NAS that doesn't know the time.
    public var timestamp: UInt32?

    /// A report.
    public init(_ report: Report, about: AccessRequest, timestamp: UInt32?) {
        self.report = report
        self.about = about
        self.timestamp = timestamp
    }

    /// Whether a lost one is followed by a newer one instead of being sent again.
    var isInterim: Bool {
        if case .interim = report { true } else { false }
    }

    /// Appends the attributes in hostapd's order.
    func append(to packet: inout RADIUSPacketBuilder, delay: UInt32) {
        packet.append(.acctStatusType, integer: status)
        if let station {
            packet.append(.acctAuthentic, integer: station.isAuthenticatedByRADIUS ? 1 : 2)
            packet.append(.userName, octets: about.userName.octets)
            about.appendNAS(to: &packet)
            about.appendStation(to: &packet)
            for value in station.grant.classes { packet.append(.class, octets: value.octets) }
            if let identity = station.grant.chargeableUserIdentity {
                packet.append(.chargeableUserIdentity, octets: identity.octets)
            }
        } else {
            about.appendNAS(to: &packet)
        }
        if let timestamp { packet.append(.eventTimestamp, integer: timestamp) }
        packet.append(.acctDelayTime, integer: delay)
        switch report {
        case .on(let sessionID), .off(let sessionID): packet.append(.acctSessionID, text: sessionID)
        case .start: return
        case .interim(_, let usage): usage.append(to: &packet)
        case .stop(_, let usage, let cause):
            usage.append(to: &packet)
            if let cause { packet.append(.acctTerminateCause, integer: cause.rawValue) }
        }
    }

    private var status: UInt32 {
        switch report {
        case .start: 1
        case .stop: 2
        case .interim: 3
        case .on: 7
        case .off: 8
        }
    }

    private var station: AccountedStation? {
        switch report {
        case .on, .off: nil
        case .start(let station), .interim(let station, _), .stop(let station, _, _): station
        }
    }
}

/// What accounting says of a station beside what Access-Requests do.
public struct AccountedStation: Sendable {
    /// Whether RADIUS let it in; else the NAS did by itself (Acct-Authentic; RFC 2866, 5.6).
    public var isAuthenticatedByRADIUS: Bool
    /// What the Access-Accept gave for accounting.
    public var grant: AccountingGrant

    /// A station.
    public init(isAuthenticatedByRADIUS: Bool, grant: AccountingGrant = AccountingGrant()) {
        self.isAuthenticatedByRADIUS = isAuthenticatedByRADIUS
        self.grant = grant
    }
}

/// What an Access-Accept gives for accounting.
public struct AccountingGrant: Equatable, Sendable {
    /// Class, as often as it is there: sent back unread (RFC 2865, 5.25).
    public var classes: [[UInt8]] = []
    /// Chargeable-User-Identity (RFC 4372, 2.1); nil where none was given.
    public var chargeableUserIdentity: [UInt8]?

    /// Nothing.
    public init() {}

    /// What a packet has of it.
    init(_ packet: borrowing RADIUSPacket) {
        var attributes = packet.attributes
        while let attribute = attributes.next() {
            if attribute.type == .class { classes.append(attribute.value.array) }
        }
        chargeableUserIdentity = packet.attributes.first(.chargeableUserIdentity)?.value.array
    }
}

/// What a station has used so far.
public struct AccountedUsage: Equatable, Sendable {
    /// What was counted of its frames.
    public struct Traffic: Equatable, Sendable {
        /// Packets from the station.
        public var inputPackets: UInt64
        /// Packets to it.
        public var outputPackets: UInt64
        /// Octets from the station.
        public var inputOctets: UInt64
        /// Octets to it.
        public var outputOctets: UInt64

        /// So much.
        public init(inputPackets: UInt64, outputPackets: UInt64, inputOctets: UInt64, outputOctets: UInt64) {
            self.inputPackets = inputPackets
            self.outputPackets = outputPackets
            self.inputOctets = inputOctets
            self.outputOctets = outputOctets
        }
    }

    /// Whole seconds since the session began.
    public var seconds: UInt32
    /// Its traffic; nil where the counters went before the session did.
    public var traffic: Traffic?

    /// So much.
    public init(seconds: UInt32, traffic: Traffic?) {
        self.seconds = seconds
        self.traffic = traffic
    }

    fileprivate func append(to packet: inout RADIUSPacketBuilder) {
        packet.append(.acctSessionTime, integer: seconds)
        guard let traffic else { return }
        packet.append(.acctInputPackets, integer: UInt32(truncatingIfNeeded: traffic.inputPackets))
        packet.append(.acctOutputPackets, integer: UInt32(truncatingIfNeeded: traffic.outputPackets))
        packet.append(.acctInputOctets, integer: UInt32(truncatingIfNeeded: traffic.inputOctets))
        packet.append(.acctInputGigawords, integer: UInt32(truncatingIfNeeded: traffic.inputOctets >> 32))
        packet.append(.acctOutputOctets, integer: UInt32(truncatingIfNeeded: traffic.outputOctets))
        packet.append(.acctOutputGigawords, integer: UInt32(truncatingIfNeeded: traffic.outputOctets >> 32))
    }
}
