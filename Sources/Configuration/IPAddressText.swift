/// Whether a text is an IPv4 address in four decimal parts, or an IPv6 address (RFC 4291 §2.2).
func isIPAddress(_ text: String) -> Bool { isIPv4Address(text) || isIPv6Address(text) }

private func isIPv4Address(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { (1...3).contains($0.utf8.count) && $0.allDigits && UInt8($0) != nil }
}

private func isIPv6Address(_ text: String) -> Bool {
    guard text.utf8.count <= 45, !text.contains(":::") else { return false }
    guard text.hasPrefix(":") == text.hasPrefix("::"), text.hasSuffix(":") == text.hasSuffix("::") else { return false }
    var groups = text.split(separator: ":", omittingEmptySubsequences: false)
    // A leading or trailing "::" leaves two empty parts; one of them stands for the zeros left out.
    if groups.count > 2, groups[0].isEmpty, groups[1].isEmpty { groups.removeFirst() }
    if groups.count > 2, groups[groups.count - 1].isEmpty, groups[groups.count - 2].isEmpty { groups.removeLast() }
    var count = 0
    var hasGap = false
    for (index, group) in groups.enumerated() {
        if group.isEmpty {
            guard !hasGap else { return false }
            hasGap = true
        } else if index == groups.count - 1, isIPv4Address(group) {
            count += 2
        } else {
            guard group.utf8.count <= 4, group.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
                return false
            }
            count += 1
        }
    }
    return hasGap ? count < 8 && groups.count > 1 : count == 8
}

extension StringProtocol {
    fileprivate var allDigits: Bool { utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
}
