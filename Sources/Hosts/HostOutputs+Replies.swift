internal import Internet
internal import Octets

/// The answers that every host gives.
extension HostOutputs {
    /// Answers an ARP request for the address of the host at `hardware`.
    mutating func reply(to packet: ARPPacket, from hardware: MACAddress) {
        frame {
            $0.appendEthernet(to: packet.senderHardware, from: hardware, type: .arp) {
                $0.append(packet.reply(from: hardware))
            }
        }
    }

    /// Answers an echo request (RFC 1122, 3.2.2.6), to the hardware address that it came from: there is no other way
    /// on a network without routers.
    mutating func reply(
        to echo: borrowing ICMPEcho, in packet: borrowing IPv4Packet, from hardware: MACAddress, to source: MACAddress
    ) {
        let start = bytes.count
        let (asker, asked) = (packet.source, packet.destination)
        let (identifier, sequenceNumber) = (echo.identifier, echo.sequenceNumber)
        let data = echo.data
        bytes.append(source)
        bytes.append(hardware)
        bytes.append(bigEndian: EtherType.ipv4.rawValue)
        bytes.appendIPv4(from: asked, to: asker, protocol: .icmp) {
            $0.appendICMPEcho(isReply: true, identifier: identifier, sequenceNumber: sequenceNumber) {
                $0.append(octets: data)
            }
        }
        frames.append(start..<bytes.count)
    }
}
