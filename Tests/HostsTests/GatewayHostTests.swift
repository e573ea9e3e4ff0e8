import Hosts
import Internet
import Octets
import TestSupport
import Testing
import Timeline

@Suite struct GatewayHostTests {
    /// A client's message, broadcast as a client without an address sends it.
    private func message(
        _ type: DHCPMessageType, from hardware: MACAddress, wantsBroadcast: Bool = false,
        options: (inout [UInt8]) -> Void = { _ in }
    ) -> [UInt8] {
        var frame: [UInt8] = []
        frame.appendEthernet(to: .broadcast, from: hardware, type: .ipv4) {
            $0.appendUDP(from: UDPEndpoint(.unspecified, port: 68), to: UDPEndpoint(.broadcast, port: 67)) {
                $0.appendDHCP(
                    type, isReply: false, transaction: 7, clientHardware: hardware, wantsBroadcast: wantsBroadcast,
                    options: options)
            }
        }
        return frame
    }

    private struct Answer: Equatable {
        var type: DHCPMessageType
        var address: IPv4Address
        var destination: MACAddress
    }

    private func answer(_ gateway: inout GatewayHost, _ frame: [UInt8], seconds: UInt64 = 0) throws -> Answer? {
        var out = HostOutputs()
        gateway.receive(frame.octets, at: .zero + .seconds(seconds), &out)
        guard let range = out.frames.first else { return nil }
        let octets = out.octets(range).array
        let ethernet = try EthernetFrame(parsing: octets.octets)
        let packet = try IPv4Packet(parsing: ethernet.payload)
        let datagram = try UDPDatagram(parsing: packet.payload)
        let message = try DHCPMessage(parsing: datagram.payload)
        return Answer(type: message.type, address: message.yourAddress, destination: ethernet.destination)
    }

    @Test func everyHardwareGetsAnAddressOfItsOwnAndTheSameOneAgain() throws {
        var gateway = GatewayHost()
        var given: Set<IPv4Address> = []
        for index in 1...241 {
            let hardware = MACAddress(0x0200_0000_0000 | UInt64(index))
            let offer = try #require(try answer(&gateway, message(.discover, from: hardware)))
            #expect(offer.type == .offer)
            #expect(offer.destination == hardware)
            given.insert(offer.address)
            #expect(try answer(&gateway, message(.discover, from: hardware)) == offer)
        }
        #expect(given.count == 241)
        #expect(given.min() == IPv4Address(10, 2, 7, 10))
        #expect(given.max() == IPv4Address(10, 2, 7, 250))
        // The pool is empty; offers that nobody took lapse after a minute.
        let late = message(.discover, from: MACAddress(0x0200_0000_1000))
        #expect(try answer(&gateway, late, seconds: 59) == nil)
        #expect(try answer(&gateway, late, seconds: 60)?.type == .offer)
    }

    @Test func aRequestForAnothersAddressIsRefusedByBroadcast() throws {
        var gateway = GatewayHost()
        let (one, two) = (MACAddress(0x0200_0000_0001), MACAddress(0x0200_0000_0002))
        let offer = try #require(try answer(&gateway, message(.discover, from: one)))
        let request = message(.request, from: two) { $0.appendDHCPOption(.requestedAddress, offer.address) }
        #expect(
            try answer(&gateway, request) == Answer(type: .refuse, address: .unspecified, destination: .broadcast))
    }

    @Test func aRequestToAnotherServerIsNotAnswered() throws {
        var gateway = GatewayHost()
        let hardware = MACAddress(0x0200_0000_0001)
        let offer = try #require(try answer(&gateway, message(.discover, from: hardware)))
        for (server, type) in [
            (IPv4Address(10, 2, 7, 1), DHCPMessageType.acknowledge), (IPv4Address(10, 2, 7, 2), nil),
        ] {
            let request = message(.request, from: hardware) {
                $0.appendDHCPOption(.serverIdentifier, server)
                $0.appendDHCPOption(.requestedAddress, offer.address)
            }
            #expect(try answer(&gateway, request)?.type == type)
        }
    }

    @Test func aClientThatWantsBroadcastGetsIt() throws {
        var gateway = GatewayHost()
        let discover = message(.discover, from: MACAddress(0x0200_0000_0001), wantsBroadcast: true)
        #expect(try answer(&gateway, discover)?.destination == .broadcast)
    }

    @Test func aDeclinedAddressIsNotOfferedAgain() throws {
        var gateway = GatewayHost()
        let hardware = MACAddress(0x0200_0000_0001)
        let first = try #require(try answer(&gateway, message(.discover, from: hardware)))
        _ = try answer(
            &gateway, message(.decline, from: hardware) { $0.appendDHCPOption(.requestedAddress, first.address) })
        let second = try #require(try answer(&gateway, message(.discover, from: hardware)))
        #expect(second.type == .offer)
        #expect(second.address != first.address)
    }

    @Test func noFrameTrapsEitherHost() {
        let wire = Wire()
        wire.link(isUp: true)
        wire.run(seconds: 0.1)
        let seeds = wire.frames
        var random = RandomSource.seeded(state: 0xF00D)
        var (whole, answers) = (0, 0)
        var out = HostOutputs()
        for _ in 0..<mutationCases {
            var frame = seeds[Int(random.next() % UInt64(seeds.count))]
            for _ in 0...random.next() % 3 {
                let bits = random.next()
                let place = Int(bits >> 32) % frame.count
                switch bits % 8 {
                case 0: frame.removeLast(min(place, frame.count - 1))
                case 1: frame.append(contentsOf: repeatElement(UInt8(bits >> 8 & 0xFF), count: place))
                case 2: frame[place] = UInt8(bits >> 8 & 0xFF)
                default: frame[place] ^= 1 << UInt8(bits >> 8 & 7)
                }
            }
            if frame.count >= 14 { whole += 1 }
            wire.gateway.receive(frame.octets, at: wire.now, &out)
            wire.host.receive(frame.octets, at: wire.now, &out)
            answers += out.frames.count
            out.removeAll()
        }
        print("Hosts: 100000 cases, \(whole / 1000) % pass the first length check, \(answers) answered")
        #expect(whole >= mutationCases / 5)
        #expect(answers > mutationCases / 100)
    }
}
