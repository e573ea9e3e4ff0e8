import Dot11
import EAP
import Octets
import RSN
import Testing
import Timeline

@testable import Station

@Suite("Link")
struct LinkTests {
    /// A station roamed to BSS B with a kept key, and the AP that it talks to, 4-way handshake done.
    static func linked(
        _ change: (inout StationConfiguration) -> Void = { $0.proactiveKeyCaching = true }
    ) throws -> (StationDriver, ScriptedAP, StepResult) {
        let driver = try RoamTests.atBSSA(change)
        _ = driver.roam(to: StationDriver.bssB)
        _ = driver.receive(ReferenceFrames.roamAuthenticationResponse)
        _ = driver.receive(ReferenceFrames.reassociationResponse)
        let ap = ScriptedAP(bssid: StationDriver.bssB, pmk: try #require(RoamTests.pmk))
        let message2 = driver.receive(ap.message1())
        let answer = try #require(message2.transmitted.first)
        let rsnElement = try #require(ap.receiveMessage2(answer))
        // What the Reassociation Request said, PMKID and all (frame 769).
        #expect(
            rsnElement
                == [UInt8](
                    hexadecimal:
                        "30260100000fac040100000fac040100000fac01000001001034a88f7e30d0763f452c6cbe520b1c"))
        let end = driver.receive(try #require(ap.message3()))
        let message4 = try #require(end.transmitted.first)
        #expect(ap.receiveMessage4(message4))
        return (driver, ap, end)
    }

    static let ping: [UInt8] =
        [0x04, 0xF0, 0x21, 0x19, 0x87, 0x44, 0x04, 0xF0, 0x21, 0xAA, 0x00, 0x01, 0x08, 0x00]
        + [0x45, 0xB8, 0x00, 0x1C] + [UInt8](repeating: 7, count: 24)

    @Test func theLinkIsUpAfterMessage4AndTheCopiedKeyIsProved() throws {
        let (driver, _, end) = try Self.linked()
        #expect(
            end.events == [
                .keysNegotiated(bssid: StationDriver.bssB), .connected(bssid: StationDriver.bssB),
            ])
        #expect(end.linkChanges == [true])
        #expect(driver.state == .completed(StationDriver.bssB))
        let isAuthorized = driver.station.isAuthorized
        #expect(isAuthorized)
        #expect(driver.station.pmksaCache.entries.map(\.isOpportunistic) == [false, false])
        // Message 4 has QoS TID 7 and is not encrypted: the AP installs the key only after it.
        #expect(end.types == [.qosData])
        #expect(end.transmitted.first?[1] == 0x01)
        // 70 percent of 43,200 s after it began to join, wpa_supplicant renews the key.
        #expect(driver.deadline == .zero + .seconds(30_240) + .milliseconds(60))
    }

    @Test func hostDataIsEncryptedAndVoiceHasItsOwnTID() throws {
        let (driver, ap, _) = try Self.linked()
        let sent = driver.send(ethernet: Self.ping)
        let frame = try #require(sent.transmitted.first)
        #expect(frame[24] == 6)
        #expect(frame[2..<4] == [44, 0])
        #expect(ap.open(frame) == LLC.snapHeader + Self.ping[12...])
        let again = driver.send(ethernet: Self.ping)
        // Sequence number 1 of TID 6, packet number 2.
        #expect(again.transmitted.first?[22..<24] == [0x10, 0x00])
        #expect(again.transmitted.first?[26] == 2)
    }

    @Test func hostDataIsDroppedBeforeTheLinkIsUpAndAfterARoamBegins() throws {
        let early = try RoamTests.atBSSA()
        #expect(early.send(ethernet: Self.ping).transmitted.isEmpty)
        let (driver, _, _) = try Self.linked()
        let (_, roam) = driver.roam(to: StationDriver.bssA)
        #expect(roam.linkChanges == [false])
        #expect(driver.send(ethernet: Self.ping).transmitted.isEmpty)
    }

    @Test func encryptedDataReachesTheHostOnceAndPlainDataNever() throws {
        let (driver, ap, _) = try Self.linked()
        let clear = ap.frame(LLC.snapHeader + [0x08, 0x00, 1, 2, 3], source: StationDriver.bssA)
        #expect(driver.receive(clear).delivered.isEmpty)
        let frame = ap.protect(ap.frame(LLC.snapHeader + [0x08, 0x00, 1, 2, 3], source: StationDriver.bssA))
        #expect(
            driver.receive(frame).delivered == [
                [0x04, 0xF0, 0x21, 0xAA, 0x00, 0x01, 0x04, 0xF0, 0x21, 0x19, 0x87, 0x44, 0x08, 0x00, 1, 2, 3]
            ])
        // Replayed with another sequence number: the packet number betrays it.
        var replay = frame
        replay[23] &+= 1
        #expect(driver.receive(replay).delivered.isEmpty)
    }

    @Test func groupFramesAreOpenedWithTheGroupKeyUnlessTheyAreTheStationsOwn() throws {
        let (driver, ap, _) = try Self.linked()
        let body = LLC.snapHeader + [0x08, 0x06, 9]
        let other = ap.protect(ap.frame(body, to: .broadcast, source: StationDriver.bssA))
        #expect(
            driver.receive(other).delivered == [
                [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x04, 0xF0, 0x21, 0x19, 0x87, 0x44, 0x08, 0x06, 9]
            ])
        let own = ap.protect(ap.frame(body, to: .broadcast, source: StationDriver.address))
        #expect(driver.receive(own).delivered.isEmpty)
        #expect(driver.receive(other).delivered.isEmpty)
    }

    @Test func aRepeatedMessage3IsAnsweredAndInstallsNothing() throws {
        let (driver, ap, _) = try Self.linked()
        let first = driver.send(ethernet: Self.ping)
        let again = driver.receive(try #require(ap.message3()))
        #expect(again.transmitted.count == 1)
        #expect(again.events.isEmpty)
        let second = driver.send(ethernet: Self.ping)
        // Packet numbers go on: the key was not put in place anew (CVE-2017-13077).
        let numbers = [first, again, second].map { $0.transmitted.first?[26] }
        #expect(numbers == [1, 2, 3])
    }

    @Test func aGroupKeyHandshakeIsAnsweredEncryptedAndItsKeyOpensGroupFrames() throws {
        let (driver, ap, _) = try Self.linked()
        let group1 = try #require(ap.group1([UInt8](repeating: 0x77, count: 16)))
        let answer = driver.receive(group1)
        #expect(answer.events == [.groupKeyRenewed(bssid: StationDriver.bssB)])
        let group2 = try #require(answer.transmitted.first)
        #expect(ap.receiveGroup2(group2))
        let frame = ap.protect(
            ap.frame(LLC.snapHeader + [0x08, 0x06, 9], to: .broadcast, source: StationDriver.bssA))
        #expect(driver.receive(frame).delivered.count == 1)
        #expect(driver.receive(group1).transmitted.isEmpty)
    }

    @Test func disconnectingDuringAScanIsSaidOnTheAPsChannel() throws {
        let (driver, _, _) = try Self.linked {
            $0.proactiveKeyCaching = true
            $0.scanChannels = [2462, 5180].map { Channel(frequency: $0) }
        }
        _ = driver.scan()
        _ = driver.advance(.milliseconds(40))
        let result = driver.disconnect()
        #expect(result.tuned == [StationDriver.channel6])
        #expect(result.types == [.deauthentication])
        #expect(driver.deadline == .zero + .seconds(43_200) + .milliseconds(60))
    }

    @Test func aScanTellsTheAPAndHoldsHostDataBack() throws {
        let (driver, _, _) = try Self.linked {
            $0.proactiveKeyCaching = true
            $0.scanChannels = [2437, 2462, 5180].map { Channel(frequency: $0) }
        }
        let leave = driver.scan()
        #expect(leave.types == [.qosNull])
        // Frame 241 but for the AP and the Duration of 54 Mb/s.
        var null = ReferenceFrames.leavingNull
        null.replaceSubrange(4..<10, with: [0x04, 0xF0, 0x21, 0x19, 0x88, 0x44])
        null.replaceSubrange(16..<22, with: [0x04, 0xF0, 0x21, 0x19, 0x88, 0x44])
        null[2] = 44
        #expect(leave.transmitted == [null])
        let away = driver.advance(.milliseconds(40))
        #expect(away.types == [.probeRequest])
        #expect(driver.send(ethernet: Self.ping).transmitted.isEmpty)
        // Two channels fit into the 125 ms that it may be away.
        let back = driver.advance(.milliseconds(90))
        #expect(back.types == [.probeRequest, .qosNull, .qosData])
        #expect(back.transmitted.dropFirst().first?[1] == 0x01)
        #expect(back.tuned == [Channel(frequency: 2462), Channel(frequency: 2437)])
        let end = driver.advance(.milliseconds(300))
        #expect(end.types == [.qosNull, .probeRequest, .qosNull])
        #expect(end.events == [.scanCompleted])
        #expect(driver.state == .completed(StationDriver.bssB))
    }

    @Test func aScanOfTheOwnChannelAloneTellsNobody() throws {
        let (driver, _, _) = try Self.linked()
        let result = driver.scan()
        #expect(result.types == [.probeRequest])
        #expect(driver.advance(.milliseconds(30)).events == [.scanCompleted])
    }

    @Test func afterAScanEachBSSOfTheNetworkHasAnEntry() throws {
        let (driver, _, _) = try Self.linked()
        _ = driver.scan()
        _ = driver.receive(ReferenceFrames.beaconC)
        let end = driver.advance(.milliseconds(30))
        #expect(end.events == [.scanCompleted, .pmksaAdded(bssid: StationDriver.bssC)])
        #expect(
            driver.station.pmksaCache.entries.map(\.bssid) == [
                StationDriver.bssA, StationDriver.bssB, StationDriver.bssC,
            ])
        // wpa_cli pmksa after the scan of the reference (okc_both.status.txt).
        #expect(driver.station.pmksaCache.entries.last?.pmkid == PMKID(hexadecimal: "bf090228c39b0af3ce93e1d5947260c9"))
    }

    @Test func aScanReplacesAnOwnKeyElsewhereByACopyAsWpaSupplicantDoes() throws {
        let (driver, _, _) = try Self.linked()
        var out = StationOutputs()
        let other = try #require(
            PMK(hexadecimal: "8446c1a3426f72866df0e803cbe853835c486c82742d6c00fca23371ac8e95a8"))
        _ = driver.station.pmksaCache.add(
            other, for: StationDriver.bssC, akm: .wpaEAP, current: nil, at: driver.now, &out)
        _ = driver.scan()
        _ = driver.receive(ReferenceFrames.beaconC)
        let end = driver.advance(.milliseconds(30))
        #expect(
            end.events == [
                .scanCompleted, .pmksaRemoved(bssid: StationDriver.bssC), .pmksaAdded(bssid: StationDriver.bssC),
            ])
        #expect(driver.station.pmksaCache.entry(for: StationDriver.bssC, akm: .wpaEAP)?.madeAt == StationDriver.bssA)
    }

    @Test func deauthenticationTakesTheLinkDown() throws {
        let (driver, _, _) = try Self.linked()
        var farewell = ReferenceFrames.lateDeauthentication
        farewell.replaceSubrange(10..<16, with: [0x04, 0xF0, 0x21, 0x19, 0x88, 0x44])
        let result = driver.receive(farewell)
        #expect(result.linkChanges == [false])
        #expect(driver.state == .disconnected(.deauthenticated(.invalidAuthentication)))
    }

    @Test func flushingThePMKSAsEndsTheLink() throws {
        let (driver, _, _) = try Self.linked()
        let result = driver.flushPMKSA()
        #expect(
            result.events == [
                .pmksaRemoved(bssid: StationDriver.bssA), .pmksaRemoved(bssid: StationDriver.bssB),
                .disconnected(bssid: StationDriver.bssB, reason: .unspecified, isLocallyGenerated: true),
            ])
        #expect(result.linkChanges == [false])
        #expect(driver.state == .disconnected(.pmksaRemoved))
    }

    @Test func theLinkEndsWithItsPMKSA() throws {
        let (driver, _, _) = try Self.linked()
        let result = driver.advance(.seconds(43_201))
        // Before that it asked for a new key by an EAPOL-Start, which nobody answered.
        #expect(result.types == [.qosData, .deauthentication])
        #expect(driver.state == .disconnected(.pmksaRemoved))
        #expect(driver.station.pmksaCache.entries.isEmpty)
    }
}
