internal import Octets

/// The fields of one packet as Wireshark nests them: layers, and in them fields, each with the octets that say it.
///
/// ```swift
/// for layer in FieldTree(dissection, packet: packet.octets).layers { print(layer.label, layer.offset ?? 0) }
/// ```
public struct FieldTree: Sendable {
    /// A layer or a field.
    public struct Node: Sendable {
        /// As display filters spell it: "wlan.rsn.akms.type".
        public var name: String
        /// In words: "Auth Key Management (AKM) type".
        public var title: String
        /// Its line in the tree, as Wireshark writes it: "Auth Key Management (AKM) type: WPA (1)".
        public var label: String
        /// The value as the packet list writes it; nil where the field has none.
        public var value: String?
        /// Where its octets begin; nil where no octet says it. Counted in the packet, or in what was reassembled.
        public var offset: Int?
        /// How many octets say it.
        public var length: Int
        /// Whether ``offset`` counts in octets that were put together from several: a fragmented EAP message.
        public var isReassembled: Bool
        /// What is nested in it.
        public var children: [Node] = []
    }

    /// The layers, the outermost first.
    public private(set) var layers: [Node] = []

    /// The tree of a dissected packet.
    ///
    /// - Parameter names: what stands beside addresses.
    public init(_ row: PacketDissection, packet: RawSpan, names: VendorNames = VendorNames()) {
        let text = FieldText(row: row, names: names)
        // The nodes that are open, the innermost last, each with the index of its field.
        var open: [(field: Field, node: Node)] = []
        for (index, occurrence) in row.occurrences.enumerated() where !occurrence.field.isHidden {
            let parents = occurrence.field.parents
            let depth = open.lastIndex { parents.contains($0.field) }.map { $0 + 1 } ?? 0
            while open.count > depth { Self.closeLast(&open, &layers) }
            open.append((occurrence.field, Self.node(occurrence, text.line(index, packet), row, packet)))
        }
        while !open.isEmpty { Self.closeLast(&open, &layers) }
    }

    private static func closeLast(_ open: inout [(field: Field, node: Node)], _ layers: inout [Node]) {
        let node = open.removeLast().node
        if open.isEmpty { layers.append(node) } else { open[open.count - 1].node.children.append(node) }
    }

    private static func node(
        _ occurrence: FieldOccurrence, _ label: String, _ row: PacketDissection, _ packet: RawSpan
    ) -> Node {
        let field = occurrence.field
        let range = occurrence.range
        let hasValue = field.type != .protocol && field.type != .none
        var node = Node(
            name: field.rawValue, title: field.title, label: label, offset: range.start < 0 ? nil : Int(range.start),
            length: Int(range.count), isReassembled: range.isGathered)
        if hasValue { node.value = occurrence.text(row, packet) }
        return node
    }
}
