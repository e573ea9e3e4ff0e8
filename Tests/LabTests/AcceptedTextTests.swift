import AccessPoint
import Airspace
import Configuration
import EAPMethods
import Lab
import Octets
import Station
import Testing
import Timeline

/// However long a text that the readers take, a lab made of it comes to its end.
@Suite struct AcceptedTextTests {
    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    /// A line of hostapd.conf has 4094 octets at most.
    @Test(.timeLimit(.minutes(1)), arguments: [1, 253, 254, 4000])
    func aNASIdentifierOfAnyLength(count: Int) throws {
        let text = Example.okc.text + "\nnas_identifier=\(Self.text(count))\n"
        let file = try HostapdConfiguration(parsing: text, file: "ap.conf")
        // RFC 2865, 5: an attribute holds 253 octets.
        guard count <= 253 else {
            #expect(throws: NotEmulated.self) { try AccessPointConfiguration(file) }
            return
        }
        try Self.run(AccessPointConfiguration(file), Self.station())
    }

    @Test(
        .timeLimit(.minutes(1)), arguments: ["identity", "anonymous_identity", "password"],
        [1, 253, 254, 255, 1000, 3000, 70_000])
    func anIdentityOrPasswordOfAnyLength(key: String, count: Int) throws {
        for inner in ["auth=PAP", "auth=MSCHAPV2", "autheap=MSCHAPV2"] {
            guard count <= 253 else {
                #expect(throws: NotEmulated.self) { try Self.station("\(key)=\"\(Self.text(count))\"") }
                continue
            }
            let line = "\(key)=\"\(Self.text(count))\"\n    phase2=\"\(inner)\""
            try Self.run(TestLab.accessPoint(), Self.station(line))
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: [64, 65, 100]) func manyBSSs(count: Int) throws {
        var text = Example.okc.text
        for index in 3..<count {
            text += "\nbss=b\(index)\nssid=b\nbssid=02:00:00:00:00:\(String(index + 16, radix: 16))"
        }
        let file = try HostapdConfiguration(parsing: text + "\n", file: "ap.conf")
        try Self.run(AccessPointConfiguration(file), Self.station(), steps: 200_000)
    }

    private static func station(_ line: String = "") throws -> StationConfiguration {
        let text = Example.stationPKC.text.replacing("\n}", with: "\n    \(line)\n}")
        return try StationConfiguration(
            SupplicantConfiguration(parsing: text, file: "sta.conf"), address: MACAddress(0x000E_8EFD_9371),
            channels: [TestLab.accessPoint().channel], tls: try TLSContext(client: .anyone))
    }

    private static func run(
        _ accessPoint: AccessPointConfiguration, _ station: StationConfiguration, steps limit: Int = 50_000
    ) throws {
        let configuration = try TestLab.configuration(accessPoints: [accessPoint], stations: [station])
        var lab = Lab(configuration: configuration, policy: PerfectAir())
        var steps = 0
        lab.connect(station: 0)
        _ = lab.run(until: .zero + .seconds(5)) { _ in
            steps += 1
            return steps > limit
        }
        #expect(steps <= limit)
    }
}
