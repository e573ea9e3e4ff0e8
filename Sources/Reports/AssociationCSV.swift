internal import Octets
public import Roaming

/// Associations as comma-separated values (RFC 4180): a header line, then one line each, named as in results.json.
public enum AssociationCSV {
    private static let columns: [(name: String, value: @Sendable (Association) -> String?)] = [
        ("station", { $0.station.description }), ("ssid", { $0.ssid }), ("bssid", { $0.bssid.description }),
        ("from", { $0.from?.description }), ("roam", { String($0.isRoam) }), ("request", { $0.request?.rawValue }),
        ("kind", { $0.kind.rawValue }), ("evidence", { $0.evidence?.rawValue }), ("reason", { $0.reason?.code }),
        ("akm", { $0.akm }),
        ("pmkids_offered", { $0.pmkidsOffered.map { $0.description }.joined(separator: " ") }),
        ("pmkid_accepted", { $0.pmkidAccepted?.description }), ("eap_method", { $0.eapMethod }),
        ("eap_round_trips", { String($0.eapRoundTrips) }), ("retries", { String($0.retries) }),
        ("request_frame", { $0.requestFrame.map { String($0) } }), ("first_frame", { String($0.firstFrame) }),
        ("last_frame", { String($0.lastFrame) }), ("time", { $0.time.seconds }),
        ("channel", { $0.channel.map { String($0) } }), ("signal", { $0.signal.map { String($0) } }),
        ("authentication_to_association", { $0.phases.authenticationToAssociation?.milliseconds }),
        ("eap", { $0.phases.eap?.milliseconds }), ("radius", { $0.phases.radius?.milliseconds }),
        ("four_way", { $0.phases.fourWay?.milliseconds }), ("roam_ms", { $0.phases.roam?.milliseconds }),
        ("data_gap", { $0.phases.dataGap?.milliseconds }),
        ("roam_from_request", { $0.phases.roamFromRequest?.milliseconds }),
        ("reconnect", { String($0.isReconnect) }),
        ("over", { $0.over?.rawValue }), ("protection", { $0.protection?.rawValue }),
        ("pmkid_verified", { $0.isPMKIDVerified.map { String($0) } }),
        ("mic_verified", { $0.isMICVerified.map { String($0) } }),
        ("from_channel", { $0.fromChannel.map { String($0) } }), ("from_signal", { $0.fromSignal.map { String($0) } }),
        ("trigger", { $0.trigger?.rawValue }), ("scan_ms", { $0.scan?.milliseconds }),
        ("mlo", { String($0.isMultiLink) }), ("replays", { String($0.replays) }),
        ("explanation", { $0.explanation }),
    ]

    /// The whole text, lines ended by CR LF.
    public static func text(_ associations: [Association]) -> String {
        var text = columns.map(\.name).joined(separator: ",") + "\r\n"
        for association in associations {
            text += columns.map { quoted($0.value(association) ?? "") }.joined(separator: ",") + "\r\n"
        }
        return text
    }

    /// Quoted where it must be. A value that a spreadsheet would take for a formula gets an apostrophe before it: an SSID
    /// may be anything.
    private static func quoted(_ value: String) -> String {
        var value = value
        if let first = value.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(value) == nil {
            value = "'" + value
        }
        guard value.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }
}
