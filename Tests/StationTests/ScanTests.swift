import Dot11
import Octets
import Testing
import Timeline

@testable import Station

@Suite("Scan")
struct ScanTests {
    @Test func eachChannelIsListenedToForThirtyMillisecondsBeforeAndAfterTheProbeRequest() {
        let driver = StationDriver { $0.scanChannels = [Channel(frequency: 2412), Channel(frequency: 5180)] }
        let start = driver.scan()
        #expect(start.events == [.scanStarted])
        #expect(start.transmitted.isEmpty)
        let early = driver.advance(.milliseconds(29))
        #expect(early.transmitted.isEmpty)
        let first = driver.advance(.milliseconds(1))
        #expect(first.types == [.probeRequest])
        #expect(first.transmitted.first == Array(ReferenceFrames.probeRequest.prefix(86)))
        let second = driver.advance(.milliseconds(30))
        #expect(second.tuned == [Channel(frequency: 5180)])
        let third = driver.advance(.milliseconds(30))
        #expect(third.types == [.probeRequest])
        let end = driver.advance(.milliseconds(30))
        #expect(end.events == [.scanCompleted])
        #expect(driver.deadline == nil)
    }

    @Test func aHiddenNetworkIsAskedForByName() {
        let driver = StationDriver { $0.probesForSSID = true }
        _ = driver.scan()
        let probe = driver.advance(.milliseconds(30))
        #expect(probe.transmitted.first?[24..<34] == [0, 8] + Array("okctest1".utf8)[...])
    }

    @Test func aSecondScanIsRefusedWhileOneRuns() {
        let driver = StationDriver()
        _ = driver.scan()
        #expect(driver.scan().events.isEmpty)
    }

    @Test func aScanThatFindsNothingEndsTheConnection() {
        let driver = StationDriver()
        _ = driver.connect()
        #expect(driver.state == .scanning)
        let result = driver.advance(.milliseconds(60))
        #expect(result.events == [.scanCompleted, .networkNotFound])
        #expect(driver.state == .disconnected(.networkNotFound))
        #expect(driver.deadline == nil)
    }

    @Test func theStrongestBSSIsChosenAndOfEqualsTheLowestBSSID() {
        let driver = StationDriver()
        _ = driver.receive(ReferenceFrames.beaconC, signal: -40)
        _ = driver.receive(ReferenceFrames.beaconB, signal: -40)
        _ = driver.receive(ReferenceFrames.beaconA, signal: -50)
        #expect(driver.station.bestBSS(at: driver.now)?.0.bssid == StationDriver.bssB)
        _ = driver.receive(ReferenceFrames.beaconA, signal: -39)
        #expect(driver.station.bestBSS(at: driver.now)?.0.bssid == StationDriver.bssA)
    }

    @Test func whatWasNotHeardForHalfAMinuteIsNoResultOfAScan() {
        let driver = StationDriver()
        _ = driver.receive(ReferenceFrames.beaconA, signal: -40)
        _ = driver.advance(.seconds(20))
        _ = driver.receive(ReferenceFrames.beaconB, signal: -60)
        #expect(driver.station.bestBSS(at: driver.now)?.0.bssid == StationDriver.bssA)
        _ = driver.advance(.seconds(11))
        #expect(driver.station.bestBSS(at: driver.now)?.0.bssid == StationDriver.bssB)
        // `wpa_cli scan_results` has it for three minutes.
        #expect(driver.station.bssTable[StationDriver.bssA] != nil)
    }

    @Test func aGivenBSSIDIsChosenWhereverItStands() {
        let driver = StationDriver { $0.bssid = StationDriver.bssC }
        _ = driver.receive(ReferenceFrames.beaconC, signal: -80)
        _ = driver.receive(ReferenceFrames.beaconB, signal: -40)
        #expect(driver.station.bestBSS(at: driver.now)?.0.bssid == StationDriver.bssC)
    }
}
