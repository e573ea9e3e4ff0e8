#if Live
    internal import AccessPoint
    internal import Configuration
    internal import Control
    internal import EAPMethods
    internal import Lab
    internal import Octets
    internal import Yams

    extension LabFileReader {
        mutating func readTop(_ root: Node, into plan: inout LabPlan, read: (String) throws -> [UInt8]) {
            let top = values(
                root, "a lab file",
                known: LabFileKeys.top)
            if let node = top["access_points"] {
                for item in items(node, "access_points") { readAccessPoint(item, into: &plan, read: read) }
            }
            if let node = top["stations"] {
                for item in items(node, "stations") { readStations(item, into: &plan, read: read) }
            }
            // A lab that says nothing of RADIUS lets the seed's user in.
            if let users = try? UsersFile(parsing: Example.users.text, file: Example.users.file) {
                plan.users = users
            }
            if let node = top["radius"] { readRADIUS(node, into: &plan, read: read) }
            if let interval = number(top["flow_ms"], "flow_ms", 1...86_400_000) {
                plan.flowMilliseconds = UInt64(interval)
            }
            if let seed = number(top["seed"], "seed", 0...Int.max) { plan.seed = UInt64(seed) }
            if let node = top["bridges"] { readBridges(node, into: &plan) }
            readPlaces(top, placed, into: &plan)
            if let node = top["faults"] { readFaults(node, into: &plan) }
            if let node = top["script"] { readScript(node, into: &plan) }
            if plan.accessPoints.isEmpty, lines.isEmpty { error("no access_points", root) }
        }

        private mutating func content(
            _ node: Node?, _ what: String, in item: Node, _ read: (String) throws -> [UInt8]
        ) -> (path: String, octets: [UInt8])? {
            guard let path = text(node, what) else {
                if node == nil { error("\(what) is missing: it names a file", item) }
                return nil
            }
            do {
                return (path, try read(path))
            } catch {
                self.error("\(what): \(error)", node)
                return nil
            }
        }

        private mutating func readAccessPoint(
            _ item: Node, into plan: inout LabPlan, read: (String) throws -> [UInt8]
        ) {
            let values = values(item, "an access point", known: LabFileKeys.accessPoint)
            guard let (path, octets) = content(values["hostapd"], "hostapd", in: item, read) else { return }
            do {
                let file = try HostapdConfiguration(parsing: octets.octets, file: path)
                _ = try AccessPointConfiguration(file)
                plan.accessPoints.append(file)
                let tracks = tracks(values["place"], ofBSSs: file.bsses.map(\.interface))
                placed.accessPoints.append(PlacedEntries.Entry(node: item, tracks: tracks))
            } catch {
                add(error, values["hostapd"])
            }
        }

        private mutating func readStations(
            _ item: Node, into plan: inout LabPlan, read: (String) throws -> [UInt8]
        ) {
            let values = values(item, "a station", known: LabFileKeys.station)
            let count = number(values["count"], "count", 1...Self.stationLimit) ?? 1
            let first = plan.stations.count
            var address = MACAddress(0x000E_8EFD_9371 + UInt64(first))
            if let text = text(values["address"], "address") {
                if let given = MACAddress(text), !given.isGroup {
                    address = given
                } else {
                    error(
                        "address is six octets as 02:00:00:00:00:01, of one station, not \"\(safe(text))\"",
                        values["address"])
                }
            }
            let name = text(values["name"], "name")
            let track = track(values)
            if let name, !isInterface(name) || count > 1 && name.utf8.count > 10 {
                error(
                    "name is that of a network interface: 1 to 15 visible characters, 10 with a count", values["name"])
                return
            }
            guard let (path, octets) = content(values["wpa_supplicant"], "wpa_supplicant", in: item, read) else {
                return
            }
            guard plan.stations.count + count <= Self.stationLimit else {
                return error("more than \(Self.stationLimit) stations", item)
            }
            do {
                let file = try SupplicantConfiguration(parsing: octets.octets, file: path)
                placed.stations.append(PlacedEntries.Entry(node: item, tracks: track.map { [$0] }, count: count))
                for number in 0..<count {
                    let interface =
                        name.map { count == 1 ? $0 : $0 + Self.padded(number) } ?? "sta" + Self.padded(first + number)
                    plan.stations.append(
                        LabPlan.PlannedStation(
                            interface: interface, address: MACAddress(address.rawValue + UInt64(number)),
                            configuration: file))
                }
            } catch {
                add(error, values["wpa_supplicant"])
            }
        }

        private mutating func readRADIUS(
            _ node: Node, into plan: inout LabPlan, read: (String) throws -> [UInt8]
        ) {
            let values = values(node, "radius", known: LabFileKeys.radius)
            let hasServer = choice(values["server"], "server", [("built-in", true), ("outside", false)])
            plan.hasServer = hasServer ?? true
            if hasServer == false {
                for key in ["users", "key"] where values[key] != nil {
                    error("\(key) goes with the built-in server", values[key])
                }
            }
            if let highest = choice(values["tls"], "tls", TLSContext.Version.allCases.map { ($0.rawValue, $0) }) {
                plan.tls = min(.tls12, highest)...highest
            }
            if let kind = choice(values["key"], "key", TLSIdentity.KeyKind.allCases.map { ($0.rawValue, $0) }) {
                plan.keyKind = kind
            }
            guard values["users"] != nil, let (path, octets) = content(values["users"], "users", in: node, read)
            else { return }
            do {
                plan.users = try UsersFile(parsing: octets.octets, file: path)
            } catch {
                add(error, values["users"])
            }
        }

        // MARK: The whole

        /// What one entry alone cannot show.
        mutating func check(_ plan: LabPlan) {
            guard lines.isEmpty else { return }
            var names: Set<String> = []
            var addresses: Set<MACAddress> = []
            let stations = placed.stations.flatMap { repeatElement($0.node, count: $0.count) }
            let bsses = zip(placed.accessPoints, plan.accessPoints).flatMap { entry, accessPoint in
                accessPoint.bsses.map { (entry.node, $0.interface, $0.bssid ?? MACAddress(0)) }
            }
            for (node, name, address) in bsses + zip(stations, plan.stations).map({ ($0, $1.interface, $1.address) }) {
                if !names.insert(name).inserted { error("two interfaces are called \(name)", node) }
                if !addresses.insert(address).inserted { error("two interfaces have the address \(address)", node) }
            }
            // One of each file is enough: stations of one file differ in name and address alone.
            var seen: Set<String> = []
            for control in plan.stationControls() where seen.insert(control.file).inserted {
                do {
                    _ = try control.stationConfiguration()
                } catch {
                    add(error, nil)
                }
            }
        }

        func isInterface(_ name: String) -> Bool {
            (1...15).contains(name.utf8.count)
                && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") } && name != "."
                && name != ".."
        }

        static func padded(_ number: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        }
    }
#endif
