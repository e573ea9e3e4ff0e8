import Scenarios
import TestSupport
import Testing

/// The captures before another implementation: Wireshark's dissectors.
@Suite struct TsharkTests {
    static let station = "00:0e:8e:fd:93:71"
    static let bssids = ["04:f0:21:19:88:44", "04:f0:21:19:89:44"]

    private func run(_ scenario: OKCScenario) throws -> Runs.Run {
        try #require(Program.isThere("tshark", package: "tshark"))
        return try #require(Runs.all[scenario])
    }

    @Test(arguments: OKCScenario.allCases)
    func tsharkHasNothingToComplainOf(scenario: OKCScenario) throws {
        let run = try run(scenario)
        // Not even a note or a chat.
        let complaints = Runs.fields(run, "_ws.malformed || _ws.expert", ["frame.number", "_ws.expert.message"])
        #expect(complaints == [])
        #expect(Runs.fields(run, "frame", ["frame.number"]).count > 500)
    }

    @Test(arguments: OKCScenario.allCases)
    func pmkidsAreWhereTheTableSays(scenario: OKCScenario) throws {
        let run = try run(scenario)
        let requests = Runs.fields(
            run, "wlan.fc.type_subtype in {0,2}", ["wlan.fc.type_subtype", "wlan.bssid", "wlan.pmkid.akms"])
        let isOffered = scenario == .both || scenario == .staOnly
        try #require(requests.count == 3)
        #expect(requests[0] == ["0x0000", Self.bssids[1], ""])
        #expect(Array(requests[1].prefix(2)) == ["0x0002", Self.bssids[0]])
        #expect(requests[1][2].isEmpty != isOffered)
        // The way back: plain PMKSA caching.
        #expect(Array(requests[2].prefix(2)) == ["0x0002", Self.bssids[1]])
        #expect(requests[2][2].count == 32)
        let shown = Runs.fields(
            run, "wlan_rsna_eapol.keydes.msgnr == 1", ["wlan.bssid", "wlan.rsn.ie.pmkid"])
        #expect(shown.map { $0[0] } == [Self.bssids[1], Self.bssids[0], Self.bssids[1]])
        if scenario == .both { #expect(shown[1][1] == requests[1][2]) }
        #expect(shown[2][1] == requests[2][2])
        let eap = Runs.fields(run, "wlan && eap.code == 3", ["wlan.bssid"]).map { $0[0] }
        #expect(eap == (scenario == .both ? [Self.bssids[1]] : [Self.bssids[1], Self.bssids[0]]))
    }

    @Test(arguments: OKCScenario.allCases)
    func pythonDerivesTheSamePMKIDsFromTheKeysFile(scenario: OKCScenario) throws {
        let run = try run(scenario)
        let program = """
            import hmac,hashlib,sys
            for line in sys.stdin:
                if line[0]=="#": continue
                sta,_,akm,pmk=line.split()
                for aa in sys.argv[1:]:
                    d=b"PMK Name"+bytes.fromhex((aa+sta).replace(":",""))
                    print(hmac.new(bytes.fromhex(pmk),d,hashlib.sha1).hexdigest()[:32])
            """
        let keys = run.path + ".keys"
        Program.write([UInt8](run.products.keys.utf8), to: keys)
        let text = try #require(
            Program.text(of: "python3 -c '\(program)' \(Self.bssids.joined(separator: " ")) < \(keys)"))
        let derived = Set(text.split(separator: "\n").map(String.init))
        let onAir = Runs.fields(run, "wlan.pmkid.akms", ["wlan.pmkid.akms"]).map { $0[0] }
        let inMessage1 = Runs.fields(run, "wlan.rsn.ie.pmkid", ["wlan.rsn.ie.pmkid"]).map { $0[0] }
        #expect(!onAir.isEmpty && inMessage1.count == 3)
        for pmkid in onAir + inMessage1 { #expect(derived.contains(pmkid)) }
    }

    @Test(arguments: OKCScenario.allCases)
    func tsharkDecryptsTheTunnelWithTheKeyLogInside(scenario: OKCScenario) throws {
        let run = try run(scenario)
        let passwords = Runs.fields(run, "wlan && diameter.User-Password", ["diameter.User-Name"])
        #expect(passwords.count == (scenario == .both ? 1 : 2))
        #expect(passwords.allSatisfy { $0 == ["testuser"] })
    }

    @Test(arguments: OKCScenario.allCases)
    func tsharkDecryptsTheDataWithThePMKs(scenario: OKCScenario) throws {
        let run = try run(scenario)
        let keys = run.pmks.map { #"-o 'uat:80211_keys:"wpa-psk","\#($0)"'"# }.joined(separator: " ")
        let rows = Runs.fields(
            run, "icmp || (wlan.fc.protected == 1 && !llc)", ["wlan.bssid", "icmp.type", "icmp.seq"],
            options: "-o wlan.enable_decryption:TRUE \(keys)")
        let air = rows.filter { !$0[0].isEmpty }
        let wire = rows.filter { $0[0].isEmpty }
        // Protected frames that stay closed have no ICMP in them: there is none.
        #expect(air.allSatisfy { !$0[1].isEmpty })
        // What the wire shows of the flow, the air carried, each at the BSS of its time.
        for (type, what) in [("8", "requests"), ("0", "replies")] {
            let carried = air.filter { $0[1] == type }
            #expect(Set(carried.map { $0[2] }) == Set(wire.filter { $0[1] == type }.map { $0[2] }), "\(what)")
            #expect(Set(carried.map { $0[2] }).count == run.products.echoes.answered, "\(what)")
            for bssid in Self.bssids { #expect(carried.filter { $0[0] == bssid }.count > 20, "\(what) at \(bssid)") }
        }
    }
}
