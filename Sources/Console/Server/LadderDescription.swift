#if Console
    internal import Octets
    internal import Roaming

    /// The ladder diagram of an association: its lanes, frames and phases.
    struct LadderDescription: Encodable, Sendable {
        /// Who sends and receives, from left to right: an order in which hardly any arrow crosses another's lane.
        var lanes: [Lane] = []
        /// The frames, in order.
        var frames: [Frame] = []
        /// What they are parts of.
        var phases: [Phase] = []

        /// One who sends and receives.
        struct Lane: Encodable, Sendable {
            var role: String
            var address: String?
            var label: String
        }

        /// One frame; `from` and `to` are roles.
        struct Frame: Encodable, Sendable {
            var number: Int
            var time: Double
            var from: String
            var to: String
            var label: String
            var phase: String
            var length: Int
            var retry: Bool
        }

        /// From the first frame of a phase to its last, in seconds since the capture's first frame.
        struct Phase: Encodable, Sendable {
            var name: String
            var start: Double
            var end: Double
        }

        /// The ladder of an association that was read with its frames.
        init(_ association: Association) {
            let parties: [(LadderFrame.Party, String, String?)] = [
                (.old, "Old AP", association.from?.description), (.station, "Station", association.station.description),
                (.target, "Target AP", association.bssid.description), (.radius, "RADIUS", nil),
            ]
            for (party, label, address) in parties
            where party == .station || party == .target
                || association.ladder.contains(where: { $0.sender == party || $0.receiver == party })
            {
                lanes.append(Lane(role: party.rawValue, address: address, label: label))
            }
            for frame in association.ladder {
                let time = Double(frame.time.nanoseconds) / 1e9
                frames.append(
                    Frame(
                        number: frame.number, time: time, from: frame.sender.rawValue, to: frame.receiver.rawValue,
                        label: frame.text, phase: frame.phase.rawValue, length: frame.length, retry: frame.isRetry))
                if let index = phases.firstIndex(where: { $0.name == frame.phase.rawValue }) {
                    phases[index].start = min(phases[index].start, time)
                    phases[index].end = max(phases[index].end, time)
                } else {
                    phases.append(Phase(name: frame.phase.rawValue, start: time, end: time))
                }
            }
        }
    }
#endif
