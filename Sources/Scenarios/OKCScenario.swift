/// One of the seed's four combinations of OKC on the VAP and PKC on the station.
public enum OKCScenario: String, CaseIterable, Sendable {
    /// OKC on the VAP, not on the station.
    case vapOnly = "vap-only"
    /// OKC on both.
    case both
    /// OKC on neither.
    case none
    /// OKC on the station, not on the VAP.
    case staOnly = "sta-only"

    /// What it is, in words.
    public var title: String {
        switch self {
        case .vapOnly: "OKC on the VAP and not on the station"
        case .both: "OKC on both VAP and station"
        case .none: "OKC disabled on both VAP and station"
        case .staOnly: "OKC disabled on the VAP but enabled on the station"
        }
    }

    /// Whether the VAP is configured with `okc=1`.
    public var okcOnVAP: Bool { self == .vapOnly || self == .both }

    /// Whether the station is configured with `proactive_key_caching=1`.
    public var pkcOnStation: Bool { self == .both || self == .staOnly }

    /// The seed's name of the capture, without extension: "okc_vap_only".
    public var fileName: String {
        "okc_" + rawValue.map { $0 == "-" ? "_" : String($0) }.joined()
    }

    /// What the seed says the roam does.
    public var expectation: Expectation {
        Expectation(offersPMKID: pkcOnStation, runsEAP: self != .both)
    }

    /// What a roam must show, as the seed's table has it; the 4-way handshake follows in each case.
    public struct Expectation: Hashable, Sendable {
        /// Whether the Reassociation Request carries a PMKID.
        public var offersPMKID: Bool
        /// Whether a full RADIUS authentication follows.
        public var runsEAP: Bool

        /// As a sentence.
        public var sentence: String {
            switch (offersPMKID, runsEAP) {
            case (false, true):
                "The Reassociation Request has no PMKID: full RADIUS authentication and 4-way handshake."
            case (true, true):
                "The PMKID is sent and ignored: full RADIUS authentication and 4-way handshake."
            case (true, false): "The PMKID is sent: only the 4-way handshake is required."
            case (false, false): "Only the 4-way handshake is required."
            }
        }
    }
}
