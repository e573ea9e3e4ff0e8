import Airspace
import Dot11
import Octets
import Testing
import Timeline

@Suite struct AccessTests {
    private let channel36 = Channel(frequency: 5180)
    private let channel1 = Channel(frequency: 2412)

    @Test func framesOfOneRadioKeepTheirOrderAndAreDIFSAndABackoffApart() {
        var test = TestAir(policy: PerfectAir())
        _ = test.air.addRadio(on: channel36, addresses: [accessPoint])
        let sta = test.air.addRadio(on: channel36, addresses: [station])
        for length in 40..<140 { test.send(data(length: length), from: sta, at: microseconds(1000)) }
        test.run()
        #expect(test.received.map(\.count) == Array(40..<140))
        var drawn: [UInt64] = []
        for index in stride(from: 2, to: 200, by: 2) {
            let pause = (test.transmissions[index].start - test.transmissions[index - 1].end).nanoseconds
            #expect((pause - 34_000).isMultiple(of: 9000))
            drawn.append((pause - 34_000) / 9000)
        }
        // Uniform over 0 to 15: all of them appear in 99 draws, and the mean is 7.5 ± 4 standard errors.
        #expect(drawn.max() == 15 && drawn.min() == 0)
        #expect((560...930).contains(drawn.reduce(0, +)))
    }

    @Test func radiosShareTheAirOneAtATime() {
        var test = TestAir(policy: PerfectAir())
        _ = test.air.addRadio(on: channel36, addresses: [accessPoint])
        let radios = (0..<5).map { _ in test.air.addRadio(on: channel36, addresses: []) }
        for _ in 0..<100 {
            for radio in radios { test.send(data(length: 500), from: radio, at: .zero) }
        }
        test.run()
        #expect(test.receptions.count == 500)
        for (before, after) in zip(test.transmissions, test.transmissions.dropFirst()) {
            #expect(before.end < after.start)
        }
        // Nobody is starved: each has sent about a fifth of the first half.
        let half = test.transmissions.filter { $0.radio != 0 }.prefix(250)
        for radio in radios { #expect((35...65).contains(half.filter { $0.radio == radio }.count)) }
    }

    @Test func aRadioSendsWhatItHasBeforeItIsRetuned() {
        var test = TestAir(policy: PerfectAir())
        let near = test.air.addRadio(on: channel36, addresses: [accessPoint])
        let far = test.air.addRadio(on: channel1, addresses: [MACAddress(0x04F0_2119_8844)])
        let sta = test.air.addRadio(on: channel36, addresses: [station])
        test.send(data(length: 60), from: sta, at: microseconds(1000))
        test.air.tune(sta, to: channel1, at: microseconds(1000))
        test.send(authentication(to: MACAddress(0x04F0_2119_8844)), from: sta, at: microseconds(1000))
        var isTuned = test.air.channel(of: sta) == channel36
        #expect(isTuned)
        test.run()
        isTuned = test.air.channel(of: sta) == channel1
        #expect(isTuned)
        #expect(test.receptions.map(\.radio) == [near, far])
        #expect(test.transmissions.map(\.channel) == [channel36, channel36, channel1, channel1])
        // Idle, it is retuned at once, and hears nothing of the channel that it left.
        test.air.tune(sta, to: channel36, at: microseconds(9000))
        isTuned = test.air.channel(of: sta) == channel36
        #expect(isTuned)
        test.send(
            authentication(to: .broadcast, from: MACAddress(0x04F0_2119_8844)), from: far, at: microseconds(9000))
        test.run()
        #expect(test.receptions.count == 2)
    }

    @Test func aRadioTunedInDuringAFrameDoesNotReceiveIt() {
        var test = TestAir(policy: PerfectAir())
        let ap = test.air.addRadio(on: channel36, addresses: [accessPoint])
        let sta = test.air.addRadio(on: channel1, addresses: [station])
        test.send(authentication(to: .broadcast, from: accessPoint), from: ap, at: microseconds(1000))
        test.run(until: microseconds(1000))
        test.air.tune(sta, to: channel36, at: microseconds(1010))
        test.run()
        #expect(test.receptions.isEmpty)
        #expect(test.transmissions.count == 1)
    }

    @Test func equalSeedsGiveEqualRunsAndOthersDoNot() {
        func run(seed: UInt64) -> [String] {
            var test = TestAir(seed: seed, policy: Loss(percent: 30))
            let ap = test.air.addRadio(on: channel36, addresses: [accessPoint])
            let sta = test.air.addRadio(on: channel36, addresses: [station])
            for index in 0..<200 {
                test.send(data(length: 60 + index), from: sta, at: microseconds(UInt64(index) * 200))
                test.send(
                    authentication(to: station, from: accessPoint), from: ap, at: microseconds(UInt64(index) * 200))
                test.run(until: microseconds(UInt64(index) * 200 + 199))
            }
            test.run()
            return test.transmissions.map { "\($0.start.nanoseconds) \($0.frame.count)" }
        }
        let first = run(seed: 7)
        #expect(first.count > 800)
        #expect(first == run(seed: 7))
        #expect(first != run(seed: 8))
    }

    @Test func everyFrameHasAnOutcomeHoweverMuchIsLost() {
        for percent in [0, 20, 50, 90, 100] as [UInt64] {
            var test = TestAir(policy: Loss(percent: percent))
            let ap = test.air.addRadio(on: channel36, addresses: [accessPoint])
            let sta = test.air.addRadio(on: channel36, addresses: [station])
            for index in 0..<300 {
                test.send(data(length: 40 + index), from: sta, at: .zero, token: UInt64(index))
                test.send(authentication(to: station, from: accessPoint), from: ap, at: .zero)
            }
            test.run()
            #expect(test.outcomes.map(\.token) == Array(0..<300))
            // What is reported acknowledged was received.
            let acknowledged = test.outcomes.filter { $0.result == .acknowledged }.map { 40 + Int($0.token) }
            let received = test.receptions.filter { $0.radio == ap }.map(\.frame.count)
            #expect(acknowledged.allSatisfy { received.contains($0) })
            #expect(percent != 0 || acknowledged.count == 300)
            #expect(percent != 100 || acknowledged.isEmpty)
        }
    }
}
