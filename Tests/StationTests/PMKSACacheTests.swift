import Dot11
import Octets
import RSN
import Testing
import Timeline

@testable import Station

/// PMKs and PMKIDs are of the reference captures: `okc_both.keys`, and `wpa_cli pmksa` in `okc_both.status.txt`.
@Suite("PMKSA cache")
struct PMKSACacheTests {
    static let a = StationDriver.bssA
    static let b = StationDriver.bssB
    static let c = StationDriver.bssC

    let firstPMK: PMK
    let secondPMK: PMK

    init() throws {
        firstPMK = try #require(
            PMK(hexadecimal: "05230326d2a8b5378cac33fe79d774dd7dc61ef834d16e453dfa6311994053fa"))
        secondPMK = try #require(
            PMK(hexadecimal: "8446c1a3426f72866df0e803cbe853835c486c82742d6c00fca23371ac8e95a8"))
    }

    /// A cache, and what it reported.
    final class Driver {
        var cache = PMKSACache(station: StationDriver.address, lifetime: .seconds(43_200))
        var out = StationOutputs()

        func add(
            _ pmk: PMK, for bssid: MACAddress, akm: AKM = .wpaEAP, current: PMKID? = nil, at second: UInt64
        ) {
            _ = cache.add(pmk, for: bssid, akm: akm, current: current, at: .zero + .seconds(second), &out)
        }

        func addOpportunistic(for bssid: MACAddress, akm: AKM? = .wpaEAP) -> PMKSA? {
            cache.addOpportunistic(for: bssid, akm: akm, at: .zero, &out)
        }

        func takeEvents() -> [StationEvent] {
            var events: [StationEvent] = []
            for case .event(let event) in out.steps { events.append(event) }
            out.removeAll()
            return events
        }
    }

    @Test func aCopyForAnotherBSSHasItsOwnPMKIDAndTheOriginalsExpiry() throws {
        let driver = Driver()
        driver.add(firstPMK, for: Self.a, at: 10)
        let copy = try #require(driver.addOpportunistic(for: Self.b))
        _ = driver.addOpportunistic(for: Self.c)
        #expect(
            driver.cache.entries.map { $0.pmkid.description } == [
                "060245d8dc9a038958c7a44a31bf58eb", "1034a88f7e30d0763f452c6cbe520b1c",
                "bf090228c39b0af3ce93e1d5947260c9",
            ])
        #expect(driver.cache.entries.map(\.isOpportunistic) == [false, true, true])
        #expect(copy.madeAt == Self.a)
        #expect(copy.expiry == .zero + .seconds(43_210))
        #expect(
            driver.takeEvents() == [.pmksaAdded(bssid: Self.a), .pmksaAdded(bssid: Self.b), .pmksaAdded(bssid: Self.c)])
    }

    @Test func aProvedCopyIsNoGuessAnyMore() throws {
        let driver = Driver()
        driver.add(firstPMK, for: Self.a, at: 0)
        let copy = try #require(driver.addOpportunistic(for: Self.b))
        driver.cache.confirm(copy.pmkid)
        #expect(driver.cache.entries.map(\.isOpportunistic) == [false, false])
    }

    @Test func aNewKeyAtTheSameBSSTakesWithItWhatWasCopiedFromTheOldOne() {
        let driver = Driver()
        driver.add(firstPMK, for: Self.a, at: 0)
        _ = driver.addOpportunistic(for: Self.b)
        _ = driver.takeEvents()
        driver.add(secondPMK, for: Self.a, at: 100)
        #expect(driver.cache.entries.map(\.bssid) == [Self.a])
        #expect(driver.cache.entries.first?.pmk == secondPMK)
        #expect(
            driver.takeEvents() == [
                .pmksaRemoved(bssid: Self.a), .pmksaRemoved(bssid: Self.b), .pmksaAdded(bssid: Self.a),
            ])
    }

    @Test func anUnprovedCopyIsReplacedAloneWhenEAPRanThere() {
        let driver = Driver()
        driver.add(firstPMK, for: Self.a, at: 0)
        _ = driver.addOpportunistic(for: Self.b)
        driver.add(secondPMK, for: Self.b, at: 100)
        #expect(driver.cache.entry(for: Self.a, akm: .wpaEAP)?.pmk == firstPMK)
        #expect(driver.cache.entry(for: Self.b, akm: .wpaEAP)?.pmk == secondPMK)
        #expect(driver.cache.entry(for: Self.b, akm: .wpaEAP)?.isOpportunistic == false)
    }

    @Test func aKeyIsNotCopiedToAnotherAKM() {
        let driver = Driver()
        driver.add(firstPMK, for: Self.a, at: 0)
        let copy = driver.addOpportunistic(for: Self.b, akm: .wpaEAPSHA256)
        #expect(copy == nil)
        #expect(driver.cache.entry(for: Self.a, akm: .wpaEAPSHA256) == nil)
    }

    @Test func thirtyTwoEntriesAreKeptAndTheOneInUseStays() throws {
        let driver = Driver()
        driver.add(firstPMK, for: Self.a, at: 0)
        let current = try #require(driver.cache.entries.first).pmkid
        for number in 1...40 {
            driver.add(
                secondPMK, for: MACAddress(0x0200_0000_0000 + UInt64(number)), current: current, at: UInt64(number))
        }
        #expect(driver.cache.entries.count == 32)
        #expect(driver.cache.entries.first?.bssid == Self.a)
        #expect(driver.cache.entries.last?.bssid == MACAddress(0x0200_0000_0028))
        #expect(driver.cache.entries.dropFirst().first?.bssid == MACAddress(0x0200_0000_000A))
    }

    @Test func entriesEndAfterTwelveHours() {
        let driver = Driver()
        driver.add(firstPMK, for: Self.a, at: 0)
        driver.add(secondPMK, for: Self.b, at: 1)
        let current = driver.cache.entry(for: Self.a, akm: .wpaEAP)?.pmkid
        let early = driver.cache.expire(at: .zero + .seconds(43_199), current: current, &driver.out)
        #expect(!early)
        #expect(driver.cache.entries.count == 2)
        let due = driver.cache.expire(at: .zero + .seconds(43_200), current: current, &driver.out)
        #expect(due)
        #expect(driver.cache.entries.map(\.bssid) == [Self.b])
        #expect(driver.cache.nextExpiry == .zero + .seconds(43_201))
    }

    @Test func theKeyIsNeverPrinted() throws {
        let driver = Driver()
        driver.add(firstPMK, for: Self.a, at: 0)
        let text = String(describing: try #require(driver.cache.entries.first))
        #expect(!text.contains("05230326"))
    }
}
