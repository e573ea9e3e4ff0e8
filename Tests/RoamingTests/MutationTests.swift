import Capture
import Dot11
import Octets
import RSN
import Roaming
import TestSupport
import Testing
import Timeline

/// Damaged frames in a whole capture: the analysis must neither trap nor invent associations without end.
@Suite struct MutationTests {
    @Test func survivesDamagedFrames() throws {
        // Everything but beacons and acknowledgements of an OKC round trip, an FT roam, SAE and RADIUS.
        var keys = try Recording.keys("hostapd/okc_both.keys")
        // A key of the FT network, so that its key hierarchy and MICs are worked out too.
        let name = Array("simulnet".utf8)
        let derived = PMK(passphrase: "password", ssid: name.octets)
        keys.pmks = [try #require(derived)]
        var seeds: [[Recording.Packet]] = []
        for (name, range) in [
            ("hostapd/okc_both.pcapng", 150...240), ("hostapd/okc_both.pcapng", 745...830),
            ("example-ft.pcapng", 220...236), ("example-ft.pcapng", 740...870), ("wpa3-psk.pcap", 1...24),
            ("wpa.cap", 1...13),
            ("hostapd/okc_both_radius.pcap", 1...14), ("n-02.cap", 50...140),
        ] {
            seeds.append(
                try Recording(name).packets.filter {
                    range.contains($0.number) && $0.type != .acknowledgement && !$0.isBeacon
                })
        }
        var random = RandomSource.seeded(11, stream: 3)
        var cases = 0
        var readable = 0
        while cases < mutationCases {
            let packets = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            var analyzer = RoamingAnalyzer(keys: keys, gathersLadders: cases % 2 == 0)
            for (index, packet) in packets.enumerated() {
                var octets = packet.octets
                if UInt8.random(in: 0..<4, using: &random) != 0 {
                    cases += 1
                    Self.damage(&octets, after: packet.headerLength, &random)
                    let start = packet.linkType == .prism ? 144 : packet.headerLength
                    if octets.count > start,
                        packet.linkType == .ethernet
                            || (try? MACHeader(parsing: octets.octets.extracting(start..<octets.count))) != nil
                    {
                        readable += 1
                    }
                }
                analyzer.receive(
                    CapturedPacket(
                        number: index + 1, interface: 0, linkType: packet.linkType, time: packet.time,
                        originalLength: octets.count, octets: octets.octets))
            }
            let results = analyzer.finish()
            #expect(results.associations.count <= packets.count)
        }
        let share = readable * 100 / cases
        print("roaming analysis: \(cases) damaged frames, \(share) % with a readable 802.11 or Ethernet header")
        #expect(share >= 20)
    }

    private static func damage(_ octets: inout [UInt8], after start: Int, _ random: inout RandomSource) {
        for _ in 0...Int.random(in: 0..<3, using: &random) {
            // Mostly behind the header, where the meaning is.
            let least = UInt8.random(in: 0..<8, using: &random) == 0 ? 0 : min(start + 24, octets.count - 1)
            let place = Int.random(in: least..<octets.count, using: &random)
            switch UInt8.random(in: 0..<5, using: &random) {
            case 0: octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: octets[place] = UInt8.random(in: 0...255, using: &random)
            case 2: octets[place] = UInt8.random(in: 0...1, using: &random) * 255
            case 3: octets.removeLast(octets.count - max(place, 1))
            default: octets.insert(contentsOf: octets[place..<min(place + 4, octets.count)], at: place)
            }
        }
    }

    @Test func aFloodOfInventedStationsIsForgotten() {
        var analyzer = RoamingAnalyzer()
        var octets: [UInt8] = []
        for number in 0..<200_000 {
            octets.removeAll(keepingCapacity: true)
            octets.appendDataHeader(
                .data, flags: FrameControl.toDS, to: MACAddress(1), from: MACAddress(UInt64(number) * 977),
                farEnd: MACAddress(2), duration: 0, sequenceNumber: 0)
            analyzer.receive(
                CapturedPacket(
                    number: number + 1, interface: 0, linkType: .ieee80211, time: Int64(number),
                    originalLength: octets.count, octets: octets.octets))
        }
        let results = analyzer.finish()
        #expect(results.packetCount == 200_000 && results.associations.isEmpty)
    }
}
