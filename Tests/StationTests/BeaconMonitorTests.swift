import Dot11
import Octets
import RSN
import Testing
import Timeline

@testable import Station

/// mac80211, mlme.c: beacon_loss_count 7, max_nullfunc_tries 2, probe_wait_ms 500, and in its log "detected beacon loss from
/// AP (missed 7 beacons) - probing", "No ack for nullfunc frame to AP, try 1/2", "No ack for nullfunc frame to AP,
/// disconnecting"; wpa_supplicant 2.10, events.c: EVENT_BEACON_LOSS and the Deauthentication that the driver makes up.
@Suite struct BeaconMonitorTests {
    /// Seven intervals of 100 TU.
    private static let patience = Interval.microseconds(7 * 102_400)

    private static func patience(less interval: Interval) -> Interval {
        Interval(nanoseconds: patience.nanoseconds - interval.nanoseconds)
    }

    /// A station with a link, whose last Beacon comes now.
    private func linked() throws -> StationDriver {
        let (driver, _, _) = try LinkTests.linked()
        driver.monitorsBeacons = true
        driver.station.beaconMonitor.begin(beaconInterval: 100, at: driver.now)
        _ = driver.receive(ReferenceFrames.beaconB)
        return driver
    }

    private let lost = StationEvent.disconnected(
        bssid: StationDriver.bssB, reason: .inactivity, isLocallyGenerated: true)

    private func word(_ driver: StationDriver, isAcknowledged: Bool) -> StepResult {
        driver.step { $0.polled(isAcknowledged: isAcknowledged, at: $1, &$2) }
    }

    @Test func sevenMissedBeaconsAreToldAndTheAPIsPolled() throws {
        let driver = try linked()
        let start = driver.now
        #expect(driver.deadline == start + Self.patience)
        #expect(driver.advance(Self.patience(less: .microseconds(1))).events == [])
        let poll = driver.advance(.microseconds(1))
        #expect(poll.events == [.beaconsMissed])
        // A QoS Null frame to the AP, awake; with WMM it has TID 7 and takes no number.
        #expect(poll.polls.count == 1 && poll.transmitted.isEmpty)
        let frame = try #require(poll.polls.first)
        #expect(frame[0...1] == [0xC8, 0x01] && frame.count == 26 && frame[22...25] == [0, 0, 7, 0])
    }

    @Test func aBeaconPutsItOffWithoutATimer() throws {
        let driver = try linked()
        let start = driver.now
        _ = driver.advance(.milliseconds(500))
        _ = driver.receive(ReferenceFrames.beaconB)
        // The timer stays where it was, and finds then that it is not due.
        #expect(driver.deadline == start + Self.patience)
        let quiet = driver.advance(Self.patience(less: .milliseconds(500)))
        #expect(quiet.events == [] && quiet.polls == [])
        #expect(driver.deadline == start + .milliseconds(500) + Self.patience)
    }

    @Test func anAcknowledgedPollKeepsTheLink() throws {
        let driver = try linked()
        _ = driver.advance(Self.patience)
        let kept = word(driver, isAcknowledged: true)
        #expect(kept.events == [] && kept.polls == [])
        #expect(driver.deadline == driver.now + Self.patience)
        #expect(driver.advance(Self.patience).events == [.beaconsMissed])
        #expect(driver.state == .completed(StationDriver.bssB))
    }

    @Test func twoPollsWithoutAnAcknowledgementEndTheLinkWithoutAFrame() throws {
        let driver = try linked()
        _ = driver.advance(Self.patience)
        let second = word(driver, isAcknowledged: false)
        #expect(second.events == [] && second.polls.count == 1)
        let end = word(driver, isAcknowledged: false)
        #expect(end.events == [lost])
        #expect(end.transmitted.isEmpty && end.polls.isEmpty && end.linkChanges == [false])
        #expect(driver.state == .disconnected(.lostAP))
        #expect(driver.station.beaconMonitor.deadline == nil)
        #expect(driver.station.bssTable.entries.map(\.bssid) == [StationDriver.bssA])
    }

    @Test func aPollOfWhichNothingIsHeardEndsItAfterHalfASecond() throws {
        let driver = try linked()
        _ = driver.advance(Self.patience)
        #expect(driver.advance(.milliseconds(499)).events == [])
        #expect(driver.advance(.milliseconds(1)).events == [lost])
    }

    @Test func aBeaconDuringThePollsKeepsIt() throws {
        let driver = try linked()
        _ = driver.advance(Self.patience)
        _ = word(driver, isAcknowledged: false)
        _ = driver.receive(ReferenceFrames.beaconB)
        let kept = word(driver, isAcknowledged: false)
        #expect(kept.events == [] && kept.polls == [])
        #expect(driver.state == .completed(StationDriver.bssB))
    }

    @Test func nothingIsAskedDuringAScan() throws {
        let driver = try linked()
        _ = driver.advance(Self.patience(less: .milliseconds(10)))
        _ = driver.scan()
        let during = driver.advance(.milliseconds(20))
        #expect(during.events == [] && during.polls == [])
    }

    @Test func aStationThatReconnectsScansATenthOfASecondLater() throws {
        let driver = try linked()
        driver.station.configuration.reconnects = true
        _ = driver.advance(Self.patience)
        _ = word(driver, isAcknowledged: false)
        _ = word(driver, isAcknowledged: false)
        #expect(driver.advance(.milliseconds(99)).events == [])
        #expect(driver.advance(.milliseconds(1)).events == [.scanStarted])
    }

    @Test func aRoamBeginsAnew() throws {
        let driver = try linked()
        _ = driver.advance(.milliseconds(700))
        _ = driver.roam(to: StationDriver.bssA)
        #expect(driver.station.beaconMonitor.deadline == nil)
        // Word about a frame to the old AP is not about the new one.
        #expect(word(driver, isAcknowledged: false).events == [])
    }
}
