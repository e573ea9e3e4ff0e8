internal import Octets

/// One command of a control client, apart from who sent it.
struct ControlRequest {
    /// Octets of a command at most; the rest of a longer datagram is lost, as in the daemons' buffers.
    static let limit = 8191

    /// The command as text, whatever is not UTF-8 replaced, up to the first NUL.
    let text: String

    init(_ datagram: RawSpan) {
        var octets: [UInt8] = []
        for offset in 0..<min(datagram.byteCount, Self.limit) {
            let octet = datagram.octet(at: offset)
            if octet == 0 { break }
            octets.append(octet)
        }
        text = String(decoding: octets, as: UTF8.self)
    }

    init(_ text: String) { self.text = text }

    /// What stands before the first space.
    var name: String { String(text.prefix { $0 != " " }) }

    /// What stands after the first space; nil where there is none.
    var argument: String? {
        guard let space = text.firstIndex(of: " ") else { return nil }
        return String(text[text.index(after: space)...])
    }

    /// The command with its interface, as a global socket takes it: "IFNAME=sta00000 STATUS".
    var routed: (interface: String, request: ControlRequest)? {
        guard text.hasPrefix("IFNAME="), let space = text.firstIndex(of: " ") else { return nil }
        let name = text[text.index(text.startIndex, offsetBy: 7)..<space]
        return (String(name), ControlRequest(String(text[text.index(after: space)...])))
    }

    /// A word and what follows it; nil where nothing does.
    static func split(_ text: String) -> (first: String, rest: String)? {
        guard let space = text.firstIndex(of: " ") else { return nil }
        return (String(text[..<space]), String(text[text.index(after: space)...]))
    }

    /// The words of an argument.
    static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}

/// The answers that both daemons give.
enum Reply {
    static let ok = "OK\n"
    static let fail = "FAIL\n"
    static let busy = "FAIL-BUSY\n"
    static let unknown = "UNKNOWN COMMAND\n"
    /// Octets of a list at the most: the daemons' buffer for replies, and their clients', less the NUL.
    static let listLimit = 4095

    static func of(_ isDone: Bool) -> String { isDone ? ok : fail }
}
