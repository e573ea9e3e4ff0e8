import Dot11
import EAP
import Octets
import Testing
import Timeline

@testable import Station

@Suite("Join")
struct JoinTests {
    /// A station that has just sent its Authentication request to BSS A, numbered 11 as in the reference.
    static func authenticating() -> StationDriver {
        let driver = StationDriver()
        _ = driver.receive(ReferenceFrames.beaconA)
        driver.station.managementSequenceNumber = 10
        _ = driver.connect()
        return driver
    }

    /// The same, associated.
    static func associated() -> StationDriver {
        let driver = authenticating()
        _ = driver.advance(.milliseconds(60))
        _ = driver.receive(ReferenceFrames.authenticationResponse)
        _ = driver.receive(ReferenceFrames.associationResponse)
        return driver
    }

    @Test func theFramesOfAFirstAssociationEqualTheReference() {
        let driver = Self.authenticating()
        let scan = driver.advance(.milliseconds(60))
        #expect(scan.types == [.probeRequest, .authentication])
        #expect(scan.transmitted.last == ReferenceFrames.authenticationRequest)
        #expect(
            scan.events == [
                .scanCompleted, .authenticating(bssid: StationDriver.bssA, channel: StationDriver.channel6),
            ])
        let request = driver.receive(ReferenceFrames.authenticationResponse)
        #expect(request.transmitted == [ReferenceFrames.associationRequest])
        #expect(
            request.events == [
                .authenticated(bssid: StationDriver.bssA, status: .success),
                .associating(bssid: StationDriver.bssA, pmkid: nil),
            ])
        #expect(driver.state == .associating(StationDriver.bssA))
        let response = driver.receive(ReferenceFrames.associationResponse)
        #expect(response.transmitted.isEmpty)
        #expect(response.events == [.associated(bssid: StationDriver.bssA, isReassociation: false)])
        let identity = driver.receive(ReferenceFrames.identityRequest)
        #expect(identity.transmitted == [ReferenceFrames.identityResponse])
        #expect(identity.events == [.eapStarted])
        let nak = driver.receive(ReferenceFrames.tlsStart)
        #expect(nak.transmitted == [ReferenceFrames.legacyNak])
        #expect(nak.events == [.eapMethodProposed(.tls, isRefused: true)])
    }

    @Test func threeAuthenticationRequestsWithoutAnswerEndIt() {
        let driver = Self.authenticating()
        let first = driver.advance(.milliseconds(60))
        #expect(first.types == [.probeRequest, .authentication])
        let more = driver.advance(.milliseconds(400))
        #expect(more.types == [.authentication, .authentication])
        #expect(more.transmitted.map { $0[22] } == [0xC0, 0xD0])
        let end = driver.advance(.milliseconds(200))
        #expect(end.types.isEmpty)
        #expect(end.events == [.authenticationTimedOut(bssid: StationDriver.bssA)])
        #expect(driver.state == .disconnected(.noAuthenticationResponse))
        #expect(driver.deadline == nil)
    }

    @Test func threeAssociationRequestsWithoutAnswerEndIt() {
        let driver = Self.authenticating()
        _ = driver.advance(.milliseconds(60))
        let first = driver.receive(ReferenceFrames.authenticationResponse)
        let more = driver.advance(.milliseconds(600))
        #expect((first.types + more.types) == [.associationRequest, .associationRequest, .associationRequest])
        #expect(more.events == [.associationTimedOut(bssid: StationDriver.bssA)])
        #expect(driver.state == .disconnected(.noAssociationResponse))
    }

    @Test func aRefusedAuthenticationIsReportedWithItsStatus() {
        let driver = Self.authenticating()
        _ = driver.advance(.milliseconds(60))
        var refusal = ReferenceFrames.authenticationResponse
        refusal[28] = 17
        let result = driver.receive(refusal)
        #expect(result.events == [.authenticated(bssid: StationDriver.bssA, status: .tooManyStations)])
        #expect(driver.state == .disconnected(.authenticationRejected(.tooManyStations)))
    }

    @Test func aRefusedAssociationIsReportedWithItsStatus() {
        let driver = Self.authenticating()
        _ = driver.advance(.milliseconds(60))
        _ = driver.receive(ReferenceFrames.authenticationResponse)
        var refusal = ReferenceFrames.associationResponse
        refusal[26] = 43
        let result = driver.receive(refusal)
        #expect(result.events == [.associationRejected(bssid: StationDriver.bssA, status: .invalidAKMP)])
        #expect(driver.state == .disconnected(.associationRejected(.invalidAKMP)))
    }

    @Test func anAnswerOfAnotherBSSIsNoAnswer() {
        let driver = Self.authenticating()
        _ = driver.advance(.milliseconds(60))
        let result = driver.receive(ReferenceFrames.roamAuthenticationResponse)
        #expect(result.transmitted.isEmpty)
        #expect(driver.state == .authenticating(StationDriver.bssA))
    }

    @Test func aRepeatedFrameIsAnsweredOnce() {
        let driver = Self.associated()
        _ = driver.receive(ReferenceFrames.identityRequest)
        var retry = ReferenceFrames.identityRequest
        retry[1] |= 0x08
        #expect(driver.receive(retry).transmitted.isEmpty)
    }

    @Test func eapolStartIsSentAfterTwoSecondsOfSilenceThenEveryThirty() {
        let driver = Self.associated()
        #expect(driver.advance(.milliseconds(1_999)).transmitted.isEmpty)
        let start = driver.advance(.milliseconds(1))
        // QoS Data with TID 7 to the DS, SNAP, EAPOL version 1, type 1, no body.
        #expect(
            start.transmitted == [
                [UInt8](
                    hexadecimal: "88013a0104f02119874404f021aa000104f0211987440000" + "0700" + "aaaa03000000888e"
                        + "01010000")
            ])
        #expect(start.events == [.eapolStartSent])
        let end = driver.advance(.seconds(8))
        #expect(
            end.events == [
                .connectionTimedOut(bssid: StationDriver.bssA),
                .disconnected(bssid: StationDriver.bssA, reason: .leaving, isLocallyGenerated: true),
            ])
        #expect(end.types == [.deauthentication])
        #expect(driver.state == .disconnected(.timedOut))
    }

    @Test func deauthenticationEndsTheAssociationWithItsReason() {
        let driver = Self.associated()
        var farewell = ReferenceFrames.lateDeauthentication
        farewell[24] = 23
        let result = driver.receive(farewell)
        #expect(
            result.events == [
                .disconnected(bssid: StationDriver.bssA, reason: .authenticationFailed8021X, isLocallyGenerated: false),
                // As wpa_supplicant does at reason 23.
                .temporarilyDisabled(failures: 1, seconds: 10, .authenticationFailed),
            ])
        #expect(result.transmitted.isEmpty)
        #expect(driver.state == .disconnected(.deauthenticated(.authenticationFailed8021X)))
        #expect(driver.deadline == nil)
    }

    @Test func disconnectSendsFrame868() {
        let driver = Self.associated()
        driver.station.managementSequenceNumber = 58
        let result = driver.disconnect()
        #expect(result.transmitted == [ReferenceFrames.deauthentication])
        #expect(driver.state == .disconnected(.commanded))
    }

    @Test func aStationThatReconnectsWaitsLongerAfterEachFailure() {
        let driver = StationDriver { $0.reconnects = true }
        _ = driver.connect()
        var times: [UInt64] = []
        for _ in 0..<6 {
            _ = driver.advance(.milliseconds(60))
            let failed = driver.now
            times.append(((driver.deadline ?? failed) - failed).nanoseconds / 1_000_000)
            _ = driver.advance((driver.deadline ?? failed) - failed)
        }
        #expect(times == [100, 500, 1_000, 5_000, 10_000, 10_000])
    }
}
