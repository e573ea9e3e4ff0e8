public import Octets

/// The block types that are read or written here (draft-ietf-opsawg-pcapng).
@usableFromInline
enum BlockType {
    @usableFromInline static let sectionHeader: UInt32 = 0x0A0D_0D0A
    @usableFromInline static let interfaceDescription: UInt32 = 1
    @usableFromInline static let obsoletePacket: UInt32 = 2
    @usableFromInline static let simplePacket: UInt32 = 3
    @usableFromInline static let enhancedPacket: UInt32 = 6
    @usableFromInline static let decryptionSecrets: UInt32 = 10
}

extension CaptureDecoder {
    /// Walks the blocks.
    @inlinable
    mutating func decodeBlocks(
        _ octets: RawSpan, _ position: inout Int, into sink: inout some PacketSink & ~Copyable
    ) throws(CaptureError) {
        position += skip(octets.byteCount - position)
        while octets.byteCount - position >= 12 {
            // The type of a Section Header Block reads the same in both byte orders; its own order follows.
            if octets.bigEndian(UInt32.self, at: position) == BlockType.sectionHeader {
                try readByteOrder(octets, position)
            } else if sections == 0 {
                throw failure(at: position, "a pcapng file begins with a Section Header Block")
            }
            let type = integer(UInt32.self, octets, position)
            let claimed = integer(UInt32.self, octets, position + 4)
            guard claimed >= 12, claimed % 4 == 0 else {
                throw failure(at: position + 4, "a block length of \(claimed); a multiple of 4, 12 at least")
            }
            let length = Int(claimed)
            guard isRead(type) else {
                skipped = length
                position += skip(octets.byteCount - position)
                continue
            }
            guard length <= Self.maximumBlockLength else {
                throw failure(at: position + 4, "a block of \(length) octets; at most \(Self.maximumBlockLength)")
            }
            guard length <= octets.byteCount - position else { return }
            let end = position + length
            guard integer(UInt32.self, octets, end - 4) == claimed else {
                throw failure(at: end - 4, "the block's length is \(length) at its start and another at its end")
            }
            let block = octets.extracting(position..<end)
            switch type {
            case BlockType.enhancedPacket: try readEnhancedPacket(block, position, into: &sink)
            case BlockType.obsoletePacket: try readObsoletePacket(block, position, into: &sink)
            case BlockType.simplePacket: try readSimplePacket(block, position, into: &sink)
            case BlockType.interfaceDescription: try readInterface(block, position)
            default: try readSection(block, position)
            }
            position = end
        }
    }

    /// Whether blocks of this type are read; others are passed over unseen.
    @inlinable @inline(__always)
    mutating func isRead(_ type: UInt32) -> Bool {
        switch type {
        case BlockType.sectionHeader, BlockType.enhancedPacket, BlockType.interfaceDescription, BlockType.simplePacket,
            BlockType.obsoletePacket:
            return true
        case BlockType.decryptionSecrets:
            secretsBlocks += 1
            return false
        default: return false
        }
    }

    /// Passes over what is left of an unread block, within the `available` octets.
    @inlinable @inline(__always)
    mutating func skip(_ available: Int) -> Int {
        let count = min(skipped, available)
        skipped -= count
        return count
    }

    @usableFromInline
    mutating func readByteOrder(_ octets: RawSpan, _ position: Int) throws(CaptureError) {
        switch octets.bigEndian(UInt32.self, at: position + 8) {
        case 0x1A2B_3C4D: format = .pcapng(isBigEndian: true)
        case 0x4D3C_2B1A: format = .pcapng(isBigEndian: false)
        default: throw failure(at: position + 8, "a section's byte-order magic is 1A2B3C4D")
        }
    }

    @usableFromInline
    mutating func readSection(_ block: RawSpan, _ position: Int) throws(CaptureError) {
        guard block.byteCount >= 28 else { throw failure(at: position + 4, "a Section Header Block has 28 octets") }
        let major = integer(UInt16.self, block, 12)
        guard major == 1 else { throw failure(at: position + 12, "pcapng version \(major); version 1 is known") }
        sections += 1
        isOwnSection = false
        // What a header says beside its version matters to nobody who reads packets: a damaged option is none.
        try? forEachOption(block, position, from: 24) { code, value throws(CaptureError) in
            if code == 4, holds(block, value, "roamlab") { isOwnSection = true }
        }
        firstInterface += interfaces.count
        interfaces.removeAll(keepingCapacity: true)
    }

    @usableFromInline
    mutating func readInterface(_ block: RawSpan, _ position: Int) throws(CaptureError) {
        guard block.byteCount >= 20 else {
            throw failure(at: position + 4, "an Interface Description Block has 20 octets at least")
        }
        guard interfaces.count < Self.maximumInterfaceCount else {
            throw failure(at: position, "more than \(Self.maximumInterfaceCount) interfaces in a section")
        }
        var interface = CaptureInterface(
            linkType: LinkType(rawValue: integer(UInt16.self, block, 8)), snapLength: integer(UInt32.self, block, 12))
        try forEachOption(block, position, from: 16) { code, value throws(CaptureError) in
            switch (code, value.count) {
            case (2, _):
                // What the laboratory's recorder calls its interfaces.
                interface.isSimulated = isOwnSection && (holds(block, value, "air") || holds(block, value, "wire"))
            case (9, 1):
                guard let resolution = TimeResolution(octet: block.octet(at: value.lowerBound)) else {
                    throw failure(
                        at: position + value.lowerBound, "a time resolution finer than a nanosecond's 10^-19")
                }
                interface.resolution = resolution
            case (13, 1): interface.frameCheckSequenceLength = Int(block.octet(at: value.lowerBound))
            case (14, 8): interface.offset = integer(Int64.self, block, value.lowerBound)
            default: break
            }
        }
        interfaces.append(interface)
    }

    /// Hands on where the value of each option of a block stands, from `start` to the block's last length.
    private func forEachOption(
        _ block: RawSpan, _ position: Int, from start: Int,
        _ body: (_ code: UInt16, _ value: Range<Int>) throws(CaptureError) -> Void
    ) throws(CaptureError) {
        var option = start
        let end = block.byteCount - 4
        while option + 4 <= end {
            let code = integer(UInt16.self, block, option)
            let length = Int(integer(UInt16.self, block, option + 2))
            let value = option + 4
            guard code != 0 else { break }
            guard value + length <= end else {
                throw failure(at: position + option, "option \(code) ends after its block")
            }
            try body(code, value..<value + length)
            option = value + (length + 3) & ~3
        }
    }

    /// Whether an option's value is this text.
    private func holds(_ block: RawSpan, _ value: Range<Int>, _ text: StaticString) -> Bool {
        guard value.count == text.utf8CodeUnitCount else { return false }
        for (index, octet) in zip(value, text.description.utf8) where block.octet(at: index) != octet { return false }
        return true
    }

    @inlinable @inline(__always)
    mutating func readEnhancedPacket(
        _ block: RawSpan, _ position: Int, into sink: inout some PacketSink & ~Copyable
    ) throws(CaptureError) {
        guard block.byteCount >= 32 else { throw tooShort(position, "an Enhanced Packet Block", 32) }
        let interface = Int(integer(UInt32.self, block, 8))
        try deliver(block, position, interface: interface, into: &sink)
    }

    @inlinable
    mutating func readObsoletePacket(
        _ block: RawSpan, _ position: Int, into sink: inout some PacketSink & ~Copyable
    ) throws(CaptureError) {
        guard block.byteCount >= 32 else { throw tooShort(position, "a Packet Block", 32) }
        // Like an Enhanced Packet Block, but the interface has 16 bits and a count of drops follows it.
        let interface = Int(integer(UInt16.self, block, 8))
        try deliver(block, position, interface: interface, into: &sink)
    }

    /// Hands out the packet of an Enhanced or an obsolete Packet Block: from octet 12 on the two are alike.
    @inlinable @inline(__always)
    mutating func deliver(
        _ block: RawSpan, _ position: Int, interface index: Int, into sink: inout some PacketSink & ~Copyable
    ) throws(CaptureError) {
        guard index < interfaces.count else { throw unknownInterface(position + 8, index) }
        let interface = interfaces[index]
        let kept = integer(UInt32.self, block, 20)
        guard kept <= UInt32(block.byteCount - 32) else {
            throw failure(at: position + 20, "a packet of \(kept) octets in a block of \(block.byteCount)")
        }
        let ticks = UInt64(integer(UInt32.self, block, 12)) << 32 | UInt64(integer(UInt32.self, block, 16))
        lastTime = interface.time(ofTicks: ticks)
        packets += 1
        let packet = CapturedPacket(
            number: packets, interface: firstInterface + index, linkType: interface.linkType, time: lastTime,
            originalLength: Int(integer(UInt32.self, block, 24)),
            frameCheckSequenceLength: interface.frameCheckSequenceLength, isSimulated: interface.isSimulated,
            octets: block.extracting(28..<28 + Int(kept)))
        sink.receive(packet)
    }

    @inlinable
    mutating func readSimplePacket(
        _ block: RawSpan, _ position: Int, into sink: inout some PacketSink & ~Copyable
    ) throws(CaptureError) {
        guard block.byteCount >= 16 else { throw tooShort(position, "a Simple Packet Block", 16) }
        guard let interface = interfaces.first else { throw unknownInterface(position, 0) }
        let original = integer(UInt32.self, block, 8)
        let kept = interface.snapLength == 0 ? original : min(original, interface.snapLength)
        guard kept <= UInt32(block.byteCount - 16) else {
            throw failure(at: position + 8, "a packet of \(kept) octets in a block of \(block.byteCount)")
        }
        packets += 1
        let packet = CapturedPacket(
            number: packets, interface: firstInterface, linkType: interface.linkType, time: lastTime,
            isTimed: false, originalLength: Int(original),
            frameCheckSequenceLength: interface.frameCheckSequenceLength, isSimulated: interface.isSimulated,
            octets: block.extracting(12..<12 + Int(kept)))
        sink.receive(packet)
    }

    @usableFromInline
    func tooShort(_ position: Int, _ what: String, _ least: Int) -> CaptureError {
        failure(at: position + 4, "\(what) has \(least) octets at least")
    }

    @usableFromInline
    func unknownInterface(_ position: Int, _ index: Int) -> CaptureError {
        failure(at: position, "interface \(index), where the section describes \(interfaces.count)")
    }
}
