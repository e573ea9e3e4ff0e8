#if Live
    internal import Airspace
    internal import Configuration
    internal import Control
    internal import Lab
    internal import Timeline
    internal import Yams

    /// Where the devices of a lab file are: each entry with its place, if it has one.
    struct PlacedEntries {
        struct Entry {
            let node: Node
            /// A station's; each BSS's of an access point; nil where there is none.
            let tracks: [Track]?
            /// How many devices it makes, each with these.
            var count = 1

            /// Whether it names no place, rather than a wrong one.
            var saysNothing: Bool { tracks == nil && node.mapping?["place"] == nil && node.mapping?["walk"] == nil }
        }

        var accessPoints: [Entry] = []
        var stations: [Entry] = []

        var all: [Entry] { accessPoints + stations }
    }

    extension LabFileReader {
        /// Points of a walk at most.
        static let pointLimit = 10_000

        /// Reads `place` of an access point: of all its BSSs, or of each by its name; nil where it has none, or it is wrong.
        mutating func tracks(_ node: Node?, ofBSSs names: [String]) -> [Track]? {
            guard let node else { return nil }
            guard case .mapping = node else {
                return position(node, "place").map { Array(repeating: Track(at: $0), count: names.count) }
            }
            let values = values(node, "place", known: names)
            var tracks: [Track] = []
            for name in names {
                guard let value = values[name] else {
                    error("place names each BSS, and \(name) is missing", node)
                    return nil
                }
                guard let position = position(value, name) else { return nil }
                tracks.append(Track(at: position))
            }
            return tracks
        }

        /// Reads `place` and `walk` of a station; nil where it has neither, or they are wrong.
        mutating func track(_ values: [String: Node]) -> Track? {
            var points: [Track.Point] = []
            if let node = values["place"] {
                guard let position = position(node, "place") else { return nil }
                points.append(Track.Point(at: .zero, position))
            }
            if let node = values["walk"] {
                for item in items(node, "walk").prefix(Self.pointLimit) {
                    guard let point = point(item) else { return nil }
                    if let last = points.last, point.instant < last.instant {
                        error("at of a walk goes on from point to point", item)
                        return nil
                    }
                    points.append(point)
                }
            }
            return Track(points)
        }

        private mutating func point(_ item: Node) -> Track.Point? {
            let values = values(item, "a point of a walk", known: LabFileKeys.point)
            guard let at = values["at"], let place = values["place"] else {
                if case .mapping = item { error("a point of a walk is {at: 30s, place: [x, y]}", item) }
                return nil
            }
            guard let instant = instant(at, "at"), let position = position(place, "place") else { return nil }
            return Track.Point(at: instant, position)
        }

        /// "[12, 3.5]": metres.
        private mutating func position(_ node: Node, _ what: String) -> Position? {
            if case .sequence(let sequence) = node, sequence.count == 2,
                let x = sequence[0].scalar.flatMap({ Double($0.string) }),
                let y = sequence[1].scalar.flatMap({ Double($0.string) }),
                let position = Position(checkedX: x, y: y)
            {
                return position
            }
            error("\(what) is two numbers of metres, like [12, 3.5]", node)
            return nil
        }

        private mutating func decimal(_ node: Node?, _ what: String, _ range: ClosedRange<Double>) -> Double? {
            guard let text = text(node, what) else { return nil }
            guard let number = Double(text), range.contains(number) else {
                error(
                    "\(what) is a number from \(range.lowerBound) to \(range.upperBound), not \"\(safe(text))\"", node)
                return nil
            }
            return number
        }

        /// Reads what goes with places; the devices must have been read before.
        mutating func readPlaces(_ top: [String: Node], _ entries: PlacedEntries, into plan: inout LabPlan) {
            guard entries.all.contains(where: { !$0.saysNothing }) else {
                for key in ["propagation", "monitor"] where top[key] != nil {
                    error("\(key) goes with places; each access point and station needs place: [x, y]", top[key])
                }
                return
            }
            for entry in entries.all where entry.saysNothing {
                error("place is missing: where some have one, all do", entry.node)
            }
            let stations = entries.stations.flatMap { entry in
                Array(repeating: entry.tracks ?? [], count: entry.count).flatMap { $0 }
            }
            let accessPoints = entries.accessPoints.compactMap(\.tracks)
            guard lines.isEmpty, let first = accessPoints.first?.first,
                accessPoints.count == plan.accessPoints.count, stations.count == plan.stations.count
            else { return }
            // Who walks carries it, if nobody says where it is.
            let carrier = stations.firstIndex { $0.points.count > 1 } ?? 0
            let monitor = stations.isEmpty ? Places.Monitor.position(first.points[0].position) : .station(carrier)
            var places = Places(
                accessPoints: accessPoints, stations: stations,
                monitor: top["monitor"].flatMap { readMonitor($0, plan) } ?? monitor)
            if let node = top["propagation"] { readPropagation(node, into: &places.pathLoss) }
            plan.places = places
        }

        private mutating func readMonitor(_ node: Node, _ plan: LabPlan) -> Places.Monitor? {
            if case .sequence = node { return position(node, "monitor").map { .position($0) } }
            guard let name = text(node, "monitor") else { return nil }
            let names = plan.stations.map(\.interface)
            if let index = names.firstIndex(of: name) { return .station(index) }
            let nearest = nearestName(to: safe(name), in: names).map { "; did you mean \"\($0)\"?" } ?? ""
            error("monitor is a place like [12, 3.5] or a station's name, not \"\(safe(name))\"\(nearest)", node)
            return nil
        }

        private mutating func readPropagation(_ node: Node, into pathLoss: inout PathLoss) {
            let values = values(node, "propagation", known: LabFileKeys.propagation)
            if let power = decimal(values["power_dbm"], "power_dbm", -20...40) { pathLoss.power = power }
            if let coefficient = decimal(values["coefficient"], "coefficient", 10...60) {
                pathLoss.coefficient = coefficient
            }
            if let shadowing = decimal(values["shadowing_db"], "shadowing_db", 0...20) {
                pathLoss.shadowing = shadowing
            }
        }
    }
#endif
