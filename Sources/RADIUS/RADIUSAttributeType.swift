/// The meaning of an attribute (IANA, "RADIUS Attribute Types").
public struct RADIUSAttributeType: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public var rawValue: UInt8

    /// The type with this number.
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// RFC 2865, 5.1.
    @inlinable public static var userName: RADIUSAttributeType { RADIUSAttributeType(rawValue: 1) }
    /// RFC 2865, 5.4.
    @inlinable public static var nasIPAddress: RADIUSAttributeType { RADIUSAttributeType(rawValue: 4) }
    /// RFC 2865, 5.5.
    @inlinable public static var nasPort: RADIUSAttributeType { RADIUSAttributeType(rawValue: 5) }
    /// RFC 2865, 5.6.
    @inlinable public static var serviceType: RADIUSAttributeType { RADIUSAttributeType(rawValue: 6) }
    /// RFC 2865, 5.12.
    @inlinable public static var framedMTU: RADIUSAttributeType { RADIUSAttributeType(rawValue: 12) }
    /// RFC 2865, 5.18.
    @inlinable public static var replyMessage: RADIUSAttributeType { RADIUSAttributeType(rawValue: 18) }
    /// RFC 2865, 5.24.
    @inlinable public static var state: RADIUSAttributeType { RADIUSAttributeType(rawValue: 24) }
    /// RFC 2865, 5.25.
    @inlinable public static var `class`: RADIUSAttributeType { RADIUSAttributeType(rawValue: 25) }
    /// RFC 2865, 5.26.
    @inlinable public static var vendorSpecific: RADIUSAttributeType { RADIUSAttributeType(rawValue: 26) }
    /// RFC 2865, 5.27: seconds.
    @inlinable public static var sessionTimeout: RADIUSAttributeType { RADIUSAttributeType(rawValue: 27) }
    /// RFC 2865, 5.29: 0 (Default) or 1 (RADIUS-Request).
    @inlinable public static var terminationAction: RADIUSAttributeType { RADIUSAttributeType(rawValue: 29) }
    /// RFC 2865, 5.30.
    @inlinable public static var calledStationID: RADIUSAttributeType { RADIUSAttributeType(rawValue: 30) }
    /// RFC 2865, 5.31.
    @inlinable public static var callingStationID: RADIUSAttributeType { RADIUSAttributeType(rawValue: 31) }
    /// RFC 2865, 5.32.
    @inlinable public static var nasIdentifier: RADIUSAttributeType { RADIUSAttributeType(rawValue: 32) }
    /// RFC 2865, 5.33.
    @inlinable public static var proxyState: RADIUSAttributeType { RADIUSAttributeType(rawValue: 33) }
    /// RFC 2866, 5.1: whether a session starts, goes on or stops.
    @inlinable public static var acctStatusType: RADIUSAttributeType { RADIUSAttributeType(rawValue: 40) }
    /// RFC 2866, 5.2: how many seconds the NAS has been trying to send this.
    @inlinable public static var acctDelayTime: RADIUSAttributeType { RADIUSAttributeType(rawValue: 41) }
    /// RFC 2866, 5.3: from the user.
    @inlinable public static var acctInputOctets: RADIUSAttributeType { RADIUSAttributeType(rawValue: 42) }
    /// RFC 2866, 5.4: to the user.
    @inlinable public static var acctOutputOctets: RADIUSAttributeType { RADIUSAttributeType(rawValue: 43) }
    /// RFC 2866, 5.5.
    @inlinable public static var acctSessionID: RADIUSAttributeType { RADIUSAttributeType(rawValue: 44) }
    /// RFC 2866, 5.6: who said that the user may come in.
    @inlinable public static var acctAuthentic: RADIUSAttributeType { RADIUSAttributeType(rawValue: 45) }
    /// RFC 2866, 5.7: seconds.
    @inlinable public static var acctSessionTime: RADIUSAttributeType { RADIUSAttributeType(rawValue: 46) }
    /// RFC 2866, 5.8: from the user.
    @inlinable public static var acctInputPackets: RADIUSAttributeType { RADIUSAttributeType(rawValue: 47) }
    /// RFC 2866, 5.9: to the user.
    @inlinable public static var acctOutputPackets: RADIUSAttributeType { RADIUSAttributeType(rawValue: 48) }
    /// RFC 2866, 5.10.
    @inlinable public static var acctTerminateCause: RADIUSAttributeType { RADIUSAttributeType(rawValue: 49) }
    /// RFC 2866, 5.11.
    @inlinable public static var acctMultiSessionID: RADIUSAttributeType { RADIUSAttributeType(rawValue: 50) }
    /// RFC 2869, 5.1: how often Acct-Input-Octets has passed 2^32.
    @inlinable public static var acctInputGigawords: RADIUSAttributeType { RADIUSAttributeType(rawValue: 52) }
    /// RFC 2869, 5.2: how often Acct-Output-Octets has passed 2^32.
    @inlinable public static var acctOutputGigawords: RADIUSAttributeType { RADIUSAttributeType(rawValue: 53) }
    /// RFC 2869, 5.3: seconds since 1970.
    @inlinable public static var eventTimestamp: RADIUSAttributeType { RADIUSAttributeType(rawValue: 55) }
    /// RFC 2865, 5.41.
    @inlinable public static var nasPortType: RADIUSAttributeType { RADIUSAttributeType(rawValue: 61) }
    /// RFC 2869, 5.11.
    @inlinable public static var connectInfo: RADIUSAttributeType { RADIUSAttributeType(rawValue: 77) }
    /// RFC 3579, 3.1.
    @inlinable public static var eapMessage: RADIUSAttributeType { RADIUSAttributeType(rawValue: 79) }
    /// RFC 3579, 3.2.
    @inlinable public static var messageAuthenticator: RADIUSAttributeType { RADIUSAttributeType(rawValue: 80) }
    /// RFC 2869, 5.16: seconds from one interim update to the next.
    @inlinable public static var acctInterimInterval: RADIUSAttributeType { RADIUSAttributeType(rawValue: 85) }
    /// RFC 4372, 2.1.
    @inlinable public static var chargeableUserIdentity: RADIUSAttributeType { RADIUSAttributeType(rawValue: 89) }
    /// RFC 7268, 2.11: the selector of the cipher in use.
    @inlinable public static var wlanPairwiseCipher: RADIUSAttributeType { RADIUSAttributeType(rawValue: 186) }
    /// RFC 7268, 2.12: the selector of the group cipher.
    @inlinable public static var wlanGroupCipher: RADIUSAttributeType { RADIUSAttributeType(rawValue: 187) }
    /// RFC 7268, 2.13: the selector of the AKM.
    @inlinable public static var wlanAKMSuite: RADIUSAttributeType { RADIUSAttributeType(rawValue: 188) }
    /// RFC 7268, 2.14: the selector of the cipher that protects group-addressed management frames.
    @inlinable public static var wlanGroupManagementCipher: RADIUSAttributeType { RADIUSAttributeType(rawValue: 189) }
}
