internal import Octets

/// The category of an Action frame (802.11-2020, Table 9-51).
public struct ActionCategory: RawRepresentable, Hashable, Sendable {
    /// The number on the air.
    public var rawValue: UInt8

    /// The category with this number.
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// SA Query (9.6.9).
    @inlinable public static var saQuery: ActionCategory { ActionCategory(rawValue: 8) }

    /// Whether frames of the category are robust: all are but Public, HT, Unprotected WNM, Self-protected, Unprotected DMG,
    /// VHT, Unprotected S1G and Vendor-specific.
    public var isRobust: Bool {
        switch rawValue {
        case 4, 7, 11, 15, 20, 21, 22, 127: false
        default: true
        }
    }
}

extension MACHeader {
    /// Whether the frame is a robust management frame, which management frame protection covers: Deauthentication,
    /// Disassociation, and Action frames of most categories (802.11-2020, 11.12). An encrypted Action frame hides its
    /// category, and is one.
    public var isRobustManagement: Bool {
        switch type {
        case .deauthentication, .disassociation: true
        case .action:
            control.isProtected || (body.byteCount > 0 && ActionCategory(rawValue: body.octet(at: 0)).isRobust)
        default: false
        }
    }
}
