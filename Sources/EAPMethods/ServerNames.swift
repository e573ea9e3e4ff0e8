/// The names for which a server's certificate must be, as wpa_supplicant's `domain_match` and `domain_suffix_match`
/// have it: of each list that is there, one must fit one of the certificate's names.
public struct ServerNames: Sendable, Equatable {
    /// Whole names; nil for any.
    public var names: [[UInt8]]?
    /// Ends of names, from a label on; nil for any.
    public var suffixes: [[UInt8]]?

    /// The lists as they stand in wpa_supplicant.conf, parted by semicolons; nil where both are missing.
    public init?(domainMatch: String?, domainSuffixMatch: String?) {
        guard domainMatch != nil || domainSuffixMatch != nil else { return nil }
        names = domainMatch.map(Self.parts)
        suffixes = domainSuffixMatch.map(Self.parts)
    }

    private static func parts(_ list: String) -> [[UInt8]] {
        list.utf8.split(separator: UInt8(ascii: ";")).map(Array.init)
    }

    /// Whether a certificate with these names will do.
    func accepts(_ shown: [[UInt8]]) -> Bool {
        if let names, !shown.contains(where: { name in names.contains { Self.isEqual($0[...], name[...]) } }) {
            return false
        }
        if let suffixes, !shown.contains(where: { name in suffixes.contains { Self.hasSuffix(name, $0) } }) {
            return false
        }
        return true
    }

    /// Letters count alike, whatever their case; a name with a NUL in it, which other programs would cut, fits nothing.
    private static func isEqual(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        !right.contains(0) && left.elementsEqual(right) { lowercased($0) == lowercased($1) }
    }

    private static func hasSuffix(_ name: [UInt8], _ suffix: [UInt8]) -> Bool {
        guard name.count >= suffix.count, !name.contains(0), isEqual(suffix[...], name.suffix(suffix.count)) else {
            return false
        }
        return name.count == suffix.count || name[name.count - suffix.count - 1] == UInt8(ascii: ".")
    }

    private static func lowercased(_ octet: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet) ? octet + 32 : octet
    }
}
