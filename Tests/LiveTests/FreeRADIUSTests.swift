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
        at server: borrowing RealServer, inner: TTLSInnerMethod, version: TLSContext.Version,
        password: String = "testpasswd"
    ) throws -> Outcome {
        let socket = try UDPSocket(to: server.port)
        let endpoint = RADIUSEndpoint(ipv4: 0x7F00_0001, port: server.port)
        var client = RADIUSClient(
            servers: [.init(endpoint: endpoint, secret: RADIUSSecret("lanforge"))], random: .system)
        let tls = try TLSContext(client: .file(server.folder + "/ca.pem"), versions: version...version)
        var peer = EAPPeer(
            EAPPeerConfiguration(
                identity: [UInt8]("testuser".utf8), anonymousIdentity: [UInt8]("anonymous".utf8),
                password: Password(password), inner: inner, tls: tls),
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
    func freeRADIUSAcceptsEachInnerMethodAndDerivesTheSameKey(version: TLSContext.Version) throws {
        guard RealServer.isThere() else { return }
        let server = try RealServer(tls: version.rawValue)
        for inner in TTLSInnerMethod.allCases {
            let outcome = try authenticate(at: server, inner: inner, version: version)
            #expect(outcome.stationKey != nil, "\(inner) \(outcome)")
            #expect(outcome.stationKey == outcome.accessPointKey)
        }
    }

    @Test func freeRADIUSRefusesAWrongPassword() throws {
        guard RealServer.isThere() else { return }
        let server = try RealServer(tls: "1.2")
        for inner in TTLSInnerMethod.allCases {
            let outcome = try authenticate(at: server, inner: inner, version: .tls12, password: "wrong")
            #expect(outcome.isRejected, "\(inner) \(outcome)")
            #expect(outcome.failure == .refused || outcome.failure == .passwordRefused)
        }
    }
}
