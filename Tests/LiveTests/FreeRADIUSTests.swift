import EAP
import EAPMethods
import Octets
import RADIUS
import Testing
import Timeline

/// Our station and our access point's client, and FreeRADIUS as their judge.
@Suite(.serialized) struct FreeRADIUSTests {
    private struct Outcome {
        var stationKey: String?
        var accessPointKey: String?
        var lengths: [Int] = []
        var isRejected = false
        var failure: EAPPeerFailure?
    }

    private func authenticate(
        at server: borrowing RealServer, _ method: EAPMethod, version: TLSContext.Version,
        password: String = "testpasswd", certificateKind: TLSIdentity.KeyKind = .rsa2048
    ) throws -> Outcome {
        let socket = try UDPSocket(to: server.port)
        let endpoint = RADIUSEndpoint(ipv4: 0x7F00_0001, port: server.port)
        var client = RADIUSClient(
            servers: [.init(endpoint: endpoint, secret: RADIUSSecret("lanforge"))], random: .system)
        let tls = try TLSContext(
            client: .file(server.folder + "/ca.pem"),
            identity: TLSIdentity.laboratoryClient(certificateKind, userName: "testuser"), versions: version...version)
        var peer = EAPPeer(
            EAPPeerConfiguration(
                identity: [UInt8]("testuser".utf8), anonymousIdentity: [UInt8]("anonymous".utf8),
                password: Password(password), methods: [method], tls: tls),
            random: .system)
        let about = AccessRequest(
            userName: [UInt8]("anonymous".utf8), calledStationID: [UInt8]("04-F0-21-19-88-44:okctest1".utf8),
            callingStation: MACAddress(0x04F0_21AA_0001), nasPort: 1, connectInfo: "CONNECT 54Mbps 802.11g")
        var outcome = Outcome()
        var request: [UInt8] = [1, 1, 0, 5, 1]
        var state: [UInt8]?
        for _ in 0..<20 {
            outcome.lengths.append(request.count)
            var out = EAPPeerOutputs()
            switch peer.receive(request.octets, &out) {
            case .succeeded(let key): outcome.stationKey = key.octets.hexadecimal
            case .failed(let reason): outcome.failure = reason
            case .respond, .nothing: break
            }
            guard !out.response.isEmpty else { return outcome }
            outcome.lengths.append(-out.response.count)
            var toServer = RADIUSClientOutputs()
            client.send(out.response.octets, state: state, about: about, for: 1, at: .zero, &toServer)
            for datagram in toServer.datagrams { socket.send(datagram.octets) }
            guard let reply = socket.receive() else { return outcome }
            client.receive(reply.octets, from: endpoint, at: .zero, &toServer)
            switch toServer.results.first?.result {
            case .challenge(let eap, let newState): (request, state) = (eap, newState)
            case .accept(let accept):
                outcome.accessPointKey = accept.masterSessionKey?.octets.hexadecimal
                request = accept.eap ?? []
            case .reject(let eap):
                outcome.isRejected = true
                request = eap ?? []
            case .failed, nil: return outcome
            }
        }
        return outcome
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
