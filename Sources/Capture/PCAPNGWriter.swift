internal import Octets

// Writing pcapng (draft-ietf-opsawg-pcapng), little endian, times in nanoseconds.
extension [UInt8] {
    /// Appends a Section Header Block that names this program. A file begins with it.
    public mutating func appendPCAPNGSection(
        hardware: String = "", operatingSystem: String = "", application: String = "roamlab"
    ) {
        appendPCAPNGBlock(BlockType.sectionHeader) { block in
            block.append(littleEndian: UInt32(0x1A2B_3C4D))
            block.append(littleEndian: UInt16(1))
            block.append(littleEndian: UInt16(0))
            block.append(littleEndian: UInt64.max)  // the section's length is not given
            block.appendPCAPNGOption(2, hardware)
            block.appendPCAPNGOption(3, operatingSystem)
            block.appendPCAPNGOption(4, application)
            block.append(littleEndian: UInt32(0))
        }
    }

    /// Appends an Interface Description Block; the first of a section is interface 0.
    ///
    /// - Parameter frameCheckSequenceLength: octets of FCS at the end of each packet; nil where that is not known.
    public mutating func appendPCAPNGInterface(
        _ linkType: LinkType, name: String, frameCheckSequenceLength: Int? = nil
    ) {
        appendPCAPNGBlock(BlockType.interfaceDescription) { block in
            block.append(littleEndian: linkType.rawValue)
            block.append(littleEndian: UInt16(0))
            block.append(littleEndian: UInt32(0))  // no limit to a packet's length
            block.appendPCAPNGOption(2, name)
            block.append(littleEndian: UInt16(9))
            block.append(littleEndian: UInt16(1))
            block.append(contentsOf: [9, 0, 0, 0])  // if_tsresol: nanoseconds
            if let frameCheckSequenceLength {
                block.append(littleEndian: UInt16(13))
                block.append(littleEndian: UInt16(1))
                block.append(contentsOf: [UInt8(truncatingIfNeeded: frameCheckSequenceLength), 0, 0, 0])
            }
            block.append(littleEndian: UInt32(0))
        }
    }

    /// Appends an Enhanced Packet Block.
    ///
    /// - Parameters:
    ///   - interface: its number in the section.
    ///   - time: nanoseconds since the epoch; one before it counts as the epoch.
    ///   - originalLength: octets on the medium, where fewer are kept.
    public mutating func appendPCAPNGPacket(
        interface: Int, time: Int64, octets: RawSpan, originalLength: Int? = nil
    ) {
        let padding = -octets.byteCount & 3
        let length = UInt32(truncatingIfNeeded: 32 + octets.byteCount + padding)
        let ticks = UInt64(Swift.max(0, time))
        var header = FixedOctets<28>()
        header.replace(at: 0, littleEndian: BlockType.enhancedPacket)
        header.replace(at: 4, littleEndian: length)
        header.replace(at: 8, littleEndian: UInt32(truncatingIfNeeded: interface))
        header.replace(at: 12, littleEndian: UInt32(truncatingIfNeeded: ticks >> 32))
        header.replace(at: 16, littleEndian: UInt32(truncatingIfNeeded: ticks))
        header.replace(at: 20, littleEndian: UInt32(truncatingIfNeeded: octets.byteCount))
        header.replace(at: 24, littleEndian: UInt32(truncatingIfNeeded: originalLength ?? octets.byteCount))
        append(header)
        append(octets: octets)
        append(zeros: padding)
        append(littleEndian: length)
    }

    /// Appends a Decryption Secrets Block with a TLS key log (NSS key log format), which opens the TLS that follows.
    public mutating func appendPCAPNGSecrets(tlsKeyLog: String) {
        appendPCAPNGBlock(BlockType.decryptionSecrets) { block in
            block.append(littleEndian: UInt32(0x544C_534B))
            block.append(littleEndian: UInt32(truncatingIfNeeded: tlsKeyLog.utf8.count))
            block.append(contentsOf: tlsKeyLog.utf8)
        }
    }

    /// Appends a block whose body `body` appends; it is padded to four octets, and its length stands at both ends.
    private mutating func appendPCAPNGBlock(_ type: UInt32, _ body: (inout [UInt8]) -> Void) {
        let start = count
        append(littleEndian: type)
        append(littleEndian: UInt32(0))
        body(&self)
        append(zeros: -(count - start) & 3)
        let length = UInt32(truncatingIfNeeded: count - start + 4)
        append(littleEndian: length)
        replace(at: start + 4, littleEndian: length)
    }

    /// Appends an option that holds text, none where the text is empty.
    private mutating func appendPCAPNGOption(_ code: UInt16, _ text: String) {
        let value = text.utf8.prefix(65_535)
        guard !value.isEmpty else { return }
        append(littleEndian: code)
        append(littleEndian: UInt16(value.count))
        append(contentsOf: value)
        append(zeros: -value.count & 3)
    }
}
