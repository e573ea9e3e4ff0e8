public import Capture

/// A display filter in Wireshark's syntax (4.0), for the fields that matter to roaming.
///
/// ```swift
/// let filter = try DisplayFilter("wlan.addr == 00:0e:8e:fd:93:71 && eapol")
/// ```
public struct DisplayFilter: Sendable {
    private let expression: FilterExpression?

    /// Reads a filter; one of white space alone lets every packet pass.
    ///
    /// - Throws: ``FilterError`` with the place, and the nearest known field where one is misspelt.
    public init(_ text: String) throws(FilterError) {
        guard text.contains(where: { !$0.isWhitespace }) else {
            expression = nil
            return
        }
        var parser = try FilterParser(text)
        expression = try parser.parse()
    }

    /// The names of the fields that filters may name, in order.
    public static var fields: [String] { Field.names }

    /// Whether a packet passes.
    ///
    /// - Parameter start: the time of the capture's first packet, in nanoseconds since the epoch.
    public func selects(_ packet: borrowing CapturedPacket, start: Int64) -> Bool {
        guard let expression else { return true }
        return expression.isTrue(Layers(packet, start: start), packet.octets)
    }
}
