/// A display filter in Wireshark 4.0's language, read once and asked of each packet.
///
/// ```swift
/// let filter = try DisplayFilter("wlan.addr == 00:0e:8e:fd:93:71 and (eap or eapol)")
/// filter.matches(dissection, packet: packet.octets)
/// ```
///
/// It knows the fields of roaming, which are far fewer than Wireshark's, and the meaning of Wireshark's operators: `!=`
/// holds where every value of the field differs, `!==` where any does; `all` and `any` before a comparison say it outright.
public struct DisplayFilter: Sendable {
    let test: FilterTest?

    /// Reads a filter; one of white space alone lets every packet pass.
    ///
    /// - Throws: ``FilterError`` with the place, and the nearest known field where one is misspelt.
    public init(_ text: String) throws(FilterError) { test = try FilterParser.parse(text) }

    /// The names of the fields and protocols that filters may name.
    public static var fields: [String] { Field.names }

    /// Whether the packet, dissected with its fields, is wanted.
    public func matches(_ dissection: PacketDissection, packet: RawSpan) -> Bool {
        if let test { FilterEvaluation.holds(test, dissection, packet) } else { true }
    }
}
