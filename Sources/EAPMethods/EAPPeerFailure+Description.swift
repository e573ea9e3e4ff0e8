internal import Octets

extension EAPPeerFailure: CustomStringConvertible {
    /// The reason in words, for a report.
    public var description: String {
        switch self {
        case .refused: "the server sent EAP-Failure"
        case .tls(let error): "\(error)"
        case .serverDoesNotKnowPassword: "the server does not prove that it knows the password"
        case .passwordRefused: "the server says that the password is wrong"
        case .malformedRequest(let error): "malformed EAP request, \(error)"
        case .unexpectedRequest: "unexpected EAP request"
        }
    }
}
