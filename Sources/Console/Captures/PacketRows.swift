#if Console
    internal import Capture
    internal import Dissection
    internal import Octets

    /// A page of the packet list.
    struct PacketPage: Encodable, Sendable {
        /// How many packets there are, or were selected; nil while they are counted.
        var total: Int?
        /// How many there are so far.
        var found: Int
        /// The place of the first row among them, from 0.
        var first: Int
        var columns: [String]
        var rows: [Row]

        struct Row: Encodable, Sendable {
            var number: Int
            /// Seconds since the capture's first packet.
            var time: Double
            var cells: [String]
            var colour: String?
        }

        private enum Key: String, CodingKey {
            case total, found, first, columns, rows
        }

        /// `total` is there where it is nil, too.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(total, forKey: .total)
            try container.encode(found, forKey: .found)
            try container.encode(first, forKey: .first)
            try container.encode(columns, forKey: .columns)
            try container.encode(rows, forKey: .rows)
        }
    }

    /// A packet's fields and octets.
    struct PacketDescription: Encodable, Sendable {
        var number: Int
        var time: Double
        var linkType: Int
        var length: Int
        var tree: [Node] = []
        /// In hexadecimal.
        var octets: String

        struct Node: Encodable, Sendable {
            var name: String
            var label: String
            var value: String?
            var offset: Int?
            var length: Int
            /// The offset counts in a reassembled message, not in the packet.
            var reassembled: Bool?
            var children: [Node]

            init(_ node: FieldTree.Node) {
                name = node.name
                label = node.label
                value = node.value
                offset = node.offset
                length = node.length
                reassembled = node.isReassembled ? true : nil
                children = node.children.map { Node($0) }
            }
        }
    }

    extension OpenCapture {
        /// Rows of these packets.
        func rows(_ numbers: [Int], columns: [PacketColumn], names: VendorNames) throws(FileError) -> [PacketPage.Row] {
            var rows: [PacketPage.Row] = []
            let needsFields = columns.contains { $0.needsFields }
            try index.visit(numbers, gathersFields: needsFields) { dissection, packet in
                rows.append(
                    PacketPage.Row(
                        number: dissection.number, time: Double(dissection.time) / 1e9,
                        cells: columns.map { $0.text(dissection, packet.octets, names) ?? "" },
                        colour: dissection.colour?.rawValue))
                return true
            }
            return rows
        }

        /// The fields and octets of a packet; nil where there is none of that number.
        func description(of number: Int, names: VendorNames) throws(FileError) -> PacketDescription? {
            var description: PacketDescription?
            try index.visit([number], gathersFields: true) { dissection, packet in
                description = PacketDescription(
                    number: number, time: Double(dissection.time) / 1e9, linkType: Int(packet.linkType.rawValue),
                    length: packet.originalLength,
                    tree: FieldTree(dissection, packet: packet.octets, names: names).layers.map {
                        PacketDescription.Node($0)
                    },
                    octets: packet.octets.hexadecimal)
                return false
            }
            return description
        }

        /// Packets as pcapng, as far as they are known, after those that were written already.
        struct Export {
            private var interfaces: [Int: Int] = [:]
            private var hasBegun = false

            /// Octets of a file that goes on with these packets.
            mutating func octets(of numbers: [Int], in capture: OpenCapture) throws(FileError) -> [UInt8] {
                var octets: [UInt8] = []
                if !hasBegun { octets.appendPCAPNGSection() }
                hasBegun = true
                var interfaces = interfaces
                try capture.index.visit(numbers, gathersFields: false) { _, packet in
                    // An interface is described before its first packet; its number may be another than in the original.
                    let interface = interfaces[packet.interface] ?? interfaces.count
                    if interfaces[packet.interface] == nil {
                        interfaces[packet.interface] = interface
                        let own = packet.linkType == .ethernet ? "wire" : "air"
                        octets.appendPCAPNGInterface(
                            packet.linkType, name: packet.isSimulated ? own : "interface\(packet.interface)")
                    }
                    octets.appendPCAPNGPacket(
                        interface: interface, time: packet.time, octets: packet.octets,
                        originalLength: packet.originalLength)
                    return true
                }
                self.interfaces = interfaces
                return octets
            }
        }
    }
#endif
