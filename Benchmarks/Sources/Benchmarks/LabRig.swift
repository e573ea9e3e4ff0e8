internal import AccessPoint
internal import Airspace
internal import Dot11
internal import Lab
internal import Octets
internal import Station
internal import Timeline

/// The same station in a whole ``Lab``: the air with its backoffs, Acknowledgements and Beacons, an access point of three
/// BSSs as the seed's, the bridge, the station's host with its flow, the RADIUS server. Devices think in no time.
final class LabRig {
    private static let targets = Rig.targets.prefix(2)
    private var lab: Lab<PerfectAir>

    struct Stuck: Error {}

    init() throws {
        var configuration = LabConfiguration()
        configuration.accessPoints = [Rig.accessPoint(okc: true, targets: Self.targets)]
        configuration.stations = [try Rig.station(okc: true)]
        configuration.server = try Rig.serverConfiguration()
        configuration.serverEndpoint = Rig.serverEndpoint
        configuration.delays.radiusRoundTrip = .zero
        configuration.delays.station = .zero
        configuration.delays.accessPoint = .zero
        configuration.delays.tls = .zero
        lab = Lab(configuration: configuration, policy: PerfectAir())
    }

    /// Makes a key by a full authentication, roams to each target with it by OKC, and leaves; `watch` runs from the
    /// command to roam until message 4 is acknowledged.
    ///
    /// - Returns: how many roams that were, and the packets that the capture took while the watch ran.
    func run(_ watch: inout Stopwatch) throws -> (roams: Int, packets: Int) {
        lab.connect(station: 0)
        try link(Rig.home)
        var packets = 0
        for target in Self.targets {
            lab.run(until: lab.now + .milliseconds(300))
            let before = lab.capture.packetCount
            try watch.time {
                guard lab.roam(station: 0, to: target) else { throw Stuck() }
                try link(target)
                lab.run(until: lab.now + .milliseconds(1))
            }
            packets += lab.capture.packetCount - before
        }
        lab.disconnect(station: 0)
        lab.flushPMKSA(station: 0)
        lab.run(until: lab.now + .milliseconds(300))
        return (Self.targets.count, packets)
    }

    private func link(_ bssid: MACAddress) throws {
        let isLinked = lab.run(until: lab.now + .seconds(10)) { $0.state(ofStation: 0) == .completed(bssid) }
        guard isLinked else { throw Stuck() }
    }
}
