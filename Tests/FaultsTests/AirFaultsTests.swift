import Airspace
import Dot11
import Faults
import Octets
import RSN
import Testing
import Timeline

/// What each fault does on the air, and what the monitor sees of it.
@Suite struct AirFaultsTests {
    @Test func aDroppedFrameIsOnTheAirSevenTimesAndNeverArrives() throws {
        var test = try FaultyAir("drop authentication from station first 1")
        test.send(Frames.authentication(), from: 1, at: 1, token: 7)
        test.run()
        // dot11ShortRetryLimit 7; the Retry bit from the second attempt on (802.11-2020, 10.3.4.4 and 9.2.4.1.7).
        #expect(test.sent.map { $0.octets[1] } == [0, 8, 8, 8, 8, 8, 8])
        #expect(test.received.isEmpty)
        #expect(test.outcomes.map(\.result) == [.unacknowledged])
        // The sender's own repetition is another frame.
        test.send(Frames.authentication(), from: 1, at: 500)
        test.run()
        #expect(test.received.count == 1)
        let record = try #require(test.faults.records.first)
        #expect(record.counted == 2 && record.acted == 1)
        #expect(record.occasions.map(\.kind) == [.authentication])
        #expect(record.occasions.map(\.sender) == ["00:0e:8e:fd:93:71"])
    }

    @Test func attemptsSayHowManyOfOneFrameAreLost() throws {
        var test = try FaultyAir("drop authentication attempts 2")
        test.send(Frames.authentication(), from: 1, at: 1, token: 7)
        test.run()
        #expect(test.frames.count == 3)
        #expect(test.received.count == 1)
        #expect(test.outcomes.map(\.attempts) == [3])
    }

    @Test func aLostAcknowledgementMakesTheSenderRepeatWhatArrived() throws {
        var test = try FaultyAir("drop ack of authentication from ap attempts 2")
        test.send(Frames.authentication(), from: 1, at: 1)
        test.send(Frames.authentication(fromStation: false), from: 0, at: 100)
        test.run()
        // Three attempts from the station, each acknowledged; one from the AP.
        #expect(test.frames.map { $0[1] } == [0, 8, 8, 0])
        #expect(test.sent.count == 8)
        #expect(test.received.count == 4)
        #expect(test.faults.records.first?.acted == 1)
        #expect(test.faults.records.first?.occasions.map(\.sender) == ["04:f0:21:19:88:44"])
    }

    @Test func aWithheldFrameIsNotOnTheAirAndTheNextOneIs() throws {
        var test = try FaultyAir("withhold authentication nth 1")
        test.send(Frames.authentication(), from: 1, at: 1, token: 1)
        test.send(Frames.management(.action, fromStation: true), from: 1, at: 1, token: 2)
        test.run()
        #expect(test.frames.map { $0[0] } == [0xD0])
        #expect(test.outcomes.map(\.token) == [1, 2])
        #expect(test.outcomes.map(\.result) == [.unacknowledged, .acknowledged])
        #expect(test.outcomes.map(\.attempts) == [0, 1])
    }

    @Test func aDelayedFrameIsOvertaken() throws {
        var test = try FaultyAir("delay authentication by 50ms")
        test.send(Frames.authentication(), from: 1, at: 1, token: 1)
        test.send(Frames.management(.action, fromStation: true), from: 1, at: 2)
        test.run()
        #expect(test.frames.map { $0[0] } == [0xD0, 0xB0])
        let end = try #require(test.received.last?.instant)
        // At 51 ms, on idle air: 72 µs of airtime.
        #expect(end == .zero + .microseconds(51_072))
        #expect(test.outcomes.map(\.result) == [.acknowledged])
        #expect(test.faults.records.first?.acted == 1)
    }

    @Test func aDuplicateHasTheSameNumberAndNoRetryBit() throws {
        var test = try FaultyAir("duplicate authentication by 5ms")
        test.send(Frames.authentication(), from: 1, at: 1, token: 1)
        test.run()
        #expect(test.frames == [Frames.authentication(), Frames.authentication()])
        #expect(test.received.map(\.instant) == [1072, 6072].map { .zero + .microseconds($0) })
        #expect(test.outcomes.count == 1)
    }

    @Test func aReorderedFrameFollowsTheNextToTheSameReceiver() throws {
        var test = try FaultyAir("reorder authentication first 1 by 100ms")
        test.send(Frames.authentication(), from: 1, at: 1)
        test.send(Frames.management(.action, fromStation: true), from: 1, at: 20)
        test.run(until: .zero + .milliseconds(30))
        #expect(test.frames.map { $0[0] } == [0xD0, 0xB0])
        // Where none follows, it is sent when the time is over.
        var alone = try FaultyAir("reorder authentication by 100ms")
        alone.send(Frames.authentication(), from: 1, at: 1)
        alone.run()
        #expect(alone.received.map(\.instant) == [.zero + .microseconds(101_072)])
    }

    @Test func aWrongFCSIsSeenByTheMonitorAlone() throws {
        var test = try FaultyAir("corrupt authentication octet 26 xor ff fcs wrong")
        test.send(Frames.authentication(), from: 1, at: 1, token: 1)
        test.send(Frames.management(.action, fromStation: true), from: 1, at: 100)
        test.run()
        #expect(test.frames.count == 8)
        #expect(test.sent.prefix(7).map(\.hasWrongFCS) == [Bool](repeating: true, count: 7))
        #expect(test.sent.prefix(7).allSatisfy { $0.octets[26] == 0xFE })
        #expect(!test.sent[7].hasWrongFCS)
        #expect(test.received.map { $0.octets[0] } == [0xD0])
    }

    @Test func aRightFCSDeliversTheAlteredFrame() throws {
        var test = try FaultyAir("corrupt authentication octet 26 xor ff")
        test.send(Frames.authentication(), from: 1, at: 1)
        test.run()
        var altered = Frames.authentication()
        altered[26] = 0xFE
        #expect(test.frames == [altered])
        #expect(test.received.map(\.octets) == [altered])
        // An octet that the frame doesn't have can't be altered.
        var short = try FaultyAir("corrupt authentication octet 30 xor ff")
        short.send(Frames.authentication(), from: 1, at: 1)
        short.run()
        #expect(short.frames == [Frames.authentication()])
        #expect(short.faults.records.first?.counted == 1 && short.faults.records.first?.acted == 0)
    }

    @Test func corruptionByTheSeedLiesInTheBodyAndRepeats() throws {
        var octets: Set<Int> = []
        for seed in 0..<64 as Range<UInt64> {
            var test = try FaultyAir("corrupt authentication", seed: seed)
            var again = try FaultyAir("corrupt authentication", seed: seed)
            test.send(Frames.authentication(), from: 1, at: 1)
            again.send(Frames.authentication(), from: 1, at: 1)
            test.run()
            again.run()
            #expect(test.frames == again.frames)
            let frame = try #require(test.frames.first)
            let changed = zip(frame, Frames.authentication()).enumerated().filter { $0.element.0 != $0.element.1 }
            #expect(changed.count == 1)
            octets.formUnion(changed.map(\.offset))
        }
        #expect(octets == Set(24..<30))
    }

    @Test func probabilityActsOnThatShare() throws {
        var test = try FaultyAir("withhold authentication probability 0.25")
        for time in 1...4000 as ClosedRange<UInt64> { test.send(Frames.authentication(), from: 1, at: time) }
        test.run()
        // Binomial, 4000 × 0.25: the standard deviation is 27.
        #expect((900...1100).contains(4000 - test.received.count))
    }

    @Test func theFirstFaultThatMeansAFrameActsAndAlterationsAllDo() throws {
        var test = try FaultyAir(
            "corrupt authentication octet 24 xor 01", "delay authentication by 1ms", "withhold authentication",
            "corrupt authentication octet 25 xor 01")
        test.send(Frames.authentication(), from: 1, at: 1)
        test.run()
        #expect(test.frames.map { Array($0[24..<26]) } == [[1, 1]])
        #expect(test.received.first?.instant == .zero + .microseconds(2072))
        #expect(test.faults.records.map(\.acted) == [1, 1, 0, 1])
        #expect(test.faults.records.map(\.counted) == [1, 1, 1, 1])
    }

    @Test func stationAndBSSNarrowAFault() throws {
        var test = try FaultyAir(
            "withhold authentication station 00:00:00:00:00:01", "withhold authentication bssid 00:00:00:00:00:01",
            "withhold authentication from ap")
        test.send(Frames.authentication(), from: 1, at: 1)
        test.run()
        #expect(test.received.count == 1)
        var hit = try FaultyAir("withhold authentication station 00:0e:8e:fd:93:71 bssid 04:f0:21:19:88:44")
        hit.send(Frames.authentication(), from: 1, at: 1)
        hit.send(Frames.authentication(fromStation: false), from: 0, at: 1)
        hit.run()
        #expect(hit.sent.isEmpty)
    }

    @Test func airWithoutFaultsIsPerfectAir() throws {
        var test = try FaultyAir()
        #expect(!test.faults.looksAtDepartures)
        test.send(Frames.authentication(), from: 1, at: 1)
        test.run()
        #expect(test.received.map(\.octets) == [Frames.authentication()])
    }
}
