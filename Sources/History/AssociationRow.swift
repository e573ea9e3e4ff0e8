#if Console
    internal import GRDB
    internal import Octets
    internal import Roaming

    /// An association as the history keeps it.
    struct AssociationRow: PersistableRecord {
        static let databaseTableName = "association"
        /// Phases, as results.json names them.
        static let phaseNames = [
            "authentication_to_association", "eap", "radius", "four_way", "roam", "roam_from_request", "data_gap",
        ]

        private let association: Roaming.Association
        private let scenario: String?
        private let number: Int
        private let run: Int64

        init(_ association: Roaming.Association, scenario: String?, number: Int, run: Int64) {
            self.association = association
            self.scenario = scenario
            self.number = number
            self.run = run
        }

        func encode(to container: inout PersistenceContainer) {
            container["run_id"] = run
            container["number"] = number
            container["scenario"] = scenario
            container["time"] = Double(association.time.nanoseconds) / 1e9
            container["station"] = association.station.description
            container["bssid"] = association.bssid.description
            container["kind"] = association.kind.rawValue
            container["explanation"] = association.explanation
            container["ssid"] = association.ssid
            container["from_bssid"] = association.from?.description
            container["request"] = association.request?.rawValue
            container["evidence"] = association.evidence?.rawValue
            container["reason"] = association.reason?.code
            container["akm"] = association.akm
            container["eap_method"] = association.eapMethod
            container["roam"] = association.isRoam
            container["first_frame"] = association.firstFrame
            container["retries"] = association.retries
            container["channel"] = association.channel
            container["signal"] = association.signal
            let phases = association.phases
            let times = [
                phases.authenticationToAssociation, phases.eap, phases.radius, phases.fourWay, phases.roam,
                phases.roamFromRequest, phases.dataGap,
            ]
            for (name, time) in zip(Self.phaseNames, times) {
                container[name + "_ms"] = time.map { Double($0.nanoseconds) / 1e6 }
            }
        }
    }
#endif
