public import Internet
public import Octets
public import Timeline

/// The computer behind a station: it gets its address by DHCP and then talks to the gateway without pause.
///
/// A core without I/O. It sends into the link whether that is up or not: what is lost while the station roams is what the
/// flow counts. The address and the gateway's entry are kept through a roam, as Linux keeps them.
public struct StationHost: ~Copyable {
    /// Its hardware address: the station's.
    public let hardware: MACAddress
    private var client: DHCPClient
    private var flow: EchoFlow
    private var gateway = Gateway.unknown

    /// What is known of the gateway that the lease names.
    private enum Gateway {
        case unknown
        /// Asked for by ARP.
        case sought(retry: Instant)
        /// Found; the next echo request goes to it at `next`.
        case found(MACAddress, next: Instant)
    }

    /// A host whose link is down.
    public init(
        hardware: MACAddress, random: RandomSource,
        flow configuration: EchoFlow.Configuration = EchoFlow.Configuration()
    ) {
        var random = random
        self.hardware = hardware
        flow = EchoFlow(
            identifier: UInt16(truncatingIfNeeded: random.next()), configuration: configuration)
        client = DHCPClient(hardware: hardware, random: random)
    }

    /// The address that the host has by DHCP; nil before it has one.
    public var address: IPv4Address? { client.lease?.address }

    /// What became of the flow so far.
    public var statistics: EchoFlow.Statistics { flow.statistics }

    /// The earliest instant at which ``wake(at:_:)`` must be called; read it again after each call.
    public var deadline: Instant? {
        let own: Instant? =
            switch gateway {
            case .unknown: nil
            case .sought(let retry): retry
            case .found(_, let next): next
            }
        guard let own, let other = client.deadline else { return own ?? client.deadline }
        return min(own, other)
    }

    /// The station's link went up, or down.
    public mutating func link(isUp: Bool, at now: Instant, _ out: inout HostOutputs) {
        if isUp { client.linkUp(at: now, &out) } else { client.linkDown() }
    }

    /// Does what is due.
    public mutating func wake(at now: Instant, _ out: inout HostOutputs) {
        client.wake(at: now, &out)
        follow(at: now, &out)
        switch gateway {
        case .sought(let retry) where retry <= now:
            seek(at: now, &out)
        case .found(let hardware, let next) where next <= now:
            ask(hardware, &out)
            // Steady: the next is due an interval after this one was, unless the driver came later than that.
            let later = next + flow.configuration.interval
            gateway = .found(hardware, next: later > now ? later : now + flow.configuration.interval)
        default: break
        }
    }

    /// Takes in an Ethernet frame; any octets at all.
    public mutating func receive(_ frame: RawSpan, at now: Instant, _ out: inout HostOutputs) {
        guard let ethernet = try? EthernetFrame(parsing: frame),
            ethernet.destination == hardware || ethernet.destination.isGroup
        else { return }
        switch ethernet.type {
        case .arp: receive(arp: ethernet.payload, at: now, &out)
        case .ipv4: receive(packet: ethernet.payload, from: ethernet.source, at: now, &out)
        default: return
        }
    }

    private mutating func receive(arp octets: RawSpan, at now: Instant, _ out: inout HostOutputs) {
        guard let packet = try? ARPPacket(parsing: octets), let lease = client.lease else { return }
        if packet.sender == lease.router, packet.target == lease.address {
            switch gateway {
            case .unknown: break
            case .sought: gateway = .found(packet.senderHardware, next: now)
            case .found(_, let next): gateway = .found(packet.senderHardware, next: next)
            }
        }
        if packet.operation == .request, packet.target == lease.address {
            out.reply(to: packet, from: hardware)
        }
    }

    private mutating func receive(
        packet octets: RawSpan, from source: MACAddress, at now: Instant, _ out: inout HostOutputs
    ) {
        guard let packet = try? IPv4Packet(parsing: octets), packet.hasValidChecksum, !packet.isFragment else {
            return
        }
        if packet.protocol == .udp {
            guard let datagram = try? UDPDatagram(parsing: packet.payload),
                datagram.hasValidChecksum(from: packet.source, to: packet.destination),
                datagram.destinationPort == DHCPMessage.clientPort
            else { return }
            client.receive(datagram.payload, from: source, at: now, &out)
            follow(at: now, &out)
        } else if packet.protocol == .icmp, packet.destination == client.lease?.address {
            guard let echo = try? ICMPEcho(parsing: packet.payload), echo.hasValidChecksum else { return }
            if !echo.isReply {
                out.reply(to: echo, in: packet, from: hardware, to: source)
            } else if echo.identifier == flow.identifier {
                flow.receive(echo.sequenceNumber)
            }
        }
    }

    /// Seeks the gateway when there is a lease, and lets go of it when there is none.
    private mutating func follow(at now: Instant, _ out: inout HostOutputs) {
        if client.lease == nil {
            gateway = .unknown
        } else if case .unknown = gateway {
            seek(at: now, &out)
        }
    }

    private mutating func seek(at now: Instant, _ out: inout HostOutputs) {
        guard let lease = client.lease else { return }
        let request = ARPPacket(.request, senderHardware: hardware, sender: lease.address, target: lease.router)
        out.frame {
            $0.appendEthernet(to: .broadcast, from: hardware, type: .arp) { $0.append(request) }
        }
        // Linux asks again every second (retrans_time_ms).
        gateway = .sought(retry: now + .seconds(1))
    }

    private mutating func ask(_ gateway: MACAddress, _ out: inout HostOutputs) {
        guard let lease = client.lease else { return }
        let sequenceNumber = flow.next()
        let (identifier, length) = (flow.identifier, flow.configuration.length)
        out.frame {
            $0.appendEthernet(to: gateway, from: hardware, type: .ipv4) {
                $0.appendIPv4(from: lease.address, to: lease.router, protocol: .icmp) {
                    $0.appendICMPEcho(isReply: false, identifier: identifier, sequenceNumber: sequenceNumber) {
                        for index in 0..<length { $0.append(UInt8(truncatingIfNeeded: index)) }
                    }
                }
            }
        }
    }
}
