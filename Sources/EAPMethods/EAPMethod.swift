public import EAP

/// A method of EAP over TLS, without what it carries inside.
public enum TLSMethod: String, Sendable, CaseIterable {
    /// EAP-TLS (RFC 5216, RFC 9190): both ends show certificates.
    case tls
    /// EAP-TTLS version 0 (RFC 5281, RFC 9427).
    case ttls
    /// PEAP version 0 (draft-kamath-pppext-peapv0-00, RFC 9427).
    case peap

    /// The method of this type; nil for any other type.
    public init?(_ type: EAPType) {
        switch type {
        case .tls: self = .tls
        case .ttls: self = .ttls
        case .peap: self = .peap
        default: return nil
        }
    }

    /// The method's number on the wire.
    public var type: EAPType {
        switch self {
        case .tls: .tls
        case .ttls: .ttls
        case .peap: .peap
        }
    }
}

/// A method of EAP that runs inside of a tunnel.
public enum InnerEAPMethod: String, Sendable, CaseIterable {
    /// EAP-MSCHAPv2 (draft-kamath-pppext-eap-mschapv2).
    case msCHAPv2 = "MSCHAPV2"
    /// EAP-MD5 (RFC 3748, 5.4).
    case md5 = "MD5"
    /// EAP-GTC (RFC 3748, 5.6): the password itself, where a text asks for it.
    case genericTokenCard = "GTC"

    /// The method of this type; nil for any other type.
    init?(_ type: EAPType) {
        guard let method = Self.allCases.first(where: { $0.type == type }) else { return nil }
        self = method
    }

    /// The method's number on the wire.
    public var type: EAPType {
        switch self {
        case .msCHAPv2: .msCHAPv2
        case .md5: .md5Challenge
        case .genericTokenCard: .genericTokenCard
        }
    }
}

/// A method of EAP, with what it carries inside.
public enum EAPMethod: Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// EAP-TLS.
    case tls
    /// EAP-TTLS, and how the password is proved inside.
    case ttls(TTLSInnerMethod)
    /// PEAP, and the EAP method inside.
    case peap(InnerEAPMethod)

    /// The method that is seen outside.
    public var outer: TLSMethod {
        switch self {
        case .tls: .tls
        case .ttls: .ttls
        case .peap: .peap
        }
    }

    /// Every method with everything that it carries inside.
    public static var allCases: [EAPMethod] {
        [.tls] + TTLSInnerMethod.allCases.map { .ttls($0) } + InnerEAPMethod.allCases.map { .peap($0) }
    }

    /// What a command line calls it: "tls", "ttls-pap", "peap-mschapv2".
    public var name: String {
        switch self {
        case .tls: outer.rawValue
        case .ttls(let inner): outer.rawValue + "-" + inner.rawValue.lowercased()
        case .peap(let inner): outer.rawValue + "-" + inner.rawValue.lowercased()
        }
    }

    /// "EAP-TLS", "EAP-TTLS, PAP", "PEAP, MSCHAPV2".
    public var description: String {
        switch self {
        case .tls: "EAP-TLS"
        case .ttls(let inner): "EAP-TTLS, \(inner.rawValue)"
        case .peap(let inner): "PEAP, \(inner.rawValue)"
        }
    }
}
