internal import Capture
internal import Dot11
public import Octets

extension FrameLengths {
    /// Measures the frames of a capture that the station sent or received, and every layer-2 update in its name.
    public init(ofCapture octets: RawSpan, station: MACAddress) {
        var sink = Sink(station: station)
        var decoder = CaptureDecoder()
        _ = try? decoder.decode(octets, into: &sink)
        self = sink.lengths
    }

    private struct Sink: PacketSink {
        let station: MACAddress
        var lengths = FrameLengths()

        mutating func receive(_ packet: borrowing CapturedPacket) {
            guard packet.linkType == .radiotap, let radiotap = try? Radiotap(parsing: packet.octets) else { return }
            let end = packet.octets.byteCount - (radiotap.hasFCS ? 4 : 0)
            guard end > radiotap.length else { return }
            lengths.measure(packet.octets.extracting(radiotap.length..<end), station: station)
        }
    }
}

extension FrameLengths.Frame {
    /// The length on the seed's air, in octets without radiotap and FCS.
    public var seed: Int {
        switch self {
        case .identityRequest: 43
        case .identityResponse: 51
        case .tlsStart, .nak, .ttlsStart, .ttlsAcknowledgement: 44
        case .fullFragment: 1042
        case .success: 42
        case .message1, .message2: 155
        case .message2WithPMKID: 173
        case .message3: 197
        case .message4: 133
        case .associationRequest: 147
        case .reassociationRequest: 153
        case .reassociationRequestWithPMKID: 171
        case .deauthentication: 26
        case .acknowledgement: 10
        case .layer2Update: 46
        }
    }

    /// What the length comes from: the configuration, or the standard.
    public var cause: String {
        switch self {
        case .identityRequest: "QoS Data 26, LLC/SNAP 8, EAPOL 4, EAP 5"
        case .identityResponse: "identity=\"testuser\": EAP 13"
        case .tlsStart: "the server offers EAP-TLS first: EAP 6"
        case .nak: "one method wanted, eap=TTLS: EAP 6"
        case .ttlsStart, .ttlsAcknowledgement: "type and flags alone: EAP 6"
        case .fullFragment: "the server's fragments have 1004 octets of EAP, the length in each"
        case .success: "EAP 4"
        case .message1: "EAPOL-Key 99, PMKID KDE 22"
        case .message2: "EAPOL-Key 99, the request's RSN element 22: one AKM"
        case .message2WithPMKID: "EAPOL-Key 99, the request's RSN element 40: one AKM, one PMKID"
        case .message3:
            "wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256: RSN element 26, GTK KDE 24, padded to 56, wrapped to 64"
        case .message4: "EAPOL-Key 99"
        case .associationRequest:
            "elements of wpa_supplicant 2.10 on mac80211; 7 more than the seed's, as many as RM Enabled Capabilities has"
        case .reassociationRequest: "the Association Request and Current AP, 6"
        case .reassociationRequestWithPMKID: "the Reassociation Request, a PMKID count and a PMKID, 18"
        case .deauthentication: "header 24, reason code 2"
        case .acknowledgement: "802.11-2020, 9.3.1.4"
        case .layer2Update: "header 24, CCMP 16, XID 6"
        }
    }
}
