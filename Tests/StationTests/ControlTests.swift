import Dot11
import Octets
import RSN
import Testing
import Timeline

@testable import Station

/// What a control interface asks of a station, as wpa_supplicant 2.10 does it.
@Suite struct ControlTests {
    @Test func aScanVisitsTheChannelsThatItIsGiven() {
        let driver = StationDriver()
        let first = driver.step {
            _ = $0.scan(channels: [Channel(frequency: 5180), Channel(frequency: 5200)], at: $1, &$2)
        }
        var tuned = first.tuned
        tuned += driver.advance(.milliseconds(300)).tuned
        #expect(tuned == [Channel(frequency: 5180), Channel(frequency: 5200)])
        let isScanning = driver.station.isScanning
        #expect(!isScanning)
    }

    @Test func anotherNetworkIsJoinedAfterItWasConfigured() {
        let driver = StationDriver { $0.ssid = Array("other".utf8) }
        _ = driver.receive(ReferenceFrames.beaconA)
        #expect(driver.step { _ = $0.roam(to: StationDriver.bssA, at: $1, &$2) }.transmitted.isEmpty)
        var configuration = driver.station.configuration
        configuration.ssid = Array("okctest1".utf8)
        driver.station.configure(configuration)
        // The Beacon came before the station knew that the network would be its own.
        let step = driver.step { _ = $0.roam(to: StationDriver.bssA, at: $1, &$2) }
        #expect(step.types == [.authentication])
    }

    @Test func bssFlushForgetsAllButTheCurrentOne() {
        let driver = StationDriver()
        _ = driver.receive(ReferenceFrames.beaconA)
        _ = driver.receive(ReferenceFrames.beaconB)
        _ = driver.step { _ = $0.roam(to: StationDriver.bssB, at: $1, &$2) }
        driver.station.flushBSSs(olderThan: .zero, at: driver.now)
        let known = driver.station.bssTable.entries.map(\.bssid)
        #expect(known == [StationDriver.bssB])
    }

    @Test func aKeyThatWasKeptElsewhereIsOffered() throws {
        let driver = StationDriver()
        _ = driver.receive(ReferenceFrames.beaconA)
        let pmk = try #require(PMK(hexadecimal: String(repeating: "a5", count: 32)))
        let name = try #require([UInt8](hexadecimal: "00112233445566778899aabbccddeeff"))
        let kept = PMKSA(
            bssid: StationDriver.bssA, akm: .wpaEAP, pmk: pmk, pmkid: PMKID(name.octets, at: 0),
            expiry: .zero + .seconds(100), renewal: .zero + .seconds(70), isOpportunistic: false)
        let added = driver.step { station, _, out in station.addPMKSA(kept, &out) }
        #expect(added.events == [.pmksaAdded(bssid: StationDriver.bssA)])
        _ = driver.step { _ = $0.roam(to: StationDriver.bssA, at: $1, &$2) }
        let offered = driver.station.link?.cached?.pmkid
        #expect(offered == PMKID(name.octets, at: 0))
    }

    @Test func reattachNeedsABSS() {
        let driver = StationDriver()
        var isAccepted = true
        _ = driver.step { isAccepted = $0.reattach(at: $1, &$2) }
        #expect(!isAccepted)
    }
}
