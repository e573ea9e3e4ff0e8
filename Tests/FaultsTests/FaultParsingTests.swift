import EAP
import Faults
import Octets
import RADIUS
import RSN
import TestSupport
import Testing
import Timeline

/// The lines of Docs/Faults.md, and what is said of others.
@Suite struct FaultParsingTests {
    @Test func aLineSaysActionFramesAndWhichOfThem() throws {
        let fault = try Fault(parsing: "drop eapol-key 3 from ap first 2")
        #expect(fault.action == .drop(attempts: nil))
        #expect(fault.frames == FrameSelector(.eapolKey(3), sender: .accessPoint))
        #expect(fault.occurrences == .numbers(1...2))
        #expect(fault.probability == 1)
    }

    @Test func clausesStandInAnyOrder() throws {
        let fault = try Fault(
            parsing:
                "  delay eap response identity  probability 0.25 bssid 04:f0:21:19:88:44 by 0.5s nth 2..3 station 00-0e-8e-fd-93-71"
        )
        #expect(fault.action == .delay(.milliseconds(500)))
        #expect(
            fault.frames
                == FrameSelector(
                    .eap(.response, .identity), station: MACAddress(0x000E_8EFD_9371),
                    bssid: MACAddress(0x04F0_2119_8844)))
        #expect(fault.occurrences == .numbers(2...3))
        #expect(fault.probability == 0.25)
    }

    @Test func everyVerbIsRead() throws {
        #expect(try Fault(parsing: "withhold beacon").action == .withhold)
        #expect(try Fault(parsing: "drop data attempts 3").action == .drop(attempts: 3))
        #expect(
            try Fault(parsing: "duplicate reassociation-response by 300us").action
                == .duplicate(after: .microseconds(300)))
        #expect(try Fault(parsing: "reorder eap request").action == .reorder(within: .milliseconds(500)))
        #expect(
            try Fault(parsing: "corrupt eapol-key 2 octet 90 xor ff fcs wrong").action
                == .corrupt(octet: 90, mask: 0xFF, hasWrongFCS: true))
        let pmkid = [UInt8](0..<16)
        #expect(
            try Fault(parsing: "override eapol-key 1 pmkid 000102030405060708090A0b0c0d0e0f").action
                == .overridePMKID(PMKID(pmkid.octets, at: 0)))
    }

    @Test func everyFrameIsRead() throws {
        #expect(try Fault(parsing: "drop ack").frames.purpose == .acknowledgement(of: nil))
        #expect(try Fault(parsing: "drop ack of eapol-key 4").frames.purpose == .acknowledgement(of: .eapolKey(4)))
        #expect(try Fault(parsing: "drop radius from server").frames == FrameSelector(.radius(nil), sender: .server))
        #expect(try Fault(parsing: "drop radius access-challenge").frames.purpose == .radius(.accessChallenge))
        #expect(try Fault(parsing: "drop eap").frames.purpose == .eap(nil, nil))
        #expect(try Fault(parsing: "drop eap success").frames.purpose == .eap(.success, nil))
        #expect(try Fault(parsing: "drop eap response 254").frames.purpose == .eap(.response, .init(rawValue: 254)))
        #expect(try Fault(parsing: "drop group-key 1").frames.purpose == .groupKey(1))
        #expect(try Fault(parsing: "drop eapol-key nth 2").frames.purpose == .eapolKey(nil))
        for word in [
            "beacon", "probe-request", "probe-response", "authentication", "association-request",
            "association-response", "reassociation-request", "reassociation-response", "deauthentication",
            "disassociation", "action", "eapol-start", "eapol-logoff", "data", "null",
        ] {
            let purpose = try Fault(parsing: "drop \(word)").frames.purpose
            guard case .kind(let kind) = purpose else { Issue.record("\(word) is \(purpose)"); continue }
            #expect(kind.description == word)
        }
    }

    @Test(arguments: [
        ("", 1, "expected a verb"),
        ("dropp beacon", 1, "did you mean \"drop\""),
        ("drop", 5, "expected a frame"),
        ("drop eapol-kee 3", 6, "unknown frame \"eapol-kee\"; did you mean \"eapol-key\"?"),
        ("drop eapol-key 5", 16, "1 to 4"),
        ("drop eapol-key 3 form ap", 18, "did you mean \"from\"?"),
        ("drop eapol-key 3 from station", 23, "come from ap only"),
        ("drop eapol-key 3 from ab", 23, "unknown sender \"ab\""),
        ("drop eap respons identity", 10, "did you mean \"response\"?"),
        ("drop eap response identiti", 19, "did you mean \"identity\"?"),
        ("drop radius acces-request", 13, "did you mean \"access-request\"?"),
        ("drop beacon first 0", 19, "1 to 1000000"),
        ("drop beacon first", 18, "expected how many"),
        ("drop beacon nth 3..2", 17, "like 3 or 2..3"),
        ("drop beacon first 1 every", 21, "said already"),
        ("drop beacon first 1 first 2", 21, "said already"),
        ("drop beacon probability 2", 25, "from 0 to 1"),
        ("drop beacon probability nan", 25, "from 0 to 1"),
        ("drop beacon station 00:11", 21, "expected an address"),
        ("drop beacon by 3ms", 13, "drop takes no by"),
        ("delay beacon", 7, "by TIME"),
        ("delay beacon by 3", 17, "expected a time"),
        ("delay beacon by 3601s", 17, "an hour at the most"),
        ("delay beacon by -1s", 17, "expected a time"),
        ("delay ack by 1ms", 7, "can be dropped"),
        ("reorder radius", 9, "can't be told to reorder"),
        ("drop radius attempts 2", 6, "on the air"),
        ("override beacon pmkid 000102030405060708090a0b0c0d0e0f", 10, "PMKID in clear"),
        ("override eapol-key 1", 10, "add pmkid"),
        ("override eapol-key 1 pmkid 00", 28, "32 hexadecimal digits"),
        ("corrupt data xor zz", 18, "two hexadecimal digits"),
        ("corrupt data xor 00", 18, "two hexadecimal digits other than 00"),
        ("corrupt data fcs maybe", 18, "expected right, wrong"),
    ])
    func anErrorPointsAtThePlace(line: String, column: Int, message: String) {
        do {
            _ = try Fault(parsing: line)
            Issue.record("\(line) was read")
        } catch {
            #expect(error.column == column, "\(error)")
            #expect(error.message.contains(message), "\(error)")
        }
    }

    /// Words of the language and others, put together at random: read or refused, and a refusal lies in the line.
    @Test func anyLineIsReadOrRefused() {
        var random = RandomSource.seeded(state: 11)
        let words = [
            "drop", "withhold", "delay", "duplicate", "reorder", "corrupt", "override", "eap", "eapol-key", "ack", "of",
            "radius", "data", "1", "3", "0", "-1", "2..3", "..", "first", "nth", "every", "probability", "0.5", "by",
            "5ms", "1e9s", "99999999999999999999", "from", "ap", "station", "04:f0:21:19:88:44", "fcs", "wrong", "xor",
            "ff", "octet", "attempts", "pmkid", "000102030405060708090a0b0c0d0e0f", "\u{1F980}", "\u{1b}[2J", "\t",
        ]
        var readCount = 0
        for _ in 0..<mutationCases {
            let line = (0..<random.next() % 9).map { _ in words[Int(random.next() % UInt64(words.count))] }
                .joined(separator: " ")
            do throws(FaultError) {
                let fault = try Fault(parsing: line)
                readCount += 1
                // What was read says so itself, and is read the same again.
                let again = try Fault(parsing: fault.text)
                #expect(again.action == fault.action)
            } catch {
                #expect((1...line.count + 1).contains(error.column), "\(line): \(error)")
                #expect(!error.message.unicodeScalars.contains { $0.value < 0x20 })
            }
        }
        #expect(readCount > mutationCases / 1000)
    }

    @Test func aLineIsBounded() {
        let line = "drop beacon " + String(repeating: "a", count: 2000)
        #expect(throws: FaultError.self) { try Fault(parsing: line) }
    }
}
