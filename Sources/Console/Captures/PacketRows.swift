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

        /// Chosen packets as pcapng. Of pcapng their blocks go along as they are, without secrets unless they are asked for.
        func export(withSecrets: Bool) throws(FileError) -> Export {
            guard try PCAPNGExcerpt.canRead(file) else { return .converted(Conversion(of: index)) }
            return .excerpt(PCAPNGExcerpt(of: file, withSecrets: withSecrets))
        }

        /// A file of chosen packets that goes on as they are found.
        enum Export {
            case excerpt(PCAPNGExcerpt)
            case converted(Conversion)

            /// Octets of a file that goes on with these packets.
            mutating func octets(of numbers: [Int]) throws(FileError) -> [UInt8] {
                switch self {
                case .excerpt(var excerpt):
                    defer { self = .excerpt(excerpt) }
                    return try excerpt.octets(of: numbers)
                case .converted(var conversion):
                    defer { self = .converted(conversion) }
                    return try conversion.octets(of: numbers)
                }
            }
        }

        /// Packets of a pcap file as pcapng.
        struct Conversion {
            private let index: CaptureIndex
            private var interfaces: [Int: Int] = [:]
            private var hasBegun = false

            init(of index: CaptureIndex) { self.index = index }

            mutating func octets(of numbers: [Int]) throws(FileError) -> [UInt8] {
                var octets: [UInt8] = []
                if !hasBegun { octets.appendPCAPNGSection() }
                hasBegun = true
                var interfaces = interfaces
                try index.visit(numbers, gathersFields: false, asksHistory: false) { _, packet in
                    // An interface is described before its first packet.
                    let interface = interfaces[packet.interface] ?? interfaces.count
                    if interfaces[packet.interface] == nil {
                        interfaces[packet.interface] = interface
                        octets.appendPCAPNGInterface(
                            packet.linkType, name: "interface\(packet.interface)",
                            frameCheckSequenceLength: packet.frameCheckSequenceLength)
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
