import EAPMethods
import Testing

/// Our station and our access point's client, and FreeRADIUS as their judge.
@Suite(.serialized) struct FreeRADIUSTests {
    private func configuration(
        at server: borrowing RealServer, _ method: EAPMethod, version: TLSContext.Version,
        password: String = "testpasswd", certificateKind: TLSIdentity.KeyKind = .rsa2048
    ) throws -> EAPPeerConfiguration {
        let tls = try TLSContext(
            client: .file(server.folder + "/ca.pem"),
            identity: TLSIdentity.laboratoryClient(certificateKind, userName: "testuser"),
            versions: min(.tls12, version)...version)
        return EAPPeerConfiguration(
            identity: [UInt8]("testuser".utf8), anonymousIdentity: [UInt8]("anonymous".utf8),
            password: Password(password), methods: [method], tls: tls)
    }

    private func authenticate(
        at server: borrowing RealServer, _ method: EAPMethod, version: TLSContext.Version,
        password: String = "testpasswd", certificateKind: TLSIdentity.KeyKind = .rsa2048
    ) throws -> ServerConversation.Outcome {
        var conversation = try ServerConversation(
            port: server.port,
            configuration(
                at: server, method, version: version, password: password, certificateKind: certificateKind))
        return conversation.authenticate()
    }

    @Test(arguments: TLSContext.Version.allCases)
    func freeRADIUSAcceptsEachMethodAndDerivesTheSameKey(version: TLSContext.Version) throws {
        guard RealServer.isThere() else { return }
        let server = try RealServer(tls: version.rawValue, clientAuthority: TLSIdentity.laboratory().authorityPEM())
        for method in EAPMethod.allCases {
            let outcome = try authenticate(at: server, method, version: version)
            #expect(outcome.stationKey != nil, "\(method) \(outcome)")
            #expect(outcome.stationKey == outcome.accessPointKey, "\(method)")
        }
    }

    @Test(arguments: TLSContext.Version.allCases)
    func freeRADIUSRefusesAWrongPasswordAndAStrangersCertificate(version: TLSContext.Version) throws {
        guard RealServer.isThere() else { return }
        let server = try RealServer(tls: version.rawValue, clientAuthority: TLSIdentity.laboratory().authorityPEM())
        for method in EAPMethod.allCases where method != .tls {
            let outcome = try authenticate(at: server, method, version: version, password: "wrong")
            #expect(outcome.isRejected, "\(method) \(outcome)")
            #expect(outcome.failure == .refused || outcome.failure == .passwordRefused)
        }
        let stranger = try authenticate(at: server, .tls, version: version, certificateKind: .p256)
        #expect(stranger.isRejected && stranger.stationKey == nil, "\(stranger)")
    }
}
