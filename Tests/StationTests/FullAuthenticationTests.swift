import Cryptography
import Dot11
import EAP
import EAPMethods
import Octets
import RSN
import Testing
import Timeline

@testable import Station

@Suite("Full authentication")
struct FullAuthenticationTests {
    static let serverTLS: TLSContext? = {
        guard let identity = try? TLSIdentity.laboratory() else { return nil }
        return try? TLSContext(server: identity)
    }()

    /// Runs EAP between the station and a server from EAP-Request/Identity to the end.
    ///
    /// - Returns: the key of the server, if it let the station in, and what the station did, step by step.
    static func runEAP(_ driver: StationDriver, _ ap: inout FrameSource, password: String = "testpasswd") throws
        -> (MasterSessionKey?, StepResult)
    {
        var users = UserPasswords()
        users["testuser"] = Password(password)
        var server = EAPServer(
            EAPServerConfiguration(tls: try #require(serverTLS), users: users), random: .seeded(3, stream: 5))
        var all = StepResult()
        var packet: [UInt8] = []
        packet.appendEAP(.request, identifier: 7, type: .identity)
        var key: MasterSessionKey?
        for _ in 0..<30 {
            let step = driver.receive(ap.eapol { $0.appendEAPOL(.eapPacket, version: 2) { $0 += packet } })
            all.append(step)
            guard let frame = step.transmitted.first else { break }
            var outputs = EAPServerOutputs()
            let response = Array(frame[38...])
            let result = server.receive(response.octets, &outputs)
            packet = outputs.packet
            if case .success(let success) = result { key = success.masterSessionKey }
            if packet.isEmpty { break }
        }
        return (key, all)
    }

    static func pmk(_ key: MasterSessionKey?) throws -> PMK {
        let key = try #require(key)
        let pmk = PMK(key.receiveKey)
        return try #require(pmk)
    }

    /// Where the AP's QoS data comes from.
    struct FrameSource {
        var bssid: MACAddress
        var sequenceNumber: UInt16 = 500

        mutating func eapol(_ write: (inout [UInt8]) -> Void) -> [UInt8] {
            var frame: [UInt8] = []
            frame.appendDataHeader(
                .qosData, flags: FrameControl.fromDS, to: StationDriver.address, from: bssid, farEnd: bssid,
                duration: 314, sequenceNumber: sequenceNumber)
            sequenceNumber += 1
            frame += LLC.snapHeader + [0x88, 0x8E]
            write(&frame)
            return frame
        }
    }

    @Test func aFirstAssociationEndsInALinkWhoseKeyIsKept() throws {
        let driver = JoinTests.associated()
        var source = FrameSource(bssid: StationDriver.bssA)
        let (key, eap) = try Self.runEAP(driver, &source)
        // EAP lengths of the reference: Identity 13 with "anonymous" 14, Nak 6, acknowledgements 6.
        #expect(eap.transmitted.map { Int($0[36]) << 8 | Int($0[37]) }.prefix(2) == [14, 6])
        #expect(
            eap.events == [
                .eapStarted, .eapMethodProposed(.tls, isRefused: true), .eapMethodProposed(.ttls, isRefused: false),
                .eapMethodSelected(.ttls), .eapSucceeded,
            ])
        #expect(eap.effort >= 1)
        #expect(driver.station.pmksaCache.entries.isEmpty)

        let pmk = try Self.pmk(key)
        let ap = ScriptedAP(bssid: StationDriver.bssA, pmk: pmk)
        let message2 = driver.receive(ap.message1())
        #expect(message2.events == [.pmksaAdded(bssid: StationDriver.bssA)])
        let answer = try #require(message2.transmitted.first)
        // Without PMKID, as the Association Request was (frame 225).
        #expect(ap.receiveMessage2(answer) == [UInt8](hexadecimal: "30140100000fac040100000fac040100000fac010000"))
        let end = driver.receive(try #require(ap.message3()))
        #expect(end.events == [.keysNegotiated(bssid: StationDriver.bssA), .connected(bssid: StationDriver.bssA)])
        #expect(driver.station.pmksaCache.entries.map(\.bssid) == [StationDriver.bssA])
        let isKept = driver.station.pmksaCache.entries.first?.pmk == pmk
        #expect(isKept)
    }

    @Test func aKeyThatTheAPDoesNotKnowIsReplacedByTheOneThatEAPMakes() throws {
        let driver = try RoamTests.atBSSA()
        _ = driver.roam(to: StationDriver.bssB)
        _ = driver.receive(ReferenceFrames.roamAuthenticationResponse)
        _ = driver.receive(ReferenceFrames.reassociationResponse)
        var source = FrameSource(bssid: StationDriver.bssB)
        let (key, _) = try Self.runEAP(driver, &source)
        let pmk = try Self.pmk(key)
        let ap = ScriptedAP(bssid: StationDriver.bssB, pmk: pmk)
        let message2 = driver.receive(ap.message1())
        #expect(message2.events == [.pmksaRemoved(bssid: StationDriver.bssB), .pmksaAdded(bssid: StationDriver.bssB)])
        // The RSNE repeats the request's, with the PMKID that was of no use.
        let answer = try #require(message2.transmitted.first)
        let rsnElement = ap.receiveMessage2(answer)
        #expect(rsnElement?.count == 40)
        _ = driver.receive(try #require(ap.message3()))
        #expect(driver.state == .completed(StationDriver.bssB))
        // The key of BSS A stays: going back there is PMKSA caching.
        #expect(driver.station.pmksaCache.entries.map(\.bssid) == [StationDriver.bssA, StationDriver.bssB])
    }

    @Test func aWrongPasswordEndsInAStatedFailureAndNotInALoop() throws {
        let driver = JoinTests.associated()
        var source = FrameSource(bssid: StationDriver.bssA)
        let (key, eap) = try Self.runEAP(driver, &source, password: "another")
        #expect(key == nil)
        #expect(eap.events.last == .eapFailed(.refused))
        // The AP would deauthenticate it; without, it waits two seconds and leaves.
        let end = driver.advance(.seconds(2))
        #expect(end.types == [.deauthentication])
        #expect(driver.state == .disconnected(.eapFailed))
        #expect(driver.deadline == nil)
    }

    @Test func aPMKIDOfAnotherKeyAfterEAPMakesItAskAgain() throws {
        let driver = JoinTests.associated()
        var source = FrameSource(bssid: StationDriver.bssA)
        _ = try Self.runEAP(driver, &source)
        let ap = ScriptedAP(bssid: StationDriver.bssA, pmk: try #require(RoamTests.pmk))
        let result = driver.receive(ap.message1())
        #expect(result.events.suffix(2) == [.pmkidUnknown(bssid: StationDriver.bssA), .eapolStartSent])
    }

    @Test func theSHA256SuiteIsPreferredAndWorks() throws {
        let driver = try RoamTests.atBSSA {
            $0.akms = [.wpaEAP, .wpaEAPSHA256]
            $0.proactiveKeyCaching = true
        }
        _ = driver.roam(to: StationDriver.bssB)
        let request = driver.receive(ReferenceFrames.roamAuthenticationResponse)
        // The kept key was made with the other suite, so it is not offered.
        #expect(request.events.last == .associating(bssid: StationDriver.bssB, pmkid: nil))
        _ = driver.receive(ReferenceFrames.reassociationResponse)
        var source = FrameSource(bssid: StationDriver.bssB)
        let (key, _) = try Self.runEAP(driver, &source)
        let pmk = try Self.pmk(key)
        let ap = ScriptedAP(bssid: StationDriver.bssB, pmk: pmk, akm: .wpaEAPSHA256)
        let message2 = driver.receive(ap.message1())
        let answer = try #require(message2.transmitted.first)
        let rsnElement = ap.receiveMessage2(answer)
        #expect(rsnElement == [UInt8](hexadecimal: "30140100000fac040100000fac040100000fac050000"))
        _ = driver.receive(try #require(ap.message3()))
        #expect(driver.state == .completed(StationDriver.bssB))
    }
}
