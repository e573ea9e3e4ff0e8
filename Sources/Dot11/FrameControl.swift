/// Type and subtype of a frame as one number, type in the high half, as Wireshark's `wlan.fc.type_subtype` counts
/// (802.11-2020, Table 9-1).
public struct FrameType: RawRepresentable, Hashable, Sendable {
    /// Type times 16 plus subtype.
    public var rawValue: UInt8

    /// The frame type with this number.
    @inlinable @inline(__always)
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Association Request.
    @inlinable public static var associationRequest: FrameType { FrameType(rawValue: 0x00) }
    /// Association Response.
    @inlinable public static var associationResponse: FrameType { FrameType(rawValue: 0x01) }
    /// Reassociation Request.
    @inlinable public static var reassociationRequest: FrameType { FrameType(rawValue: 0x02) }
    /// Reassociation Response.
    @inlinable public static var reassociationResponse: FrameType { FrameType(rawValue: 0x03) }
    /// Probe Request.
    @inlinable public static var probeRequest: FrameType { FrameType(rawValue: 0x04) }
    /// Probe Response.
    @inlinable public static var probeResponse: FrameType { FrameType(rawValue: 0x05) }
    /// Beacon.
    @inlinable public static var beacon: FrameType { FrameType(rawValue: 0x08) }
    /// Disassociation.
    @inlinable public static var disassociation: FrameType { FrameType(rawValue: 0x0A) }
    /// Authentication.
    @inlinable public static var authentication: FrameType { FrameType(rawValue: 0x0B) }
    /// Deauthentication.
    @inlinable public static var deauthentication: FrameType { FrameType(rawValue: 0x0C) }
    /// Action.
    @inlinable public static var action: FrameType { FrameType(rawValue: 0x0D) }
    /// Acknowledgement.
    @inlinable public static var acknowledgement: FrameType { FrameType(rawValue: 0x1D) }
    /// Data without QoS Control.
    @inlinable public static var data: FrameType { FrameType(rawValue: 0x20) }
    /// Null: no data, for its power management bit.
    @inlinable public static var null: FrameType { FrameType(rawValue: 0x24) }
    /// Data with QoS Control.
    @inlinable public static var qosData: FrameType { FrameType(rawValue: 0x28) }
    /// QoS Null.
    @inlinable public static var qosNull: FrameType { FrameType(rawValue: 0x2C) }

    /// Whether this is a management frame.
    @inlinable @inline(__always)
    public var isManagement: Bool { rawValue < 0x10 }
    /// Whether this is a control frame.
    @inlinable @inline(__always)
    public var isControl: Bool { rawValue & 0xF0 == 0x10 }
    /// Whether this is a data frame, with or without a body.
    @inlinable @inline(__always)
    public var isData: Bool { rawValue & 0xF0 == 0x20 }
    /// Whether a data frame has a QoS Control field.
    @inlinable @inline(__always)
    public var hasQoSControl: Bool { rawValue & 0xF8 == 0x28 }
    /// Whether a data frame carries a body: Null and QoS Null don't.
    @inlinable @inline(__always)
    public var carriesData: Bool { rawValue & 0xF4 == 0x20 }
}

/// The Frame Control field (802.11-2020, 9.2.4.1).
public struct FrameControl: RawRepresentable, Hashable, Sendable {
    /// The field as an integer; the first octet on the air is the low one.
    public var rawValue: UInt16

    /// The field with this value.
    @inlinable @inline(__always)
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A field for a frame of `type`, all flags 0.
    @inlinable @inline(__always)
    public init(_ type: FrameType) {
        rawValue = UInt16(type.rawValue & 0x0F) << 4 | UInt16(type.rawValue >> 4) << 2
    }

    /// Type and subtype.
    @inlinable @inline(__always)
    public var type: FrameType {
        FrameType(rawValue: UInt8(truncatingIfNeeded: (rawValue >> 4 & 0x0F) | (rawValue << 2 & 0x30)))
    }
    /// The protocol version; 0 in every frame that this project reads.
    @inlinable @inline(__always)
    public var version: UInt8 { UInt8(truncatingIfNeeded: rawValue & 0x03) }
    /// Whether the frame goes to the distribution system.
    @inlinable @inline(__always)
    public var isToDS: Bool { rawValue & 0x0100 != 0 }
    /// Whether the frame comes from the distribution system.
    @inlinable @inline(__always)
    public var isFromDS: Bool { rawValue & 0x0200 != 0 }
    /// Whether more fragments follow.
    @inlinable @inline(__always)
    public var hasMoreFragments: Bool { rawValue & 0x0400 != 0 }
    /// Whether the frame was sent before.
    @inlinable @inline(__always)
    public var isRetry: Bool { rawValue & 0x0800 != 0 }
    /// Whether the sender will doze after this frame.
    @inlinable @inline(__always)
    public var isPowerManagement: Bool { rawValue & 0x1000 != 0 }
    /// Whether the body is encrypted.
    @inlinable @inline(__always)
    public var isProtected: Bool { rawValue & 0x4000 != 0 }
    /// +HTC: whether an HT Control field follows the header of a QoS data or management frame.
    @inlinable @inline(__always)
    public var hasHTControl: Bool { rawValue & 0x8000 != 0 }

    /// To DS.
    @inlinable public static var toDS: UInt16 { 0x0100 }
    /// From DS.
    @inlinable public static var fromDS: UInt16 { 0x0200 }
    /// Retry.
    @inlinable public static var retry: UInt16 { 0x0800 }
    /// Power Management.
    @inlinable public static var powerManagement: UInt16 { 0x1000 }
    /// Protected Frame.
    @inlinable public static var protected: UInt16 { 0x4000 }
    /// More Data: the sender holds more for the receiver.
    @inlinable public static var moreData: UInt16 { 0x2000 }
}
