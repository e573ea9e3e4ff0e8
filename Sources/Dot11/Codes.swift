/// Why a station was disassociated or deauthenticated (802.11-2020, Table 9-49).
public struct ReasonCode: RawRepresentable, Hashable, Sendable {
    /// The number on the air.
    public var rawValue: UInt16

    /// The reason with this number.
    @inlinable @inline(__always)
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Unspecified reason.
    @inlinable public static var unspecified: ReasonCode { ReasonCode(rawValue: 1) }
    /// Previous authentication no longer valid: hostapd's reason when the station authenticates at another of its BSSs.
    @inlinable public static var invalidAuthentication: ReasonCode { ReasonCode(rawValue: 2) }
    /// The sender leaves, or has left, the BSS.
    @inlinable public static var leaving: ReasonCode { ReasonCode(rawValue: 3) }
    /// Disassociated due to inactivity.
    @inlinable public static var inactivity: ReasonCode { ReasonCode(rawValue: 4) }
    /// Class 2 frame from a station that isn't authenticated.
    @inlinable public static var class2FrameFromNonauthenticated: ReasonCode { ReasonCode(rawValue: 6) }
    /// Class 3 frame from a station that isn't associated.
    @inlinable public static var class3FrameFromNonassociated: ReasonCode { ReasonCode(rawValue: 7) }
    /// 4-way handshake timeout.
    @inlinable public static var fourWayHandshakeTimeout: ReasonCode { ReasonCode(rawValue: 15) }
    /// Group key handshake timeout.
    @inlinable public static var groupKeyHandshakeTimeout: ReasonCode { ReasonCode(rawValue: 16) }
    /// An element of the handshake differs from the (Re)Association Request, Probe Response or Beacon.
    @inlinable public static var handshakeElementMismatch: ReasonCode { ReasonCode(rawValue: 17) }
    /// IEEE 802.1X authentication failed.
    @inlinable public static var authenticationFailed8021X: ReasonCode { ReasonCode(rawValue: 23) }
}

/// How a request was answered (802.11-2020, Table 9-50).
public struct StatusCode: RawRepresentable, Hashable, Sendable {
    /// The number on the air.
    public var rawValue: UInt16

    /// The status with this number.
    @inlinable @inline(__always)
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Success.
    @inlinable public static var success: StatusCode { StatusCode(rawValue: 0) }
    /// Unspecified failure.
    @inlinable public static var refused: StatusCode { StatusCode(rawValue: 1) }
    /// The authentication algorithm is not supported.
    @inlinable public static var unsupportedAuthenticationAlgorithm: StatusCode { StatusCode(rawValue: 13) }
    /// The AP can't take another station.
    @inlinable public static var tooManyStations: StatusCode { StatusCode(rawValue: 17) }
    /// Refused for now: the association that there is must be proved to be gone first (802.11-2020, 11.3.5.3).
    @inlinable public static var refusedTemporarily: StatusCode { StatusCode(rawValue: 30) }
    /// Robust management frame policy violation.
    @inlinable public static var robustManagementPolicyViolation: StatusCode { StatusCode(rawValue: 31) }
    /// The RSN element, or another, is not valid.
    @inlinable public static var invalidElement: StatusCode { StatusCode(rawValue: 40) }
    /// The group cipher is not valid.
    @inlinable public static var invalidGroupCipher: StatusCode { StatusCode(rawValue: 41) }
    /// The pairwise cipher is not valid.
    @inlinable public static var invalidPairwiseCipher: StatusCode { StatusCode(rawValue: 42) }
    /// The AKM is not valid.
    @inlinable public static var invalidAKMP: StatusCode { StatusCode(rawValue: 43) }
    /// The cipher is rejected by policy: hostapd's answer to a group management cipher other than its own.
    @inlinable public static var cipherRejected: StatusCode { StatusCode(rawValue: 46) }
}

/// The Capability Information field's bits that this project sets or reads (802.11-2020, 9.4.1.4).
public struct CapabilityInformation: OptionSet, Hashable, Sendable {
    /// The field.
    public var rawValue: UInt16

    /// The field with these bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// An AP sent it.
    @inlinable public static var ess: CapabilityInformation { CapabilityInformation(rawValue: 0x0001) }
    /// Data are encrypted.
    @inlinable public static var privacy: CapabilityInformation { CapabilityInformation(rawValue: 0x0010) }
    /// Short preambles are allowed.
    @inlinable public static var shortPreamble: CapabilityInformation { CapabilityInformation(rawValue: 0x0020) }
    /// Short slots, in 2.4 GHz.
    @inlinable public static var shortSlotTime: CapabilityInformation { CapabilityInformation(rawValue: 0x0400) }
    /// Radio measurement.
    @inlinable public static var radioMeasurement: CapabilityInformation { CapabilityInformation(rawValue: 0x1000) }
}
