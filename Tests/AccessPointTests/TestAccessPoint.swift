import AccessPoint
import Dot11
import EAP
import Handshakes
import Octets
import RADIUS
import RSN
import Testing
import Timeline

/// An access point alone: a test says what stations send and what the RADIUS server answers, and sees what leaves.
struct TestAccessPoint: ~Copyable {
    static let bssid = AccessPointRoamTests.bssids[0]
    static let server = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1812)
    static let secret = RADIUSSecret("lanforge")
    /// 2026-01-01 00:00:00 UTC.
    static let epoch: Int64 = 1_767_225_600_000_000_000

    var core: AccessPoint
    var out = AccessPointOutputs()
    var now = Instant.zero
    private var sequenceNumber: UInt16 = 0
    /// Whether stations acknowledge what lets them in.
    var acknowledgesAssociation = true
    /// Whether Beacons count among ``frames``.
    var keepsBeacons = false
    /// What left in the last step.
    private(set) var frames: [[UInt8]] = []
    private(set) var tokens: [UInt64] = []
    private(set) var requests: [[UInt8]] = []
    private(set) var forwarded: [[UInt8]] = []
    private(set) var events: [AccessPointEvent] = []
    /// All that servers were ever asked.
    private(set) var asked: [(instant: Instant, server: RADIUSEndpoint, octets: [UInt8])] = []

    init(_ configure: (inout BSSConfiguration) -> Void = { _ in }) {
        var bss = BSSConfiguration(interface: "vap0", bssid: Self.bssid, ssid: Array("okctest1".utf8))
        bss.akms = [.wpaEAP]
        bss.radiusServers = [.init(endpoint: Self.server, secret: Self.secret)]
        configure(&bss)
        core = AccessPoint(
            configuration: AccessPointConfiguration(channel: Channel(frequency: 5180), basicServiceSets: [bss]),
            random: .seeded(state: 7), epoch: Self.epoch)
    }

    // MARK: What comes in

    mutating func receive(_ frame: [UInt8]) {
        core.receive(frame.octets, at: now, &out)
        drain()
    }

    mutating func receive(_ type: FrameType, _ body: [UInt8], from station: MACAddress) {
        var frame: [UInt8] = []
        sequenceNumber += 1
        frame.appendManagementHeader(
            type, to: Self.bssid, from: station, bssid: Self.bssid, duration: 60, sequenceNumber: sequenceNumber)
        receive(frame + body)
    }

    /// A QoS Data frame in the clear, to `destination`.
    mutating func receiveData(
        _ msdu: [UInt8], from station: MACAddress, to destination: MACAddress = bssid, flags: UInt16 = 0,
        priority: UInt8 = 7
    ) {
        var frame: [UInt8] = []
        sequenceNumber += 1
        frame.appendDataHeader(
            .qosData, flags: FrameControl.toDS | flags, to: Self.bssid, from: station, farEnd: destination,
            duration: 60, sequenceNumber: sequenceNumber, priority: priority)
        receive(frame + msdu)
    }

    mutating func receiveEAPOL(
        _ kind: EAPOLFrame.Kind, _ body: [UInt8] = [], from station: MACAddress, to destination: MACAddress = bssid
    ) {
        var msdu = LLC.snapHeader
        msdu.append(bigEndian: LLC.eapol)
        msdu.appendEAPOL(kind, version: 1) { $0 += body }
        receiveData(msdu, from: station, to: destination)
    }

    /// An Ethernet frame of the bridge.
    mutating func send(_ ethernet: [UInt8]) {
        core.receive(ethernet: ethernet.octets, bss: 0, at: now, &out)
        drain()
    }

    /// Authenticates and associates, by this suite where there are any.
    mutating func join(_ station: MACAddress, akm: AKM = .wpaEAP) {
        receive(.authentication, [0, 0, 1, 0, 0, 0], from: station)
        associate(station, akm: akm)
    }

    mutating func associate(_ station: MACAddress, akm: AKM = .wpaEAP) {
        var body: [UInt8] = [0x31, 0x04, 5, 0]
        body.appendElement(.ssid, Array("okctest1".utf8))
        if core.configuration.basicServiceSets[0].isRSN { body.appendRSNElement(akms: [akm], capabilities: []) }
        body.appendElement(.vendorSpecific, [0x00, 0x50, 0xF2, 0x02, 0x00, 0x01, 0x00])
        receive(.associationRequest, body, from: station)
    }

    /// Answers the EAP-Request/Identity that was sent last, so that a request to the server leaves.
    ///
    /// - Returns: the Access-Request.
    mutating func identify(_ station: MACAddress) throws -> [UInt8] {
        let found = eapol
        let octets = try #require(found)
        let frame = try EAPOLFrame(parsing: octets.octets)
        let identifier = try EAPPacket(parsing: frame.body).identifier
        var response: [UInt8] = []
        response.appendEAP(.response, identifier: identifier, type: .identity) { $0 += Array("user".utf8) }
        receiveEAPOL(.eapPacket, response, from: station)
        let request = requests.last
        return try #require(request)
    }

    mutating func answer(
        _ request: [UInt8], _ code: RADIUSPacket.Code, _ fill: (inout RADIUSPacketBuilder) -> Void
    ) throws {
        let packet = try RADIUSPacket(parsing: request.octets)
        var builder = RADIUSPacketBuilder(code, replyingTo: packet)
        fill(&builder)
        let reply = builder.sealedReply(secret: Self.secret)
        core.receive(datagram: reply.octets, from: Self.server, bss: 0, at: now, &out)
        drain()
    }

    /// Access-Accept with an MSK of this octet.
    ///
    /// - Returns: the PMK in it.
    @discardableResult
    mutating func accept(
        _ request: [UInt8], key octet: UInt8, _ fill: (inout RADIUSPacketBuilder) -> Void = { _ in }
    ) throws -> PMK {
        let octets = [UInt8](repeating: octet, count: 64)
        let made = MasterSessionKey(octets.octets)
        let key = try #require(made)
        try answer(request, .accessAccept) { packet in
            fill(&packet)
            packet.appendMPPEKeys(key, salt: 5, secret: Self.secret)
            packet.appendEAPMessage([3, 1, 0, 4].octets)
        }
        let pmk = PMK(msk: octets.octets, akm: .wpaEAP)
        return try #require(pmk)
    }

    /// Answers messages 1 and 3 as a station does that has this PMK.
    mutating func handshake(_ station: MACAddress, pmk: PMK, pmkids: [PMKID] = []) throws {
        var authenticatorElement: [UInt8] = []
        authenticatorElement.appendRSNElement(akms: [.wpaEAP], capabilities: .sixteenPairwiseReplayCounters)
        var element: [UInt8] = []
        element.appendRSNElement(akms: [.wpaEAP], capabilities: [], pmkids: pmkids)
        var random = RandomSource.seeded(state: 3)
        var outputs = HandshakeOutputs()
        let made = FourWaySupplicant(
            AssociationSecurity(
                akm: .wpaEAP, authenticator: Self.bssid, supplicant: station,
                authenticatorElement: authenticatorElement, supplicantElement: element))
        var supplicant = try #require(made)
        supplicant.begin(pmk: pmk, pmkid: nil)
        for _ in 0..<2 {
            let found = eapol
            let message = try #require(found)
            outputs.removeAll()
            supplicant.receive(message.octets, random: &random, to: &outputs)
            for action in outputs.actions {
                guard case .send(let range) = action else { continue }
                var msdu = LLC.snapHeader
                msdu.append(bigEndian: LLC.eapol)
                msdu.append(octets: outputs.frame(range))
                receiveData(msdu, from: station)
            }
        }
    }

    /// Wakes it at each of its deadlines until `interval` has passed.
    mutating func wait(_ interval: Interval) {
        let end = now + interval
        var all: (frames: [[UInt8]], tokens: [UInt64], requests: [[UInt8]], events: [AccessPointEvent])
        all = ([], [], [], [])
        while let deadline = core.deadline, deadline <= end {
            now = max(now, deadline)
            core.wake(at: now, &out)
            drain()
            all.frames += frames
            all.tokens += tokens
            all.requests += requests
            all.events += events
        }
        now = end
        (frames, tokens, requests, events) = all
    }

    // MARK: What leaves

    /// The last EAPOL frame in the clear.
    var eapol: [UInt8]? {
        for frame in frames.reversed() {
            guard let header = try? MACHeader(parsing: frame.octets), header.type.carriesData,
                !header.control.isProtected, let eapol = LLC.eapol(in: header.body)
            else { continue }
            return eapol.array
        }
        return nil
    }

    /// Type, receiver and, of a Deauthentication or Disassociation, reason of each frame, in words.
    var words: [String] {
        frames.map { frame in
            guard let header = try? MACHeader(parsing: frame.octets) else { return "?" }
            let type = String(header.type.rawValue, radix: 16)
            switch header.type {
            case .deauthentication, .disassociation:
                return "\(type) to \(header.receiver), reason \(header.body.littleEndian(UInt16.self, at: 0))"
            default: return "\(type) to \(header.receiver)"
            }
        }
    }

    private mutating func drain() {
        frames.removeAll()
        tokens.removeAll()
        requests.removeAll()
        forwarded.removeAll()
        events.removeAll()
        take()
    }

    /// Tells what became of a frame.
    mutating func transmitted(_ token: UInt64, isAcknowledged: Bool) {
        core.transmitted(token, isAcknowledged: isAcknowledged, at: now, &out)
        drain()
    }

    private mutating func take() {
        var acknowledged: [UInt64] = []
        for step in out.steps {
            switch step {
            case .transmit(let range, let token):
                if let token { tokens.append(token) }
                let frame = out.octets(range).array
                if frame[0] != 0x80 || keepsBeacons { frames.append(frame) }
                // 0x10 and 0x30 are the (Re)Association Response.
                let isResponse = frame[0] == 0x10 || frame[0] == 0x30
                if let token, isResponse, acknowledgesAssociation { acknowledged.append(token) }
            case .ask(let range, let server, _):
                requests.append(out.octets(range).array)
                asked.append((now, server, out.octets(range).array))
            case .event(let event): events.append(event)
            case .forward(let range, _): forwarded.append(out.octets(range).array)
            case .tune: continue
            }
        }
        out.removeAll()
        for token in acknowledged { core.transmitted(token, isAcknowledged: true, at: now, &out) }
        if !acknowledged.isEmpty { take() }
    }
}
