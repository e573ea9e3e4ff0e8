internal import Capture
internal import Dot11
internal import EAP
internal import Octets
internal import RSN

/// How long the frames of a capture are, in octets without radiotap and FCS, for comparison with the seed's air.
public struct FrameLengths: Sendable {
    /// A frame whose length the seed shows.
    public enum Frame: String, CaseIterable, Sendable {
        /// EAP-Request/Identity.
        case identityRequest = "EAP-Request/Identity"
        /// EAP-Response/Identity.
        case identityResponse = "EAP-Response/Identity"
        /// EAP-TLS Start.
        case tlsStart = "EAP-Request/TLS Start"
        /// Legacy Nak.
        case nak = "EAP-Response/Legacy Nak"
        /// EAP-TTLS Start.
        case ttlsStart = "EAP-Request/TTLS Start"
        /// An acknowledgement of a fragment.
        case ttlsAcknowledgement = "EAP-Response/TTLS acknowledgement"
        /// A full fragment of the server.
        case fullFragment = "EAP-Request/TTLS, full fragment"
        /// EAP-Success.
        case success = "EAP-Success"
        /// Message 1.
        case message1 = "EAPOL-Key message 1"
        /// Message 2 whose RSN element has no PMKID.
        case message2 = "EAPOL-Key message 2"
        /// Message 2 whose RSN element has a PMKID.
        case message2WithPMKID = "EAPOL-Key message 2, PMKID"
        /// Message 3.
        case message3 = "EAPOL-Key message 3"
        /// Message 4.
        case message4 = "EAPOL-Key message 4"
        /// Association Request.
        case associationRequest = "Association Request"
        /// Reassociation Request without a PMKID.
        case reassociationRequest = "Reassociation Request"
        /// Reassociation Request with a PMKID.
        case reassociationRequestWithPMKID = "Reassociation Request, PMKID"
        /// Deauthentication.
        case deauthentication = "Deauthentication"
        /// Acknowledgement.
        case acknowledgement = "Acknowledgement"
        /// The layer-2 update.
        case layer2Update = "layer-2 update"
    }

    /// The lengths found of each frame, in order of size.
    public private(set) var found: [Frame: Set<Int>] = [:]

    /// Nothing measured yet.
    public init() {}

    /// Adds the lengths of another capture.
    public mutating func merge(_ other: FrameLengths) {
        for (frame, lengths) in other.found { found[frame, default: []].formUnion(lengths) }
    }

    private mutating func add(_ frame: Frame, _ length: Int) { found[frame, default: []].insert(length) }

    /// Measures one frame of the station.
    mutating func measure(_ frame: RawSpan, station: MACAddress) {
        guard let header = try? MACHeader(parsing: frame) else { return }
        let length = frame.byteCount
        switch header.type {
        case .acknowledgement: add(.acknowledgement, length)
        case .deauthentication: add(.deauthentication, length)
        case .associationRequest: add(.associationRequest, length)
        case .reassociationRequest:
            guard let body = try? AssociationRequestBody(parsing: header.body, of: header.type) else { return }
            add(Self.offersPMKID(body.elements) ? .reassociationRequestWithPMKID : .reassociationRequest, length)
        case .data:
            // The station's name, to all, encrypted: nothing of its own would go that way without QoS.
            if header.control.isProtected, header.receiver == .broadcast, header.source == station, length <= 46 {
                add(.layer2Update, length)
            }
        case .qosData:
            guard !header.control.isProtected, let eapol = LLC.eapol(in: header.body) else { return }
            measure(eapol: eapol, length)
        default: return
        }
    }

    private static func offersPMKID(_ elements: RawSpan) -> Bool {
        var walk = ElementWalk(elements)
        guard let element = walk.first(.rsn), let rsn = try? RSNElement(parsing: element.body) else { return false }
        return rsn.pmkidCount > 0
    }

    private mutating func measure(eapol: RawSpan, _ length: Int) {
        guard let frame = try? EAPOLFrame(parsing: eapol) else { return }
        if frame.kind == .key {
            measure(key: eapol, length)
        } else if let packet = try? EAPPacket(parsing: frame.body) {
            switch (packet.code, packet.type) {
            case (.success, _): add(.success, length)
            case (.request, .identity): add(.identityRequest, length)
            case (.response, .identity): add(.identityResponse, length)
            case (.request, .tls): add(.tlsStart, length)
            case (.response, .legacyNak): add(.nak, length)
            case (.request, .ttls) where packet.data.byteCount == 1: add(.ttlsStart, length)
            case (.response, .ttls) where packet.data.byteCount == 1: add(.ttlsAcknowledgement, length)
            // L and M: a fragment with more to come is a full one.
            case (.request, .ttls) where packet.data.octet(at: 0) & 0xC0 == 0xC0: add(.fullFragment, length)
            default: return
            }
        }
    }

    private mutating func measure(key octets: RawSpan, _ length: Int) {
        guard let key = try? EAPOLKeyFrame(parsing: octets) else { return }
        switch key.message {
        case .message1: add(.message1, length)
        case .message2:
            guard let data = try? KeyData(parsing: key.keyData), let element = data.rsnElement,
                let rsn = try? RSNElement(parsing: element.extracting(2..<element.byteCount))
            else { return }
            add(rsn.pmkidCount > 0 ? .message2WithPMKID : .message2, length)
        case .message3: add(.message3, length)
        case .message4: add(.message4, length)
        default: return
        }
    }
}
