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
        case .accounted(let endpoint, let record):
            Self.text(of: record) + " at \(endpoint)"
        case .accountedNothing(let endpoint):
            "ignored an accounting request of \(endpoint): no Acct-Status-Type"
        }
    }

    /// Status, user, station, session, and what was counted.
    private static func text(of record: AccountingRecord) -> String {
        var text = "\(record.status)"
        if !record.user.isEmpty { text += " of \(shown(record.user))" }
        if !record.station.isEmpty { text += " on \(shown(record.station))" }
        if !record.session.isEmpty { text += ", session \(shown(record.session))" }
        if let seconds = record.seconds { text += ", \(seconds) s" }
        if let octets = record.inputOctets { text += ", \(octets) octets in" }
        if let octets = record.outputOctets { text += ", \(octets) octets out" }
        if let cause = record.cause { text += ", \(TerminateCauseNames.name(of: cause) ?? "cause \(cause)")" }
        if let delay = record.delay, delay > 0 { text += ", \(delay) s late" }
        return text
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
