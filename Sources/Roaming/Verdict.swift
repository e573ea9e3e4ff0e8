internal import Octets
internal import RSN

/// What was judged of an attempt: the association, and what only later judgements need.
struct Verdict {
    var association: Association
    /// The known key (by index) of the link.
    var key: Int?
    /// The PMKID of the key that the attempt used or made.
    var pmkid: PMKID?
    /// The PMKID came from the SAE scalars, the public keys of OWE or message 1 of an exchange made here.
    var madeKey = false
    /// The key may have been made by pre-authentication, of which a capture of the target's air shows nothing.
    var mayBePreauthenticated = false
    var akm: AKM?
}

/// How a key was reused.
struct Reuse {
    var kind: AssociationKind
    var evidence: Evidence?
}

extension RoamingAnalyzer {
    /// Judges an attempt by its evidence and by what went before.
    mutating func judge(_ attempt: Attempt, _ history: History) -> Verdict {
        let network = ssid(of: attempt)
        var verdict = Verdict(association: describe(attempt, network))
        verdict.akm = attempt.akm
        if let current = attempt.request?.currentAP, attempt.stationMLD == nil {
            attempt.comesFromUnheard = bsss.place(of: current) == nil
        }
        placeOrigin(attempt, network, &verdict.association)
        verdict.pmkid = attempt.fourWay.pmkid ?? saePMKID(attempt) ?? owePMKID(attempt)
        identifyKey(attempt, history, network, &verdict)

        if attempt.isLinked {
            judgeLink(attempt, history, network, &verdict)
        } else if let reason = failure(of: attempt, verdict) {
            verdict.association.kind = .failed
            verdict.association.reason = reason
        } else {
            verdict.association.kind = .unknown
        }
        if verdict.association.kind == .unknown { verdict.association.reason = .incompleteCapture }
        if verdict.association.kind == .full, verdict.association.isRoam {
            verdict.association.reason = slowness(of: attempt, history, network, verdict)
        }
        measure(attempt, &verdict.association)
        if gathersLadders { verdict.association.ladder = ladder(of: attempt, verdict.association) }
        if hasUntimedPackets { verdict.association.phases = Phases() }
        let explanation = Explanation(
            attempt: attempt, verdict: verdict, history: history,
            keyOrigin: verdict.key.flatMap { key in
                keys.entries[key].bssid ?? history.made.last(where: { $0.key == key })?.bssid
            })
        verdict.association.explanation = explanation.text
        return verdict
    }

    /// What the frames say as it stands.
    private mutating func describe(_ attempt: Attempt, _ network: [UInt8]?) -> Association {
        var association = Association(
            station: attempt.stationMLD ?? attempt.station, bssid: attempt.accessPointMLD ?? attempt.bssid)
        association.ssid = network.map { String(decoding: $0, as: UTF8.self) }
        association.request = attempt.request?.kind ?? attempt.response?.kind
        association.protection = attempt.protection
        association.akm = attempt.akm?.description
        association.pmkidsOffered = attempt.offered ?? []
        association.eap = attempt.eap.ran || (attempt.eap.hasRequest && !attempt.isLinked)
        association.eapMethod = attempt.eap.method.map(EAPMethodName.text)
        association.eapRoundTrips = attempt.eap.roundTrips
        association.retries = attempt.retries
        association.replays = attempt.replays
        association.requestFrame = attempt.request?.mark.number
        association.firstFrame = attempt.first.number
        association.lastFrame = attempt.latest.number
        association.time = sinceStart(attempt.first)
        association.isMultiLink = attempt.stationMLD != nil
        association.signal = attempt.signal.map { Int($0) }
        association.scan = attempt.origin.scan
        if let place = bsss.place(of: attempt.bssid) { association.channel = bsss[place].channel }
        return association
    }

    /// Where the station came from, and whether that makes it a roam.
    private mutating func placeOrigin(_ attempt: Attempt, _ network: [UInt8]?, _ association: inout Association) {
        let presence = attempt.origin.presence
        if let current = attempt.request?.currentAP {
            if current != attempt.bssid, current != attempt.accessPointMLD {
                association.from = current
                association.isRoam = true
            }
        } else if let presence, abs(attempt.first.time - presence.lastFrame) <= 10_000_000_000, let network,
            let place = bsss.place(of: presence.bssid), bsss[place].ssid == network
        {
            association.from = presence.bssid
            let toAll = bsss[place].deauthentication.map {
                $0 >= presence.lastNumber && $0 <= attempt.first.number
            }
            association.isReconnect = isParted(presence, attempt) || toAll ?? false
            // What asked and what answered may both be missing: then it may have come anew.
            association.isRoam = !association.isReconnect && association.request != nil
        }
        guard let from = association.from else { return }
        if let place = bsss.place(of: from) {
            association.fromChannel = bsss[place].channel
            association.fromSignal = bsss[place].signal.map { Int($0) }
        }
        if let presence, presence.bssid == from, isParted(presence, attempt), presence.isDeauthenticatedByAP {
            association.trigger = .deauthenticated
        } else if let request = attempt.origin.transitionRequest, request.bssid == from,
            attempt.first.time - request.time <= 10_000_000_000
        {
            association.trigger = .bssTransitionRequest
        }
    }

    /// Whether a Deauthentication lies between the last frame with the BSS before and this attempt.
    private func isParted(_ presence: Presence, _ attempt: Attempt) -> Bool {
        presence.deauthentication.map { $0 >= presence.lastNumber && $0 <= attempt.first.number } ?? false
    }

    /// The kind of a link.
    private mutating func judgeLink(
        _ attempt: Attempt, _ history: History, _ network: [UInt8]?, _ verdict: inout Verdict
    ) {
        if attempt.isTransition {
            verdict.association.kind = .ft
            verdict.association.over = attempt.over
            return
        }
        switch attempt.protection {
        case .open: verdict.association.kind = .open
        case .wep: verdict.association.kind = .wep
        case nil:
            verdict.association.kind = attempt.eap.ran ? .full : .unknown
            verdict.madeKey = attempt.eap.ran
        case .wpa, .rsn: judgeProtectedLink(attempt, history, network, &verdict)
        }
    }

    private mutating func judgeProtectedLink(
        _ attempt: Attempt, _ history: History, _ network: [UInt8]?, _ verdict: inout Verdict
    ) {
        let akm = attempt.akm
        if attempt.eap.ran {
            verdict.association.kind = .full
            verdict.madeKey = true
        } else if let akm, akm.usesPSK {
            verdict.association.kind = .psk
        } else if attempt.authentication.ranSAE {
            verdict.association.kind = .sae
            verdict.madeKey = true
        } else if akm == .owe, attempt.ranOWE {
            verdict.association.kind = .owe
            verdict.madeKey = true
        } else if let akm, akm.usesEAP || akm.isFILS || akm.usesSAE || akm == .owe,
            let reuse = reuse(by: attempt, history, network, &verdict)
        {
            verdict.association.kind = reuse.kind
            verdict.association.evidence = reuse.evidence
        }
    }

    /// Times between frames; what is missing stays nil.
    private func measure(_ attempt: Attempt, _ association: inout Association) {
        let start = attempt.authentication.first
        let response = attempt.response?.mark
        if let start, let response {
            association.phases.authenticationToAssociation = length(start, response)
        }
        if let first = attempt.eap.firstIdentityRequest, let last = attempt.eap.success {
            association.phases.eap = length(first, last)
        }
        if attempt.radius.pairs > 0 { association.phases.radius = attempt.radius.total }
        if let first = attempt.fourWay.message1, let last = attempt.fourWay.answer {
            association.phases.fourWay = length(first, last)
        }
        if attempt.isLinked, let end = attempt.completion {
            association.lastFrame = end.number
            if let start {
                association.phases.roam = length(start, end)
            } else if let request = attempt.request?.mark {
                association.phases.roamFromRequest = length(request, end)
            }
        }
        if attempt.isLinked, let first = attempt.firstData, let from = association.from,
            let last = attempt.lastDataElsewhere.first(where: { $0.bssid == from })?.lastData
        {
            association.phases.dataGap = length(last, first)
        }
    }

    /// The time between two frames; nil where the clock went back.
    private func length(_ first: Mark, _ last: Mark) -> Elapsed? {
        let time = Elapsed(from: first.time, to: last.time)
        return time.nanoseconds < 0 ? nil : time
    }

    /// The frames gathered, and the data frames on both sides of the gap.
    private func ladder(of attempt: Attempt, _ association: Association) -> [LadderFrame] {
        guard association.phases.dataGap != nil, let first = attempt.firstData,
            let last = attempt.lastDataElsewhere.first(where: { $0.bssid == association.from })?.lastData
        else { return attempt.ladder }
        var ladder = attempt.ladder
        ladder.append(ladderFrame(last, .old, .data, "Last data frame with the old AP"))
        ladder.append(ladderFrame(first, .target, .data, "First data frame"))
        return ladder.sorted { $0.number < $1.number }
    }

    /// The PMKID that an SAE exchange makes.
    private func saePMKID(_ attempt: Attempt) -> PMKID? {
        guard let station = attempt.authentication.stationCommit,
            let accessPoint = attempt.authentication.accessPointCommit
        else { return nil }
        return SAECommit.pmkid(station, accessPoint)
    }

    /// The PMKID that an exchange of OWE makes.
    private func owePMKID(_ attempt: Attempt) -> PMKID? {
        guard attempt.akm == .owe, let station = attempt.request?.publicKey,
            let accessPoint = attempt.response?.publicKey
        else { return nil }
        return OWEPublicKey.pmkid(station: station, accessPoint: accessPoint)
    }
}
