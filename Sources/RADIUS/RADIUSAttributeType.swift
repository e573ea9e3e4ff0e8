/// The meaning of an attribute (IANA, "RADIUS Attribute Types").
public struct RADIUSAttributeType: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public var rawValue: UInt8

    /// The type with this number.
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// RFC 2865, 5.1.
    public static let userName = RADIUSAttributeType(rawValue: 1)
    /// RFC 2865, 5.4.
    public static let nasIPAddress = RADIUSAttributeType(rawValue: 4)
    /// RFC 2865, 5.5.
    public static let nasPort = RADIUSAttributeType(rawValue: 5)
    /// RFC 2865, 5.6.
    public static let serviceType = RADIUSAttributeType(rawValue: 6)
    /// RFC 2865, 5.12.
    public static let framedMTU = RADIUSAttributeType(rawValue: 12)
    /// RFC 2865, 5.18.
    public static let replyMessage = RADIUSAttributeType(rawValue: 18)
    /// RFC 2865, 5.24.
    public static let state = RADIUSAttributeType(rawValue: 24)
    /// RFC 2865, 5.25.
    public static let `class` = RADIUSAttributeType(rawValue: 25)
    /// RFC 2865, 5.26.
    public static let vendorSpecific = RADIUSAttributeType(rawValue: 26)
    /// RFC 2865, 5.27: seconds.
    public static let sessionTimeout = RADIUSAttributeType(rawValue: 27)
    /// RFC 2865, 5.30.
    public static let calledStationID = RADIUSAttributeType(rawValue: 30)
    /// RFC 2865, 5.31.
    public static let callingStationID = RADIUSAttributeType(rawValue: 31)
    /// RFC 2865, 5.32.
    public static let nasIdentifier = RADIUSAttributeType(rawValue: 32)
    /// RFC 2866, 5.5.
    public static let acctSessionID = RADIUSAttributeType(rawValue: 44)
    /// RFC 2866, 5.11.
    public static let acctMultiSessionID = RADIUSAttributeType(rawValue: 50)
    /// RFC 2865, 5.41.
    public static let nasPortType = RADIUSAttributeType(rawValue: 61)
    /// RFC 2869, 5.11.
    public static let connectInfo = RADIUSAttributeType(rawValue: 77)
    /// RFC 3579, 3.1.
    public static let eapMessage = RADIUSAttributeType(rawValue: 79)
    /// RFC 3579, 3.2.
    public static let messageAuthenticator = RADIUSAttributeType(rawValue: 80)
    /// RFC 7268, 2.11: the selector of the cipher in use.
    public static let wlanPairwiseCipher = RADIUSAttributeType(rawValue: 186)
    /// RFC 7268, 2.12: the selector of the group cipher.
    public static let wlanGroupCipher = RADIUSAttributeType(rawValue: 187)
    /// RFC 7268, 2.13: the selector of the AKM.
    public static let wlanAKMSuite = RADIUSAttributeType(rawValue: 188)
}
