internal import Internet
public import Octets

/// The frame by which hostapd's and wpa_supplicant's `DATA_TEST_TX` tries a link, as 2.10 sends it: an IPv4 packet from
/// 192.168.1.1 to 192.168.1.2 whose octets after the header count up from 0.
public struct DataTestFrame: Equatable, Sendable {
    /// Octets of a packet that says nothing of its length: an Ethernet frame of 1500.
    public static let packetLength = 1486
    /// Octets of a packet that is a header alone.
    public static let shortestPacket = 20

    /// The receiver, or a group.
    public var destination: MACAddress
    /// The sender as the frame names it.
    public var source: MACAddress
    /// Type of service.
    public var typeOfService: UInt8
    /// Octets of the packet, ``shortestPacket`` to ``packetLength``.
    public var length: Int

    /// A frame.
    public init(
        destination: MACAddress, source: MACAddress, typeOfService: UInt8 = 0, length: Int = Self.packetLength
    ) {
        self.destination = destination
        self.source = source
        self.typeOfService = typeOfService
        self.length = length
    }

    /// The test frame that an Ethernet frame is; nil for any other.
    public init?(parsing frame: RawSpan) {
        guard frame.byteCount >= 34, frame.bigEndian(UInt16.self, at: 12) == 0x0800, frame.octet(at: 14) == 0x45
        else { return nil }
        let length = Int(frame.bigEndian(UInt16.self, at: 16))
        guard (Self.shortestPacket...Self.packetLength).contains(length), frame.byteCount >= 14 + length else {
            return nil
        }
        for index in 0..<length - 20 where frame.octet(at: 34 + index) != UInt8(truncatingIfNeeded: index) {
            return nil
        }
        self.init(
            destination: MACAddress(frame, at: 0), source: MACAddress(frame, at: 6),
            typeOfService: frame.octet(at: 15), length: length)
    }

    /// The Ethernet frame; a length out of bounds is brought within them.
    public var octets: [UInt8] {
        let length = min(max(length, Self.shortestPacket), Self.packetLength)
        var frame: [UInt8] = []
        frame.append(destination)
        frame.append(source)
        frame.append(bigEndian: UInt16(0x0800))
        frame += [0x45, typeOfService]
        frame.append(bigEndian: UInt16(length))
        // Identification and fragment offset 0, time to live 64, ICMP.
        frame += [0, 0, 0, 0, 64, 1, 0, 0]
        frame.append(IPv4Address(192, 168, 1, 1))
        frame.append(IPv4Address(192, 168, 1, 2))
        frame.replace(at: 24, bigEndian: InternetChecksum.of(frame.octets.extracting(14..<34)))
        for index in 0..<length - 20 { frame.append(UInt8(truncatingIfNeeded: index)) }
        return frame
    }
}
