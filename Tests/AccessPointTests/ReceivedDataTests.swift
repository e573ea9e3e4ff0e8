import AccessPoint
import Dot11
import EAP
import Octets
import RSN
import Testing
import Timeline

@Suite struct ReceivedDataTests {
    private let station = MACAddress(0x0200_0000_0001)
    private let far = MACAddress(0x0200_0000_0009)
    /// QoS Control: TID 0 with A-MSDU Present (802.11-2020, 9.2.4.5.1).
    private let aggregate: UInt8 = 0x80

    private func open() -> TestAccessPoint {
        var accessPoint = TestAccessPoint { $0.akms = [] }
        accessPoint.join(station)
        return accessPoint
    }

    /// LLC of an IPv4 packet of these octets.
    private func msdu(_ octets: [UInt8]) -> [UInt8] { LLC.snapHeader + [0x08, 0x00] + octets }

    /// A subframe as 802.11-2020, Figure 9-69, has it.
    private func subframe(to destination: MACAddress, from source: MACAddress, _ msdu: [UInt8]) -> [UInt8] {
        var octets: [UInt8] = []
        octets.append(destination)
        octets.append(source)
        octets.append(bigEndian: UInt16(msdu.count))
        return octets + msdu
    }

    private func padded(_ subframe: [UInt8]) -> [UInt8] {
        subframe + [UInt8](repeating: 0, count: (4 - subframe.count % 4) % 4)
    }

    @Test func theMSDUsOfAnAMSDUAreForwardedOneByOne() {
        var accessPoint = open()
        let first = padded(subframe(to: far, from: station, msdu([1, 2, 3])))
        let second = subframe(to: MACAddress(0x0200_0000_000A), from: station, msdu([4, 5, 6, 7, 8]))
        accessPoint.receiveData(first + second, from: station, to: TestAccessPoint.bssid, priority: aggregate)
        #expect(
            accessPoint.forwarded.map { $0.octets.hexadecimal } == [
                "0200000000090200000000010800010203", "02000000000a02000000000108000405060708",
            ])
        // The last one may be padded too.
        accessPoint.receiveData(padded(first + second), from: station, to: TestAccessPoint.bssid, priority: aggregate)
        #expect(accessPoint.forwarded.count == 2)
    }

    @Test func aBrokenAMSDUIsDroppedWhole() {
        var accessPoint = open()
        let good = padded(subframe(to: far, from: station, msdu([1, 2, 3])))
        let broken: [[UInt8]] = [
            good + [1, 2, 3], good + subframe(to: far, from: station, msdu([4])).dropLast(), [],
        ]
        for body in broken {
            accessPoint.receiveData(body, from: station, to: TestAccessPoint.bssid, priority: aggregate)
            #expect(accessPoint.forwarded.isEmpty)
        }
    }

    /// CVE-2020-24588: the bit is not authenticated, and an MSDU would be read as an A-MSDU.
    @Test func anMSDUUnderTheBitIsDropped() {
        var accessPoint = open()
        // Octets 6 to 11 would be a source, 12 and 13 a length of 0, two more padding: what an IPv4 packet hides follows.
        let inner = subframe(to: far, from: station, msdu([9]))
        let body = msdu([0, 0, 0, 0, 0, 0, 0, 0]) + padded(inner)
        accessPoint.receiveData(body, from: station, to: far, priority: aggregate)
        #expect(accessPoint.forwarded.isEmpty)
    }

    @Test func aSubframeInSomebodyElsesNameIsDropped() {
        var accessPoint = open()
        let body = subframe(to: far, from: MACAddress(0x0200_0000_0002), msdu([1]))
        accessPoint.receiveData(body, from: station, to: TestAccessPoint.bssid, priority: aggregate)
        #expect(accessPoint.forwarded.isEmpty)
    }

    /// 802.1X-2010, 11.1.1: to the PAE group address, or in 802.11 to the authenticator's own (802.11-2020, 12.7.2 and
    /// mac80211, ieee80211_frame_allowed).
    @Test func eapolIsTakenAtTheBSSIDAndThePAEGroupAddressAlone() {
        let takers = [TestAccessPoint.bssid, MACAddress(0x0180_C200_0003)]
        let others = [far, .broadcast, MACAddress(0x0180_C200_0000), AccessPointRoamTests.bssids[1]]
        for destination in takers + others {
            var accessPoint = TestAccessPoint()
            accessPoint.join(station)
            accessPoint.receiveEAPOL(.start, from: station, to: destination)
            let isTaken = accessPoint.eapol != nil
            #expect(isTaken == takers.contains(destination), "\(destination)")
            #expect(accessPoint.forwarded.isEmpty)
        }
        // Nor is EAPOL relayed through an open port.
        var accessPoint = open()
        accessPoint.receiveEAPOL(.start, from: station, to: far)
        #expect(accessPoint.forwarded.isEmpty && accessPoint.frames.isEmpty)
    }
}
