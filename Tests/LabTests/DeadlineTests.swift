@testable import AccessPoint
import Airspace
@testable import Lab
import Octets
import Station
import Testing
import Timeline

/// What the agenda of deadlines costs in the long run.
@Suite struct DeadlineTests {
    @Test func deadlinesDoNotPileUpWhileAStationComesAndGoes() throws {
        var lab = Lab(configuration: try TestLab.seeds(), policy: PerfectAir())
        for _ in 0..<60 {
            lab.connect(station: 0)
            let isLinked = lab.run(until: lab.now + .seconds(10)) {
                $0.state(ofStation: 0) == .completed(TestLab.home)
            }
            #expect(isLinked)
            lab.roam(station: 0, to: TestLab.target)
            lab.run(until: lab.now + .milliseconds(200))
            lab.disconnect(station: 0)
            lab.flushPMKSA(station: 0)
            lab.run(until: lab.now + .milliseconds(200))
        }
        // Three BSSs, a RADIUS client each, and one entry of the station in two of them; some may be void still.
        #expect(lab.accessPoints[0].core.deadlines.count < 50)
        #expect(lab.deadlines.count < 50)
        // Simulated time waits for everyone.
        #expect(lab.lateness.due > 1000 && lab.lateness.fired == lab.lateness.due && lab.lateness.maximum == 0)
    }
}
