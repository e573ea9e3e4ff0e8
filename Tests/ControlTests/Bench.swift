import Control
import Lab
import Configuration
import Octets
import Timeline

/// The seed's lab in simulated time with one client on each socket.
final class Bench {
    static let client = ControlClient(address: [1, 0, 1])
    static let listener = ControlClient(address: [1, 0, 2])
    static let sta = ControlSocket.station(0)
    static let vap0 = ControlSocket.bss(accessPoint: 0, bss: 1)

    var lab: ControlledLab

    init(stations: Int = 1, files: [String: [UInt8]] = [:], _ change: (inout LabPlan) throws -> Void = { _ in }) throws
    {
        var plan = try LabPlan.seeds()
        for number in 1..<max(2, stations) where number < stations {
            var next = plan.stations[0]
            next.interface = "sta0000\(number)"
            next.address.rawValue += UInt64(number)
            plan.stations.append(next)
        }
        try change(&plan)
        lab = try ControlledLab(
            plan.labConfiguration(), stations: plan.stationControls(), accessPoints: plan.accessPointControls(),
            faults: plan.faults, script: plan.script, tls: plan.tlsProvider(), readFile: { files[$0] })
    }

    var sockets: [ControlSocket] { lab.sockets }

    /// Where the sockets lie that commands have made since it was last asked.
    func openings() -> [String] { lab.takeOpenings().map { lab.path(of: $0) } }

    /// Lets the sockets not be opened that the next command makes; returns its reply.
    func ask(refusing command: String, on socket: ControlSocket) -> String {
        lab.receive(Array(command.utf8).octets, from: Self.client, on: socket)
        for opening in lab.takeOpenings() { lab.refuse(opening) }
        return lab.takeMessages().last { !$0.isEvent }.map { String(decoding: $0.octets, as: UTF8.self) } ?? "(none)"
    }

    func connect(spacing milliseconds: UInt64 = 0) { lab.connect(spacing: .milliseconds(milliseconds)) }

    /// Lets milliseconds pass.
    func run(_ milliseconds: UInt64) { lab.run(until: lab.lab.now + .milliseconds(milliseconds)) }

    /// Sends a command and takes the reply; events stay.
    func ask(_ command: String, on socket: ControlSocket = Bench.sta) -> String {
        ask(Array(command.utf8), on: socket)
    }

    func ask(_ command: [UInt8], on socket: ControlSocket = Bench.sta) -> String {
        lab.receive(command.octets, from: Self.client, on: socket)
        _ = lab.takeClosings()
        var reply = "(none)"
        for message in lab.takeMessages() {
            if message.isEvent {
                pending.append(message)
            } else {
                reply = String(decoding: message.octets, as: UTF8.self)
            }
        }
        return reply
    }

    /// What the lab's script has done since it was last asked.
    func journal() -> [String] { lab.takeJournal() }

    var isEnded: Bool { lab.isEnded }

    /// Packets in the capture.
    var packetCount: Int { lab.lab.capture.packetCount }

    private var pending: [ControlMessage] = []

    /// A second client attaches, as programs do that keep events apart.
    func attach(to socket: ControlSocket = Bench.sta) {
        lab.receive(Array("ATTACH".utf8).octets, from: Self.listener, on: socket)
        _ = lab.takeMessages()
    }

    /// The events since it was last asked, without their level.
    func events(on socket: ControlSocket = Bench.sta) -> [String] {
        pending += lab.takeMessages()
        defer { pending.removeAll { $0.socket == socket } }
        return pending.filter { $0.isEvent && $0.socket == socket }.map {
            let text = String(decoding: $0.octets, as: UTF8.self)
            return text.hasPrefix("<3>") ? String(text.dropFirst(3)) : text
        }
    }

    /// Lets time pass until `STATUS` shows a link to `bssid`, ten seconds at most.
    func link(to bssid: String, on socket: ControlSocket = Bench.sta) -> Bool {
        for _ in 0..<1000 {
            let status = ask("STATUS", on: socket)
            if status.contains("wpa_state=COMPLETED\n"), status.contains("bssid=\(bssid)\n") { return true }
            run(10)
        }
        return false
    }

    func note(delivered: Bool, isGone: Bool, of socket: ControlSocket = Bench.sta) {
        let message = ControlMessage(socket: socket, client: Self.listener, octets: [], isEvent: true)
        lab.note(delivered: delivered, isGone: isGone, of: message)
    }
}
