import EAP
import Octets
import RADIUS
import Testing
import Timeline

@testable import EAPMethods
@testable import RADIUSServer

@Suite struct AuthenticationTests {
    private static let withPassword = EAPMethod.allCases.filter { $0 != .tls }

    @Test(arguments: EAPMethod.allCases, TLSContext.Version.allCases)
    func bothEndsGetTheSameKey(method: EAPMethod, version: TLSContext.Version) throws {
        var conversation = try Conversation(method, versions: version...version)
        conversation.run()
        guard case .succeeded(let stationKey) = conversation.outcome,
            case .accept(let accept) = conversation.result, let key = accept.masterSessionKey
        else {
            Issue.record("\(conversation.peerEvents) \(conversation.serverEvents) \(conversation.lengths)")
            return
        }
        let station = stationKey.octets.hexadecimal
        let accessPoint = key.octets.hexadecimal
        #expect(station == accessPoint)
        #expect(
            conversation.serverEvents == [
                .accepted(
                    from: Conversation.nas, station: "04-F0-21-AA-00-01", user: "testuser", method)
            ])
        let type = method.outer.type
        let refusal: [EAPPeerEvent] = method == .tls ? [] : [.methodProposed(.tls, isRefused: true)]
        #expect(
            conversation.peerEvents
                == [.started] + refusal + [
                    .methodProposed(type, isRefused: false), .methodSelected(type), .succeeded,
                ])
        let sessions = conversation.server.sessionCount
        #expect(sessions == 0)
    }

    @Test func lengthsAreThoseOfRealPrograms() throws {
        var conversation = try Conversation()
        conversation.run()
        // hostapd/okc_both_radius.pcap frames 1 to 14 (wpa_supplicant 2.10, FreeRADIUS 3.2), but for the server's flight
        // of 2143 octets, which is as long as its certificates are.
        let lengths = conversation.lengths
        let radius = conversation.radiusLengths
        #expect(Array(lengths.prefix(10)) == [5, -14, 6, -6, 6, -190, 1004, -6, 1004, -6])
        #expect(Array(lengths.suffix(4)) == [-99, 61, -75, 4])
        #expect(radius.count == 14)
        #expect(Array(radius.prefix(8)) == [229, 64, 239, 64, 423, 1068, 239, 1068])
        #expect(Array(radius.suffix(4)) == [332, 119, 308, 177])
    }

    @Test func publicKeyWorkIsMarked() throws {
        var conversation = try Conversation()
        conversation.run()
        // Replies 3 (ServerHello to ServerHelloDone) and 6 (Finished) of seven.
        let asymmetric = conversation.efforts.map { $0 == .asymmetric }
        #expect(asymmetric == [false, false, true, false, false, true, false])
    }

    @Test(arguments: withPassword)
    func aWrongPasswordIsRefusedAfterASecond(method: EAPMethod) throws {
        var conversation = try Conversation(method, password: "wrong")
        conversation.run()
        guard case .reject(let eap) = conversation.result, case .failed(.refused) = conversation.outcome else {
            Issue.record("\(conversation.peerEvents) \(conversation.serverEvents)")
            return
        }
        #expect(eap?.first == 4)
        #expect(
            conversation.serverEvents == [
                .rejected(
                    from: Conversation.nas, station: "04-F0-21-AA-00-01",
                    .wrongPassword([UInt8]("testuser".utf8)))
            ])
        let now = conversation.now
        #expect(now == .zero + .seconds(1))
    }

    @Test(arguments: withPassword)
    func anUnknownUserLooksOnTheWireLikeAWrongPassword(method: EAPMethod) throws {
        var unknown = try Conversation(method, user: "testusex")
        unknown.run()
        var wrong = try Conversation(method, password: "testpasswx")
        wrong.run()
        let lengths = (unknown.radiusLengths, wrong.radiusLengths)
        #expect(lengths.0 == lengths.1)
        #expect(
            unknown.serverEvents == [
                .rejected(
                    from: Conversation.nas, station: "04-F0-21-AA-00-01", .unknownUser([UInt8]("testusex".utf8)))
            ])
    }

    @Test(arguments: TLSContext.Version.allCases)
    func aCertificateOfAnotherAuthorityIsRefusedByAnAlert(version: TLSContext.Version) throws {
        let stranger = try TLSIdentity.laboratoryClient(.p256, userName: "testuser")
        var conversation = try Conversation(.tls, versions: version...version, certificate: stranger)
        conversation.run()
        guard case .rejected(_, _, .tls(let reason)) = conversation.serverEvents.first,
            case .reject = conversation.result
        else {
            Issue.record("\(conversation.serverEvents)")
            return
        }
        #expect(reason.description.contains("the client's certificate"))
        guard case .failed(.tls(let alert)) = conversation.peerEvents.last else {
            Issue.record("\(conversation.peerEvents)")
            return
        }
        #expect(alert.description.contains("alert unknown ca"))
    }

    @Test(arguments: TLSContext.Version.allCases)
    func aCertificateOfNobodyWhoIsKnownIsRefused(version: TLSContext.Version) throws {
        var conversation = try Conversation(.tls, versions: version...version, user: "nobody")
        conversation.run()
        guard case .reject = conversation.result, case .failed(.refused) = conversation.outcome else {
            Issue.record("\(conversation.peerEvents)")
            return
        }
        #expect(
            conversation.serverEvents == [
                .rejected(
                    from: Conversation.nas, station: "04-F0-21-AA-00-01", .unknownUser([UInt8]("nobody".utf8)))
            ])
    }

    @Test(arguments: TLSContext.Version.allCases)
    func onlySessionsInWhichEAPSucceededMayBeResumedAndTheyAreBounded(version: TLSContext.Version) throws {
        var resumption = TLSContext.Resumption()
        resumption.maximumSessions = 2
        let tls = try TLSContext(server: .laboratory(), versions: version...version, resumption: resumption)
        let kept = try #require(tls.resumable)
        for method in Self.withPassword {
            var wrong = try Conversation(method, versions: version...version, password: "wrong", serverTLS: tls)
            wrong.run()
        }
        var unknown = try Conversation(.tls, versions: version...version, user: "nobody", serverTLS: tls)
        unknown.run()
        #expect(kept.count == 0)
        for count in [1, 2, 2, 2] {
            var right = try Conversation(versions: version...version, serverTLS: tls)
            right.run()
            #expect(kept.count == count)
        }
    }

    @Test func aWrongSecretIsSilenceAndAnEventAndAStatedFailure() throws {
        var conversation = try Conversation(nasSecret: "other")
        conversation.run()
        guard case .failed(.noReply(attempts: 12)) = conversation.result else {
            Issue.record("\(String(describing: conversation.result))")
            return
        }
        #expect(
            conversation.serverEvents.first == .notAuthentic(from: Conversation.nas, .messageAuthenticatorWrong))
        let sessions = conversation.server.sessionCount
        #expect(sessions == 0)
    }

    @Test func aStationThatDoesNotTrustTheServerSaysSoByAnAlert() throws {
        let trusted = try TLSIdentity.laboratory(.p256)
        var conversation = try Conversation(trust: .authority(of: trusted))
        conversation.run()
        guard case .failed(.tls(let error)) = conversation.peerEvents.last else {
            Issue.record("\(conversation.peerEvents)")
            return
        }
        #expect(error.description.contains("the server's certificate"))
        guard case .rejected(_, _, .tls(let alert)) = conversation.serverEvents.first else {
            Issue.record("\(conversation.serverEvents)")
            return
        }
        #expect(alert.description.contains("alert"))
    }

    @Test func theKeyLogHasOneLineForOneSession() throws {
        var conversation = try Conversation()
        conversation.run()
        let lines = conversation.keyLog
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix("CLIENT_RANDOM ") == true)
    }
}
