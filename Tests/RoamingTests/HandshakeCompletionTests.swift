import Octets
import RSN
import Roaming
import Testing

/// When a 4-way handshake is complete. An authenticator takes a message 4 whose replay counter it used in this handshake
/// and which nothing answered yet, drops any other, and repeats message 3 until then (802.11-2020, 12.7.2, 12.7.6.5);
/// when it gives up it deauthenticates with reason 15, "4-way handshake timeout" (Table 9-49).
///
/// Every roam here offers a PMKID that message 1 shows; frames lie a millisecond apart, so phases count frames.
@Suite struct HandshakeCompletionTests {
    private let pmkid = PMKID([UInt8](repeating: 0xB2, count: 16).octets, at: 0)

    /// A step behind message 2.
    private enum Step {
        case message3(UInt64)
        case message4(UInt64)
        /// Encrypted data from the station, or from the AP.
        case up, down
        case deauthentication(UInt16)
        /// Time that passes, in milliseconds.
        case pause(Int64)
    }

    /// A full authentication at one BSS, then a roam by that key whose handshake goes on with `steps`.
    private func air(_ steps: [Step]) -> Air {
        var air = Air()
        air.authenticate(Air.home)
        air.associate(Air.home) { $0.appendRSNElement(akms: [.wpaEAP]) }
        air.eap(Air.home)
        air.fourWay(Air.home)
        air.data(Air.home, fromStation: true)
        air.data(Air.home, fromStation: false)
        air.authenticate(Air.target)
        air.associate(Air.target, from: Air.home) { $0.appendRSNElement(akms: [.wpaEAP], pmkids: [pmkid]) }
        air.key(Air.target, 1, counter: 1, pmkid: pmkid)
        air.key(Air.target, 2, counter: 1)
        for step in steps {
            switch step {
            case .message3(let counter): air.key(Air.target, 3, counter: counter)
            case .message4(let counter): air.key(Air.target, 4, counter: counter)
            case .up: air.data(Air.target, fromStation: true)
            case .down: air.data(Air.target, fromStation: false)
            case .deauthentication(let reason): air.deauthenticate(Air.target, reason: reason)
            case .pause(let time): air.now += time
            }
        }
        return air
    }

    private func roam(_ steps: Step...) throws -> Association {
        let associations = air(steps).associations()
        #expect(associations.count == 2)
        return try #require(associations.last)
    }

    /// Message 4 answers the first of two messages 3: its counter is one that was used.
    @Test func aSlowStationMayAnswerTheFirstMessage3() throws {
        for answers: [Step] in [[.message4(2)], [.message4(2), .message4(3)], [.message4(3)]] {
            let steps: [Step] = [.message3(2), .pause(100), .message3(3)] + answers + [.up, .down]
            let association = try #require(air(steps).associations().last)
            #expect(association.kind == .okc && association.reason == nil)
            // From message 1 over messages 2, 3, 3 to message 4, four steps, and the pause.
            #expect(association.phases.fourWay?.milliseconds == "104.000")
            #expect(association.phases.roam?.milliseconds == "108.000")
        }
    }

    /// The AP sent message 3 again before message 4 was there: it takes the second answer, or had taken the first.
    @Test func aRepeatedMessage3ThatCrossesMessage4EndsWithTheNextMessage4() throws {
        let association = try roam(.message3(2), .message4(2), .message3(3), .message4(3), .up, .down)
        #expect(association.kind == .okc && association.phases.fourWay?.milliseconds == "5.000")
        // Without the second answer there is a link, but nothing says when it came up.
        for steps: [Step] in [[.up, .down], [.up], [.pause(100), .down], []] {
            let association = try #require(air([.message3(2), .message4(2), .message3(3)] + steps).associations().last)
            #expect(association.kind == .okc && association.reason == nil)
            #expect(association.phases.fourWay == nil && association.phases.roam == nil)
        }
    }

    /// The AP repeats message 3 behind each message 4 and gives up.
    @Test func anAPThatNeverTakesMessage4TimesOut() throws {
        for steps: [Step] in [
            [.message3(2), .message4(2), .message3(3), .message4(3), .message3(4), .message4(4)],
            [.message3(2), .message4(2), .pause(100), .message3(3)],
            // The station has its keys and encrypts: that is no sign of the AP's.
            [.message3(2), .message4(2), .up, .up, .message3(3), .up],
            [.message3(2), .message4(2), .up, .message3(3), .message4(3), .up],
        ] {
            let association = try #require(air(steps + [.deauthentication(15)]).associations().last)
            #expect(association.kind == .failed && association.reason == .fourWayTimeout(lastMessage: 4))
            #expect(association.phases.roam == nil && association.isRoam)
            #expect(association.explanation.contains("the AP repeated message 3 all the same"))
        }
    }

    /// Message 4 was not captured, or the station encrypted it: its data tells of it, and message 3 says it was in vain.
    @Test func dataBetweenTwoMessages3DoesNotMakeALinkEither() throws {
        let association = try roam(.message3(2), .up, .message3(3), .up, .deauthentication(15))
        #expect(association.kind == .failed && association.reason == .fourWayTimeout(lastMessage: 3))
    }

    /// hostapd transmits a message four times; before 2.7 it then gave reason 2.
    @Test func afterFourMessages3AnyReasonOfTheAPsIsATimeout() throws {
        let steps: [Step] = (2...5).flatMap { [.message3($0), .message4($0)] }
        #expect(
            try #require(air(steps + [.deauthentication(2)]).associations().last).reason
                == .fourWayTimeout(lastMessage: 4))
        // Data of the AP's own says that it took the last.
        #expect(try #require(air(steps + [.down, .deauthentication(2)]).associations().last).kind == .okc)
    }

    /// The AP encrypts for the station only with the key that message 4 confirmed.
    @Test func aLinkThatTheAPUsedIsNotUndoneByALaterTimeout() throws {
        #expect(try roam(.message3(2), .message4(2), .up, .down, .deauthentication(15)).kind == .okc)
        #expect(try roam(.message3(2), .message4(2), .message3(3), .down, .deauthentication(15)).kind == .okc)
        #expect(try roam(.message3(2), .down, .deauthentication(15)).kind == .okc)
        #expect(try roam(.message3(2), .message4(2), .deauthentication(3)).kind == .okc)
    }

    /// One message 4, then reason 15: the messages 3 between may be missing, or everything up to a later handshake.
    @Test func aTimeoutBehindOneMessage4IsNotGuessedAt() throws {
        for steps: [Step] in [[.message3(2), .message4(2)], [.message3(2), .message4(2), .up], [.message4(2)]] {
            let association = try #require(air(steps + [.deauthentication(15)]).associations().last)
            #expect(association.kind == .unknown && association.reason == .incompleteCapture)
        }
    }

    /// A counter that no message 3 had: the AP discards it silently.
    @Test func aMessage4OfAnotherCounterCompletesNothing() throws {
        #expect(try roam(.message3(5), .message4(2)).kind == .unknown)
        let association = try roam(.message3(5), .message4(2), .deauthentication(15))
        #expect(association.reason == .fourWayTimeout(lastMessage: 3))
        // A higher one is that of a message 3 that was not captured.
        #expect(try roam(.message3(5), .message4(6)).kind == .okc)
        // Message 3 was not captured at all: it has another counter than message 1.
        #expect(try roam(.message4(2)).kind == .okc)
        #expect(try roam(.message4(1)).kind == .unknown)
    }

    @Test func aMessage4CapturedBeforeItsMessage3IsNoEarlierOne() throws {
        let association = try roam(.message4(2), .message3(2), .up, .down)
        #expect(association.kind == .okc && association.phases.fourWay?.milliseconds == "2.000")
    }

    @Test func withoutMessage4OnlyDataBehindMessage3IsALink() throws {
        let association = try roam(.message3(2), .message3(3), .up, .down)
        #expect(association.kind == .okc && association.phases.fourWay == nil && association.phases.roam == nil)
        #expect(try roam(.message3(2), .message3(3)).kind == .unknown)
    }
}
