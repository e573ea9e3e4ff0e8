@testable import AccessPoint
import Dot11
import Octets
import RSN
import Testing

/// Held to real hostapd 2.10 on mac80211: shared/reference/captures/hostapd/okc_both.pcapng and its hostapd.conf.
@Suite struct BSSElementsTests {
    /// The BSS 04:f0:21:19:87:44 of okc_both.hostapd.conf: hw_mode=g, channel=6, ieee80211n=1.
    private var elements: BSSElements {
        var bss = BSSConfiguration(
            interface: "vap0000", bssid: MACAddress(0x04F0_2119_8744), ssid: Array("okctest1".utf8))
        bss.akms = [.wpaEAP, .wpaEAPSHA256]
        bss.okc = true
        bss.neighborReport = true
        bss.beaconReport = true
        bss.bssTransition = true
        bss.bssLoadUpdatePeriod = 100
        return BSSElements(channel: Channel(frequency: 2437), isHT: true, configuration: bss)
    }

    private func hexadecimal(_ build: (inout [UInt8]) -> Void) -> String {
        var octets: [UInt8] = []
        build(&octets)
        return octets.octets.hexadecimal
    }

    @Test func beaconsCarryWhatHostapdSends() {
        // Frame 2, from octet 36 on.
        #expect(
            hexadecimal {
                elements.appendBeacon(
                    traffic: TrafficIndicationMap(dtimCount: 1, dtimPeriod: 2), stationCount: 0, into: &$0)
            } == """
                00086f6b637465737431010882848b960c1218240301060504010200002a010432043048606c\
                30180100000fac040100000fac040200000fac01000fac050c000b050000000000460572000000003b025100\
                2d1a0c001bffff000000000000000000000100000000000000000000\
                3d1606000000000000000000000000000000000000000000\
                7f080400480200000040dd180050f2020101010003a4000027a4000042435e0062322f00
                """)
        #expect(elements.capabilities.rawValue == 0x1411)
    }

    @Test func probeResponsesCarryWhatHostapdSends() {
        // Frame 45, from octet 36 on.
        #expect(
            hexadecimal { elements.appendProbeResponse(stationCount: 0, into: &$0) } == """
                00086f6b637465737431010882848b960c1218240301062a010432043048606c\
                30180100000fac040100000fac040200000fac01000fac050c000b050000000000460572000000003b025100\
                2d1a0c001bffff000000000000000000000100000000000000000000\
                3d1606000000000000000000000000000000000000000000\
                7f080400480200000040dd180050f2020101010003a4000027a4000042435e0062322f00
                """)
    }

    @Test func associationResponsesCarryWhatHostapdSends() {
        // Frame 167, from octet 30 on.
        #expect(
            elements.associationResponse.octets.hexadecimal == """
                010882848b960c12182432043048606c460572000000002d1a0c001bffff000000000000000000000100000000000000000000\
                3d1606000000000000000000000000000000000000000000\
                7f0804004802000000405a03240100dd180050f2020101010003a4000027a4000042435e0062322f00
                """)
    }

    @Test func theRSNElementHas26OctetsWithBothAKMs() {
        #expect(elements.rsnElement.octets.hexadecimal == "30180100000fac040100000fac040200000fac01000fac050c00")
    }

    /// hostapd 2.10: ieee80211_freq_to_channel_ext without a secondary channel; 802.11-2020, Table E-4.
    @Test(
        arguments: [
            (2412, 81), (2472, 81), (2484, 82), (5180, 115), (5240, 115), (5260, 118), (5320, 118), (5500, 121),
            (5720, 121),
            (5745, 124), (5805, 124), (5825, 125), (5885, 125),
        ] as [(UInt16, UInt8)])
    func beaconsNameTheOperatingClassOfTheirChannel(frequency: UInt16, operatingClass: UInt8) {
        // No radio measurement: hostapd sends the element all the same.
        let bss = BSSConfiguration(interface: "vap0000", bssid: MACAddress(0x04F0_2119_8744), ssid: [0x61])
        let elements = BSSElements(channel: Channel(frequency: frequency), isHT: true, configuration: bss)
        var octets: [UInt8] = []
        elements.appendBeacon(
            traffic: TrafficIndicationMap(dtimCount: 1, dtimPeriod: 2), stationCount: 0, into: &octets)
        var walk = ElementWalk(octets.octets)
        var found: [UInt8]?
        if let element = walk.first(.supportedOperatingClasses) { found = element.body.array }
        #expect(found == [operatingClass, 0])
    }
}
