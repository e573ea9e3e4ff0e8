/// Why a station was disassociated or deauthenticated (802.11-2020, Table 9-49).
public struct ReasonCode: RawRepresentable, Hashable, Sendable {
    /// The number on the air.
    public var rawValue: UInt16

    /// The reason with this number.
    @inlinable @inline(__always)
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Unspecified reason.
    public static let unspecified = ReasonCode(rawValue: 1)
    /// Previous authentication no longer valid: hostapd's reason when the station authenticates at another of its BSSs.
    public static let invalidAuthentication = ReasonCode(rawValue: 2)
    /// The sender leaves, or has left, the BSS.
    public static let leaving = ReasonCode(rawValue: 3)
    /// Class 2 frame from a station that isn't authenticated.
    public static let class2FrameFromNonauthenticated = ReasonCode(rawValue: 6)
    /// Class 3 frame from a station that isn't associated.
    public static let class3FrameFromNonassociated = ReasonCode(rawValue: 7)
    /// 4-way handshake timeout.
    public static let fourWayHandshakeTimeout = ReasonCode(rawValue: 15)
    /// Group key handshake timeout.
    public static let groupKeyHandshakeTimeout = ReasonCode(rawValue: 16)
    /// An element of the handshake differs from the (Re)Association Request, Probe Response or Beacon.
    public static let handshakeElementMismatch = ReasonCode(rawValue: 17)
    /// IEEE 802.1X authentication failed.
    public static let authenticationFailed8021X = ReasonCode(rawValue: 23)
}

/// How a request was answered (802.11-2020, Table 9-50).
public struct StatusCode: RawRepresentable, Hashable, Sendable {
    /// The number on the air.
    public var rawValue: UInt16

    /// The status with this number.
    @inlinable @inline(__always)
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Success.
    public static let success = StatusCode(rawValue: 0)
    /// Unspecified failure.
    public static let refused = StatusCode(rawValue: 1)
    /// The authentication algorithm is not supported.
    public static let unsupportedAuthenticationAlgorithm = StatusCode(rawValue: 13)
    /// The AP can't take another station.
    public static let tooManyStations = StatusCode(rawValue: 17)
    /// The RSN element, or another, is not valid.
    public static let invalidElement = StatusCode(rawValue: 40)
    /// The group cipher is not valid.
    public static let invalidGroupCipher = StatusCode(rawValue: 41)
    /// The pairwise cipher is not valid.
    public static let invalidPairwiseCipher = StatusCode(rawValue: 42)
    /// The AKM is not valid.
    public static let invalidAKMP = StatusCode(rawValue: 43)
}

/// The Capability Information field's bits that this project sets or reads (802.11-2020, 9.4.1.4).
public struct CapabilityInformation: OptionSet, Hashable, Sendable {
    /// The field.
    public var rawValue: UInt16

    /// The field with these bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// An AP sent it.
    public static let ess = CapabilityInformation(rawValue: 0x0001)
    /// Data are encrypted.
    public static let privacy = CapabilityInformation(rawValue: 0x0010)
    /// Short preambles are allowed.
    public static let shortPreamble = CapabilityInformation(rawValue: 0x0020)
    /// Short slots, in 2.4 GHz.
    public static let shortSlotTime = CapabilityInformation(rawValue: 0x0400)
    /// Radio measurement.
    public static let radioMeasurement = CapabilityInformation(rawValue: 0x1000)
}
