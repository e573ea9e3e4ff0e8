import Airspace
import Configuration
import Dot11
import Lab
import Octets
import Testing
import Timeline

/// `dtim_period` is what Beacons say (802.11-2020, 9.4.2.5): the count runs down to 0 in each DTIM.
@Suite struct DTIMTests {
    @Test(arguments: [
        ("", [(1, 2), (0, 2), (1, 2), (0, 2)]), ("dtim_period=1", [(0, 1), (0, 1), (0, 1), (0, 1)]),
        ("dtim_period=3", [(2, 3), (1, 3), (0, 3), (2, 3)]),
        ("dtim_period=255", [(254, 255), (253, 255), (252, 255), (251, 255)]),
    ])
    func theCountRunsDownFromThePeriod(line: String, expected: [(Int, Int)]) throws {
        // The last line of the file belongs to vap0000_1.
        let accessPoint = try TestLab.accessPoint(Example.okc.text + "\n\(line)\n")
        var lab = Lab(
            configuration: try TestLab.configuration(accessPoints: [accessPoint], stations: []), policy: PerfectAir())
        lab.run(until: .zero + .milliseconds(450))
        var seen: [(Int, Int)] = []
        for frame in try AirFrames(lab).frames {
            let header = try MACHeader(parsing: frame.octets)
            guard header.type == .beacon, header.transmitter == TestLab.home else { continue }
            // Timestamp, interval and capabilities come first.
            var walk = ElementWalk(header.body.extracting(12..<header.body.byteCount))
            guard let map = walk.first(.tim)?.body.array, map.count >= 2 else { continue }
            seen.append((Int(map[0]), Int(map[1])))
        }
        #expect(seen.prefix(4).elementsEqual(expected, by: ==))
    }
}
