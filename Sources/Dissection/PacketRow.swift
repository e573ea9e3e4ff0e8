public import Capture
internal import Dot11
internal import EAP
internal import Octets
internal import RADIUS
internal import RSN

/// A row of the packet list: the seed's columns, with Wireshark's texts for the frames that matter to roaming.
public struct PacketRow: Sendable {
    /// No., from 1.
    public var number: Int
    /// Time since the capture's first packet, in seconds with nine decimals.
    public var time: String
    /// Who sent it.
    public var source: String
    /// Whom it shall reach.
    public var destination: String
    /// The highest protocol that is read here.
    public var `protocol`: String
    /// Octets on the air or the wire, radiotap included.
    public var length: Int
    /// Duration, in microseconds.
    public var duration: String
    /// The PMKIDs of an RSN element or of message 1.
    public var pmkid: String
    /// What it is.
    public var info: String

    /// The row of a packet.
    ///
    /// - Parameter start: the time of the capture's first packet, in nanoseconds since the epoch.
    public init(_ packet: borrowing CapturedPacket, start: Int64) {
        let layers = Layers(packet, start: start)
        number = layers.number
        length = layers.length
        let sign = layers.elapsed < 0 ? "-" : ""
        let fraction = String(layers.elapsed.magnitude % 1_000_000_000)
        time =
            sign + String(layers.elapsed.magnitude / 1_000_000_000) + "."
            + String(repeating: "0", count: 9 - fraction.count) + fraction
        (source, destination, duration, pmkid) = ("", "", "", "")
        (`protocol`, info) = ("", "")
        let octets = packet.octets
        pmkid = Self.pmkids(layers, octets)
        if let range = layers.frame, let header = try? MACHeader(parsing: octets.extracting(range)) {
            takeHeader(header)
            info = Self.info(header, layers, octets)
        } else if layers.ethernet != nil {
            takeWire(layers, octets)
        }
        takeUpperLayers(layers, octets)
    }

    private mutating func takeHeader(_ header: borrowing MACHeader) {
        `protocol` = "802.11"
        destination = (header.type.isControl ? header.receiver : header.destination ?? header.receiver).description
        source = (header.type.isControl ? header.transmitter : header.source)?.description ?? ""
        if header.duration & 0x8000 == 0 { duration = String(header.duration) }
    }

    private mutating func takeWire(_ layers: Layers, _ octets: RawSpan) {
        `protocol` = layers.isARP ? "ARP" : layers.icmp != nil ? "ICMP" : layers.udp != nil ? "UDP" : "Ethernet"
        if let ipv4 = layers.ipv4 {
            source = Self.address(octets, at: ipv4.lowerBound + 12)
            destination = Self.address(octets, at: ipv4.lowerBound + 16)
        } else {
            destination = MACAddress(octets, at: 0).description
            source = MACAddress(octets, at: 6).description
        }
    }

    private static func address(_ octets: RawSpan, at offset: Int) -> String {
        (0..<4).map { String(octets.octet(at: offset + $0)) }.joined(separator: ".")
    }

    private mutating func takeUpperLayers(_ layers: Layers, _ octets: RawSpan) {
        if let range = layers.radius, let packet = try? RADIUSPacket(parsing: octets.extracting(range)) {
            `protocol` = "RADIUS"
            info = Self.name(packet.code) + " id=\(packet.identifier)"
        } else if let range = layers.eapol, let frame = try? EAPOLFrame(parsing: octets.extracting(range)) {
            `protocol` = "EAPOL"
            switch frame.kind {
            case .eapPacket:
                guard let eap = layers.eap, let packet = try? EAPPacket(parsing: eap.octets) else { return }
                `protocol` = "EAP"
                info = Self.info(packet)
            case .start: info = "Start"
            case .logoff: info = "Logoff"
            case .key:
                info = "Key"
                if let key = try? EAPOLKeyFrame(parsing: octets.extracting(range)) { info = Self.info(key) }
            case nil: info = "Type \(frame.type)"
            }
        }
    }

    // MARK: Texts

    private static func pmkids(_ layers: Layers, _ octets: RawSpan) -> String {
        var values: [FieldValue] = []
        Field.named("wlan.pmkid.akms")?.read(layers, octets, &values)
        Field.named("wlan.rsn.ie.pmkid")?.read(layers, octets, &values)
        return values.compactMap { value in
            if case .octets(let octets) = value { octets.octets.hexadecimal } else { nil }
        }.joined(separator: ",")
    }

    private static let names: [FrameType: String] = [
        .associationRequest: "Association Request", .associationResponse: "Association Response",
        .reassociationRequest: "Reassociation Request", .reassociationResponse: "Reassociation Response",
        .probeRequest: "Probe Request", .probeResponse: "Probe Response", .beacon: "Beacon frame",
        .disassociation: "Disassociate", .authentication: "Authentication", .deauthentication: "Deauthentication",
        .action: "Action", .acknowledgement: "Acknowledgement", .data: "Data", .null: "Null function (No data)",
        .qosData: "QoS Data", .qosNull: "QoS Null function (No data)",
        FrameType(rawValue: 0x18): "802.11 Block Ack Req", FrameType(rawValue: 0x19): "802.11 Block Ack",
        FrameType(rawValue: 0x1A): "Power-Save poll", FrameType(rawValue: 0x1B): "Request-to-send",
        FrameType(rawValue: 0x1C): "Clear-to-send",
    ]

    private static func info(_ header: borrowing MACHeader, _ layers: Layers, _ octets: RawSpan) -> String {
        let control = header.control
        var text = names[header.type] ?? "Unrecognized (Reserved frame)"
        if !header.type.isControl { text += ", SN=\(header.sequenceNumber), FN=\(header.fragmentNumber)" }
        let flags: [(Character, Bool)] = [
            ("o", control.hasHTControl), ("p", control.isProtected), ("m", control.rawValue & 0x2000 != 0),
            ("P", control.isPowerManagement), ("R", control.isRetry), ("M", control.hasMoreFragments),
            ("F", control.isFromDS), ("T", control.isToDS),
        ]
        text += ", Flags=" + String(flags.map { $1 ? $0 : "." })
        guard let range = layers.elements(octets), layers.eapol == nil else { return text }
        let body = header.body
        if header.type == .beacon || header.type == .probeResponse, let beacon = try? BeaconBody(parsing: body) {
            text += ", BI=\(beacon.beaconInterval)"
        }
        var walk = ElementWalk(octets.extracting(range))
        if let ssid = walk.first(.ssid) { text += ", SSID=" + name(ofSSID: ssid.body) }
        return text
    }

    /// In quotes; an empty one is the wildcard. What a terminal would act on is written as an escape.
    private static func name(ofSSID ssid: RawSpan) -> String {
        guard ssid.byteCount > 0 else { return "Wildcard (Broadcast)" }
        var text = "\""
        for scalar in String(decoding: ssid.array, as: UTF8.self).unicodeScalars {
            text +=
                scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                ? "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16) : String(scalar)
        }
        return text + "\""
    }

    private static func info(_ packet: borrowing EAPPacket) -> String {
        let code =
            switch packet.code {
            case .request: "Request"
            case .response: "Response"
            case .success: "Success"
            case .failure: "Failure"
            }
        guard let type = packet.type else { return code }
        let name =
            switch type {
            case .identity: "Identity"
            case .notification: "Notification"
            case .legacyNak: "Legacy Nak (Response Only)"
            case .md5Challenge: "MD5-Challenge EAP (EAP-MD5-CHALLENGE)"
            case .genericTokenCard: "Generic Token Card EAP (EAP-GTC)"
            case .tls: "TLS EAP (EAP-TLS)"
            case .ttls: "Tunneled TLS EAP (EAP-TTLS)"
            case .peap: "Protected EAP (EAP-PEAP)"
            case .msCHAPv2: "MS-Authentication EAP (EAP-MS-AUTH)"
            default: "type \(type.rawValue)"
            }
        return code + ", " + name
    }

    private static func info(_ frame: borrowing EAPOLKeyFrame) -> String {
        switch frame.message {
        case .message1: "Key (Message 1 of 4)"
        case .message2: "Key (Message 2 of 4)"
        case .message3: "Key (Message 3 of 4)"
        case .message4: "Key (Message 4 of 4)"
        case .group1: "Key (Group Message 1 of 2)"
        case .group2: "Key (Group Message 2 of 2)"
        case .request: "Key"
        }
    }

    private static func name(_ code: RADIUSPacket.Code) -> String {
        switch code {
        case .accessRequest: "Access-Request"
        case .accessAccept: "Access-Accept"
        case .accessReject: "Access-Reject"
        case .accessChallenge: "Access-Challenge"
        default: "Code \(code.rawValue)"
        }
    }
}
