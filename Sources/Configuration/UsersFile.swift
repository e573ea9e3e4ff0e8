internal import Octets

/// Who may authenticate: the entries of a FreeRADIUS `users` file that give a name its password.
public struct UsersFile: Sendable, Equatable {
    /// One name and its password.
    public struct User: Sendable, Equatable {
        /// The identity that it proves.
        public var name: [UInt8]
        /// Its password in clear text.
        public var password: Secret
    }

    /// The users in the file's order; the first entry of a name counts.
    public var users: [User] = []
    /// What was accepted but has no effect here.
    public var notes: [Diagnostic] = []

    /// The password of a user; nil where there is none of this name.
    public func password(of name: [UInt8]) -> Secret? { users.first { $0.name == name }?.password }

    /// Reads entries of the form `name Cleartext-Password := "password"`, a line each.
    ///
    /// `#` begins a comment; a name with spaces stands in quotes; `\` takes the next character as it is. Indented lines
    /// (reply attributes) and `DEFAULT` entries are passed over with a note.
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
                if let user = Self.user(in: line, &diagnostics) { users.append(user) }
            }
        }
        try diagnostics.finish()
        notes = diagnostics.notes
    }

    /// Reads a users file from a string.
    public init(parsing text: String, file: String) throws(ConfigurationError) {
        try self.init(parsing: Array(text.utf8).octets, file: file)
    }

    private static func user(in line: ConfigurationLine, _ diagnostics: inout Diagnostics) -> User? {
        guard let first = line.octets.first, first != UInt8(ascii: "#") else { return nil }
        guard let words = words(of: line.octets) else {
            diagnostics.error("a quotation is not closed")
            return nil
        }
        guard let name = words.first else { return nil }
        if first == 0x20 || first == 0x09 {
            diagnostics.note("reply attributes have no effect here")
            return nil
        }
        if name == Array("DEFAULT".utf8) {
            diagnostics.note("DEFAULT entries have no effect here")
            return nil
        }
        guard words.count == 4, words[1] == Array("Cleartext-Password".utf8) else {
            diagnostics.error("an entry is: name Cleartext-Password := \"password\"")
            return nil
        }
        guard words[2] == Array(":=".utf8) else {
            diagnostics.error("a password is set with := (any other operator compares)")
            return nil
        }
        return User(name: name, password: Secret(words[3]))
    }

    /// The words of a line, quotes and escapes resolved, up to a comment; nil where a quotation is not closed.
    private static func words(of line: [UInt8]) -> [[UInt8]]? {
        var words: [[UInt8]] = []
        var word: [UInt8]?
        var quote: UInt8?
        var rest = line[...]
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
            default: word = (word ?? []) + [octet]
            }
        }
        if let word { words.append(word) }
        return quote == nil ? words : nil
    }
}
