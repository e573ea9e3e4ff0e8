import Dot11
import Octets
import Testing
import Timeline

@testable import Station

/// wpa_supplicant 2.10, bgscan_simple.c; mac80211, ieee80211_handle_beacon_sig.
@Suite struct BackgroundScanTests {
    private static let start = Instant.zero + .seconds(100)

    private func scan(_ short: UInt64, _ threshold: Int?, _ long: UInt64, signal: Int) -> BackgroundScan {
        BackgroundScan(
            BackgroundScan.Settings(shortInterval: .seconds(short), threshold: threshold, longInterval: .seconds(long)),
            signal: signal, at: Self.start)
    }

    private func seconds(_ scan: BackgroundScan) -> UInt64 { (scan.dueAt - Self.start).nanoseconds / 1_000_000_000 }

    /// Four Beacons at a signal, the last of which the monitor may speak of.
    private func hear(_ signal: Int8, _ scan: inout BackgroundScan, at second: UInt64) -> [Bool] {
        (0..<4).compactMap { _ in scan.receive(signal, at: Self.start + .seconds(second))?.isAbove }
    }

    @Test func theIntervalIsThatOfTheSignal() {
        #expect(seconds(scan(30, -65, 300, signal: -60)) == 300)
        #expect(seconds(scan(30, -65, 300, signal: -65)) == 300)
        #expect(seconds(scan(30, -65, 300, signal: -66)) == 30)
        #expect(seconds(scan(60, nil, 30, signal: -30)) == 60)
    }

    @Test func shortScansBackOffAfterALongIntervalOfThem() {
        var scan = scan(30, -65, 300, signal: -70)
        var intervals: [UInt64] = []
        var now = Self.start
        for _ in 0..<13 {
            now = scan.dueAt
            scan.scan(hasBegun: true, at: now)
            intervals.append((scan.dueAt - now).nanoseconds / 1_000_000_000)
        }
        // 300 / 30 + 1 of them, then the long interval.
        #expect(intervals == Array(repeating: 30, count: 10) + [300, 300, 300])
    }

    @Test func aScanThatCannotBeginIsTriedAnIntervalLater() {
        var scan = scan(30, -65, 300, signal: -70)
        scan.scan(hasBegun: false, at: Self.start + .seconds(30))
        #expect(seconds(scan) == 60)
    }

    @Test func anyScanPutsTheNextOneOff() {
        var scan = scan(30, -65, 300, signal: -70)
        scan.finishScan(at: Self.start + .seconds(20))
        #expect(seconds(scan) == 50)
    }

    @Test func aFallBelowTheThresholdScansAtOnceAndARiseWaits() {
        var scan = scan(30, -65, 300, signal: -60)
        #expect(hear(-60, &scan, at: 10) == [true])
        #expect(seconds(scan) == 300)
        // The average of -60 and -80 is -65 after one, and below from the second on.
        #expect(hear(-80, &scan, at: 20) == [false, false])
        #expect(seconds(scan) == 20)
        scan.scan(hasBegun: true, at: Self.start + .seconds(20))
        #expect(seconds(scan) == 50)
        // Ten seconds since the last scan must have passed for another one at once.
        #expect(hear(-90, &scan, at: 25).contains(false))
        #expect(seconds(scan) == 50)
        #expect(hear(-30, &scan, at: 26).contains(true))
        #expect(seconds(scan) == 326)
    }

    @Test func aSecondAfterAScanAFallOnlyShortensTheWait() {
        var scan = scan(30, -65, 300, signal: -60)
        #expect(hear(-80, &scan, at: 1) == [false])
        #expect(seconds(scan) == 31)
    }

    @Test func theMonitorSpeaksWithTheFourthBeaconAndAgainFourDecibelsFurther() {
        var monitor = SignalMonitor(threshold: -65)
        func told(_ signal: Int8) -> Int? { monitor.receive(signal)?.signal }
        #expect([told(-70), told(-70), told(-70)] == [nil, nil, nil])
        #expect(told(-70) == -70)
        #expect(told(-70) == nil)
        // -72.5, -74.375, -75.8: the first that is more than 4 dB below -70.
        #expect([told(-80), told(-80), told(-80)] == [nil, nil, -75])
    }

    /// The reference's BSSs: what a scan finds is weighed, and a better BSS joined.
    @Test func aBetterBSSIsJoinedAndAWorseOneIsNot() throws {
        for (signal, isRoam) in [(Int8(-60), true), (-79, false)] {
            let (driver, _, _) = try LinkTests.linked {
                $0.proactiveKeyCaching = true
                $0.backgroundScan = BackgroundScan.Settings(
                    shortInterval: .seconds(30), threshold: -65, longInterval: .seconds(300))
            }
            // B, of which the link is, was heard at -60 dBm: 300 s, until four Beacons at -78 have been heard.
            #expect(driver.station.backgroundScan?.dueAt == driver.now + .seconds(300))
            _ = driver.advance(.seconds(60))
            let changes = (0..<8).flatMap { _ in driver.receive(ReferenceFrames.beaconB, signal: -78).events }
            #expect(changes.first == .signalChanged(isAbove: false, signal: -78))
            let scan = driver.advance(.zero)
            #expect(scan.events == [.scanStarted] && scan.types == [.probeRequest])
            #expect(scan.transmitted.first?[24..<34] == [0, 8] + Array("okctest1".utf8)[...])
            _ = driver.receive(ReferenceFrames.beaconA, signal: signal)
            let end = driver.advance(.milliseconds(30))
            #expect(end.events.first == .scanCompleted)
            #expect(end.types.contains(.authentication) == isRoam)
            #expect(driver.state == (isRoam ? .authenticating(StationDriver.bssA) : .completed(StationDriver.bssB)))
        }
    }

    @Test func withoutBgscanAStationStaysWhereItIs() throws {
        let (driver, _, _) = try LinkTests.linked()
        for _ in 0..<8 { _ = driver.receive(ReferenceFrames.beaconB, signal: -80) }
        #expect(driver.station.backgroundScan == nil)
        #expect(driver.advance(.seconds(600)).events == [])
    }
}
