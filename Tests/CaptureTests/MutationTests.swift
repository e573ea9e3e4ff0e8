import Capture
import Octets
import TestSupport
import Testing
import Timeline

/// Damaged captures: the reader must neither trap, nor loop, nor hand out octets that aren't there.
@Suite struct MutationTests {
    /// The first packets of real captures, 3000 octets of each, cut after a whole block where the format has them.
    static func seeds(_ names: [String]) throws -> [[UInt8]] {
        try names.map { Array(try #require(Reference.octets($0)).prefix(3000)) }
    }

    /// Changes one to three places: a bit, an octet, a length's high octet, a cut, or octets put twice.
    static func mutate(_ octets: [UInt8], _ random: inout RandomSource) -> [UInt8] {
        var octets = octets
        for _ in 0...Int.random(in: 0..<3, using: &random) {
            let place = Int.random(in: 0..<octets.count, using: &random)
            switch UInt8.random(in: 0..<5, using: &random) {
            case 0: octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: octets[place] = UInt8.random(in: 0...255, using: &random)
            case 2: octets[place & ~3] = 0xFF
            case 3: octets.removeSubrange(max(place, 28)..<max(place, 28, octets.count))
            default: octets.insert(contentsOf: octets[place..<min(place + 4, octets.count)], at: place)
            }
            if octets.isEmpty { break }
        }
        return octets
    }

    @Test(arguments: [
        ["hostapd/okc_both.pcapng", "example-ft.pcapng"],
        ["zn2i.pcap", "n-02.cap", "wpa.cap", "hostapd/okc_both_radius.pcap"],
    ])
    func survivesDamage(names: [String]) throws {
        let seeds = try Self.seeds(names)
        var random = RandomSource.seeded(7, stream: 1)
        var readable = 0
        let cases = mutationCases
        for index in 0..<cases {
            let octets = Self.mutate(seeds[index % seeds.count], &random)
            var sink = Counting()
            var decoder = CaptureDecoder()
            if let taken = try? decoder.decode(octets.octets, into: &sink) {
                try? decoder.finish(octets.octets.extracting(taken..<octets.count))
            }
            if sink.count > 0 { readable += 1 }
            #expect(sink.octets <= octets.count)
        }
        let share = readable * 100 / cases
        print("capture reader, \(names): \(cases) damaged files, \(share) % gave packets before the damage")
        #expect(share >= 20)
    }
}
