public import Octets

/// A view of the MAC header of a management, control or data frame of protocol version 0 (802.11-2020, 9.2.3).
///
/// The length was checked once; what a frame doesn't have reads as zero or nil.
public struct MACHeader: ~Escapable {
    /// The whole frame, without FCS.
    public let frame: RawSpan
    /// Frame Control.
    public let control: FrameControl
    /// Octets of the header, QoS Control and HT Control included.
    public let length: Int

    /// Reads the header of `frame`, which ends before the FCS.
    @inlinable @inline(__always)
    @_lifetime(copy frame)
    public init(parsing frame: RawSpan) throws(ParseError) {
        guard frame.byteCount >= 10 else {
            throw ParseError(at: frame.byteCount, expected: "an 802.11 header of 10 octets or more")
        }
        let control = FrameControl(rawValue: frame.littleEndian(UInt16.self, at: 0))
        guard control.version == 0 else { throw ParseError(at: 0, expected: "802.11 protocol version 0") }
        var length = 24
        if control.type.isControl {
            length = Self.hasOneAddress(control.type) ? 10 : 16
        } else if control.type.isData {
            if control.isToDS && control.isFromDS { length += 6 }
            if control.type.hasQoSControl { length += control.hasHTControl ? 6 : 2 }
        } else if control.type.isManagement {
            if control.hasHTControl { length += 4 }
        } else {
            throw ParseError(at: 0, expected: "a management, control or data frame")
        }
        guard frame.byteCount >= length else {
            throw ParseError(at: frame.byteCount, expected: "an 802.11 header of \(length) octets")
        }
        self.frame = frame
        self.control = control
        self.length = length
    }

    /// CTS and Acknowledgement hold a receiver address alone; of the other control frames two addresses are read.
    @inlinable @inline(__always)
    static func hasOneAddress(_ type: FrameType) -> Bool {
        type == .acknowledgement || type.rawValue == 0x1C
    }

    /// Type and subtype.
    @inlinable @inline(__always)
    public var type: FrameType { control.type }
    /// Duration/ID.
    @inlinable @inline(__always)
    public var duration: UInt16 { frame.littleEndian(UInt16.self, at: 2) }
    /// Address 1: who shall receive the frame.
    @inlinable @inline(__always)
    public var receiver: MACAddress { MACAddress(frame, at: 4) }
    /// Address 2: who sent it; nil in CTS and Acknowledgement.
    @inlinable @inline(__always)
    public var transmitter: MACAddress? { length >= 16 ? MACAddress(frame, at: 10) : nil }
    /// Address 3; nil in control frames.
    @inlinable @inline(__always)
    public var address3: MACAddress? { length >= 24 ? MACAddress(frame, at: 16) : nil }
    /// The BSSID, from the address that holds it for these DS bits; nil where none does (802.11-2020, Table 9-30).
    @inlinable @inline(__always)
    public var bssid: MACAddress? {
        switch (control.isToDS, control.isFromDS) {
        case (false, false): address3
        case (true, false): receiver
        case (false, true): transmitter
        case (true, true): nil
        }
    }
    /// The source of the data: who sent it first.
    @inlinable @inline(__always)
    public var source: MACAddress? {
        switch (control.isToDS, control.isFromDS) {
        case (_, false): transmitter
        case (false, true): address3
        case (true, true): length >= 30 ? MACAddress(frame, at: 24) : nil
        }
    }
    /// The destination of the data: whom it shall reach at last.
    @inlinable @inline(__always)
    public var destination: MACAddress? { control.isToDS ? address3 : receiver }
    /// Sequence Control: the number in the upper 12 bits, the fragment in the lower 4; 0 in control frames.
    @inlinable @inline(__always)
    public var sequenceControl: UInt16 { length >= 24 ? frame.littleEndian(UInt16.self, at: 22) : 0 }
    /// The sequence number, 0 to 4095.
    @inlinable @inline(__always)
    public var sequenceNumber: UInt16 { sequenceControl >> 4 }
    /// The fragment number, 0 to 15.
    @inlinable @inline(__always)
    public var fragmentNumber: UInt16 { sequenceControl & 0x0F }
    /// Where QoS Control stands; nil where there is none.
    @inlinable @inline(__always)
    public var qosControlOffset: Int? {
        type.hasQoSControl ? (control.isToDS && control.isFromDS ? 30 : 24) : nil
    }
    /// The traffic identifier, 0 where there is no QoS Control.
    @inlinable @inline(__always)
    public var trafficIdentifier: UInt8 {
        if let offset = qosControlOffset { frame.octet(at: offset) & 0x0F } else { 0 }
    }
    /// Whether the body holds an A-MSDU.
    @inlinable @inline(__always)
    public var holdsAggregate: Bool {
        if let offset = qosControlOffset { frame.octet(at: offset) & 0x80 != 0 } else { false }
    }
    /// What follows the header.
    @inlinable @inline(__always)
    public var body: RawSpan {
        @_lifetime(copy self)
        get { frame.extracting(length..<frame.byteCount) }
    }
}

extension [UInt8] {
    /// Appends the 24-octet header of a management frame (802.11-2020, 9.3.3.1); the body follows it.
    @inlinable
    public mutating func appendManagementHeader(
        _ type: FrameType, to receiver: MACAddress, from transmitter: MACAddress, bssid: MACAddress,
        duration: UInt16, sequenceNumber: UInt16
    ) {
        appendHeader(
            FrameControl(type).rawValue, duration: duration, receiver, transmitter, bssid,
            sequenceNumber: sequenceNumber)
    }

    /// Appends the header of a data frame between a station and its AP: 24 octets, 26 with a `priority`.
    ///
    /// Address 3 is the far end: the destination to the DS, the source from it (802.11-2020, Table 9-30).
    @inlinable
    public mutating func appendDataHeader(
        _ type: FrameType, flags: UInt16, to receiver: MACAddress, from transmitter: MACAddress, farEnd: MACAddress,
        duration: UInt16, sequenceNumber: UInt16, priority: UInt8 = 0
    ) {
        appendHeader(
            FrameControl(type).rawValue | flags, duration: duration, receiver, transmitter, farEnd,
            sequenceNumber: sequenceNumber)
        if type.hasQoSControl { append(littleEndian: UInt16(priority)) }
    }

    /// Appends the header of three addresses, 24 octets (802.11-2020, Figure 9-2).
    @usableFromInline
    mutating func appendHeader(
        _ frameControl: UInt16, duration: UInt16, _ address1: MACAddress, _ address2: MACAddress,
        _ address3: MACAddress, sequenceNumber: UInt16
    ) {
        var header = FixedOctets<24>()
        header.replace(at: 0, littleEndian: frameControl)
        header.replace(at: 2, littleEndian: duration)
        header.replace(at: 4, address1)
        header.replace(at: 10, address2)
        header.replace(at: 16, address3)
        header.replace(at: 22, littleEndian: sequenceNumber << 4)
        append(header)
    }

    /// Appends an Acknowledgement (802.11-2020, 9.3.1.4).
    @inlinable
    public mutating func appendAcknowledgement(to receiver: MACAddress) {
        append(littleEndian: FrameControl(.acknowledgement).rawValue)
        append(littleEndian: UInt16(0))
        append(receiver)
    }
}
