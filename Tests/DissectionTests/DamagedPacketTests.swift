import Capture
import Dissection
import Octets
import TestSupport
import Testing
import Timeline

/// Damaged packets must be dissected, filtered and written without a trap.
@Suite struct DamagedPacketTests {
    private struct Packets: PacketSink {
        var packets: [(linkType: LinkType, octets: [UInt8])] = []

        mutating func receive(_ packet: borrowing CapturedPacket) {
            packets.append((packet.linkType, packet.octets.array))
        }
    }

    @Test func survivesDamagedPackets() throws {
        var seeds = Packets()
        for name in [
            "hostapd/okc_both_radius.pcap", "wpa3-psk.pcap", "wpa.cap", "zn2i.pcap", "n-02.cap", "example-ft.pcapng",
            "hostapd/okc_both.pcapng",
        ] {
            _ = try CaptureFile(path: Reference.folder + name).read(into: &seeds)
        }
        // Beacons and acknowledgements are most of a capture, and say little: those in the middle are left out.
        let packets = Array(seeds.packets.prefix(500)) + seeds.packets.filter { $0.octets.count > 150 }.suffix(900)
        let filter = try DisplayFilter(
            "wlan contains 00:0f:ac and len(tls) > 3 or eap.identity matches \"^a\" or wlan.tag.number in {0, 9..255} "
                + "or wlan.pmkid.akms[1-3] == 00 or radius.avp[-2:] == 00 or frame.len % 3 == 7 or eth.src[0] & 01")
        var writer = PacketListWriter(format: .json, columns: PacketColumn.standard, names: VendorNames())
        var random = RandomSource.seeded(5, stream: 1)
        var dissector = Dissector()
        var dissection = PacketDissection()
        var output: [UInt8] = []
        var readable = 0
        for number in 1...100_000 {
            let seed = packets[Int.random(in: 0..<packets.count, using: &random)]
            var octets = seed.octets
            for _ in 0...Int.random(in: 0..<3, using: &random) where octets.count > 1 {
                let place = Int.random(
                    in: UInt8.random(in: 0..<8, using: &random) == 0
                        ? 0..<octets.count
                        : octets.count / 3..<octets.count, using: &random)
                switch UInt8.random(in: 0..<4, using: &random) {
                case 0: octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: octets[place] = UInt8.random(in: 0...255, using: &random)
                case 2: octets.removeLast(octets.count - max(place, 1))
                default: octets.insert(contentsOf: octets[place..<min(place + 4, octets.count)], at: place)
                }
            }
            dissector.dissect(
                CapturedPacket(
                    number: number, interface: 0, linkType: seed.linkType, time: Int64(number),
                    originalLength: octets.count, octets: octets.octets), into: &dissection)
            _ = filter.matches(dissection, packet: octets.octets)
            output.removeAll(keepingCapacity: true)
            writer.append(dissection, packet: octets.octets, into: &output)
            if dissection.length == octets.count, !output.isEmpty,
                !String(decoding: output, as: UTF8.self).contains("\"info\": \"[Malformed")
            {
                readable += 1
            }
        }
        print("Dissector: \(readable / 1000) % of 100000 damaged packets are read past their first header")
        #expect(readable > 20_000)
    }
}
