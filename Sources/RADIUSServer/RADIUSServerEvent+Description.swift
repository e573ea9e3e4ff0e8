internal import EAPMethods
internal import RADIUS

extension RADIUSServerEvent: CustomStringConvertible {
    /// A line for a log. What came from the network is shown with its control characters escaped.
    public var description: String {
        switch self {
        case .malformed(let endpoint, let error):
            "ignored a datagram of \(endpoint): no RADIUS packet, \(error)"
        case .notAuthentic(let endpoint, let authenticity):
            "ignored a request of \(endpoint): \(authenticity)"
        case .notServed(let endpoint, .accessRequest):
            "rejected a request of \(endpoint): it carries no EAP"
        case .notServed(let endpoint, let code):
            "ignored a packet of \(endpoint): code \(code.rawValue) is not served"
        case .statusAnswered(let endpoint):
            "told \(endpoint) that the server is alive"
        case .duplicate(let endpoint, let identifier):
            "request \(identifier) of \(endpoint) came again"
        case .unknownSession(let endpoint, let station):
            "rejected \(Self.shown(station)) at \(endpoint): its State is unknown or too old"
        case .tooManySessions(let endpoint, let station):
            "ignored \(Self.shown(station)) at \(endpoint): too many conversations"
        case .discarded(let endpoint, let station):
            "ignored an EAP packet of \(Self.shown(station)) at \(endpoint): it answers nothing that was asked"
        case .resumed(let endpoint, let station):
            "\(Self.shown(station)) at \(endpoint) resumed a TLS session"
        case .accepted(let endpoint, let station, let user, let method):
            "accepted \(Self.shown(user)) (\(method)) on \(Self.shown(station)) at \(endpoint)"
        case .rejected(let endpoint, let station, let failure):
            "rejected \(Self.shown(station)) at \(endpoint): \(failure)"
        }
    }

    private static func shown(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
                result += scalar.escaped(asASCII: true)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }
}
