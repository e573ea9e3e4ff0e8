import Dot11
import EAP
import Octets
import RSN
import Testing
import Timeline

@testable import Station

@Suite("Roam")
struct RoamTests {
    /// The PMK of the first associations of the reference (`okc_both.keys`).
    static let pmk = PMK(hexadecimal: "05230326d2a8b5378cac33fe79d774dd7dc61ef834d16e453dfa6311994053fa")

    /// A station associated to BSS A with that key in its cache, which knows B too; its next management frame has the
    /// sequence number of frame 751.
    static func atBSSA(_ change: (inout StationConfiguration) -> Void = { $0.proactiveKeyCaching = true }) throws
        -> StationDriver
    {
        let driver = StationDriver(change)
        _ = driver.receive(ReferenceFrames.beaconA)
        _ = driver.receive(ReferenceFrames.beaconB, signal: -60)
        _ = driver.connect()
        _ = driver.advance(.milliseconds(60))
        _ = driver.receive(ReferenceFrames.authenticationResponse)
        _ = driver.receive(ReferenceFrames.associationResponse)
        var out = StationOutputs()
        let pmk = try #require(Self.pmk)
        _ = driver.station.pmksaCache.add(
            pmk, for: StationDriver.bssA, akm: .wpaEAP, current: nil, at: driver.now, &out)
        driver.station.managementSequenceNumber = 52
        return driver
    }

    @Test func theFramesOfAnOKCRoamEqualTheReference() throws {
        let driver = try Self.atBSSA()
        let (isAccepted, start) = driver.roam(to: StationDriver.bssB)
        #expect(isAccepted)
        #expect(start.types == [.authentication])
        #expect(
            start.events == [
                .pmksaAdded(bssid: StationDriver.bssB),
                .authenticating(bssid: StationDriver.bssB, channel: StationDriver.channel6),
            ])
        // Frame 753: the old BSS's farewell comes late and changes nothing.
        let farewell = driver.receive(ReferenceFrames.lateDeauthentication)
        #expect(
            farewell.events == [
                .lateDeauthentication(bssid: StationDriver.bssA, reason: .invalidAuthentication)
            ])
        #expect(driver.state == .authenticating(StationDriver.bssB))

        let request = driver.receive(ReferenceFrames.roamAuthenticationResponse)
        #expect(request.transmitted == [ReferenceFrames.reassociationRequest])
        let response = driver.receive(ReferenceFrames.reassociationResponse)
        #expect(response.events == [.associated(bssid: StationDriver.bssB, isReassociation: true)])

        // Frame 769 but for SNonce and MIC.
        let message2 = driver.receive(ReferenceFrames.okcMessage1)
        var frame = try #require(message2.transmitted.first)
        var reference = ReferenceFrames.okcMessage2
        #expect(frame.count == reference.count)
        for offset in [51..<83, 115..<131] {
            #expect(Array(frame[offset]) != Array(reference[offset]))
            frame.replaceSubrange(offset, with: repeatElement(0, count: offset.count))
            reference.replaceSubrange(offset, with: repeatElement(0, count: offset.count))
        }
        #expect(frame == reference)
        #expect(driver.state == .fourWayHandshake(StationDriver.bssB))
    }

    @Test func withoutProactiveKeyCachingNoPMKIDIsOffered() throws {
        let driver = try Self.atBSSA { $0.proactiveKeyCaching = false }
        _ = driver.roam(to: StationDriver.bssB)
        let request = driver.receive(ReferenceFrames.roamAuthenticationResponse)
        // 18 octets less than frame 760: the count of PMKIDs and one of them.
        #expect(request.transmitted.first?.count == ReferenceFrames.reassociationRequest.count - 18)
        #expect(request.events.last == .associating(bssid: StationDriver.bssB, pmkid: nil))
        #expect(driver.station.pmksaCache.entries.count == 1)
    }

    @Test func roamingBackOffersTheKeyThatWasMadeThereWithoutProactiveKeyCaching() throws {
        let driver = try Self.atBSSA { $0.proactiveKeyCaching = false }
        _ = driver.roam(to: StationDriver.bssA)
        let request = driver.receive(ReferenceFrames.authenticationResponse)
        #expect(
            request.events.last
                == .associating(
                    bssid: StationDriver.bssA, pmkid: PMKID(hexadecimal: "060245d8dc9a038958c7a44a31bf58eb")))
    }

    @Test func anUnknownPMKIDInMessage1MakesItAskForFullAuthentication() throws {
        let driver = try Self.atBSSA()
        _ = driver.roam(to: StationDriver.bssB)
        _ = driver.receive(ReferenceFrames.roamAuthenticationResponse)
        _ = driver.receive(ReferenceFrames.reassociationResponse)
        var message1 = ReferenceFrames.okcMessage1
        message1[message1.count - 1] ^= 1
        let result = driver.receive(message1)
        #expect(result.transmitted.map { Array($0.suffix(4)) } == [[1, 1, 0, 0]])
        #expect(result.events == [.pmkidUnknown(bssid: StationDriver.bssB), .eapolStartSent])
        #expect(driver.state == .associated(StationDriver.bssB))
    }

    @Test func eapInPlaceOfMessage1IsAnswered() throws {
        let driver = try Self.atBSSA()
        _ = driver.roam(to: StationDriver.bssB)
        _ = driver.receive(ReferenceFrames.roamAuthenticationResponse)
        _ = driver.receive(ReferenceFrames.reassociationResponse)
        var identity = ReferenceFrames.identityRequest
        identity.replaceSubrange(10..<16, with: [0x04, 0xF0, 0x21, 0x19, 0x88, 0x44])
        let result = driver.receive(identity)
        #expect(result.events == [.eapStarted])
        // The cache keeps the guess until EAP has made another key.
        #expect(driver.station.pmksaCache.entries.count == 2)
        #expect(driver.state == .associated(StationDriver.bssB))
    }

    @Test func aBSSNeverHeardAndOneOfAnotherSSIDAreRefused() throws {
        let driver = try Self.atBSSA()
        var stranger = ReferenceFrames.beaconC
        stranger[38] = UInt8(ascii: "x")
        _ = driver.receive(stranger)
        for bssid in [StationDriver.bssC, MACAddress(1)] {
            let (isAccepted, result) = driver.roam(to: bssid)
            #expect(!isAccepted)
            #expect(result.transmitted.isEmpty && result.events.isEmpty)
        }
        #expect(driver.state == .associated(StationDriver.bssA))
    }

    @Test func aRoamCutShortByAnotherStillNamesTheOldAP() throws {
        let driver = try Self.atBSSA()
        _ = driver.receive(ReferenceFrames.beaconC)
        _ = driver.roam(to: StationDriver.bssC)
        _ = driver.roam(to: StationDriver.bssB)
        driver.station.managementSequenceNumber = 53
        let request = driver.receive(ReferenceFrames.roamAuthenticationResponse)
        #expect(request.transmitted == [ReferenceFrames.reassociationRequest])
    }

    @Test func aRoamThatFailsEndsAtRestAndTheNextRequestNamesNoOldAP() throws {
        let driver = try Self.atBSSA()
        _ = driver.roam(to: StationDriver.bssB)
        _ = driver.advance(.milliseconds(600))
        #expect(driver.state == .disconnected(.noAuthenticationResponse))
        _ = driver.roam(to: StationDriver.bssB)
        let request = driver.receive(ReferenceFrames.roamAuthenticationResponse)
        #expect(request.types == [.associationRequest])
    }
}
