public import Capture
internal import EAP
internal import Internet
internal import Octets
public import RADIUS
internal import RSN

/// Takes PMKs from the wire side of a capture: the MS-MPPE-Recv-Key of each authentic Access-Accept (RFC 2548, 2.4.3), for
/// the station and the BSS that its Access-Request names.
public struct RADIUSKeyReader: PacketSink, FactSink, ~Copyable {
    /// What a request says, until its reply comes.
    private struct Request {
        var authenticator: FixedOctets<16>
        var station: MACAddress
        var bssid: MACAddress
        var akm: AKM?
    }

    /// Which request a reply answers.
    private struct Exchange: Hashable {
        var client: UInt64
        var server: UInt64
        var identifier: UInt8
    }

    private let secret: RADIUSSecret
    private var requests: [Exchange: Request] = [:]
    private var fragments = FragmentTable()
    /// A flood of requests from ever new ports makes the reader forget, rather than grow.
    private static let maximumRequests = 65_536
    /// The keys found.
    public private(set) var keys = KeysFile()
    /// Access-Accepts whose authenticators fit the secret.
    public private(set) var authenticReplies = 0
    /// Access-Accepts whose authenticators do not: mostly the secret is another.
    public private(set) var otherReplies = 0

    /// A reader with the secret that the access points share with the server.
    public init(secret: RADIUSSecret) { self.secret = secret }

    /// Takes a packet of the capture.
    public mutating func receive(_ packet: borrowing CapturedPacket) { _ = FactReader.read(packet, into: &self) }

    mutating func receive(_ fact: Fact, _ octets: RawSpan) {
        if fact.kind == .fragment, let whole = fragments.take(fact, octets) {
            var fact = fact
            _ = FactReader.readUDP(whole.octets, &fact, into: &self)
            return
        }
        guard fact.kind == .radius, let packet = try? RADIUSPacket(parsing: octets) else { return }
        switch packet.code {
        case .accessRequest: note(packet, fact)
        case .accessAccept: take(packet, fact)
        default: return
        }
    }

    private mutating func note(_ packet: borrowing RADIUSPacket, _ fact: Fact) {
        guard let calling = packet.attributes.first(.callingStationID),
            let called = packet.attributes.first(.calledStationID),
            let station = MACAddress(stationID: calling.value), let bssid = MACAddress(stationID: called.value)
        else { return }
        let exchange = Exchange(client: fact.source, server: fact.destination, identifier: packet.identifier)
        if requests.count >= Self.maximumRequests { requests.removeAll(keepingCapacity: true) }
        requests[exchange] = Request(
            authenticator: packet.authenticator, station: station, bssid: bssid,
            akm: packet.attributes.first(.wlanAKMSuite)?.integer.map(AKM.init(rawValue:)))
    }

    private mutating func take(_ packet: borrowing RADIUSPacket, _ fact: Fact) {
        let exchange = Exchange(client: fact.destination, server: fact.source, identifier: packet.identifier)
        guard let request = requests.removeValue(forKey: exchange) else { return }
        let authenticity = packet.authenticityOfReply(requestAuthenticator: request.authenticator, secret: secret)
        guard authenticity == .authentic else {
            otherReplies += 1
            return
        }
        authenticReplies += 1
        guard
            let key = packet.masterSessionKey(requestAuthenticator: request.authenticator, secret: secret)
        else { return }
        // Without WLAN-AKM-Suite, any of these AKMs of 802.1X may be in use. FT begins with the second half of the MSK
        // (802.11-2020, 12.7.1.6.3).
        for akm in request.akm.map({ [$0] }) ?? [.wpaEAP, .wpaEAPSHA256, .ftEAP] {
            let pmk = akm == .ftEAP ? PMK(key.octets.extracting(32..<64)) : PMK(msk: key.octets, akm: akm)
            guard let pmk else { continue }
            keys.entries.append(
                KeysFile.Entry(station: request.station, bssid: request.bssid, akm: akm, pmk: pmk))
        }
    }
}

extension KeysFile {
    /// The PMKs that the RADIUS server gave in a capture's wire side.
    ///
    /// - Throws: ``NoKeyFromRADIUS`` where there is none; `FileError` where the file cannot be read.
    public init(fromRADIUSIn path: String, secret: String) throws {
        var reader = RADIUSKeyReader(secret: RADIUSSecret(secret))
        _ = try CaptureFile(path: path).read(into: &reader)
        guard !reader.keys.entries.isEmpty else {
            throw NoKeyFromRADIUS(authenticReplies: reader.authenticReplies, otherReplies: reader.otherReplies)
        }
        self = reader.keys
    }
}

/// Why a capture's wire side gave no key.
public struct NoKeyFromRADIUS: Error, Equatable, Sendable, CustomStringConvertible {
    /// Access-Accepts that fit the secret.
    public var authenticReplies: Int
    /// Access-Accepts that do not.
    public var otherReplies: Int

    /// A reason made of these counts.
    public init(authenticReplies: Int, otherReplies: Int) {
        self.authenticReplies = authenticReplies
        self.otherReplies = otherReplies
    }

    /// In words.
    public var description: String {
        if otherReplies > 0 { return "no Access-Accept of the capture fits this secret (\(otherReplies) do not)" }
        if authenticReplies > 0 { return "the capture's Access-Accepts carry no MS-MPPE-Recv-Key" }
        return "the capture holds no Access-Accept with its Access-Request"
    }
}
