import Octets
import RSN
import Testing
import Timeline

@testable import AccessPoint

/// A BSS's cache of PMKSAs, with the limit of hostapd 2.10 (pmksa_cache_max_entries).
@Suite struct PMKSACacheTests {
    private func entry(_ number: Int, expires seconds: UInt64) throws -> PMKSA {
        let octets = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 32)
        let pmk = try #require(PMK(hexadecimal: octets.octets.hexadecimal))
        let station = MACAddress(0x0200_0000_0000 + UInt64(number))
        let pmkid = try #require(
            pmk.pmkid(akm: .wpaEAP, authenticator: MACAddress(0x0200_0001_0000), supplicant: station))
        return PMKSA(
            station: station, pmk: pmk, pmkid: pmkid, akm: .wpaEAP, made: .zero, expires: .zero + .seconds(seconds),
            isOpportunistic: false)
    }

    @Test func of1030Stations1024AreKeptThoseThatExpireFirstGo() throws {
        var cache = PMKSACache()
        for number in 0..<1030 { cache.insert(try entry(number, expires: UInt64(43_200 + number))) }
        #expect(cache.all.count == 1024)
        for number in 0..<1030 {
            let found = cache.entry(of: MACAddress(0x0200_0000_0000 + UInt64(number)), at: .zero)
            #expect((found != nil) == (number >= 6))
        }
    }

    @Test func anEntryIsNoneFromItsLastInstantOn() throws {
        var cache = PMKSACache()
        cache.insert(try entry(1, expires: 10))
        let station = MACAddress(0x0200_0000_0001)
        #expect(cache.entry(of: station, at: .zero + .milliseconds(9999)) != nil)
        #expect(cache.entry(of: station, at: .zero + .seconds(10)) == nil)
    }
}
