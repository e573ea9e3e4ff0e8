internal import Dot11
internal import EAP
internal import Octets
internal import RADIUS
internal import RSN

/// A field of Wireshark's that filters may name, and how its values are read from a packet.
struct Field: Sendable {
    let name: String
    let type: FieldType
    let read: @Sendable (Layers, RawSpan, inout [FieldValue]) -> Void

    /// All fields, in order of name.
    static let all: [Field] = (protocols + frames + wlan + management + keys + authentication + network)
        .sorted { $0.name < $1.name }

    static let names: [String] = all.map(\.name)

    /// The field with this name.
    static func named(_ name: String) -> Field? { all.first { $0.name == name } }

    private static func number(
        _ name: String, _ type: FieldType = .unsigned, _ read: @escaping @Sendable (Layers, RawSpan) -> Int64?
    ) -> Field {
        Field(name: name, type: type) { layers, octets, values in
            if let value = read(layers, octets) { values.append(.number(value)) }
        }
    }

    // MARK: Protocols

    private static func isThere(_ name: String, _ test: @escaping @Sendable (Layers) -> Bool) -> Field {
        Field(name: name, type: .protocolName) { layers, _, values in
            if test(layers) { values.append(.number(1)) }
        }
    }

    private static let protocols = [
        isThere("frame") { _ in true }, isThere("radiotap") { $0.radiotap != nil }, isThere("wlan") { $0.frame != nil },
        isThere("eth") { $0.ethernet != nil }, isThere("llc") { $0.hasLLC }, isThere("eapol") { $0.eapol != nil },
        isThere("eap") { $0.eap != nil }, isThere("ip") { $0.ipv4 != nil }, isThere("udp") { $0.udp != nil },
        isThere("icmp") { $0.icmp != nil }, isThere("arp") { $0.isARP }, isThere("radius") { $0.radius != nil },
    ]

    private static let frames = [
        number("frame.number") { layers, _ in Int64(layers.number) },
        number("frame.len") { layers, _ in Int64(layers.length) },
        number("frame.cap_len") { layers, _ in Int64(layers.capturedLength) },
        number("frame.time_relative", .seconds) { layers, _ in layers.elapsed },
        number("frame.time_epoch", .seconds) { layers, _ in layers.time },
        number("radiotap.length") { layers, _ in layers.radiotap.map { Int64($0.length) } },
        number("radiotap.channel.freq") { layers, _ in layers.radiotap?.channel.map { Int64($0.frequency) } },
        Field(name: "radiotap.dbm_antsignal", type: .signed) { layers, octets, values in
            guard let radiotap = layers.radiotap else { return }
            readSignals(octets.extracting(0..<radiotap.length), into: &values)
        },
    ]

    // MARK: The MAC header

    private static func header(
        _ name: String, _ type: FieldType = .unsigned, _ read: @escaping @Sendable (borrowing MACHeader) -> Int64?
    ) -> Field {
        number(name, type) { layers, octets in
            guard let range = layers.frame, let header = try? MACHeader(parsing: octets.extracting(range)) else {
                return nil
            }
            return read(header)
        }
    }

    private static func addresses(
        _ name: String, _ read: @escaping @Sendable (borrowing MACHeader) -> [MACAddress?]
    ) -> Field {
        Field(name: name, type: .address) { layers, octets, values in
            guard let range = layers.frame, let header = try? MACHeader(parsing: octets.extracting(range)) else {
                return
            }
            for address in read(header) {
                guard let address else { continue }
                var value: [UInt8] = []
                value.append(address)
                values.append(.octets(value))
            }
        }
    }

    private static func flag(_ name: String, _ bit: UInt16) -> Field {
        header(name, .boolean) { $0.control.rawValue & bit != 0 ? 1 : 0 }
    }

    private static let wlan = [
        header("wlan.fc.version") { Int64($0.control.version) },
        header("wlan.fc.type") { Int64($0.type.rawValue >> 4) },
        header("wlan.fc.subtype") { Int64($0.type.rawValue & 0x0F) },
        header("wlan.fc.type_subtype") { Int64($0.type.rawValue) },
        header("wlan.fc.ds") { Int64($0.control.rawValue >> 8 & 3) },
        flag("wlan.fc.tods", 0x0100), flag("wlan.fc.fromds", 0x0200), flag("wlan.fc.frag", 0x0400),
        flag("wlan.fc.retry", 0x0800), flag("wlan.fc.pwrmgt", 0x1000), flag("wlan.fc.moredata", 0x2000),
        flag("wlan.fc.protected", 0x4000), flag("wlan.fc.order", 0x8000),
        header("wlan.duration") { $0.duration & 0x8000 == 0 ? Int64($0.duration) : nil },
        header("wlan.seq") { $0.type.isControl ? nil : Int64($0.sequenceNumber) },
        header("wlan.frag") { $0.type.isControl ? nil : Int64($0.fragmentNumber) },
        header("wlan.qos.tid") { $0.type.hasQoSControl ? Int64($0.trafficIdentifier) : nil },
        addresses("wlan.ra") { [$0.receiver] },
        addresses("wlan.ta") { [$0.transmitter] },
        addresses("wlan.da") { [$0.type.isControl ? nil : $0.destination] },
        addresses("wlan.sa") { [$0.type.isControl ? nil : $0.source] },
        addresses("wlan.bssid") { [$0.type.isControl ? nil : $0.bssid] },
        addresses("wlan.addr") {
            $0.type.isControl
                ? [$0.receiver, $0.transmitter] : [$0.receiver, $0.transmitter, $0.destination, $0.source, $0.bssid]
        },
    ]

    // MARK: Management bodies and elements

    /// The fixed part of a management frame of one of `types`.
    private static func fixed(
        _ name: String, _ types: [FrameType], _ size: Int, at offset: Int, _ type: FieldType = .unsigned
    ) -> Field {
        Field(name: name, type: type) { layers, octets, values in
            guard let range = layers.frame, let bodyRange = layers.body,
                let header = try? MACHeader(parsing: octets.extracting(range)), types.contains(header.type)
            else { return }
            let body = octets.extracting(bodyRange)
            guard body.byteCount >= offset + size else { return }
            switch size {
            case 2: values.append(.number(Int64(body.littleEndian(UInt16.self, at: offset))))
            case 6: values.append(.octets(body.extracting(offset..<offset + 6).array))
            default: values.append(.number(Int64(truncatingIfNeeded: body.littleEndian(UInt64.self, at: offset))))
            }
        }
    }

    private static func elements(
        _ name: String, _ type: FieldType, _ read: @escaping @Sendable (borrowing Element, inout [FieldValue]) -> Void
    ) -> Field {
        Field(name: name, type: type) { layers, octets, values in
            guard let range = layers.elements(octets) else { return }
            var walk = ElementWalk(octets.extracting(range))
            while let element = try? walk.next() { read(element, &values) }
        }
    }

    private static func rsn(
        _ name: String, _ type: FieldType = .unsigned,
        _ read: @escaping @Sendable (borrowing RSNElement, RawSpan, inout [FieldValue]) -> Void
    ) -> Field {
        elements(name, type) { element, values in
            if element.id == .rsn, let rsn = try? RSNElement(parsing: element.body) { read(rsn, element.body, &values) }
        }
    }

    private static let requests: [FrameType] = [.associationRequest, .reassociationRequest]
    private static let responses: [FrameType] = [.associationResponse, .reassociationResponse]
    private static let beacons: [FrameType] = [.beacon, .probeResponse]

    private static let management = [
        fixed("wlan.fixed.reason_code", [.deauthentication, .disassociation], 2, at: 0),
        fixed("wlan.fixed.auth.alg", [.authentication], 2, at: 0),
        fixed("wlan.fixed.auth_seq", [.authentication], 2, at: 2),
        fixed("wlan.fixed.listen_ival", requests, 2, at: 2),
        fixed("wlan.fixed.current_ap", [.reassociationRequest], 6, at: 4, .address),
        Field(name: "wlan.fixed.status_code", type: .unsigned) { layers, octets, values in
            fixed("", responses, 2, at: 2).read(layers, octets, &values)
            fixed("", [.authentication], 2, at: 4).read(layers, octets, &values)
            // ADDBA Response: category 3, action 1, dialog token, status (802.11-2020, 9.6.4.3).
            if let body = layers.body, body.count > 5, octets.bigEndian(UInt16.self, at: body.lowerBound) == 0x0301 {
                fixed("", [.action], 2, at: 3).read(layers, octets, &values)
            }
        },
        fixed("wlan.fixed.beacon", beacons, 2, at: 8),
        fixed("wlan.fixed.timestamp", beacons, 8, at: 0),
        elements("wlan.tag.number", .unsigned) { element, values in values.append(.number(Int64(element.id.rawValue)))
        },
        elements("wlan.tag.length", .unsigned) { element, values in
            values.append(.number(Int64(element.body.byteCount)))
        },
        elements("wlan.ssid", .octets) { element, values in
            if element.id == .ssid { values.append(.octets(element.body.array)) }
        },
        rsn("wlan.rsn.version") { _, body, values in
            values.append(.number(Int64(body.littleEndian(UInt16.self, at: 0))))
        },
        rsn("wlan.rsn.pcs.count") { rsn, _, values in values.append(.number(Int64(rsn.pairwiseCiphers.count))) },
        rsn("wlan.rsn.akms.count") { rsn, _, values in values.append(.number(Int64(rsn.akms.count))) },
        rsn("wlan.rsn.akms.type") { rsn, _, values in
            for index in 0..<rsn.akms.count {
                if let akm = rsn.akms[index] { values.append(.number(Int64(akm.rawValue & 0xFF))) }
            }
        },
        rsn("wlan.rsn.capabilities") { rsn, _, values in values.append(.number(Int64(rsn.capabilities.rawValue))) },
        rsn("wlan.pmkid.akms", .octets) { rsn, _, values in
            for index in 0..<rsn.pmkidCount { values.append(.octets(rsn.pmkid(at: index).octets.array)) }
        },
    ]

    // MARK: EAPOL

    private static func eapol(
        _ name: String, _ read: @escaping @Sendable (borrowing EAPOLFrame) -> Int64?
    ) -> Field {
        number(name) { layers, octets in
            guard let range = layers.eapol, let frame = try? EAPOLFrame(parsing: octets.extracting(range)) else {
                return nil
            }
            return read(frame)
        }
    }

    private static func key(
        _ name: String, _ type: FieldType = .unsigned,
        _ read: @escaping @Sendable (borrowing EAPOLKeyFrame) -> FieldValue?
    ) -> Field {
        Field(name: name, type: type) { layers, octets, values in
            guard let range = layers.eapol, let frame = try? EAPOLKeyFrame(parsing: octets.extracting(range)),
                let value = read(frame)
            else { return }
            values.append(value)
        }
    }

    private static let keys = [
        eapol("eapol.version") { Int64($0.version) }, eapol("eapol.type") { Int64($0.type) },
        eapol("eapol.len") { Int64($0.body.byteCount) },
        key("wlan_rsna_eapol.keydes.msgnr") { frame in
            switch frame.message {
            case .message1, .message2, .message3, .message4: .number(Int64(frame.message.rawValue))
            default: nil
            }
        },
        key("wlan_rsna_eapol.keydes.key_info") { .number(Int64($0.information.rawValue)) },
        key("wlan_rsna_eapol.keydes.data_len") { .number(Int64($0.keyData.byteCount)) },
        key("wlan_rsna_eapol.keydes.nonce", .octets) { .octets($0.nonce.octets.array) },
        key("wlan_rsna_eapol.keydes.mic", .octets) { .octets($0.mic.array) },
        key("wlan.rsn.ie.pmkid", .octets) { frame in
            guard frame.message == .message1, let data = try? KeyData(parsing: frame.keyData) else { return nil }
            return data.pmkid.map { .octets($0.octets.array) }
        },
    ]

    // MARK: EAP

    private static func eap(
        _ name: String, _ type: FieldType = .unsigned,
        _ read: @escaping @Sendable (borrowing EAPPacket, Int) -> FieldValue?
    ) -> Field {
        Field(name: name, type: type) { layers, _, values in
            guard let octets = layers.eap, octets.count >= 4, let packet = try? EAPPacket(parsing: octets.octets),
                let value = read(packet, Int(octets[2]) << 8 | Int(octets[3]))
            else { return }
            values.append(value)
        }
    }

    private static let authentication = [
        eap("eap.code") { packet, _ in .number(Int64(packet.code.rawValue)) },
        eap("eap.id") { packet, _ in .number(Int64(packet.identifier)) },
        eap("eap.len") { _, length in .number(Int64(length)) },
        eap("eap.type") { packet, _ in packet.type.map { .number(Int64($0.rawValue)) } },
        eap("eap.identity", .text) { packet, _ in
            packet.type == .identity && packet.data.byteCount > 0 ? .octets(packet.data.array) : nil
        },
    ]

    // MARK: Ethernet, IP and what it carries

    /// Octets at an offset of a layer.
    private static func at(
        _ name: String, _ type: FieldType, _ layer: @escaping @Sendable (Layers) -> Range<Int>?, _ offsets: [Int],
        _ size: Int
    ) -> Field {
        Field(name: name, type: type) { layers, octets, values in
            guard let range = layer(layers) else { return }
            for offset in offsets where range.lowerBound + offset + size <= range.upperBound {
                let value = octets.extracting(range.lowerBound + offset..<range.lowerBound + offset + size)
                switch type {
                case .address, .ipv4, .octets, .text: values.append(.octets(value.array))
                default:
                    values.append(
                        .number(size == 1 ? Int64(value.octet(at: 0)) : Int64(value.bigEndian(UInt16.self, at: 0))))
                }
            }
        }
    }

    private static let network = [
        at("eth.dst", .address, { $0.ethernet }, [0], 6), at("eth.src", .address, { $0.ethernet }, [6], 6),
        at("eth.addr", .address, { $0.ethernet }, [0, 6], 6), at("eth.type", .unsigned, { $0.ethernet }, [12], 2),
        at("ip.src", .ipv4, { $0.ipv4 }, [12], 4), at("ip.dst", .ipv4, { $0.ipv4 }, [16], 4),
        at("ip.addr", .ipv4, { $0.ipv4 }, [12, 16], 4), at("ip.proto", .unsigned, { $0.ipv4 }, [9], 1),
        at("ip.ttl", .unsigned, { $0.ipv4 }, [8], 1), at("udp.srcport", .unsigned, { $0.udp }, [0], 2),
        at("udp.dstport", .unsigned, { $0.udp }, [2], 2), at("udp.port", .unsigned, { $0.udp }, [0, 2], 2),
        at("udp.length", .unsigned, { $0.udp }, [4], 2), at("radius.code", .unsigned, { $0.radius }, [0], 1),
        at("radius.id", .unsigned, { $0.radius }, [1], 1), at("radius.length", .unsigned, { $0.radius }, [2], 2),
        at("icmp.type", .unsigned, { $0.icmp }, [0], 1), at("icmp.seq", .unsigned, { $0.icmp }, [6], 2),
    ]
}

extension Layers {
    /// Where elements stand: in a management frame's body, or in the key data of a message 1 or 2, which are not encrypted.
    func elements(_ octets: RawSpan) -> Range<Int>? {
        if let eapol {
            guard let frame = try? EAPOLKeyFrame(parsing: octets.extracting(eapol)),
                !frame.information.contains(.encryptedKeyData), frame.keyData.byteCount > 0
            else { return nil }
            return eapol.upperBound - frame.keyData.byteCount..<eapol.upperBound
        }
        guard let range = frame, let body, let header = try? MACHeader(parsing: octets.extracting(range)) else {
            return nil
        }
        let fixed: Int
        switch header.type {
        case .associationRequest: fixed = 4
        case .reassociationRequest: fixed = 10
        case .associationResponse, .reassociationResponse, .authentication: fixed = 6
        case .probeRequest: fixed = 0
        case .beacon, .probeResponse: fixed = 12
        default: return nil
        }
        guard body.count >= fixed else { return nil }
        return body.lowerBound + fixed..<body.upperBound
    }
}
