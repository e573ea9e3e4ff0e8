#if Live
    internal import Configuration
    internal import Control
    internal import Faults
    internal import Lab
    internal import Octets
    internal import Timeline
    internal import Yams

    /// What goes wrong, and what the lab is told later.
    extension LabFileReader {
        /// Steps of a script at most.
        static let stepLimit = 10_000
        /// Faults at most.
        static let faultLimit = 1000

        mutating func readFaults(_ node: Node, into plan: inout LabPlan) {
            for item in items(node, "faults") {
                guard let line = text(item, "a fault") else { continue }
                guard plan.faults.count < Self.faultLimit else {
                    return error("more than \(Self.faultLimit) faults", item)
                }
                do throws(FaultError) {
                    plan.faults.append(try Fault(parsing: line))
                } catch {
                    self.error("fault: \(error.message)", item)
                }
            }
        }

        /// Reads the steps; stations and access points must have been read before.
        mutating func readScript(_ node: Node, into plan: inout LabPlan) {
            let devices = ScriptDevices(plan)
            for item in items(node, "script") {
                guard plan.script.count < Self.stepLimit else {
                    return error("more than \(Self.stepLimit) steps", item)
                }
                readStep(item, devices, into: &plan)
            }
            rehearse(node, devices, plan)
        }

        private mutating func readStep(_ item: Node, _ devices: ScriptDevices, into plan: inout LabPlan) {
            guard case .mapping(let mapping) = item else {
                return error("a step is a mapping, like \"at: 5s\" and \"sta00000: SCAN\"", item)
            }
            var time: Instant?
            var told: [(key: String, value: Node)] = []
            for (key, value) in mapping {
                let name = key.scalar?.string ?? ""
                if name == "at" {
                    time = instant(value, "at")
                    if time == nil { return }
                } else if devices.names.contains(name) || Self.stepKeys.contains(name) {
                    told.append((name, value))
                } else {
                    let nearest = nearestName(to: safe(name), in: Self.stepKeys + ["at"] + devices.names.sorted())
                    return error(
                        "unknown key \"\(shown(key))\" in a step\(nearest.map { "; did you mean \"\($0)\"?" } ?? "")",
                        key)
                }
            }
            guard let time else { return error("at is missing: when, like 5s", item) }
            guard told.count == 1 else {
                return error(
                    "a step tells one thing: a device's name and a command, or \(Self.stepKeys.joined(separator: ", "))",
                    item)
            }
            guard let command = command(told[0].key, told[0].value, devices) else { return }
            plan.script.append(LabStep(at: time, command))
        }

        /// The lab's commands, in a file's small letters.
        private static let stepKeys = LabFileKeys.step.filter { $0 != "at" }

        private mutating func command(_ key: String, _ value: Node, _ devices: ScriptDevices) -> LabCommand? {
            if key == "end" {
                guard let word = value.scalar?.string, ["", "~", "true", "yes"].contains(word) else {
                    error("end takes nothing more", value)
                    return nil
                }
                return .end
            }
            guard let text = text(value, key) else { return nil }
            if devices.names.contains(key) {
                guard check(text, to: key, devices, value) else { return nil }
                return .device(interface: key, command: text)
            }
            do throws(LabCommandError) {
                let command = try LabCommand(key.uppercased(), text)
                guard case .walk(let interface, _, _) = command else { return command }
                return canWalk(interface, devices, value) ? command : nil
            } catch {
                self.error("\(key): \(error.message)", value)
                return nil
            }
        }

        private mutating func canWalk(_ name: String, _ devices: ScriptDevices, _ node: Node) -> Bool {
            guard devices.stations.contains(name) else {
                let nearest = nearestName(to: safe(name), in: devices.stations.sorted())
                error(
                    "walk: no station is called \"\(safe(name))\"\(nearest.map { "; did you mean \"\($0)\"?" } ?? "")",
                    node)
                return false
            }
            guard devices.havePlaces else {
                error("walk: stations have no places here; each access point and station needs place: [x, y]", node)
                return false
            }
            return true
        }

        /// Whether the command's argument can mean something in this lab.
        private mutating func check(_ text: String, to device: String, _ devices: ScriptDevices, _ node: Node) -> Bool {
            let words = text.split(separator: " ").map(String.init)
            guard words.count >= 2, words[0] == "ROAM", devices.stations.contains(device) else { return true }
            if let bssid = MACAddress(words[1]), devices.bssids.contains(bssid) { return true }
            let known = devices.bssids.map(\.description)
            let nearest = nearestName(to: words[1].lowercased(), in: known).map { "; did you mean \($0)?" } ?? ""
            error("no access point has the BSSID \"\(safe(words[1]))\"\(nearest)", node)
            return false
        }

        /// Plays the script to a lab whose clock stands still, so that a command that its device doesn't know is told
        /// before anything starts.
        private mutating func rehearse(_ node: Node, _ devices: ScriptDevices, _ plan: LabPlan) {
            guard lines.isEmpty, case .sequence(let items) = node, items.count == plan.script.count else { return }
            var named: Set<String> = []
            for case .device(let interface, _) in plan.script.map(\.command) { named.insert(interface) }
            guard !named.isEmpty else { return }
            var few = plan
            few.stations.removeAll { !named.contains($0.interface) }
            guard
                var lab = try? ControlledLab(
                    LabConfiguration(), stations: few.stationControls(), accessPoints: few.accessPointControls())
            else { return }
            for (item, step) in zip(items, plan.script) {
                guard case .device(let interface, let command) = step.command,
                    lab.perform(step.command) == "UNKNOWN COMMAND\n"
                else { continue }
                let name = String(command.prefix { $0 != " " })
                let known =
                    devices.stations.contains(interface) ? StationControl.commands : AccessPointControl.commands
                let nearest = nearestName(to: name.uppercased(), in: known).map { "; did you mean \($0)?" } ?? ""
                error("\(interface) doesn't know the command \"\(safe(name))\"\(nearest)", item.mapping?[interface])
            }
        }

        // MARK: Times

        /// An instant by the lab's clock.
        mutating func instant(_ node: Node, _ what: String) -> Instant? {
            guard let text = text(node, what) else { return nil }
            if let interval = Interval(labText: text) { return Instant.zero + interval }
            error("\(what) is a time like 5s, 300ms or 2min, a week at the most, not \"\(safe(text))\"", node)
            return nil
        }
    }

    /// What a script can name.
    private struct ScriptDevices {
        let stations: Set<String>
        let names: Set<String>
        let bssids: [MACAddress]
        let havePlaces: Bool

        init(_ plan: LabPlan) {
            stations = Set(plan.stations.map(\.interface))
            names = stations.union(plan.accessPoints.flatMap(\.bsses).map(\.interface))
            havePlaces = plan.places != nil
            bssids = plan.accessPoints.flatMap(\.bsses).compactMap(\.bssid)
        }
    }
#endif
