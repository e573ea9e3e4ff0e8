internal import Octets
internal import RSN

/// One sentence about an association that an engineer can act on.
struct Explanation {
    let attempt: Attempt
    let verdict: Verdict
    let history: History
    /// Where the link's key was made, if the key is known.
    let keyOrigin: MACAddress?

    private var association: Association { verdict.association }

    var text: String { [sentence, departure, forgery].compactMap { $0 }.joined(separator: " ") }

    /// Why it left.
    private var departure: String? {
        switch association.trigger {
        case .bssTransitionRequest: "The old AP had asked it to leave (BSS Transition Management)."
        case .deauthenticated: "The old AP had deauthenticated it."
        case nil: nil
        }
    }

    /// What the link's own key does not verify.
    private var forgery: String? {
        guard let first = association.unverifiedFrames.first else { return nil }
        let more = association.unverifiedFrames.count - 1
        return "The MIC of frame \(first)\(more > 0 ? " and of \(more) more" : "") does not verify with the link's key."
    }

    private var sentence: String {
        switch association.kind {
        case .full: full
        case .okc, .pmksa, .cached: reuse
        case .ft:
            "Fast BSS Transition\(association.over.map { $0 == .ds ? " over the DS" : " over the air" } ?? "")\(duration)."
                + (association.replays > 0
                    ? " \(association.replays) later requests repeat its nonces and MIC: replays, no associations."
                    : "")
        case .psk: "A pre-shared key and the 4-way handshake\(draft)\(duration)."
        case .sae: "An SAE exchange and the 4-way handshake\(duration)."
        case .owe: "Opportunistic Wireless Encryption and the 4-way handshake\(duration)."
        case .wep: "WEP, which protects nothing."
        case .open: "An open network\(duration)."
        case .failed: failed
        case .unknown: unknown
        }
    }

    private var draft: String {
        association.protection == .wpa ? " of WPA, the draft that RSN replaced long ago" : ""
    }

    private var duration: String {
        if let roam = association.phases.roam { return ": \(roam.milliseconds) ms" }
        if let roam = association.phases.roamFromRequest { return ": \(roam.milliseconds) ms from the request" }
        return ""
    }

    private var offer: String {
        if attempt.offered == nil { return "What the station offered was not captured" }
        guard let first = association.pmkidsOffered.first else { return "The station offered no PMKID" }
        let more = association.pmkidsOffered.count - 1
        return "The station offered PMKID \(first)" + (more > 0 ? " and \(more) more" : "")
    }

    // MARK: Links

    private var full: String {
        let method = association.eapMethod ?? "EAP"
        let eap = association.phases.eap.map { ", of which \($0.milliseconds) ms \(method)" } ?? ", with \(method)"
        let cost = (association.phases.roam ?? association.phases.roamFromRequest).map { "\($0.milliseconds) ms" }
        return "\(cause), so a full authentication ran: \(cost ?? "not all of it was captured")\(eap)."
    }

    /// Why a full authentication ran.
    private var cause: String {
        switch association.reason {
        case .akmChanged:
            return "The station changed its AKM from \(history.akm?.description ?? "another") to "
                + "\(association.akm ?? "this one"), for which its key cannot serve"
        case .noPMKIDOffered: return "\(offer) and the AP had no key to look for"
        case .pmkidOfOtherBSSID:
            let other = elsewhere.map { "that is the one for \($0)" } ?? "which belongs to another BSSID"
            return "\(offer) to \(association.bssid), but \(other) and means nothing to this AP"
        case .pmkidWrong: return "\(offer), which \(wrong) and means nothing to this AP"
        case .eapolStart:
            return "\(offer), but sent EAPOL-Start before the AP's first request, which makes an AP forget the key"
        case .pmkidNotAccepted:
            let origin =
                key(of: association.pmkidsOffered.first).map { ", and it is that of the key made at \($0)" }
                ?? provenPlace.map { " for \(association.bssid), and it derives from the key made at \($0)" } ?? ""
            return "\(offer)\(origin); the AP began EAP all the same, for it has no OKC, does not share that key, "
                + "or lost its copy"
        default:
            return offer
        }
    }

    /// Where the key of a PMKID was made, if this capture shows it.
    private func key(of pmkid: PMKID?) -> String? {
        guard let made = history.made.last(where: { $0.pmkid == pmkid }) else { return nil }
        return "\(made.bssid) (frame \(made.frame))"
    }

    /// What the known keys say of the first PMKID offered.
    private var finding: PMKIDFinding.Origin? {
        association.pmkidFindings.first { $0.pmkid == association.pmkidsOffered.first }?.origin
    }

    /// Where the known key that gives the offered PMKID was made, and at which frame, if that was captured.
    private var provenPlace: String? {
        guard case .verified(let place?) = finding else { return nil }
        let made = history.made.last { $0.bssid == place }
        return place.description + (made.map { " (frame \($0.frame))" } ?? "")
    }

    /// The BSSID that the offered PMKID is for.
    private var elsewhere: MACAddress? {
        if case .otherBSSID(let bssid) = finding { return bssid }
        return history.made.last { $0.pmkid == association.pmkidsOffered.first }?.bssid
    }

    /// What is wrong with the offered PMKID.
    private var wrong: String {
        if case .otherAKM(let akm) = finding {
            return "derives from its key by the digest of \(akm) where the AKM is \(association.akm ?? "another")"
        }
        return "derives from no key that is known, its present one included,"
    }

    private var reuse: String {
        let how: String
        switch (association.kind, association.evidence) {
        case (.okc, .key): how = "it is the key made at \(keyOrigin?.description ?? "another BSS"), so the APs share it"
        case (.okc, .pmkid): how = "its exchange ran at another BSS, so the APs share it"
        case (.okc, _): how = "probably the key made at another BSS: EAP was captured there and none here"
        case (.pmksa, .key): how = "it is the key made here before"
        case (.pmksa, _):
            how =
                "it is the key made here before"
                + (key(of: verdict.pmkid ?? association.pmkidsOffered.first).map { ", at \($0)" } ?? "")
        case (.cached, .key): how = "the key is a known one, but nothing tells where it was made"
        case _ where verdict.mayBePreauthenticated:
            how =
                "the key made at another BSS, or one made here by pre-authentication, which this AP takes and which "
                + "travels through the AP before"
        default: how = "the capture does not tell where that key was made"
        }
        let taken = "and the AP took it" + (attempt.authentication.isFILS ? " in FILS" : "")
        let accepted =
            association.pmkidAccepted != nil ? taken : "and no EAP was captured before the 4-way handshake"
        return "\(offer), \(accepted); \(how)\(duration)."
    }

    // MARK: No link

    private var failed: String {
        switch association.reason {
        case .authenticationRejected(let status):
            "The AP refused the authentication with \(CodeName.status(status)) (frame \(association.lastFrame))."
        case .rejected(let status):
            "The AP refused the association with \(CodeName.status(status)) (frame \(association.lastFrame))."
        case .ftRejected(let status):
            "The AP refused the Fast BSS Transition with \(CodeName.status(status)) (frame \(association.lastFrame))."
        case .noResponse:
            "The station sent its request \(attempt.requestTransmissions) times, and the AP, which the sniffer hears, "
                + "did not answer."
        case .eapTimeout:
            attempt.eap.outstanding != nil
                ? "The AP repeated an EAP request, and the station did not answer\(stop)."
                : "The station answered, and no further EAP request came\(stop): the server or the way to it is silent."
        case .eapFailure:
            "The server refused the station\(association.eapMethod.map { " in \($0)" } ?? "")\(stop): look in its log for why."
        case .micFailure:
            "Message 2 does not verify with the key that is known\(stop): the two ends hold different keys."
        case .fourWayTimeout(let message):
            "The 4-way handshake stopped after message \(message)\(stop)\(advice(message))."
        case .deauthenticated(let reason):
            "\(attempt.ending?.isFromStation ?? false ? "The station" : "The AP") ended it with "
                + (reason.map { CodeName.reason($0) } ?? "an encrypted reason") + stop + "."
        default: "It failed."
        }
    }

    private var stop: String { " (frame \(association.lastFrame))" }

    /// What a handshake that stops here mostly means.
    private func advice(_ message: Int) -> String {
        switch message {
        case 1: ": the station does not answer the AP"
        case 2: ": the AP does not accept it, mostly because the two ends hold different keys"
        case 3: ": the station does not confirm, mostly because it refuses the AP's RSN element or was out of reach"
        case 4: ": the AP repeated message 3 all the same, so message 4 did not reach it or it refused it"
        default: ""
        }
    }

    private var unknown: String {
        if let shown = attempt.fourWay.pmkid, attempt.isLinked, !association.pmkidsOffered.isEmpty,
            !association.pmkidsOffered.contains(shown)
        {
            return "\(offer), message 1 shows \(shown), and no exchange that made it was captured."
        }
        if attempt.radius.ranEAP, attempt.isLinked, !attempt.eap.ran {
            return "The wire shows an authentication whose EAP was not captured on the air."
        }
        if attempt.protectedData != nil, attempt.fourWay.lastMessage == 0 {
            return "Only encrypted data was captured behind the response: EAPOL inside it is not visible."
        }
        if attempt.isHandshakeTimedOut {
            return "Message 4 or data behind it was captured, then the AP ended it as a handshake that timed out: the "
                + "first one or a later."
        }
        if attempt.isLinked, attempt.authentication.isFILS {
            return "FILS, and no PMKID that the AP took: it re-authenticated by EAP (ERP), or used public keys"
                + "\(duration)."
        }
        if attempt.isLinked { return "The link came up, but not all frames that tell how were captured." }
        return "Neither a link nor the cause of a failure was captured."
    }
}
