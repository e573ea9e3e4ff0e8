internal import Octets

/// Who may authenticate: the entries of a FreeRADIUS `users` file that give a name its password, and what the
/// Access-Accept says of its session.
public struct UsersFile: Sendable, Equatable {
    /// One name and its password.
    public struct User: Sendable, Equatable {
        /// The identity that it proves.
        public var name: [UInt8]
        /// Its password in clear text.
        public var password: Secret
        /// `Session-Timeout` of the reply, in seconds (RFC 2865, 5.27).
        public var sessionTimeout: UInt32?
        /// Whether `Termination-Action` of the reply is `RADIUS-Request`, or `Default` (RFC 2865, 5.29).
        public var requestsReauthentication: Bool?
    }

    /// The users in the file's order; the first entry of a name counts.
    public var users: [User] = []
    /// What was accepted but has no effect here.
    public var notes: [Diagnostic] = []

    /// The password of a user; nil where there is none of this name.
    public func password(of name: [UInt8]) -> Secret? { users.first { $0.name == name }?.password }

    /// Nobody.
    public init() {}

    /// Reads entries of the form `name Cleartext-Password := "password"`, a line each.
    ///
    /// Indented lines below it hold attributes of the reply, with commas between them: `Session-Timeout = 30` and
    /// `Termination-Action = RADIUS-Request` have their effect. `#` begins a comment; a name with spaces stands in quotes;
    /// `\` takes the next character as it is. Other reply attributes and `DEFAULT` entries are passed over with a note.
    ///
    /// - Parameters:
    ///   - text: the file's content.
    ///   - file: its name, for messages.
    /// - Throws: everything that is wrong in the file, at once.
    public init(parsing text: RawSpan, file: String) throws(ConfigurationError) {
        var diagnostics = Diagnostics(file: file)
        if diagnostics.accepts(text) {
            for line in ConfigurationLine.all(of: text) {
                diagnostics.line = line.number
                read(line, &diagnostics)
            }
        }
        try diagnostics.finish()
        notes = diagnostics.notes
    }

    /// Reads a users file from a string.
    public init(parsing text: String, file: String) throws(ConfigurationError) {
        try self.init(parsing: Array(text.utf8).octets, file: file)
    }

    private mutating func read(_ line: ConfigurationLine, _ diagnostics: inout Diagnostics) {
        guard let first = line.octets.first, first != UInt8(ascii: "#") else { return }
        guard let words = Self.words(of: line.octets) else { return diagnostics.error("a quotation is not closed") }
        guard let name = words.first else { return }
        if first == 0x20 || first == 0x09 { return readReply(words, &diagnostics) }
        if name == Array("DEFAULT".utf8) { return diagnostics.note("DEFAULT entries have no effect here") }
        guard words.count == 4, words[1] == Array("Cleartext-Password".utf8) else {
            return diagnostics.error("an entry is: name Cleartext-Password := \"password\"")
        }
        guard words[2] == Array(":=".utf8) else {
            return diagnostics.error("a password is set with := (any other operator compares)")
        }
        users.append(User(name: name, password: Secret(words[3])))
    }

    /// Attributes of the reply to the last user, `name = value` with commas between them.
    private mutating func readReply(_ words: [[UInt8]], _ diagnostics: inout Diagnostics) {
        for attribute in words.split(separator: [UInt8(ascii: ",")]) {
            let attribute = attribute.map { String(decoding: $0, as: UTF8.self) }
            guard attribute.count == 3, ["=", ":=", "+="].contains(attribute[1]) else {
                return diagnostics.error("a reply attribute is: Session-Timeout = 30")
            }
            set(attribute[0], attribute[2], &diagnostics)
        }
    }

    private mutating func set(_ name: String, _ value: String, _ diagnostics: inout Diagnostics) {
        guard !users.isEmpty else { return diagnostics.note("\(name): no user stands above it") }
        let last = users.count - 1
        switch name {
        case "Session-Timeout":
            guard let seconds = UInt32(value) else {
                return diagnostics.error("Session-Timeout is a number of seconds below 4294967296")
            }
            users[last].sessionTimeout = seconds
        case "Termination-Action":
            switch value {
            case "Default", "0": users[last].requestsReauthentication = false
            case "RADIUS-Request", "1": users[last].requestsReauthentication = true
            default: diagnostics.error("Termination-Action is Default or RADIUS-Request")
            }
        default:
            let known = ["Session-Timeout", "Termination-Action"]
            let nearest = nearestName(to: name, in: known).map { "; did you mean \($0)?" } ?? ""
            diagnostics.note("\(name) has no effect here\(nearest)")
        }
    }

    /// The words of a line, quotes and escapes resolved, up to a comment; nil where a quotation is not closed. In a line
    /// that is indented a comma is a word of its own.
    private static func words(of line: [UInt8]) -> [[UInt8]]? {
        var words: [[UInt8]] = []
        var word: [UInt8]?
        var quote: UInt8?
        var rest = line[...]
        let isReply = line.first == 0x20 || line.first == 0x09
        while let octet = rest.popFirst() {
            switch octet {
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst() else { return nil }
                word = (word ?? []) + [next]
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if quote == nil {
                    (quote, word) = (octet, word ?? [])
                } else if quote == octet {
                    quote = nil
                } else {
                    word?.append(octet)
                }
            case 0x20, 0x09, 0x0d, UInt8(ascii: "#"):
                guard quote == nil else {
                    word?.append(octet)
                    continue
                }
                if let finished = word { words.append(finished) }
                word = nil
                if octet == UInt8(ascii: "#") { return words }
            case UInt8(ascii: ",") where isReply && quote == nil:
                if let finished = word { words.append(finished) }
                words.append([octet])
                word = nil
            default: word = (word ?? []) + [octet]
            }
        }
        if let word { words.append(word) }
        return quote == nil ? words : nil
    }
}
