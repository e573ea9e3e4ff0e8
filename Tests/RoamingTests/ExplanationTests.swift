import Dot11
import Octets
import Roaming
import Testing

/// The sentence of each roam: what happened, why, what it cost, at which frame.
@Suite struct ExplanationTests {
    @Test func aRefusedPMKIDIsExplainedWithItsKeyAndItsCost() throws {
        let recording = try EditedCaptureTests.offering("0aa43b4ed6b5e5150a4416449f959d05")
        let keys = try Recording.keys("hostapd/okc_none.keys")
        let roam = try #require(recording.associations(keys).first { $0.requestFrame == 747 })
        #expect(
            roam.explanation
                == "The station offered PMKID 0aa43b4ed6b5e5150a4416449f959d05 for 04:f0:21:19:88:44, and it derives from "
                + "the key made at 04:f0:21:19:87:44 (frame 213); the AP began EAP all the same, for it has no OKC, does "
                + "not share that key, or lost its copy, so a full authentication ran: 459.573 ms, of which 305.465 ms "
                + "EAP-TTLS.")
    }

    @Test func aFailureNamesItsFrameAndWhatItsCodeMeans() throws {
        var recording = try FailureTests.beginning(165)
        let answer = try #require(recording.packets.first { $0.type == .associationResponse })
        recording = recording.changing(answer.number) { $0.octets[$0.headerLength + 26] = 17 }
        recording = recording.dropping { $0.number > answer.number && !$0.isBeacon }
        let refused = try FailureTests.verdict(recording)
        #expect(
            refused.explanation
                == "The AP refused the association with status 17, it can't take another station "
                + "(frame \(refused.lastFrame)).")
        var stopped = try FailureTests.beginning(215)
        try FailureTests.part(&stopped, reason: 15)
        let handshake = try FailureTests.verdict(stopped)
        #expect(
            handshake.explanation
                == "The 4-way handshake stopped after message 2 (frame \(handshake.lastFrame)): the AP does not accept it, "
                + "mostly because the two ends hold different keys.")
    }

    @Test func whyItLeftIsSaid() throws {
        var recording = OriginTests.twoBSSs()
        OriginTests.management(&recording, .action, OriginTests.first, at: 900, fromStation: false, sequence: 6) {
            $0 += [10, 7, 1, 0, 0, 0, 0]
        }
        OriginTests.join(&recording, OriginTests.second, at: 1100)
        #expect(recording.associations()[1].explanation.hasSuffix("had asked it to leave (BSS Transition Management)."))
    }
}
