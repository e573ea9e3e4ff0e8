import EAP
import EAPMethods
import Octets
import RADIUS
import Testing
import Timeline

@testable import RADIUSServer

/// A station, an access point's RADIUS client and a server, joined without sockets, in simulated time.
struct Conversation: ~Copyable {
    static let endpoint = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1812)
    static let nas = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 50492)

    /// What the station was told last.
    var outcome: EAPPeerStep?
    /// What the access point was told last.
    var result: RADIUSClient.Result?
    /// Lengths of EAP packets: requests positive, responses negative.
    var lengths: [Int] = []
    /// Lengths of RADIUS packets, in order.
    var radiusLengths: [Int] = []
    /// Type and length of the first attribute of each RADIUS packet of the server.
    var replyStarts: [[UInt8]] = []
    /// What each RADIUS packet of the server cost.
    var efforts: [EAPEffort] = []
    var serverEvents: [RADIUSServerEvent] = []
    var peerEvents: [EAPPeerEvent] = []
    var clientEvents: [RADIUSClient.Event] = []
    var keyLog: [String] = []
    var now = Instant.zero
    var client: RADIUSClient
    var server: RADIUSServer
    var peer: EAPPeer

    init(
        _ method: EAPMethod = .ttls(.pap), versions: ClosedRange<TLSContext.Version> = .tls12 ... .tls12,
        password: String = "testpasswd", user: String = "testuser", nasSecret: String = "lanforge",
        identity: TLSIdentity? = nil, trust: TLSContext.Trust? = nil, certificate: TLSIdentity? = nil,
        serverTLS: TLSContext? = nil
    ) throws {
        let identity = try identity ?? TLSIdentity.laboratory()
        var users = UserPasswords()
        users["testuser"] = Password("testpasswd")
        let serverTLS = try serverTLS ?? TLSContext(server: identity, versions: versions)
        let clientTLS = try TLSContext(
            client: trust ?? .authority(of: identity),
            identity: try certificate ?? TLSIdentity.laboratoryClient(userName: user),
            versions: versions, collectsKeyLog: true)
        server = RADIUSServer(
            RADIUSServerConfiguration(
                secret: RADIUSSecret("lanforge"), eap: EAPServerConfiguration(tls: serverTLS, users: users)),
            random: .seeded(state: 1))
        client = RADIUSClient(
            servers: [.init(endpoint: Self.endpoint, secret: RADIUSSecret(nasSecret))], random: .seeded(state: 2))
        peer = EAPPeer(
            EAPPeerConfiguration(
                identity: [UInt8](user.utf8), anonymousIdentity: [UInt8]("anonymous".utf8),
                password: Password(password), methods: [method], tls: clientTLS),
            random: .seeded(state: 3))
    }

    /// Runs until the access point has an accept, a reject or a failure.
    mutating func run() {
        var request: [UInt8] = [1, 253, 0, 5, 1]
        var state: [UInt8]?
        for _ in 0..<60 {
            guard let response = ask(request), let answer = exchange(response, state: state) else { return }
            result = answer
            switch answer {
            case .challenge(let eap, let newState): (request, state) = (eap, newState)
            case .accept(let accept):
                _ = ask(accept.eap ?? [])
                return
            case .reject(let eap):
                _ = ask(eap ?? [])
                return
            case .failed: return
            }
        }
    }

    /// Gives an EAP packet to the station, and returns what it answers.
    mutating func ask(_ packet: [UInt8]) -> [UInt8]? {
        lengths.append(packet.count)
        var out = EAPPeerOutputs()
        let step = peer.receive(packet.octets, &out)
        outcome = step
        peerEvents += out.events
        keyLog += out.keyLog
        guard !out.response.isEmpty else { return nil }
        lengths.append(-out.response.count)
        return out.response
    }

    /// Carries an EAP response to the server, waiting as long as either asks for.
    mutating func exchange(_ eap: [UInt8], state: [UInt8]?) -> RADIUSClient.Result? {
        var toServer = RADIUSClientOutputs()
        var toClient = RADIUSServerOutputs()
        var about = AccessRequest(
            userName: [UInt8]("anonymous".utf8),
            calledStationID: AccessRequest.calledStationID(
                bssid: MACAddress(0x04F0_2119_8744), ssid: [UInt8]("okctest1".utf8).octets),
            callingStation: MACAddress(0x04F0_21AA_0001), nasPort: 1, connectInfo: "CONNECT 54Mbps 802.11g")
        about.nasIPAddress = 0x7F00_0001
        about.nasIdentifier = "vap0000"
        about.acctSessionID = "78FE53749105B191"
        about.acctMultiSessionID = "58C9BF0744254792"
        about.pairwiseCipher = 0x000F_AC04
        about.groupCipher = 0x000F_AC04
        about.akmSuite = 0x000F_AC01
        client.send(eap.octets, state: state, about: about, for: 1, at: now, &toServer)
        while toServer.results.isEmpty {
            for datagram in toServer.datagrams {
                radiusLengths.append(datagram.octets.count)
                server.receive(datagram.octets.octets, from: Self.nas, at: now, &toClient)
            }
            toServer.datagrams = []
            for datagram in toClient.datagrams {
                radiusLengths.append(datagram.octets.count)
                efforts.append(datagram.effort)
                replyStarts.append(Array(datagram.octets[20..<22]))
                client.receive(datagram.octets.octets, from: Self.endpoint, at: now, &toServer)
            }
            toClient.datagrams = []
            if !toServer.results.isEmpty { break }
            let deadlines = [client.deadline, server.deadline].compactMap { $0 }
            guard let next = deadlines.min() else { break }
            now = max(now, next)
            server.wake(at: now, &toClient)
            client.wake(at: now, &toServer)
        }
        serverEvents += toClient.events
        clientEvents += toServer.events
        keyLog += toClient.keyLog
        return toServer.results.first?.result
    }
}
