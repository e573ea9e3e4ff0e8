import Hosts
import Internet
import Octets
import Timeline

/// A station's host and a gateway on one wire, with a record of all that passed.
final class Wire {
    var host: StationHost
    var gateway: GatewayHost
    /// Whether frames pass; what is sent while they don't is lost.
    var isUp = true
    /// Whether the host's frames pass.
    var hostIsHeard = true
    var now = Instant.zero
    var frames: [[UInt8]] = []

    init(seed: UInt64 = 1, gateway: GatewayHost.Configuration = GatewayHost.Configuration()) {
        host = StationHost(hardware: MACAddress(0x000E_8EFD_9371), random: .seeded(seed, stream: 0))
        self.gateway = GatewayHost(configuration: gateway)
    }

    func link(isUp: Bool) {
        var out = HostOutputs()
        self.isUp = isUp
        host.link(isUp: isUp, at: now, &out)
        pass(&out)
    }

    /// Wakes the host whenever it wants to, until `end`.
    func run(seconds: Double) {
        let end = now + Interval(nanoseconds: UInt64(seconds * 1e9))
        var out = HostOutputs()
        while let deadline = host.deadline, deadline <= end {
            now = deadline
            host.wake(at: now, &out)
            pass(&out)
        }
        now = end
    }

    /// Carries frames to and fro until there are no more.
    func pass(_ out: inout HostOutputs) {
        var answers = HostOutputs()
        while !out.frames.isEmpty {
            for range in out.frames {
                frames.append(out.octets(range).array)
                if isUp, hostIsHeard { gateway.receive(out.octets(range), at: now, &answers) }
            }
            out.removeAll()
            for range in answers.frames {
                frames.append(answers.octets(range).array)
                host.receive(answers.octets(range), at: now, &out)
            }
            answers.removeAll()
        }
    }

    var address: IPv4Address? { host.address }
    var statistics: EchoFlow.Statistics { host.statistics }

    /// The DHCP message types among the frames.
    var dhcp: [DHCPMessageType] {
        frames.compactMap { frame in
            guard let ethernet = try? EthernetFrame(parsing: frame.octets),
                let packet = try? IPv4Packet(parsing: ethernet.payload), packet.protocol == .udp,
                let datagram = try? UDPDatagram(parsing: packet.payload),
                let message = try? DHCPMessage(parsing: datagram.payload)
            else { return nil }
            return message.type
        }
    }
}
