#if Live
    internal import Configuration
    internal import Control
    internal import Lab
    internal import Octets
    internal import Yams

    /// The bridges of a lab file, and which BSS is a port of which.
    extension LabFileReader {
        /// Bridges at most: the second octet of their networks tells them apart.
        static let bridgeLimit = 16

        /// Reads the bridges; access points must have been read before. A BSS is a port of the bridge that lists it, else
        /// of the one that its hostapd.conf names.
        mutating func readBridges(_ node: Node, into plan: inout LabPlan) {
            var bridges: [LabPlan.PlannedBridge] = []
            var names: [String] { bridges.map(\.name) }
            var listed: [String: (bridge: Int, node: Node)] = [:]
            let known = plan.accessPoints.flatMap(\.bsses).map(\.interface)
            for item in items(node, "bridges") {
                let values = values(item, "a bridge", known: LabFileKeys.bridge)
                guard let name = text(values["name"], "name") else {
                    if values["name"] == nil, case .mapping = item {
                        error("name is missing: that of the bridge", item)
                    }
                    continue
                }
                guard isInterface(name), !names.contains(name) else {
                    error("name is that of a network interface of its own, not \"\(safe(name))\"", values["name"])
                    continue
                }
                guard names.count < Self.bridgeLimit else {
                    return error("more than \(Self.bridgeLimit) bridges", item)
                }
                for port in values["ports"].map({ items($0, "ports") }) ?? [] {
                    guard let interface = text(port, "a port") else { continue }
                    guard known.contains(interface) else {
                        let nearest =
                            nearestName(to: safe(interface), in: known).map { "; did you mean \"\($0)\"?" } ?? ""
                        error("no BSS is called \"\(safe(interface))\"\(nearest)", port)
                        continue
                    }
                    if let other = listed[interface] {
                        error(
                            "\(interface) is a port of \(names.indices.contains(other.bridge) ? names[other.bridge] : name) already",
                            port)
                        continue
                    }
                    listed[interface] = (names.count, port)
                }
                bridges.append(LabPlan.PlannedBridge(name: name, ports: []))
                if let aging = number(values["aging_s"], "aging_s", BridgeConfiguration.agingRange) {
                    bridges[bridges.count - 1].agingSeconds = aging
                }
            }
            assign(bridges, listed, node, into: &plan)
        }

        private mutating func assign(
            _ found: [LabPlan.PlannedBridge], _ listed: [String: (bridge: Int, node: Node)], _ node: Node,
            into plan: inout LabPlan
        ) {
            guard lines.isEmpty else { return }
            let names = found.map(\.name)
            var bridges = found
            for accessPoint in plan.accessPoints {
                // A file names its bridge once, and the lab's other BSSs of that process are ports of it too.
                let named = accessPoint.bsses.lazy.compactMap(\.bridge).first
                for bss in accessPoint.bsses {
                    let place = "\(accessPoint.file)\(bss.lines["bridge"].map { ":\($0)" } ?? "")"
                    guard let bridge = listed[bss.interface]?.bridge ?? named.flatMap({ names.firstIndex(of: $0) })
                    else {
                        let nearest = named.flatMap { nearestName(to: $0, in: names) }
                        error(
                            "\(bss.interface) is a port of no bridge\(named.map { "; \(accessPoint.file) names \($0)" } ?? "")"
                                + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""), node)
                        continue
                    }
                    if let own = bss.bridge, own != names[bridge] {
                        error(
                            "\(bss.interface) is a port of \(names[bridge]) here and of \(own) in \(place)",
                            listed[bss.interface]?.node ?? node)
                    }
                    bridges[bridge].ports.append(bss.bssid ?? MACAddress(0))
                }
            }
            for bridge in bridges where bridge.ports.isEmpty { error("\(bridge.name) has no ports", node) }
            plan.bridges = bridges
        }
    }
#endif
