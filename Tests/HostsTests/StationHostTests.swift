import Hosts
import Internet
import Octets
import Testing
import Timeline

@Suite struct StationHostTests {
    @Test func getsAnAddressFindsTheGatewayAndBeginsTheFlow() {
        let wire = Wire()
        wire.link(isUp: true)
        #expect(wire.dhcp == [.discover, .offer, .request, .acknowledge])
        let address = wire.address
        #expect(address.map { $0 >= IPv4Address(10, 2, 7, 10) && $0 <= IPv4Address(10, 2, 7, 250) } == true)
        wire.run(seconds: 1)
        // 20 ms apart from 0 to 1 s, both ends included.
        let statistics = wire.statistics
        #expect(statistics.sent == 51)
        #expect(statistics.answered == 51)
        // ARP, 2 frames; DHCP, 4; echoes, 102. An echo is 14 + 20 + 8 + 160 octets.
        #expect(wire.frames.count == 108)
        #expect(wire.frames.suffix(2).map(\.count) == [202, 202])
    }

    @Test func theFirstMessageIsTheOneThatDhclientSendsButForTheTransaction() throws {
        let wire = Wire()
        wire.isUp = false
        var out = HostOutputs()
        wire.host.link(isUp: true, at: .zero, &out)
        // ISC dhclient 4.4.3-P1, captured by dumpcap: BOOTP fields, then options, zeros up to 300 octets.
        let range = try #require(out.frames.first)
        let message = Array(out.octets(range).array[42...])
        var expected = try #require(
            [UInt8](hexadecimal: "01010600" + "00000000" + "0000000000000000000000000000000000000000" + "000e8efd9371"))
        expected += [UInt8](repeating: 0, count: 202)
        expected += try #require([UInt8](hexadecimal: "638253633501013707011c02030f060cff"))
        expected += [UInt8](repeating: 0, count: 300 - expected.count)
        expected.replaceSubrange(4..<8, with: message[4..<8])
        #expect(message == expected)
    }

    @Test func asksAgainAfter4Then8Then16SecondsWhileNobodyAnswers() {
        let wire = Wire()
        wire.hostIsHeard = false
        wire.link(isUp: true)
        var pauses: [Double] = []
        for _ in 0..<6 {
            let before = wire.now
            wire.now = wire.host.deadline ?? .zero
            pauses.append((wire.now - before).milliseconds / 1000)
            wire.run(seconds: 0)
        }
        for (pause, expected) in zip(pauses, [4, 8, 16, 32, 64, 64] as [Double]) {
            #expect(abs(pause - expected) <= 1)
        }
        #expect(wire.dhcp == [.discover, .discover, .discover, .discover, .discover, .discover, .discover])
    }

    @Test func keepsItsAddressAndGoesOnSendingThroughARoam() {
        let wire = Wire()
        wire.link(isUp: true)
        wire.run(seconds: 1)
        let address = wire.address
        wire.link(isUp: false)
        wire.run(seconds: 0.1)
        wire.link(isUp: true)
        wire.run(seconds: 1)
        #expect(wire.address == address)
        #expect(wire.dhcp.count == 4)
        let statistics = wire.statistics
        #expect(statistics.sent == 106)
        #expect(statistics.answered == 101)
        #expect(statistics.open == 5)
        // 256 requests later the five count as lost.
        wire.run(seconds: 6)
        #expect(wire.statistics.lost == 5)
        #expect(wire.statistics.open == 0)
    }

    @Test func renewsAtHalfTheLeaseByUnicast() throws {
        var configuration = GatewayHost.Configuration()
        configuration.leaseTime = .seconds(600)
        let wire = Wire(gateway: configuration)
        wire.link(isUp: true)
        wire.run(seconds: 299)
        #expect(wire.dhcp.count == 4)
        wire.frames.removeAll()
        wire.run(seconds: 2)
        #expect(wire.dhcp == [.request, .acknowledge])
        let request = try #require(wire.frames.first { $0.count == 342 })
        #expect(Array(request.prefix(6)) == [0x04, 0xF0, 0x21, 0x19, 0x87, 0x44])
        let address = wire.address
        wire.run(seconds: 2000)
        #expect(wire.address == address)
    }

    @Test func losesItsAddressWhenTheLeaseEndsUnrenewedAndTheFlowStops() {
        var configuration = GatewayHost.Configuration()
        configuration.leaseTime = .seconds(600)
        let wire = Wire(gateway: configuration)
        wire.link(isUp: true)
        wire.run(seconds: 1)
        wire.hostIsHeard = false
        wire.run(seconds: 598)
        #expect(wire.address != nil)
        wire.run(seconds: 2)
        #expect(wire.address == nil)
        let sent = wire.statistics.sent
        wire.hostIsHeard = true
        wire.run(seconds: 0)
        wire.run(seconds: 0.5)
        #expect(wire.statistics.sent == sent)
        wire.run(seconds: 10)
        #expect(wire.address != nil)
        #expect(wire.statistics.sent > sent)
    }

    @Test func answersARPAndEchoForItsOwnAddressOnly() throws {
        let wire = Wire()
        wire.link(isUp: true)
        let address = try #require(wire.address)
        let asker = MACAddress(0x0200_0000_0001)
        var out = HostOutputs()
        for target in [address, IPv4Address(10, 2, 7, 9)] {
            var frame: [UInt8] = []
            frame.appendEthernet(to: .broadcast, from: asker, type: .arp) {
                $0.append(ARPPacket(.request, senderHardware: asker, sender: IPv4Address(10, 2, 7, 5), target: target))
            }
            wire.host.receive(frame.octets, at: .zero, &out)
            frame.removeAll()
            frame.appendEthernet(to: MACAddress(0x000E_8EFD_9371), from: asker, type: .ipv4) {
                $0.appendIPv4(from: IPv4Address(10, 2, 7, 5), to: target, protocol: .icmp) {
                    $0.appendICMPEcho(isReply: false, identifier: 1, sequenceNumber: 2) { $0 += [1, 2, 3] }
                }
            }
            wire.host.receive(frame.octets, at: .zero, &out)
        }
        #expect(out.frames.count == 2)
    }
}
