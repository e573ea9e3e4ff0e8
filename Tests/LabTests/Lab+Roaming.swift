import Airspace
import Lab
import Station
import Timeline

/// What tests in bad air have in common.
extension Lab {
    /// The first station joins, roams to the target and back, with five seconds for each.
    mutating func joinRoamAndReturn() {
        connect(station: 0)
        run(until: now + .seconds(5))
        for bssid in [TestLab.target, TestLab.home] {
            scan(station: 0)
            run(until: now + .milliseconds(500))
            roam(station: 0, to: bssid)
            run(until: now + .seconds(5))
        }
    }

    /// Whether the first station is connected, or has given up, before that time has passed.
    mutating func settles(within time: Interval) -> Bool {
        run(until: now + time) {
            switch $0.state(ofStation: 0) {
            case .completed, .disconnected: true
            default: false
            }
        }
    }
}
