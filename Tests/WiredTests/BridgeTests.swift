import Octets
import Testing
import Timeline
import Wired

@Suite struct BridgeTests {
    private let station = MACAddress(0x000E_8EFD_9371)
    private let gateway = MACAddress(0x04F0_2119_8744)
    private let other = MACAddress(0x0200_0000_0001)

    private func frame(to destination: MACAddress, from source: MACAddress, _ rest: String = "080045") -> [UInt8] {
        var octets: [UInt8] = []
        octets.append(destination)
        octets.append(source)
        return octets + ([UInt8](hexadecimal: rest) ?? [])
    }

    /// The ports by which a frame leaves.
    private func ports(
        _ bridge: inout Bridge, _ frame: [UInt8], from port: Int, seconds: UInt64 = 0
    ) -> [Int] {
        var out = BridgeOutputs()
        bridge.receive(frame.octets, from: port, at: .zero + .seconds(seconds), &out)
        for departure in out.departures {
            let sent = out.octets(departure.frame).array
            #expect(sent == frame)
        }
        return out.departures.map(\.port)
    }

    @Test func unknownAndGroupDestinationsAreFloodedToAllButTheIngress() {
        var bridge = Bridge(ports: 4)
        #expect(ports(&bridge, frame(to: gateway, from: station), from: 1) == [0, 2, 3])
        #expect(ports(&bridge, frame(to: .broadcast, from: station), from: 1) == [0, 2, 3])
        #expect(ports(&bridge, frame(to: MACAddress(0x0100_5E00_00FB), from: station), from: 1) == [0, 2, 3])
    }

    @Test func aLearntAddressIsReachedByItsPortAlone() {
        var bridge = Bridge(ports: 4)
        _ = ports(&bridge, frame(to: .broadcast, from: station), from: 1)
        #expect(ports(&bridge, frame(to: station, from: gateway), from: 3) == [1])
        #expect(ports(&bridge, frame(to: gateway, from: station), from: 1) == [3])
        // Where it came from, it does not go back to.
        #expect(ports(&bridge, frame(to: station, from: other), from: 1).isEmpty)
    }

    @Test func aLayer2UpdateMovesTheStationAtOnce() {
        var bridge = Bridge(ports: 4)
        _ = ports(&bridge, frame(to: .broadcast, from: station), from: 0)
        // LLC XID of 6 octets, as hostapd and mac80211 send it in the station's name.
        #expect(ports(&bridge, frame(to: .broadcast, from: station, "00060001af810100"), from: 1) == [0, 2, 3])
        #expect(ports(&bridge, frame(to: station, from: gateway), from: 3) == [1])
    }

    @Test func anAddressIsForgotten300SecondsAfterItsLastFrame() {
        var bridge = Bridge(ports: 3)
        _ = ports(&bridge, frame(to: .broadcast, from: station), from: 0, seconds: 0)
        _ = ports(&bridge, frame(to: .broadcast, from: station), from: 0, seconds: 100)
        #expect(ports(&bridge, frame(to: station, from: gateway), from: 2, seconds: 399) == [0])
        #expect(ports(&bridge, frame(to: station, from: gateway), from: 2, seconds: 400) == [0, 1])
    }

    @Test func anotherAgingTimeHoldsForWhatIsKnownAlready() {
        var bridge = Bridge(ports: 3)
        _ = ports(&bridge, frame(to: .broadcast, from: station), from: 0, seconds: 0)
        bridge.aging = .seconds(10)
        #expect(ports(&bridge, frame(to: station, from: gateway), from: 2, seconds: 9) == [0])
        #expect(ports(&bridge, frame(to: station, from: gateway), from: 2, seconds: 10) == [0, 1])
    }

    @Test func thePinnedAddressOfTheBridgeIsNotMovedByAFrameFromElsewhere() {
        var bridge = Bridge(ports: 3)
        let isPinned = bridge.pin(gateway, to: 2)
        let isRefused = !bridge.pin(gateway, to: 3)
        #expect(isPinned && isRefused)
        #expect(ports(&bridge, frame(to: station, from: gateway), from: 0).isEmpty)
        #expect(ports(&bridge, frame(to: gateway, from: station), from: 0, seconds: 10_000) == [2])
    }

    @Test func framesThatNoBridgeForwardsAreDropped() {
        var bridge = Bridge(ports: 3)
        #expect(ports(&bridge, frame(to: MACAddress(0x0180_C200_0003), from: station), from: 0).isEmpty)
        #expect(ports(&bridge, frame(to: gateway, from: .broadcast), from: 0).isEmpty)
        #expect(ports(&bridge, [UInt8](repeating: 0, count: 13), from: 0).isEmpty)
        #expect(ports(&bridge, frame(to: gateway, from: station), from: 3).isEmpty)
        #expect(ports(&bridge, frame(to: gateway, from: station), from: -1).isEmpty)
    }

    @Test func aFloodOfSourcesNeitherGrowsTheTableNorMovesThePinnedAddress() {
        var bridge = Bridge(ports: 3, capacity: 64)
        bridge.pin(gateway, to: 2)
        var random = RandomSource.seeded(state: 3)
        var out = BridgeOutputs()
        for index in 0..<100_000 {
            let source = MACAddress(random.next() & 0xFEFF_FFFF_FFFF)
            let octets = frame(to: gateway, from: source)
            bridge.receive(octets.octets, from: 0, at: Instant(nanoseconds: UInt64(index)), &out)
            out.removeAll()
        }
        var known = 0
        var replay = RandomSource.seeded(state: 3)
        for _ in 0..<100_000 where bridge.port(of: MACAddress(replay.next() & 0xFEFF_FFFF_FFFF), at: .zero) != nil {
            known += 1
        }
        #expect((32...63).contains(known))
        // The latest is always among them.
        _ = ports(&bridge, frame(to: gateway, from: station), from: 0)
        #expect(ports(&bridge, frame(to: station, from: gateway), from: 2) == [0])
    }
}
