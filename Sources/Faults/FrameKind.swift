internal import Dot11
public import EAP
internal import Octets
public import RADIUS
internal import RSN

/// What a frame on the air, or a packet between access point and RADIUS server, is for, as its octets alone tell.
///
/// What is encrypted is ``data``, whatever it holds: the group key handshake, and 4-way handshakes that change a key in
/// use, cannot be told from other data.
public enum FrameKind: Hashable, Sendable {
    /// Beacon.
    case beacon
    /// Probe Request.
    case probeRequest
    /// Probe Response.
    case probeResponse
    /// Authentication, either way.
    case authentication
    /// Association Request.
    case associationRequest
    /// Association Response.
    case associationResponse
    /// Reassociation Request.
    case reassociationRequest
    /// Reassociation Response.
    case reassociationResponse
    /// Deauthentication.
    case deauthentication
    /// Disassociation.
    case disassociation
    /// Action.
    case action
    /// EAPOL-Start.
    case eapolStart
    /// EAPOL-Logoff.
    case eapolLogoff
    /// An EAP packet; Success and Failure have no type.
    case eap(EAPPacket.Code, EAPType?)
    /// A message of the 4-way handshake, 1 to 4, in clear.
    case eapolKey(UInt8)
    /// A message of the group key handshake, 1 or 2, in clear.
    case groupKey(UInt8)
    /// Data, and all that is encrypted.
    case data
    /// Null and QoS Null.
    case null
    /// Acknowledgement.
    case acknowledgement
    /// A RADIUS packet.
    case radius(RADIUSPacket.Code)
    /// Anything else.
    case other
}

/// What the octets of a frame on the air tell: its kind, which way it goes, and between whom.
struct FrameIdentity: Equatable, Sendable {
    var kind: FrameKind
    /// Whether an access point sent it.
    var isFromAccessPoint: Bool
    var station: MACAddress
    var bssid: MACAddress

    /// Tells a frame, without FCS, from its octets; never fails.
    ///
    /// A management frame is an access point's where transmitter and BSSID are equal (802.11-2020, 9.3.3.1), a data frame
    /// where From DS is set.
    init(of frame: RawSpan) {
        kind = .other
        isFromAccessPoint = false
        station = MACAddress(0)
        bssid = MACAddress(0)
        guard let header = try? MACHeader(parsing: frame), let transmitter = header.transmitter else {
            if frame.byteCount >= 10 {
                let control = FrameControl(rawValue: frame.littleEndian(UInt16.self, at: 0))
                if control.type == .acknowledgement { kind = .acknowledgement }
            }
            return
        }
        bssid = header.bssid ?? MACAddress(0)
        isFromAccessPoint = transmitter == bssid
        station = isFromAccessPoint ? header.receiver : transmitter
        kind = Self.kind(header)
    }

    private static func kind(_ header: borrowing MACHeader) -> FrameKind {
        switch header.type {
        case .beacon: .beacon
        case .probeRequest: .probeRequest
        case .probeResponse: .probeResponse
        case .authentication: .authentication
        case .associationRequest: .associationRequest
        case .associationResponse: .associationResponse
        case .reassociationRequest: .reassociationRequest
        case .reassociationResponse: .reassociationResponse
        case .deauthentication: .deauthentication
        case .disassociation: .disassociation
        case .action: .action
        case .null, .qosNull: .null
        case let type where type.carriesData: kind(ofData: header)
        default: .other
        }
    }

    private static func kind(ofData header: borrowing MACHeader) -> FrameKind {
        guard !header.control.isProtected, !header.control.hasMoreFragments, header.fragmentNumber == 0,
            let eapol = LLC.eapol(in: header.body), let frame = try? EAPOLFrame(parsing: eapol)
        else { return .data }
        switch frame.kind {
        case .start: return .eapolStart
        case .logoff: return .eapolLogoff
        case .eapPacket:
            guard let packet = try? EAPPacket(parsing: frame.body) else { return .data }
            return .eap(packet.code, packet.type)
        case .key:
            guard let key = try? EAPOLKeyFrame(parsing: eapol) else { return .data }
            switch key.message {
            case .message1: return .eapolKey(1)
            case .message2: return .eapolKey(2)
            case .message3: return .eapolKey(3)
            case .message4: return .eapolKey(4)
            case .group1: return .groupKey(1)
            case .group2: return .groupKey(2)
            case .request: return .data
            }
        case nil: return .data
        }
    }
}

extension FrameKind: CustomStringConvertible {
    /// As ``Fault`` spells it: "eapol-key 3", "eap response identity".
    public var description: String {
        switch self {
        case .eap(let code, let type):
            "eap \(FrameWords.name(of: code))" + (type.map { " " + FrameWords.name(of: $0) } ?? "")
        case .eapolKey(let number): "eapol-key \(number)"
        case .groupKey(let number): "group-key \(number)"
        case .radius(let code): "radius " + FrameWords.name(of: code)
        case .other: "other"
        default: FrameWords.plain.first { $0.kind == self }?.word ?? "other"
        }
    }
}

/// The words for frames.
enum FrameWords {
    static let plain: [(word: String, kind: FrameKind)] = [
        ("beacon", .beacon), ("probe-request", .probeRequest), ("probe-response", .probeResponse),
        ("authentication", .authentication), ("association-request", .associationRequest),
        ("association-response", .associationResponse), ("reassociation-request", .reassociationRequest),
        ("reassociation-response", .reassociationResponse), ("deauthentication", .deauthentication),
        ("disassociation", .disassociation), ("action", .action), ("eapol-start", .eapolStart),
        ("eapol-logoff", .eapolLogoff), ("data", .data), ("null", .null),
    ]
    static let codes: [(word: String, code: EAPPacket.Code)] = [
        ("request", .request), ("response", .response), ("success", .success), ("failure", .failure),
    ]
    static let types: [(word: String, type: EAPType)] = [
        ("identity", .identity), ("notification", .notification), ("nak", .legacyNak), ("md5", .md5Challenge),
        ("gtc", .genericTokenCard), ("tls", .tls), ("ttls", .ttls), ("peap", .peap), ("mschapv2", .msCHAPv2),
    ]
    static let packets: [(word: String, code: RADIUSPacket.Code)] = [
        ("access-request", .accessRequest), ("access-accept", .accessAccept), ("access-reject", .accessReject),
        ("access-challenge", .accessChallenge), ("status-server", .statusServer),
        ("accounting-request", .accountingRequest), ("accounting-response", .accountingResponse),
    ]

    static func name(of code: EAPPacket.Code) -> String { codes.first { $0.code == code }?.word ?? "" }
    static func name(of type: EAPType) -> String {
        types.first { $0.type == type }?.word ?? String(type.rawValue)
    }
    static func name(of code: RADIUSPacket.Code) -> String {
        packets.first { $0.code == code }?.word ?? String(code.rawValue)
    }
}
