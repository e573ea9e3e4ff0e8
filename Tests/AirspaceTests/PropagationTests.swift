import Dot11
import Octets
import Testing
import Timeline

@testable import Airspace

/// Signals that follow places.
@Suite struct PropagationTests {
    private static let channel = Channel(frequency: 5180)
    private static let other = MACAddress(0x04F0_2119_8844)

    /// Radio 0 is an access point of two BSSs, radio 1 a station at `x` metres from the first and `span - x` from the other.
    private func air(
        x: Double, span: Double = 0, monitor: Propagation.Monitor = .antenna(2), shadowing: Double = 0, seed: UInt64 = 1
    ) -> TestAir<PerfectAir> {
        var test = TestAir(policy: PerfectAir())
        _ = test.air.addRadio(on: Self.channel, addresses: [accessPoint, Self.other])
        _ = test.air.addRadio(on: Self.channel, addresses: [station])
        var pathLoss = PathLoss()
        pathLoss.shadowing = shadowing
        test.air.place(
            Propagation(
                pathLoss,
                tracks: [0, span, x].map { Track(at: Position(x: $0, y: 0)) }, monitor: monitor, seed: seed))
        return test
    }

    /// 20 log₁₀ f + N log₁₀ d − 28 worked out by hand, N from P.1238-8, Table 2, and one for flats at 5.2 GHz.
    @Test(arguments: [
        (2437, 1.0, nil, 39.7371), (2437, 10, nil, 69.7371), (5180, 1, nil, 46.2866), (5180, 10, nil, 77.2866),
        (5180, 50, nil, 98.9547), (5180, 25, 28, 85.4289), (5180, 0.1, nil, 46.2866),
    ])
    func lossIsWhatTheRecommendationSays(frequency: Int, distance: Double, coefficient: Double?, loss: Double) {
        var model = PathLoss()
        model.coefficient = coefficient
        #expect(abs(model.loss(over: distance, on: Channel(frequency: UInt16(frequency))) - loss) < 0.0001)
    }

    /// 20 dBm less the loss above: -57 dBm at 10 m, -79 dBm at 50 m, -26 dBm at arm's length.
    @Test func whatIsHeardAndCapturedHasTheSignalOfItsPlace() {
        var test = air(x: 10)
        test.send(authentication(), from: 1, at: .zero)
        test.send(authentication(to: station, from: accessPoint), from: 0, at: .zero)
        test.run()
        #expect(test.receptions.map(\.signal) == [-57, -57])
        // The monitor is with the station: a frame and an Acknowledgement of each.
        #expect(test.transmissions.filter { $0.radio == 0 }.map(\.signal) == [-57, -57])
        #expect(test.transmissions.filter { $0.radio == 1 }.map(\.signal) == [-26, -26])
        var far = air(x: 50, monitor: .position(Position(x: 0, y: 0)))
        far.send(authentication(), from: 1, at: .zero)
        far.run()
        #expect(far.receptions.map(\.signal) == [-79])
        #expect(far.transmissions.map(\.signal) == [-79, -26])
    }

    /// 6 Mb/s needs -82 dBm (802.11-2020, Table 17-18): 62 m are -81.8 dBm, 64 m are -82.3 dBm, which is still -82, and 66 m
    /// -82.7 dBm.
    @Test(arguments: [(62.0, 1), (64, 1), (66, 0)])
    func belowTheSensitivityNothingIsReceived(distance: Double, receptions: Int) {
        var test = air(x: distance)
        test.send(authentication(), from: 1, at: .zero, token: 5)
        test.run()
        #expect(test.receptions.count == receptions)
        #expect(test.outcomes.map(\.result) == [receptions == 1 ? .acknowledged : .unacknowledged])
        #expect(test.outcomes.map(\.attempts) == [receptions == 1 ? 1 : 7])
    }

    /// Table 17-18 again: -57 dBm carries 54 Mb/s, -69 dBm (24 m: -69.1) 36, -79 dBm (50 m) 12.
    @Test(arguments: [(10.0, 108), (24, 72), (50, 24)])
    func dataGoAtTheFastestRateThatTheReceiverTakesIn(distance: Double, rate: Int) {
        var test = air(x: distance)
        test.send(data(length: 200), from: 1, at: .zero)
        test.run()
        #expect(test.transmissions.first?.rate.rawValue == UInt8(rate))
        #expect(test.receptions.count == 1)
    }

    @Test func theBSSsOfOneRadioAreHeardWhereTheyAre() {
        var test = air(x: 10, span: 60)
        test.send(authentication(to: station, from: accessPoint), from: 0, at: .zero)
        test.send(authentication(to: station, from: Self.other), from: 0, at: .zero)
        test.send(authentication(to: Self.other), from: 1, at: .zero)
        test.send(authentication(to: .broadcast), from: 1, at: .zero)
        test.run()
        // 50 m are -79 dBm; what is for all is heard by the nearer antenna.
        #expect(test.receptions.map(\.signal).sorted() == [-79, -79, -57, -57])
    }

    @Test func aWalkIsStraightAndEven() throws {
        func at(_ seconds: UInt64, _ x: Double, _ y: Double) -> Track.Point {
            Track.Point(at: Instant.zero + .seconds(seconds), Position(x: x, y: y))
        }
        var track = try #require(Track([at(10, 0, 0), at(20, 40, 30), at(20, 50, 30)]))
        let places = [0, 10, 15, 18, 20, 99].map { track.position(at: Instant.zero + .seconds($0)) }
        #expect(
            places == [(0, 0), (0, 0), (20, 15), (32, 24), (50, 30), (50, 30)].map { Position(x: $0.0, y: $0.1) })
        #expect(places[0].distance(to: places[2]) == 25)
        track.walk(to: Position(x: 20, y: 25), from: Instant.zero + .seconds(15), within: .seconds(10))
        #expect(track.position(at: Instant.zero + .seconds(20)) == Position(x: 20, y: 20))
        #expect(Track([]) == nil)
        #expect(Track([at(2, 0, 0), at(1, 0, 0)]) == nil)
    }

    @Test func shadowingIsDrawnFromTheSeedAndStaysAtItsPlace() {
        func signals(seed: UInt64, field: Int = 0) -> [Double] {
            let shadowing = Shadowing(seed: seed)
            return (0..<40_000).map {
                shadowing.value(
                    of: field, at: Position(x: Double($0 % 200) * 7.3 - 700, y: Double($0 / 200) * 7.3 - 700))
            }
        }
        let values = signals(seed: 1)
        #expect(values == signals(seed: 1))
        #expect(values != signals(seed: 2))
        #expect(values != signals(seed: 1, field: 1))
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)
        // A standard normal distribution, neighbours related: four standard errors of a few thousand squares.
        #expect(abs(mean) < 0.05)
        #expect(abs(variance - 1) < 0.1)
        // A step of a centimetre changes next to nothing.
        let shadowing = Shadowing(seed: 1)
        for step in 0..<10_000 {
            let here = Position(x: Double(step) / 100 - 50, y: 3)
            let there = Position(x: here.x + 0.01, y: 3)
            #expect(abs(shadowing.value(of: 0, at: here) - shadowing.value(of: 0, at: there)) < 0.05)
        }
    }

    @Test func shadowingIsTheSameBothWays() {
        var test = air(x: 10, monitor: .position(Position(x: 3, y: 3)), shadowing: 8, seed: 11)
        test.send(authentication(), from: 1, at: .zero)
        test.send(authentication(to: station, from: accessPoint), from: 0, at: .zero)
        test.run()
        #expect(test.receptions.count == 2)
        #expect(test.receptions[0].signal == test.receptions[1].signal)
        #expect(test.receptions[0].signal != -57)
    }

    @Test func airWithoutPlacesIsAsItWas() {
        var test = TestAir(policy: PerfectAir())
        _ = test.air.addRadio(on: Self.channel, addresses: [accessPoint])
        _ = test.air.addRadio(on: Self.channel, addresses: [station])
        test.send(data(length: 200), from: 1, at: .zero)
        test.run()
        #expect(test.receptions.map(\.signal) == [-40])
        #expect(test.transmissions.map(\.signal) == [-40, -40])
        #expect(test.transmissions.map(\.rate) == [.mbps54, .mbps24])
        #expect(test.air.position(of: 0, at: .zero) == nil)
    }
}
