internal import EAP
internal import Octets

extension EAPServerFailure: CustomStringConvertible {
    /// The reason in words, for a log. Names are shown with their control characters escaped.
    public var description: String {
        switch self {
        case .unknownUser(let name): "unknown user \(Self.shown(name))"
        case .wrongPassword(let name): "wrong password for user \(Self.shown(name))"
        case .noCommonMethod(let types): "no common EAP method, the peer wants \(types.map(\.rawValue))"
        case .tls(let error): "\(error)"
        case .malformedResponse(let error): "malformed EAP response, \(error)"
        case .unexpectedResponse: "unexpected EAP response"
        case .tooManyRounds: "too many EAP rounds"
        }
    }

    private static func shown(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self).debugDescription }
}
