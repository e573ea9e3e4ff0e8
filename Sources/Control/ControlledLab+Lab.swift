internal import Airspace
internal import Faults
internal import Lab
internal import Octets
internal import Timeline

/// What the lab itself is told: by its own socket, by its script, and by whoever owns it.
extension ControlledLab {
    /// Faults at the most: each is looked at for each frame.
    static var faultLimit: Int { 1000 }

    /// Does what the lab is told.
    ///
    /// - Returns: the reply, as on the socket: `OK`, `FAIL` with a reason, or what was asked for.
    public mutating func perform(_ command: LabCommand) -> String {
        defer { report() }
        switch command {
        case .device(let interface, let command):
            guard let socket = socket(of: interface) else { return "FAIL-NO-IFNAME-MATCH\n" }
            return reply(to: ControlRequest(command), on: socket)
        case .addFault(let fault):
            guard lab.policy.records.count + lab.wireFaults.records.count < Self.faultLimit else {
                return "FAIL more than \(Self.faultLimit) faults\n"
            }
            // Each counts the other's, so that a number means one fault.
            lab.policy.set(fault)
            lab.wireFaults.set(fault)
            let number = max(lab.policy.records.last?.index ?? 0, lab.wireFaults.records.last?.index ?? 0)
            return "\(number)\n"
        case .listFaults: return faultList()
        case .removeFault(nil):
            for number in lab.policy.records.map(\.index) { lab.policy.remove(number) }
            for number in lab.wireFaults.records.map(\.index) { lab.wireFaults.remove(number) }
            return Reply.ok
        case .removeFault(let number?):
            return Reply.of(lab.policy.remove(number) || lab.wireFaults.remove(number))
        case .walk(let interface, let position, let interval):
            guard let index = stations.firstIndex(where: { $0.interface == interface && !$0.isTerminated }) else {
                return "FAIL-NO-IFNAME-MATCH\n"
            }
            guard lab.walk(station: index, to: position, within: interval) else {
                return "FAIL nobody has a place in this lab\n"
            }
            return Reply.ok
        case .listPlaces: return placeList()
        case .end:
            isEnded = true
            return Reply.ok
        }
    }

    /// What the script has done since it was last asked, a line each, without what may be secret.
    public mutating func takeJournal() -> [String] {
        defer { journal.removeAll(keepingCapacity: true) }
        return journal
    }

    // MARK: Its socket

    mutating func labReply(to request: ControlRequest) -> String {
        if let (interface, inner) = request.routed {
            return perform(.device(interface: interface, command: inner.text))
        }
        switch request.text {
        case "PING": return "PONG\n"
        case "INTERFACES": return interfaces.map { "\($0)\n" }.joined()
        case "HELP": return LabCommand.names.map { "\($0)\n" }.joined()
        default: break
        }
        guard LabCommand.names.contains(request.name) else { return Reply.unknown }
        do throws(LabCommandError) {
            return perform(try LabCommand(request.name, request.argument ?? ""))
        } catch {
            return "FAIL \(error.message)\n"
        }
    }

    /// A line for each fault; those that have no room are counted in the last one.
    private func faultList() -> String {
        var text = "fault id / frames named / acted / fault\n"
        let records = (lab.policy.records + lab.wireFaults.records).sorted { $0.index < $1.index }
        for (place, record) in records.enumerated() {
            let line = "\(record.index)\t\(record.counted)\t\(record.acted)\t\(record.fault.text)\n"
            let rest = "and \(records.count - place) more\n"
            guard text.utf8.count + line.utf8.count + rest.utf8.count <= Reply.listLimit else { return text + rest }
            text += line
        }
        return text
    }

    /// A line a BSS and a station, stations' with the signal at each BSS; empty where nobody has a place.
    private func placeList() -> String {
        var text = ""
        let bsses = accessPoints.enumerated().flatMap { number, accessPoint in
            accessPoint.interfaces.enumerated().map { (accessPoint: number, bss: $0.offset, name: $0.element) }
        }
        for bss in bsses {
            guard let position = lab.position(ofAccessPoint: bss.accessPoint, bss: bss.bss) else { return "" }
            text += "\(bss.name)\t\(Self.shown(position))\n"
        }
        for (index, station) in stations.enumerated() {
            guard let position = lab.position(ofStation: index) else { return "" }
            text += "\(station.interface)\t\(Self.shown(position))"
            for bss in bsses {
                let signal = lab.signal(ofStation: index, atAccessPoint: bss.accessPoint, bss: bss.bss)
                text += "\t\(bss.name) \(signal ?? 0)"
            }
            text += "\n"
        }
        return text
    }

    /// "12.5,0.0": to a tenth of a metre.
    private static func shown(_ position: Position) -> String {
        "\((position.x * 10).rounded() / 10),\((position.y * 10).rounded() / 10)"
    }

    // MARK: Its script

    /// Takes the step that is due first.
    mutating func takeStep() {
        guard let step = script.popLast() else { return }
        lab.run(until: step.time)
        let reply = perform(step.command)
        let answer = reply.split(separator: "\n").first.map(String.init) ?? ""
        let line = "\(Self.shown(step.time)) \(step.command) → \(answer)"
        journal.append(line)
        tell(["LAB-SCRIPT \(line)"], on: .lab)
    }

    /// "12.500": seconds since the lab began.
    private static func shown(_ time: Instant) -> String {
        let milliseconds = String(time.nanoseconds / 1_000_000 % 1000)
        return "\(time.nanoseconds / 1_000_000_000)." + String(repeating: "0", count: 3 - milliseconds.count)
            + milliseconds
    }

    // MARK: Interfaces

    private var interfaces: [String] {
        stations.filter { !$0.isTerminated }.map(\.interface)
            + accessPoints.filter { !$0.isTerminated }.flatMap(\.interfaces)
    }

    private func socket(of interface: String) -> ControlSocket? {
        if let index = stations.firstIndex(where: { $0.interface == interface && !$0.isTerminated }) {
            return .station(index)
        }
        for (index, accessPoint) in accessPoints.enumerated() where !accessPoint.isTerminated {
            if let bss = accessPoint.interfaces.firstIndex(of: interface) {
                return .bss(accessPoint: index, bss: bss)
            }
        }
        return nil
    }
}

extension LabCommand: CustomStringConvertible {
    /// As a person tells it, without what may be secret: "sta00000 ROAM 04:f0:21:19:88:44".
    public var description: String {
        switch self {
        case .device(let interface, let command):
            let request = ControlRequest(command)
            // A setting may be a passphrase.
            let isSetting = ["SET", "SET_NETWORK", "PMKSA_ADD"].contains(request.name)
            return "\(interface) \(isSetting ? request.name + " …" : request.text)"
        case .addFault(let fault): return "\(Name.fault.rawValue) \(fault.text)"
        case .listFaults: return Name.faultList.rawValue
        case .removeFault(let number): return "\(Name.faultRemove.rawValue) \(number.map { String($0) } ?? "all")"
        case .walk(let interface, let position, let interval):
            return "\(Name.walk.rawValue) \(interface) \(position.x),\(position.y) \(interval.milliseconds / 1000)s"
        case .listPlaces: return Name.places.rawValue
        case .end: return Name.end.rawValue
        }
    }
}
