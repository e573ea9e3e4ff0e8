import Dot11
import Octets
import Testing
import Timeline

@testable import Station

@Suite("BSS table")
struct BSSTableTests {
    static func receive(
        _ frame: [UInt8], into table: inout BSSTable, bssid: MACAddress, signal: Int8 = -30, at now: Instant = .zero
    ) {
        table.receive(
            frame.octets.extracting(24..<frame.count), from: bssid, signal: signal,
            channel: StationDriver.channel6, at: now)
    }

    @Test func beaconAndProbeResponseTellTheSame() throws {
        var table = BSSTable(ownSSID: Array("okctest1".utf8))
        for frame in [ReferenceFrames.beaconA, ReferenceFrames.probeResponseA] {
            Self.receive(frame, into: &table, bssid: StationDriver.bssA)
            let bss = try #require(table[StationDriver.bssA])
            #expect(bss.ssid == Array("okctest1".utf8))
            #expect(bss.beaconInterval == 100)
            #expect(bss.capabilities.rawValue == 0x1411)
            #expect(bss.rsnElement == [UInt8](hexadecimal: "30180100000fac040100000fac040200000fac01000fac050c00"))
            #expect(bss.supportsHT)
            #expect(bss.supportsWMM)
        }
        #expect(table.entries.count == 1)
    }

    @Test func aBSSHeardBesideItsChannelIsOnTheOneThatItNames() {
        var table = BSSTable(ownSSID: Array("okctest1".utf8))
        let beacon = ReferenceFrames.beaconA
        table.receive(
            beacon.octets.extracting(24..<beacon.count), from: StationDriver.bssA, signal: -60,
            channel: Channel(frequency: 2432), at: .zero)
        #expect(table[StationDriver.bssA]?.channel == Channel(frequency: 2437))
    }

    @Test func theRSNElementOfOtherNetworksIsKeptToo() {
        var table = BSSTable(ownSSID: Array("other".utf8))
        Self.receive(ReferenceFrames.beaconA, into: &table, bssid: StationDriver.bssA)
        #expect(
            table[StationDriver.bssA]?.rsnElement
                == [UInt8](hexadecimal: "30180100000fac040100000fac040200000fac01000fac050c00"))
        #expect(table[StationDriver.bssA]?.ssid == Array("okctest1".utf8))
    }

    @Test func aFloodOfBSSsDoesNotGrowItAndDoesNotPushOutTheOwnNetwork() {
        var table = BSSTable(ownSSID: Array("okctest1".utf8))
        Self.receive(ReferenceFrames.beaconA, into: &table, bssid: StationDriver.bssA)
        var stranger = ReferenceFrames.beaconB
        stranger[38] = UInt8(ascii: "x")
        for number in 0..<2_000 {
            Self.receive(
                stranger, into: &table, bssid: MACAddress(0x0200_0000_0000 + UInt64(number)),
                at: Instant(nanoseconds: UInt64(number)))
        }
        #expect(table.entries.count == 200)
        #expect(table[StationDriver.bssA] != nil)
        #expect(table[MACAddress(0x0200_0000_0000 + 1_999)] != nil)
    }

    @Test func whatIsNoLongerHeardIsForgottenAfterThreeMinutes() {
        var table = BSSTable(ownSSID: Array("okctest1".utf8))
        Self.receive(ReferenceFrames.beaconA, into: &table, bssid: StationDriver.bssA)
        Self.receive(ReferenceFrames.beaconB, into: &table, bssid: StationDriver.bssB)
        table.expire(at: .zero + .seconds(180), except: nil)
        #expect(table.entries.count == 2)
        table.expire(at: .zero + .seconds(181), except: StationDriver.bssA)
        #expect(table.entries.map(\.bssid) == [StationDriver.bssA])
    }
}
