internal import EAPMethods
internal import Octets
internal import RADIUS
internal import RADIUSServer
internal import Timeline

/// The RADIUS server with a client and a peer before it, of which only the server is timed.
final class ServerRig {
    private var server: RADIUSServer
    private var client: RADIUSClient
    private let peer: EAPPeerConfiguration
    private var random = RandomSource.seeded(1, stream: 6)
    private var now = Instant.zero
    private var clientOutputs = RADIUSClientOutputs()
    private var serverOutputs = RADIUSServerOutputs()
    private var peerOutputs = EAPPeerOutputs()
    private let about = AccessRequest(
        userName: Array("testuser".utf8),
        calledStationID: AccessRequest.calledStationID(bssid: Rig.home, ssid: Array("okctest1".utf8).octets),
        callingStation: Rig.address, nasPort: 1, connectInfo: "CONNECT 54Mbps 802.11g")

    struct Stuck: Error {}

    init() throws {
        server = try Rig.server()
        client = RADIUSClient(
            servers: [.init(endpoint: Rig.serverEndpoint, secret: Rig.secret)], random: .seeded(1, stream: 5))
        peer = try Rig.peer()
    }

    /// One EAP-TTLS authentication, from EAP-Response/Identity to Access-Accept.
    func run(_ watch: inout Stopwatch) throws {
        var peer = EAPPeer(peer, random: random.split())
        var state: [UInt8]?
        // The access point's own EAP-Request/Identity.
        var request: [UInt8] = [1, 0, 0, 5, 1]
        for _ in 0..<20 {
            peerOutputs.removeAll()
            switch peer.receive(request.octets, &peerOutputs) {
            case .respond: break
            case .succeeded: return
            case .nothing, .failed: throw Stuck()
            }
            now = now + .milliseconds(1)
            client.send(peerOutputs.response.octets, state: state, about: about, for: 1, at: now, &clientOutputs)
            guard let datagram = clientOutputs.datagrams.first?.octets else { throw Stuck() }
            clientOutputs.removeAll()
            serve(datagram, &watch)
            guard let reply = serverOutputs.datagrams.first?.octets else { throw Stuck() }
            serverOutputs.removeAll()
            client.receive(reply.octets, from: Rig.serverEndpoint, at: now, &clientOutputs)
            switch clientOutputs.results.first?.result {
            case .challenge(let eap, let next): (request, state) = (eap, next)
            case .accept(let accept): request = accept.eap ?? []
            default: throw Stuck()
            }
            clientOutputs.removeAll()
        }
        throw Stuck()
    }

    private func serve(_ datagram: [UInt8], _ watch: inout Stopwatch) {
        let from = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 40_000)
        watch.time { server.receive(datagram.octets, from: from, at: now, &serverOutputs) }
    }
}
