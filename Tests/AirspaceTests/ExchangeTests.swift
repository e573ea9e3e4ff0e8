import Airspace
import Dot11
import Octets
import Testing
import Timeline

@Suite struct ExchangeTests {
    private let channel36 = Channel(frequency: 5180)
    private let channel6 = Channel(frequency: 2437)

    @Test func aFrameOnIdleAirGoesOutAtOnceAndIsAcknowledgedAfterSIFS() throws {
        var test = TestAir(policy: PerfectAir())
        let ap = test.air.addRadio(on: channel36, addresses: [accessPoint])
        let sta = test.air.addRadio(on: channel36, addresses: [station])
        test.send(authentication(), from: sta, at: microseconds(1000), token: 7)
        test.run()
        // 34 octets with FCS at 6 Mb/s: (16 + 272 + 6) / 24 = 13 symbols, 72 µs; then 16 µs; then 44 µs.
        #expect(test.transmissions.map(\.start) == [microseconds(1000), microseconds(1088)])
        #expect(test.transmissions.map(\.firstBit) == [microseconds(1020), microseconds(1108)])
        #expect(test.transmissions.map(\.end) == [microseconds(1072), microseconds(1132)])
        #expect(test.transmissions.map(\.rate) == [.mbps6, .mbps6])
        #expect(test.transmissions.map(\.radio) == [sta, ap])
        #expect(test.sent == [authentication(), [0xD4, 0x00, 0x00, 0x00, 0x00, 0x0E, 0x8E, 0xFD, 0x93, 0x71]])
        #expect(test.receptions.map(\.radio) == [ap])
        #expect(test.receptions.map(\.instant) == [microseconds(1072)])
        #expect(test.receptions.map(\.signal) == [-40])
        let outcome = try #require(test.outcomes.first)
        #expect(test.outcomes.count == 1)
        #expect(outcome.radio == sta && outcome.token == 7 && outcome.attempts == 1)
        #expect(outcome.result == .acknowledged)
        #expect(outcome.instant == microseconds(1132))
    }

    @Test func in2GHzManagementGoesAt1MbpsAndSIFSFollowsTheSignalExtension() {
        var test = TestAir(policy: PerfectAir())
        _ = test.air.addRadio(on: channel6, addresses: [accessPoint])
        let sta = test.air.addRadio(on: channel6, addresses: [station])
        test.send(authentication(), from: sta, at: microseconds(1000))
        test.run()
        // 192 + 272 µs, SIFS 10 µs, 304 µs.
        #expect(test.transmissions.map(\.end) == [microseconds(1464), microseconds(1778)])
        #expect(test.transmissions.map(\.rate) == [.mbps1, .mbps1])
        test.send(data(length: 100), from: sta, at: microseconds(3000))
        test.run()
        // 104 octets at 54 Mb/s: (16 + 832 + 6) / 216 = 4 symbols, 36 µs; 6 + 10 µs; 28 µs.
        #expect(test.transmissions[2...].map(\.start) == [microseconds(3000), microseconds(3052)])
        #expect(test.transmissions[2...].map(\.end) == [microseconds(3036), microseconds(3080)])
        #expect(test.transmissions[2...].map(\.rate) == [.mbps54, .mbps24])
    }

    @Test func anUnansweredFrameIsSentSevenTimesWithTheRetryBitFromTheSecond() {
        var test = TestAir(policy: PerfectAir())
        let sta = test.air.addRadio(on: channel36, addresses: [station])
        test.send(authentication(), from: sta, at: microseconds(1000), token: 9)
        test.run()
        #expect(test.sent.count == 7)
        #expect(test.sent.map { $0[1] } == [0x00, 0x08, 0x08, 0x08, 0x08, 0x08, 0x08])
        #expect(test.outcomes.map(\.result) == [.unacknowledged])
        #expect(test.outcomes.map(\.attempts) == [7])
        // From one frame's end: timeout 45 µs, DIFS 34 µs, and 0 to 31, 63, … 1023 slots of 9 µs.
        let ends = zip(test.transmissions, test.transmissions.dropFirst()).map { ($1.start - $0.end).nanoseconds }
        for (pause, window) in zip(ends, [31, 63, 127, 255, 511, 1023] as [UInt64]) {
            #expect((pause - 79_000).isMultiple(of: 9000))
            #expect((pause - 79_000) / 9000 <= window)
        }
        #expect(test.receptions.isEmpty)
    }

    @Test func aLostAcknowledgementLetsTheReceiverGetTheFrameTwice() {
        var test = TestAir(policy: Fates(fates: [.delivered, .lost]))
        let ap = test.air.addRadio(on: channel36, addresses: [accessPoint])
        let sta = test.air.addRadio(on: channel36, addresses: [station])
        test.send(authentication(), from: sta, at: microseconds(1000), token: 1)
        test.run()
        #expect(test.receptions.map(\.radio) == [ap, ap])
        #expect(test.received.map { $0[1] } == [0x00, 0x08])
        #expect(test.outcomes.map(\.attempts) == [2])
        #expect(test.sent.map(\.count) == [30, 10, 30, 10])
    }

    @Test func channelsDoNotHearEachOther() {
        var test = TestAir(policy: PerfectAir())
        let ap = test.air.addRadio(on: channel36, addresses: [accessPoint])
        let sta = test.air.addRadio(on: channel6, addresses: [station])
        test.send(authentication(), from: sta, at: microseconds(1000), token: 1)
        test.send(authentication(to: .broadcast, from: accessPoint), from: ap, at: microseconds(1000), token: 2)
        test.run()
        #expect(test.receptions.isEmpty)
        #expect(test.outcomes.map(\.token).sorted() == [1, 2])
        #expect(test.outcomes.first { $0.token == 1 }?.result == .unacknowledged)
        #expect(test.outcomes.first { $0.token == 2 }?.result == .sent)
        // Both were on the air at once.
        #expect(test.transmissions.filter { $0.start == microseconds(1000) }.count == 2)
    }

    @Test func groupFramesReachEveryoneElseAndArePromiscuouslyOverheardUnicastFramesNot() {
        var test = TestAir(policy: PerfectAir())
        let ap = test.air.addRadio(on: channel36, addresses: [accessPoint, MACAddress(0x04F0_2119_8844)])
        let sta = test.air.addRadio(on: channel36, addresses: [station])
        let other = test.air.addRadio(on: channel36, addresses: [MACAddress(2)])
        let monitor = test.air.addRadio(on: channel36, addresses: [], isPromiscuous: true)
        test.air.setSignal(-71, from: sta, to: other)
        test.send(authentication(to: .broadcast), from: sta, at: microseconds(1000))
        test.run()
        #expect(test.receptions.map(\.radio) == [ap, other, monitor])
        #expect(test.receptions.map(\.signal) == [-40, -71, -40])
        #expect(test.transmissions.count == 1)
        // An AP's radio answers for each of its BSSs; the monitor hears, and does not answer.
        test.send(authentication(to: MACAddress(0x04F0_2119_8844)), from: sta, at: microseconds(5000))
        test.run()
        #expect(test.receptions[3...].map(\.radio) == [ap, monitor])
        #expect(test.transmissions.map(\.radio) == [sta, sta, ap])
    }

    @Test func aFrameWithNoAckPolicyIsNotAnswered() {
        var test = TestAir(policy: PerfectAir())
        _ = test.air.addRadio(on: channel36, addresses: [accessPoint])
        let sta = test.air.addRadio(on: channel36, addresses: [station])
        test.send(data(length: 60, ackPolicy: 1), from: sta, at: microseconds(1000), token: 3)
        test.run()
        #expect(test.transmissions.count == 1)
        #expect(test.outcomes.map(\.result) == [.sent])
    }

    @Test func aDelayedFrameIsAcknowledgedInTimeAndOvertaken() {
        var test = TestAir(policy: Fates(fates: [.delayed(.milliseconds(5)), .delivered, .delivered, .delivered]))
        _ = test.air.addRadio(on: channel36, addresses: [accessPoint])
        let sta = test.air.addRadio(on: channel36, addresses: [station])
        test.send(authentication(), from: sta, at: microseconds(1000))
        test.send(data(length: 60), from: sta, at: microseconds(1000))
        test.run()
        #expect(test.transmissions.count == 4)
        #expect(test.received == [data(length: 60), authentication()])
        #expect(test.receptions[1].instant == microseconds(6072))
    }

    @Test func duplicationAndCorruptionChangeOnlyWhatTheReceiverGets() {
        var test = TestAir(
            policy: Fates(fates: [.duplicated(after: .milliseconds(1)), .delivered, .corrupted(at: 34, mask: 0x80)]))
        _ = test.air.addRadio(on: channel36, addresses: [accessPoint])
        let sta = test.air.addRadio(on: channel36, addresses: [station])
        test.send(authentication(), from: sta, at: microseconds(1000))
        test.run()
        test.send(authentication(), from: sta, at: microseconds(9000))
        test.run()
        var altered = authentication()
        altered[4] ^= 0x80
        #expect(test.received == [authentication(), authentication(), altered])
        #expect(test.sent.filter { $0.count == 30 } == [authentication(), authentication()])
    }

    @Test func whatNoRadioSendsIsRefused() {
        var air = Airspace(seed: 1)
        let radio = air.addRadio(on: channel36, addresses: [station])
        let (short, long, whole) = (
            [UInt8](repeating: 0, count: 9), [UInt8](repeating: 0, count: 4092), data(length: 60)
        )
        let results = [
            air.transmit(short.octets, from: radio, at: .zero), air.transmit(long.octets, from: radio, at: .zero),
        ]
        #expect(results == [false, false])
        var taken = 0
        for _ in 0..<1500 where air.transmit(whole.octets, from: radio, at: .zero) { taken += 1 }
        #expect(taken == 1000)
    }

    @Test func unencryptedEAPOLGoesAtTheLowestRate() {
        var frame: [UInt8] = []
        frame.appendDataHeader(
            .qosData, flags: FrameControl.toDS, to: accessPoint, from: station, farEnd: accessPoint, duration: 60,
            sequenceNumber: 1, priority: 7)
        frame += LLC.snapHeader + [0x88, 0x8E, 1, 1, 0, 0]
        let (request, unicast, group) = (authentication(), data(length: 60), data(length: 60, to: .broadcast))
        let isLowest = [
            RateSelection.isAtLowestRate(frame.octets), RateSelection.isAtLowestRate(request.octets),
            RateSelection.isAtLowestRate(group.octets), RateSelection.isAtLowestRate(unicast.octets),
        ]
        #expect(isLowest == [true, true, true, false])
    }
}
