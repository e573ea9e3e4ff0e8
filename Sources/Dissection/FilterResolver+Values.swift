internal import Internet
internal import Octets

extension FilterResolver {
    /// Reads a value as what it is compared with.
    static func read(_ token: FilterToken, as kind: FilterKind, of field: Field?) throws(FilterError) -> FilterLiteral {
        let (literal, expected): (FilterLiteral?, String) =
            switch kind {
            case .number: (try number(token, of: field), "a whole number")
            case .time: (word(token).flatMap(nanoseconds).map { .number($0) }, "a time in seconds, like 1.25")
            case .double: (word(token).flatMap { Double($0) }.map { .double($0) }, "a number")
            case .address:
                (
                    word(token).flatMap { octets($0) }.flatMap { $0.count == 6 ? $0 : nil }.map {
                        .address(MACAddress($0.octets, at: 0).rawValue)
                    }, "an address of six octets, like 00:0e:8e:fd:93:71"
                )
            case .ipv4: (word(token).flatMap(network), "an IPv4 address or network, like 10.0.0.0/8")
            case .octets:
                switch token.kind {
                case .string(let octets): (.octets(octets), "")
                case .character(let octet): (.octets([octet]), "")
                case .word(let word) where field?.type == .text: (.octets(Array(word.utf8)), "")
                case .word(let word):
                    (octets(word).map { .octets($0) }, "octets like 6f:6b, or text in quotes")
                default: (nil, "octets")
                }
            case .none: (nil, "nothing")
            }
        guard let literal else { throw FilterError(token.range, "\(expected) was expected") }
        return literal
    }

    private static func word(_ token: FilterToken) -> String? {
        if case .word(let word) = token.kind { word } else { nil }
    }

    private static func number(_ token: FilterToken, of field: Field?) throws(FilterError) -> FilterLiteral? {
        switch token.kind {
        case .character(let octet): return .number(Int128(octet))
        case .string(let octets):
            return field?.value(labelled: String(decoding: octets, as: UTF8.self)).map { .number($0) }
        case .word(let word):
            if field?.type == .boolean {
                switch word {
                case "True", "TRUE": return .number(1)
                case "False", "FALSE": return .number(0)
                default: return integer(word).map { .number($0 == 0 ? 0 : 1) }
                }
            }
            guard let value = integer(word) else { return field?.value(labelled: word).map { .number($0) } }
            let greatest: Int128? =
                switch field?.type {
                case .unsigned(let bits): (1 << Int128(bits)) - 1
                case .signed(let bits): (1 << Int128(bits - 1)) - 1
                default: nil
                }
            if let greatest, value > greatest {
                throw FilterError(
                    token.range, "\(quoted(word)) is too big for this field, whose values end at \(greatest)")
            }
            return .number(value)
        default: return nil
        }
    }

    /// A whole number as C writes it, and 0b for binary.
    private static func integer(_ word: String) -> Int128? {
        let isNegative = word.hasPrefix("-")
        let digits = isNegative ? word.dropFirst() : word[...]
        let lower = digits.lowercased()
        let (text, radix): (Substring, Int) =
            lower.hasPrefix("0x")
            ? (lower.dropFirst(2), 16)
            : lower.hasPrefix("0b")
                ? (lower.dropFirst(2), 2) : lower.hasPrefix("0") ? (lower[...], 8) : (lower[...], 10)
        guard text.utf8.count <= 64, let value = UInt64(text, radix: radix), text.first != "+" else { return nil }
        return isNegative ? -Int128(value) : Int128(value)
    }

    /// Nanoseconds of seconds in decimal.
    private static func nanoseconds(_ word: String) -> Int128? {
        let isNegative = word.hasPrefix("-")
        let parts = (isNegative ? word.dropFirst() : word[...]).split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].utf8.count <= 18, parts[0].utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let seconds = Int128(parts[0])
        else { return nil }
        var fraction: Int128 = 0
        if parts.count == 2 {
            guard parts[1].utf8.count <= 9, parts[1].utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
            let padded = parts[1] + String(repeating: "0", count: 9 - parts[1].utf8.count)
            guard let value = Int128(padded) else { return nil }
            fraction = value
        }
        let total = seconds * 1_000_000_000 + fraction
        return isNegative ? -total : total
    }

    /// Octets in hexadecimal: parted by colons, hyphens or dots, or not at all.
    private static func octets(_ word: String) -> [UInt8]? {
        let text = word.hasPrefix("0x") || word.hasPrefix("0X") ? word.dropFirst(2) : word[...]
        guard let separator = text.first(where: { ":-.".contains($0) }) else {
            return [UInt8](hexadecimal: text.count == 1 ? "0" + text : String(text)).flatMap { $0.isEmpty ? nil : $0 }
        }
        var octets: [UInt8] = []
        for part in text.split(separator: separator, omittingEmptySubsequences: false) {
            let padded = part.count == 1 ? "0" + part : String(part)
            guard padded.count == 2 || separator == "." && padded.count == 4, let more = [UInt8](hexadecimal: padded)
            else { return nil }
            octets += more
        }
        return octets
    }

    private static func network(_ word: String) -> FilterLiteral? {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPv4Address(parts[0]) else { return nil }
        guard parts.count == 2 else { return .ipv4(address.rawValue, mask: .max) }
        guard let length = Int(parts[1]), 0...32 ~= length else { return nil }
        let mask = IPv4Address.mask(prefixLength: length).rawValue
        return .ipv4(address.rawValue & mask, mask: mask)
    }
}
