public import EAPMethods

/// Why a users file was refused, and where.
public struct UsersFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file, as the operator named it.
    public var file: String
    /// The line, counted from 1.
    public var line: Int
    /// What is wrong with it.
    public var reason: String

    /// "users:3: …".
    public var description: String { "\(file):\(line): \(reason)" }
}

/// The users file: that of FreeRADIUS, as far as names and passwords go (`man 5 users`).
///
/// ```
/// # a comment
/// testuser        Cleartext-Password := "testpasswd"
/// "John Doe"      Cleartext-Password := "with \"quotes\" and \\"
/// ```
/// A name or a value stands bare, or between single or double quotes; inside double quotes `\"` and `\\` stand for
/// themselves. Anything else that FreeRADIUS allows (reply items, other checks, DEFAULT, $INCLUDE) is refused rather
/// than passed over.
public enum UsersFile {
    /// Reads the text of a users file; `file` names it in errors.
    public static func parse(_ text: [UInt8], file: String) throws(UsersFileError) -> UserPasswords {
        var users = UserPasswords()
        var number = 0
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            do throws(Refusal) {
                guard let (name, password) = try entry(in: line) else { continue }
                guard users[name] == nil else {
                    throw Refusal(reason: "the user \(String(decoding: name, as: UTF8.self)) stands above already")
                }
                users[name] = Password(password)
            } catch {
                throw UsersFileError(file: file, line: number, reason: error.reason)
            }
        }
        return users
    }

    private struct Refusal: Error { var reason: String }

    private static func entry(
        in line: ArraySlice<UInt8>
    ) throws(Refusal) -> (name: [UInt8], password: [UInt8])? {
        var rest = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        guard let first = rest.first else { return nil }
        let isIndented = isBlank(first)
        skipBlanks(&rest)
        if rest.isEmpty || rest.first == UInt8(ascii: "#") { return nil }
        if isIndented {
            throw Refusal(reason: "reply items are not served: expected a user's name at the line's start")
        }
        let name = try word(&rest, "the user's name")
        if name == [UInt8]("DEFAULT".utf8) || name.first == UInt8(ascii: "$") {
            throw Refusal(reason: "\(String(decoding: name, as: UTF8.self)) is not served here")
        }
        let attribute = String(decoding: try word(&rest, "Cleartext-Password"), as: UTF8.self)
        guard attribute == "Cleartext-Password" else {
            throw Refusal(reason: "expected Cleartext-Password, not \(attribute)")
        }
        let operation = String(decoding: try word(&rest, ":="), as: UTF8.self)
        guard operation == ":=" else { throw Refusal(reason: "expected := after Cleartext-Password, not \(operation)") }
        let password = try word(&rest, "a password")
        skipBlanks(&rest)
        guard rest.isEmpty || rest.first == UInt8(ascii: "#") else {
            throw Refusal(reason: "expected nothing after the password")
        }
        return (name, password)
    }

    private static func isBlank(_ octet: UInt8) -> Bool { octet == UInt8(ascii: " ") || octet == UInt8(ascii: "\t") }

    private static func skipBlanks(_ rest: inout ArraySlice<UInt8>) { rest = rest.drop(while: isBlank) }

    private static func word(_ rest: inout ArraySlice<UInt8>, _ expected: String) throws(Refusal) -> [UInt8] {
        skipBlanks(&rest)
        guard let first = rest.first else { throw Refusal(reason: "expected \(expected)") }
        guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else {
            let bare = rest.prefix { !isBlank($0) }
            rest = rest.dropFirst(bare.count)
            return Array(bare)
        }
        rest = rest.dropFirst()
        var value: [UInt8] = []
        while let octet = rest.popFirst() {
            if octet == first { return value }
            guard octet == UInt8(ascii: "\\"), first == UInt8(ascii: "\"") else {
                value.append(octet)
                continue
            }
            guard let escaped = rest.popFirst(), escaped == first || escaped == UInt8(ascii: "\\") else {
                throw Refusal(reason: "expected \" or \\ after a \\ in \(expected)")
            }
            value.append(escaped)
        }
        throw Refusal(reason: "expected a closing quote after \(expected)")
    }
}
