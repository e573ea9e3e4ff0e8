import Dot11
import Octets
import RSN
import Testing
import Timeline

@testable import AccessPoint

/// 802.11-2020, 9.4.2.5 (TIM) and 11.2.3: group-addressed frames follow the DTIM while a station dozes.
@Suite struct TrafficIndicationTests {
    private let station = MACAddress(0x0200_0000_0001)

    private func element(_ associationIDs: [UInt16], group: Bool = false) -> String {
        var map = TrafficIndicationMap(dtimCount: 0, dtimPeriod: 3)
        map.announcesGroup = group
        for associationID in associationIDs { map.announce(associationID) }
        var octets: [UInt8] = []
        map.append(into: &octets)
        return octets.octets.hexadecimal
    }

    @Test func theBitmapBeginsAtAnEvenOctetAndEndsWithTheLastBit() {
        // Element ID, length, DTIM Count, DTIM Period, Bitmap Control, Partial Virtual Bitmap.
        #expect(element([]) == "050400030000")
        #expect(element([], group: true) == "050400030100")
        #expect(element([1]) == "050400030002")
        // AIDs 8 and 17: octets 1 and 2.
        #expect(element([8, 17], group: true) == "05060003" + "01" + "000102")
        // AID 24 is bit 0 of octet 3: N1 is 2, Bitmap Offset 1, one bit further left.
        #expect(element([24]) == "05050003" + "02" + "0001")
        // AID 2007 is bit 7 of octet 250.
        #expect(element([2007]) == "05040003" + "fa" + "80")
    }

    /// An open BSS, its station, and whether it dozes.
    private func joined(dtimPeriod: UInt8 = 2) -> TestAccessPoint {
        var accessPoint = TestAccessPoint {
            $0.akms = []
            $0.dtimPeriod = dtimPeriod
        }
        accessPoint.keepsBeacons = true
        accessPoint.join(station)
        return accessPoint
    }

    private func say(dozing: Bool, to accessPoint: inout TestAccessPoint) {
        var frame: [UInt8] = []
        frame.appendDataHeader(
            .qosNull, flags: FrameControl.toDS | (dozing ? FrameControl.powerManagement : 0), to: TestAccessPoint.bssid,
            from: station, farEnd: TestAccessPoint.bssid, duration: 60, sequenceNumber: 0)
        accessPoint.receive(frame)
    }

    private func ethernet(to destination: MACAddress, _ octet: UInt8) -> [UInt8] {
        var frame: [UInt8] = []
        frame.append(destination)
        frame.append(MACAddress(0x0200_0000_0009))
        return frame + [0x08, 0x00, octet]
    }

    /// Of Beacons the TIM's body, of other frames More Data and the last octet, in order.
    private func words(_ accessPoint: borrowing TestAccessPoint) -> [String] {
        accessPoint.frames.map { frame in
            guard frame[0] == 0x80 else { return "\(frame[1] & 0x20 != 0 ? "more " : "")\(frame.last ?? 0)" }
            var walk = ElementWalk(frame.octets.extracting(36..<frame.count))
            guard let tim = walk.first(.tim) else { return "no TIM" }
            return tim.body.hexadecimal
        }
    }

    @Test func whatIsForGroupsFollowsTheDTIMWhileAStationDozes() {
        var accessPoint = joined(dtimPeriod: 3)
        // Beacons at 0, 102.4, 204.8 ms: counts 2, 1, 0.
        accessPoint.wait(.milliseconds(10))
        #expect(words(accessPoint) == ["02030000"])
        say(dozing: true, to: &accessPoint)
        accessPoint.send(ethernet(to: .broadcast, 7))
        accessPoint.send(ethernet(to: .broadcast, 8))
        accessPoint.send(ethernet(to: station, 9))
        #expect(accessPoint.frames.isEmpty)
        // Its association ID is 1: bit 1 of octet 0.
        accessPoint.wait(.milliseconds(100))
        #expect(words(accessPoint) == ["01030002"])
        accessPoint.wait(.milliseconds(100))
        #expect(words(accessPoint) == ["00030102", "more 7", "8"])
        accessPoint.wait(.milliseconds(100))
        #expect(words(accessPoint) == ["02030002"])
        say(dozing: false, to: &accessPoint)
        #expect(words(accessPoint) == ["9"])
        accessPoint.send(ethernet(to: .broadcast, 10))
        #expect(words(accessPoint) == ["10"])
        accessPoint.wait(.milliseconds(100))
        #expect(words(accessPoint) == ["01030000"])
    }

    @Test func nobodyIsWaitedForThatLeft() {
        var accessPoint = joined()
        accessPoint.wait(.milliseconds(10))
        say(dozing: true, to: &accessPoint)
        accessPoint.receive(.deauthentication, [3, 0], from: station)
        accessPoint.join(MACAddress(0x0200_0000_0002))
        accessPoint.send(ethernet(to: .broadcast, 7))
        #expect(words(accessPoint) == ["7"])
    }
}
