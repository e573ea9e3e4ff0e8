public import Octets

/// A view of a UDP datagram (RFC 768).
public struct UDPDatagram: ~Escapable {
    /// Octets before the payload.
    @inlinable public static var headerLength: Int { 8 }

    /// The datagram as far as its length counts; what follows is dropped.
    public let datagram: RawSpan

    /// Reads the header and bounds the payload by the length.
    @inlinable
    @_lifetime(copy octets)
    public init(parsing octets: RawSpan) throws(ParseError) {
        guard octets.byteCount >= Self.headerLength else {
            throw ParseError(at: octets.byteCount, expected: "a UDP header of 8 octets")
        }
        let length = Int(octets.bigEndian(UInt16.self, at: 4))
        guard length >= Self.headerLength, length <= octets.byteCount else {
            throw ParseError(at: 4, expected: "a UDP length of 8 to \(octets.byteCount), not \(length)")
        }
        datagram = octets.extracting(0..<length)
    }

    /// The sender's port.
    @inlinable public var sourcePort: UInt16 { datagram.bigEndian(UInt16.self, at: 0) }
    /// The receiver's port.
    @inlinable public var destinationPort: UInt16 { datagram.bigEndian(UInt16.self, at: 2) }
    /// What follows the header.
    @inlinable public var payload: RawSpan {
        @_lifetime(copy self)
        get { datagram.extracting(Self.headerLength..<datagram.byteCount) }
    }

    /// Whether the checksum is right for these addresses, or absent (0).
    @inlinable
    public func hasValidChecksum(from source: IPv4Address, to destination: IPv4Address) -> Bool {
        guard datagram.bigEndian(UInt16.self, at: 6) != 0 else { return true }
        var checksum = InternetChecksum()
        checksum.addPseudoHeader(from: source, to: destination, protocol: .udp, length: datagram.byteCount)
        checksum.add(datagram)
        return checksum.value == 0
    }
}

/// One end of a UDP flow.
public struct UDPEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// The host.
    public var address: IPv4Address
    /// The port.
    public var port: UInt16

    /// The end at this address and port.
    public init(_ address: IPv4Address, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// "10.2.7.1:1812".
    public var description: String { "\(address):\(port)" }
}

extension [UInt8] {
    /// Appends a UDP datagram in an IPv4 packet, both checksums included, whose payload `body` appends.
    ///
    /// Traps where the payload is longer than 65,507 octets.
    @inlinable
    public mutating func appendUDP(
        from source: UDPEndpoint, to destination: UDPEndpoint, identification: UInt16 = 0,
        body: (inout [UInt8]) -> Void
    ) {
        appendIPv4(
            from: source.address, to: destination.address, protocol: .udp, identification: identification
        ) { packet in
            let start = packet.count
            packet.append(bigEndian: source.port)
            packet.append(bigEndian: destination.port)
            packet.append(bigEndian: UInt32(0))
            body(&packet)
            let length = packet.count - start
            packet.replace(at: start + 4, bigEndian: UInt16(length))
            var checksum = InternetChecksum()
            checksum.addPseudoHeader(from: source.address, to: destination.address, protocol: .udp, length: length)
            checksum.add(packet.octets.extracting(start..<packet.count))
            // A sum of 0 is sent as all ones: 0 says that there is none.
            packet.replace(at: start + 6, bigEndian: checksum.value == 0 ? 0xFFFF : checksum.value)
        }
    }
}
