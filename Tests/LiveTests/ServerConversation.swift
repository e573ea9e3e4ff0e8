import EAP
import EAPMethods
import Octets
import RADIUS
import Testing
import Timeline

/// Our station and our access point's client, at a server on this machine.
struct ServerConversation: ~Copyable {
    /// What came of one authentication.
    struct Outcome {
        var stationKey: String?
        var accessPointKey: String?
        /// Lengths of EAP packets: requests positive, responses negative.
        var lengths: [Int] = []
        var isRejected = false
        var failure: EAPPeerFailure?
        /// Whether an earlier TLS session was resumed; nil where there was no success.
        var isResumed: Bool?
    }

    private let socket: UDPSocket
    private let endpoint: RADIUSEndpoint
    private var client: RADIUSClient
    var peer: EAPPeer

    init(port: UInt16, _ configuration: EAPPeerConfiguration) throws {
        socket = try UDPSocket(to: port)
        endpoint = RADIUSEndpoint(ipv4: 0x7F00_0001, port: port)
        client = RADIUSClient(
            servers: [.init(endpoint: endpoint, secret: RADIUSSecret("lanforge"))], random: .system)
        peer = EAPPeer(configuration, random: .system)
    }

    /// Authenticates once; the peer is as the time before left it.
    mutating func authenticate() -> Outcome {
        let about = AccessRequest(
            userName: [UInt8]("anonymous".utf8), calledStationID: [UInt8]("04-F0-21-19-88-44:okctest1".utf8),
            callingStation: MACAddress(0x04F0_21AA_0001), nasPort: 1, connectInfo: "CONNECT 54Mbps 802.11g")
        var outcome = Outcome()
        var request: [UInt8] = [1, 1, 0, 5, 1]
        var state: [UInt8]?
        peer.reset()
        for _ in 0..<20 {
            outcome.lengths.append(request.count)
            var out = EAPPeerOutputs()
            switch peer.receive(request.octets, &out) {
            case .succeeded(let key):
                outcome.stationKey = key.octets.hexadecimal
                outcome.isResumed = out.tls?.isResumed
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
}
