public import Octets
public import RSN

/// What an association fixed about its keys: both ends of a handshake hold the same.
public struct AssociationSecurity: Sendable {
    /// The AKM that the station chose.
    public var akm: AKM
    /// The cipher of its own traffic.
    public var pairwiseCipher: Cipher
    /// The cipher of group traffic.
    public var groupCipher: Cipher
    /// The address of the AP's BSS (AA).
    public var authenticator: MACAddress
    /// The address of the station (SPA).
    public var supplicant: MACAddress
    /// The RSN element of the AP's Beacon and Probe Response, identifier and length included.
    public var authenticatorElement: [UInt8]
    /// The RSN element of the (Re)Association Request, identifier and length included.
    public var supplicantElement: [UInt8]

    /// Both ends' choices and elements.
    public init(
        akm: AKM, pairwiseCipher: Cipher = .ccmp, groupCipher: Cipher = .ccmp, authenticator: MACAddress,
        supplicant: MACAddress, authenticatorElement: [UInt8], supplicantElement: [UInt8]
    ) {
        self.akm = akm
        self.pairwiseCipher = pairwiseCipher
        self.groupCipher = groupCipher
        self.authenticator = authenticator
        self.supplicant = supplicant
        self.authenticatorElement = authenticatorElement
        self.supplicantElement = supplicantElement
    }
}
