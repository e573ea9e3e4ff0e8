import Octets
import RSN
import Roaming
import Testing
import Timeline

/// Each message of a roam is lost once and twice, in each scenario: it ends with a link or a stated reason. The times
/// are those of the real implementations that the devices follow, and Docs/Faults.md has the table.
@Suite struct FaultTableTests {
    /// What the loss of a message leads to.
    enum Expectation: Sendable {
        /// A link, after this much more time, in milliseconds; of several, the one or the other.
        case link([UInt64])
        /// No link, and the capture says why.
        case failure
        /// One of the two.
        case either
    }

    /// A message, as a fault names it, with what one loss and two lead to.
    struct Row: Sendable {
        var frame: String
        var number = 1
        var once: Expectation
        var twice: Expectation
        var isOfEAP = false

        func line(losses: Int) -> String {
            "drop \(frame) bssid 04:f0:21:19:88:44 nth \(number)..\(number + losses - 1)"
        }
    }

    static let rows: [Row] = {
        // mac80211 asks three times, 200 ms apart (IEEE80211_AUTH_TIMEOUT, IEEE80211_ASSOC_TIMEOUT: HZ / 5).
        var rows = [
            "authentication from station", "authentication from ap", "reassociation-request", "reassociation-response",
        ].map { Row(frame: $0, once: .link([200]), twice: .link([400])) }
        // hostapd sends a message after 100 ms again, then each second (eapol_key_timeout_first, _subseq); where the
        // station acknowledged message 1, it waits a second for message 2 from the start.
        rows += ["eapol-key 1", "eapol-key 3"].map { Row(frame: $0, once: .link([100]), twice: .link([1100])) }
        rows.append(Row(frame: "eapol-key 2", once: .link([100, 1000]), twice: .link([1100, 2000])))
        // The station has its key by then and encrypts the answer to a repeated message 3, which the AP, without that
        // key, can't read (Vanhoef and Piessens 2017, 3.3): four messages 3, then reason 15.
        rows.append(Row(frame: "eapol-key 4", once: .failure, twice: .failure))
        // No EAP request comes: wpa_supplicant sends EAPOL-Start after 2 s (802.1X startWhen), and EAP begins anew.
        rows.append(Row(frame: "eap request", once: .link([2000]), twice: .link([5000]), isOfEAP: true))
        // hostapd repeats a request after 3 s, then after 6 s more (RFC 3748, 4.3).
        for number in 2...7 {
            rows.append(
                Row(frame: "eap request", number: number, once: .link([3000]), twice: .link([9000]), isOfEAP: true))
        }
        for number in 1...7 {
            rows.append(
                Row(frame: "eap response", number: number, once: .link([3000]), twice: .link([9000]), isOfEAP: true))
        }
        // Nobody repeats it (RFC 3748, 4.2); message 1 tells wpa_supplicant that EAP has succeeded.
        rows.append(Row(frame: "eap success", once: .link([0]), twice: .link([0]), isOfEAP: true))
        // hostapd asks again after 3 s, then after 6 s more (RADIUS_CLIENT_FIRST_WAIT).
        for number in 1...7 {
            rows.append(
                Row(
                    frame: "radius access-request", number: number, once: .link([3000]), twice: .link([9000]),
                    isOfEAP: true))
        }
        // The server answers the repetition from its cache; after 9 s that may have forgotten (FreeRADIUS keeps it for
        // cleanup_delay, 5 s).
        for number in 1...6 {
            rows.append(
                Row(
                    frame: "radius access-challenge", number: number, once: .link([3000]), twice: .either,
                    isOfEAP: true))
        }
        rows.append(Row(frame: "radius access-accept", once: .link([3000]), twice: .either, isOfEAP: true))
        // The receiver has the frame, and the sender repeats it with the Retry bit: no more than airtime is lost.
        rows += ["authentication", "reassociation-request", "eapol-key 1", "eapol-key 4"].map {
            Row(frame: "ack of \($0)", once: .link([0]), twice: .link([0]))
        }
        // Where no attempt is acknowledged, the AP does not take the station in (hostapd, handle_assoc_cb), which learns so
        // from the answer to its EAPOL-Start: Disassociation, reason 7.
        rows.append(Row(frame: "ack of reassociation-response", once: .failure, twice: .failure))
        return rows
    }()

    /// What retransmissions of lost frames take on the air, and processors may gain while a timer runs, in milliseconds.
    private static let tolerance: Int64 = 40

    @Test(arguments: FaultyRoam.Scenario.allCases, [1, 2])
    func eachMessageLostEndsInALinkOrAStatedReason(scenario: FaultyRoam.Scenario, losses: Int) throws {
        let usual = try FaultyRoam(scenario, [])
        let usualTime = try #require(usual.time)
        #expect(usual.isLinked)
        for row in Self.rows {
            let roam = try FaultyRoam(scenario, [row.line(losses: losses)])
            let what = "\(scenario.rawValue), \(row.line(losses: losses)): \(roam.outcome)"
            #expect(!roam.hangs, "\(what)")
            // OKC on both: no EAP, and no RADIUS.
            guard scenario.usesEAP || !row.isOfEAP else {
                #expect(roam.acted == 0 && roam.time == usual.time, "\(what)")
                continue
            }
            #expect(roam.acted > 0, "\(what)")
            let added = roam.time.map { Int64($0.nanoseconds / 1000) - Int64(usualTime.nanoseconds / 1000) }
            switch losses == 1 ? row.once : row.twice {
            case .link(let times):
                #expect(roam.isLinked, "\(what)")
                let milliseconds = (added ?? .max) / 1000
                #expect(
                    times.contains { abs(milliseconds - Int64($0)) <= Self.tolerance }, "\(what): \(milliseconds) ms")
            case .failure:
                #expect(!roam.isLinked && roam.isFailureStated, "\(what)")
            case .either:
                #expect(roam.isLinked || roam.isFailureStated, "\(what)")
            }
            let end = roam.isLinked ? "a link, \((added ?? 0) / 1000) ms more" : "no link"
            print("fault table: \(scenario.rawValue), \(row.line(losses: losses)): \(end), \(roam.outcome)")
        }
    }

    /// Message 2 repeats the request's RSN element as the station sent it: hostapd finds that they differ (802.11-2020,
    /// 12.7.6.3) where it takes message 2.
    @Test(arguments: FaultyRoam.Scenario.allCases)
    func aPMKIDOverriddenInTheRequestEndsInAStatedReason(scenario: FaultyRoam.Scenario) throws {
        let roam = try FaultyRoam(
            scenario,
            ["override reassociation-request bssid 04:f0:21:19:88:44 pmkid 000102030405060708090a0b0c0d0e0f"])
        #expect(!roam.hangs && roam.acted == 1)
        #expect(!roam.isLinked && roam.isFailureStated, "\(roam.outcome)")
        // The AP doesn't know it, so that EAP runs where the station hoped for OKC.
        let attempt = try #require(roam.attempts.first)
        #expect(attempt.pmkidsOffered.map { $0.octets.hexadecimal } == ["000102030405060708090a0b0c0d0e0f"])
        #expect(attempt.eap)
    }

    /// wpa_supplicant answers a message 1 with a PMKID that it doesn't know by EAPOL-Start; then EAP makes a new key.
    @Test(arguments: FaultyRoam.Scenario.allCases)
    func aPMKIDOverriddenInMessage1MakesTheStationStartEAP(scenario: FaultyRoam.Scenario) throws {
        let roam = try FaultyRoam(
            scenario,
            ["override eapol-key 1 bssid 04:f0:21:19:88:44 first 1 pmkid 000102030405060708090a0b0c0d0e0f"])
        #expect(!roam.hangs && roam.acted == 1)
        #expect(roam.isLinked, "\(roam.outcome)")
        #expect(roam.starts == 1 && roam.succeedsAfterStart)
    }
}
