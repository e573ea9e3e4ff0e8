import Capture
import Internet
import Octets
import Roaming
import TestSupport
import Testing

/// RADIUS in IPv6, and in IP fragments, beside the air: as if it came in one packet of IPv4.
@Suite struct FragmentTests {
    /// How a UDP datagram travels.
    enum Way: CaseIterable {
        case ipv6, ipv6Options, ipv4Fragments, ipv4FragmentsBackwards, ipv4FragmentsTwice, ipv6Fragments
    }

    private static let addresses = [UInt8](repeating: 0x20, count: 31)

    /// The IP packets that carry a UDP datagram (header included) between two hosts.
    private func packets(_ udp: [UInt8], isReply: Bool, _ identification: UInt16, _ way: Way) -> [[UInt8]] {
        let hosts: [UInt8] = isReply ? [1, 2] : [2, 1]
        // The first fragment has 40 octets: those after it don't say what they are.
        let pieces = stride(from: 0, to: udp.count, by: 40).map { Array(udp[$0..<min($0 + 40, udp.count)]) }
        func v6(_ next: UInt8, _ payload: [UInt8]) -> [UInt8] {
            var packet: [UInt8] = [0x60, 0, 0, 0]
            packet.append(bigEndian: UInt16(payload.count))
            packet += [next, 64] + Self.addresses[0..<15] + [hosts[0]] + Self.addresses[0..<15] + [hosts[1]]
            return packet + payload
        }
        func v4(_ payload: [UInt8], flags: UInt16) -> [UInt8] {
            var packet: [UInt8] = []
            packet.appendIPv4(
                from: IPv4Address(UInt32(hosts[0])), to: IPv4Address(UInt32(hosts[1])), protocol: .udp,
                identification: identification
            ) { $0 += payload }
            packet.replace(at: 6, bigEndian: flags)
            return packet
        }
        let fragments = pieces.enumerated().map { index, piece in
            v4(piece, flags: (index + 1 < pieces.count ? 0x2000 : 0) | UInt16(index * 5))
        }
        switch way {
        case .ipv6: return [v6(17, udp)]
        case .ipv6Options: return [v6(0, [60, 0, 1, 4, 0, 0, 0, 0, 17, 0, 1, 4, 0, 0, 0, 0] + udp)]
        case .ipv4Fragments: return fragments
        case .ipv4FragmentsBackwards: return fragments.reversed()
        case .ipv4FragmentsTwice: return fragments.dropLast() + fragments
        case .ipv6Fragments:
            return pieces.enumerated().map { index, piece in
                var header: [UInt8] = [17, 0]
                header.append(bigEndian: UInt16(index * 40) | (index + 1 < pieces.count ? 1 : 0))
                header.append(bigEndian: UInt32(identification) << 8)
                return v6(44, header + piece)
            }
        }
    }

    /// okc_both.pcapng with its wire side in raw IP packets of this kind.
    private func capture(_ way: Way) throws -> [UInt8] {
        let air = try Recording("hostapd/okc_both.pcapng").packets
        let wire = try Recording("hostapd/okc_both_radius.pcap").packets
        var file: [UInt8] = []
        file.appendPCAPNGSection()
        file.appendPCAPNGInterface(.radiotap, name: "air")
        file.appendPCAPNGInterface(.rawIP, name: "wire")
        for packet in (air + wire).sorted(by: { $0.time < $1.time }) {
            guard packet.linkType == .ethernet else {
                file.appendPCAPNGPacket(interface: 0, time: packet.time, octets: packet.octets.octets)
                continue
            }
            let udp = Array(packet.octets[34...])
            let isReply = udp[0] == 0x07 && udp[1] == 0x14
            for octets in packets(udp, isReply: isReply, UInt16(packet.number), way) {
                file.appendPCAPNGPacket(interface: 1, time: packet.time, octets: octets.octets)
            }
        }
        return file
    }

    @Test(arguments: Way.allCases) func radiusIsFoundHoweverItTravels(way: Way) throws {
        let file = try capture(way)
        let associations = RoamingResults(analyzing: file.octets).associations
        // The sum of tshark's radius.time over the first authentication.
        #expect(associations.first?.phases.radius?.milliseconds == "263.377")
        try #require(Program.isThere("tshark", package: "tshark"))
        let folder = try #require(Program.newFolder())
        Program.write(file, to: "\(folder)/wire.pcapng")
        let count = try #require(
            Program.text(of: "tshark -r \(folder)/wire.pcapng -Y radius | wc -l")?.split(separator: "\n").first)
        #expect(count == "154")
    }

    @Test func overlappingAndEndlessFragmentsMakeNoDatagram() {
        var file: [UInt8] = []
        file.appendPCAPNGSection()
        file.appendPCAPNGInterface(.ipv4, name: "wire")
        for number in 0..<20_000 {
            var packet: [UInt8] = []
            packet.appendIPv4(
                from: IPv4Address(1), to: IPv4Address(2), protocol: .udp, identification: UInt16(number % 70)
            ) { $0 += [UInt8](repeating: 7, count: 8 + number % 40) }
            packet.replace(at: 6, bigEndian: 0x2000 | UInt16(number * 3 % 8192))
            file.appendPCAPNGPacket(interface: 0, time: Int64(number) * 1000, octets: packet.octets)
        }
        let results = RoamingResults(analyzing: file.octets)
        #expect(results.packetCount == 20_000 && results.damage == nil)
    }
}
