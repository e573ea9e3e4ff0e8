public import Internet
public import Octets
public import Timeline

/// The host at the bridge's own address: it gives addresses away by DHCP, and answers ARP and echo requests.
///
/// A core without I/O and without timers: leases lapse when they are looked at.
public struct GatewayHost: ~Copyable {
    /// What the host is set to; by default the bridge of the OKC lab, 10.2.7.1/24.
    public struct Configuration: Sendable {
        /// Its hardware address: the bridge's, which Linux takes from its lowest port.
        public var hardware = MACAddress(0x04F0_2119_8744)
        /// Its address.
        public var address = IPv4Address(10, 2, 7, 1)
        /// The network's mask.
        public var mask = IPv4Address.mask(prefixLength: 24)
        /// The first address to give away.
        public var firstLease = IPv4Address(10, 2, 7, 10)
        /// The last address to give away.
        public var lastLease = IPv4Address(10, 2, 7, 250)
        /// How long an address is given for; whole seconds are told.
        public var leaseTime = Interval.seconds(3600)

        /// The bridge of the OKC lab.
        public init() {}
    }

    /// What the host is set to.
    public let configuration: Configuration
    private var pool: LeasePool

    /// A host that has given nothing away.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
        pool = LeasePool(first: configuration.firstLease, last: configuration.lastLease)
    }

    /// Takes in an Ethernet frame; any octets at all.
    public mutating func receive(_ frame: RawSpan, at now: Instant, _ out: inout HostOutputs) {
        guard let ethernet = try? EthernetFrame(parsing: frame),
            ethernet.destination == configuration.hardware || ethernet.destination.isGroup
        else { return }
        if ethernet.type == .arp {
            guard let packet = try? ARPPacket(parsing: ethernet.payload), packet.operation == .request,
                packet.target == configuration.address
            else { return }
            out.reply(to: packet, from: configuration.hardware)
        } else if ethernet.type == .ipv4 {
            guard let packet = try? IPv4Packet(parsing: ethernet.payload), packet.hasValidChecksum, !packet.isFragment
            else { return }
            receive(packet, from: ethernet.source, at: now, &out)
        }
    }

    private mutating func receive(
        _ packet: borrowing IPv4Packet, from source: MACAddress, at now: Instant, _ out: inout HostOutputs
    ) {
        let isMine = packet.destination == configuration.address
        if packet.protocol == .icmp, isMine {
            guard let echo = try? ICMPEcho(parsing: packet.payload), echo.hasValidChecksum, !echo.isReply else {
                return
            }
            out.reply(to: echo, in: packet, from: configuration.hardware, to: source)
        } else if packet.protocol == .udp, isMine || packet.destination == .broadcast {
            guard let datagram = try? UDPDatagram(parsing: packet.payload),
                datagram.hasValidChecksum(from: packet.source, to: packet.destination),
                datagram.destinationPort == DHCPMessage.serverPort,
                let message = try? DHCPMessage(parsing: datagram.payload), !message.isReply
            else { return }
            serve(message, at: now, &out)
        }
    }

    // MARK: DHCP

    /// Answers a client (RFC 2131, 4.3), as the only server of its network.
    private mutating func serve(_ message: borrowing DHCPMessage, at now: Instant, _ out: inout HostOutputs) {
        let client = message.clientHardware
        switch message.type {
        case .discover:
            // An offer is kept for a minute.
            guard let address = pool.address(of: client, at: now, hold: .seconds(60)) else { return }
            answer(message, .offer, address, &out)
        case .request:
            // Another server was chosen.
            if let server = message.address(.serverIdentifier), server != configuration.address { return }
            let wanted = message.address(.requestedAddress) ?? message.clientAddress
            if pool.holds(client, wanted) {
                _ = pool.address(of: client, at: now, hold: configuration.leaseTime)
                answer(message, .acknowledge, wanted, &out)
            } else {
                answer(message, .refuse, .unspecified, &out)
            }
        case .release:
            pool.release(message.clientAddress, of: client)
        case .decline:
            guard let address = message.address(.requestedAddress) else { return }
            pool.decline(address, of: client, at: now, for: configuration.leaseTime)
        case .offer, .acknowledge, .refuse, .inform: return
        }
    }

    private func answer(
        _ message: borrowing DHCPMessage, _ type: DHCPMessageType, _ address: IPv4Address, _ out: inout HostOutputs
    ) {
        let (transaction, client) = (message.transaction, message.clientHardware)
        let current = message.clientAddress
        // To a client that can take it at its new address, unless it says that it can't (RFC 2131, 4.1).
        let isBroadcast = type == .refuse || (current == .unspecified && message.wantsBroadcast)
        let destination = isBroadcast ? .broadcast : current == .unspecified ? address : current
        let configuration = configuration
        out.frame {
            $0.appendEthernet(
                to: isBroadcast ? .broadcast : client, from: configuration.hardware, type: .ipv4
            ) {
                $0.appendUDP(
                    from: UDPEndpoint(configuration.address, port: DHCPMessage.serverPort),
                    to: UDPEndpoint(destination, port: DHCPMessage.clientPort)
                ) {
                    $0.appendDHCP(
                        type, isReply: true, transaction: transaction, clientHardware: client,
                        clientAddress: type == .acknowledge ? current : .unspecified, yourAddress: address
                    ) {
                        $0.appendDHCPOption(.serverIdentifier, configuration.address)
                        guard type != .refuse else { return }
                        let seconds = configuration.leaseTime.nanoseconds / 1_000_000_000
                        $0.appendDHCPOption(.leaseTime, UInt32(clamping: seconds))
                        $0.appendDHCPOption(.subnetMask, configuration.mask)
                        $0.appendDHCPOption(.router, configuration.address)
                    }
                }
            }
        }
    }
}
