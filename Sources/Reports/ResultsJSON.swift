internal import Octets
public import Roaming

/// Writes `results.json`: `{"associations": [ … ]}`, one object an association.
///
/// Times are seconds, phases milliseconds with three decimals; what was not captured is null.
public struct ResultsJSON {
    var writer = JSONWriter()

    /// Begins the text.
    ///
    /// - Parameter version: of the program that writes it; nil leaves it out.
    public init(version: String? = nil) {
        writer.begin("{")
        if let version { writer.member("version", version) }
        writer.begin("[", key: "associations")
    }

    /// The whole text for these associations.
    public static func text(_ associations: [Association], version: String? = nil) -> String {
        var json = ResultsJSON(version: version)
        for association in associations { json.append(association) }
        return json.finish()
    }

    /// One association, as it stands in the list.
    public static func object(_ association: Association) -> String {
        var json = ResultsJSON()
        json.writer = JSONWriter()
        json.append(association)
        return json.writer.text
    }

    /// Adds an association; `scenario` names the emulated scenario that it belongs to, if any.
    public mutating func append(_ association: Association, scenario: String? = nil) {
        writer.begin("{")
        if let scenario { writer.member("scenario", scenario) }
        writer.member("station", association.station.description)
        writer.member("ssid", association.ssid)
        writer.member("bssid", association.bssid.description)
        writer.member("from", association.from?.description)
        writer.member("roam", association.isRoam)
        writer.member("reconnect", association.isReconnect)
        writer.member("request", association.request?.rawValue)
        writer.member("kind", association.kind.rawValue)
        writer.member("over", association.over?.rawValue)
        writer.member("evidence", association.evidence?.rawValue)
        writer.member("reason", association.reason?.code)
        writer.member("status", association.reason?.status.map { Int($0) })
        writer.member("deauthentication_reason", association.reason?.deauthenticationReason.map { Int($0) })
        writer.member("last_message", association.reason?.lastMessage)
        writer.member("explanation", association.explanation)
        writer.member("protection", association.protection?.rawValue)
        writer.member("akm", association.akm)
        writer.member("pmkids_offered", association.pmkidsOffered.map { $0.description })
        writer.member("pmkid_accepted", association.pmkidAccepted?.description)
        writer.member("pmkid_verified", association.isPMKIDVerified)
        append(association.pmkidFindings)
        writer.member("mic_verified", association.isMICVerified)
        writer.member("mic_failed_frames", numbers: association.unverifiedFrames.map { String($0) })
        writer.member("eap", association.eap)
        writer.member("eap_method", association.eapMethod)
        writer.member("eap_round_trips", association.eapRoundTrips)
        writer.member("retries", association.retries)
        writer.member("request_frame", association.requestFrame)
        writer.member("first_frame", association.firstFrame)
        writer.member("last_frame", association.lastFrame)
        writer.member("time", number: association.time.seconds)
        writer.member("channel", association.channel)
        writer.member("from_channel", association.fromChannel)
        writer.member("signal", association.signal)
        writer.member("from_signal", association.fromSignal)
        writer.member("trigger", association.trigger?.rawValue)
        writer.member("scan_ms", number: association.scan?.milliseconds)
        writer.member("mlo", association.isMultiLink)
        writer.member("replays", association.replays)
        writer.member("unsure", association.unsurePhases.map { $0.rawValue })
        append(association.phases)
        writer.end("}")
    }

    private mutating func append(_ findings: [PMKIDFinding]) {
        writer.begin("[", key: "pmkid_checks")
        for finding in findings {
            writer.begin("{")
            writer.member("pmkid", finding.pmkid.description)
            writer.member("result", finding.code)
            switch finding.origin {
            case .verified(let bssid): writer.member("key_made_at", bssid?.description)
            case .otherBSSID(let bssid): writer.member("bssid", bssid.description)
            case .otherAKM(let akm): writer.member("akm", akm)
            case .noKnownKey: break
            }
            writer.end("}")
        }
        writer.end("]")
    }

    private mutating func append(_ phases: Phases) {
        writer.begin("{", key: "phases")
        writer.member("authentication_to_association", number: phases.authenticationToAssociation?.milliseconds)
        writer.member("eap", number: phases.eap?.milliseconds)
        writer.member("radius", number: phases.radius?.milliseconds)
        writer.member("four_way", number: phases.fourWay?.milliseconds)
        writer.member("roam", number: phases.roam?.milliseconds)
        writer.member("roam_from_request", number: phases.roamFromRequest?.milliseconds)
        writer.member("data_gap", number: phases.dataGap?.milliseconds)
        writer.end("}")
    }

    /// Ends the text.
    public consuming func finish() -> String {
        writer.end("]")
        writer.end("}")
        return writer.text + "\n"
    }
}
