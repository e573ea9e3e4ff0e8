internal import Octets

// The classic format (draft-ietf-opsawg-pcap).
extension CaptureDecoder {
    /// Takes the file header; 0 where it isn't whole.
    mutating func beginPCAP(_ octets: RawSpan, isBigEndian: Bool, _ resolution: TimeResolution) -> Int {
        guard octets.byteCount >= 24 else { return 0 }
        format = .pcap(isBigEndian: isBigEndian)
        let field = integer(UInt32.self, octets, 20)
        var interface = CaptureInterface(
            linkType: LinkType(rawValue: UInt16(truncatingIfNeeded: field)),
            snapLength: integer(UInt32.self, octets, 16))
        interface.resolution = resolution
        // Bit 26 says that the upper four bits count the FCS in units of 16 bits.
        if field & 0x0400_0000 != 0 { interface.frameCheckSequenceLength = Int(field >> 28) * 2 }
        interfaces = [interface]
        return 24
    }

    /// Walks the packet records.
    @inlinable
    mutating func decodeRecords(
        _ octets: RawSpan, _ position: inout Int, into sink: inout some PacketSink & ~Copyable
    ) throws(CaptureError) {
        let interface = interfaces[0]
        while octets.byteCount - position >= 16 {
            let kept = integer(UInt32.self, octets, position + 8)
            guard kept <= UInt32(Self.maximumBlockLength - 16) else {
                throw failure(at: position + 8, "a packet of \(kept) octets; at most \(Self.maximumBlockLength - 16)")
            }
            let end = position + 16 + Int(kept)
            guard end <= octets.byteCount else { return }
            let seconds = Int64(integer(UInt32.self, octets, position))
            let fraction = UInt64(integer(UInt32.self, octets, position + 4))
            packets += 1
            let packet = CapturedPacket(
                number: packets, interface: 0, linkType: interface.linkType,
                time: seconds * 1_000_000_000 + Int64(interface.resolution.nanoseconds(ofTicks: fraction)),
                originalLength: Int(integer(UInt32.self, octets, position + 12)),
                frameCheckSequenceLength: interface.frameCheckSequenceLength,
                octets: octets.extracting(position + 16..<end))
            sink.receive(packet)
            position = end
        }
    }
}
