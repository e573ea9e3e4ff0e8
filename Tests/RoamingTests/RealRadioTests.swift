import Octets
import Roaming
import TestSupport
import Testing

/// What real hostapd 2.10 and wpa_supplicant 2.10 did on the kernel's virtual radios. The literals are those of their own
/// logs and PMKSA caches: Tests/Fixtures/real-radios/README.md.
@Suite struct RealRadioTests {
    /// What both ends' journals say of one connection.
    struct Connection: Sendable {
        var kind: AssociationKind
        /// The number of the radio that was the AP.
        var radio: Int
        /// The PMKID that both ends' caches hold for it, where the station offered one and the AP took it.
        var pmkid: String?

        init(_ kind: AssociationKind, _ radio: Int, _ pmkid: String? = nil) {
            self.kind = kind
            self.radio = radio
            self.pmkid = pmkid
        }
    }

    /// What the journals of one kind of set-up say.
    struct Journal: Sendable, CustomTestStringConvertible {
        var name: String
        var akm: String?
        var connections: [Connection]

        init(_ name: String, _ akm: String?, _ connections: [Connection]) {
            self.name = name
            self.akm = akm
            self.connections = connections
        }

        var testDescription: String { name }
    }

    /// In preauth the journals know that the key was made by pre-authentication; nothing on the target's air tells it from
    /// a shared one. In fils the message 1 of the full authentication names no PMKID.
    private static let journals = [
        Journal(
            "psk", "WPA-PSK", [Connection(.psk, 0), Connection(.psk, 1), Connection(.psk, 0), Connection(.psk, 1)]),
        Journal(
            "psk-sha256", "WPA-PSK-SHA256",
            [
                Connection(.psk, 1), Connection(.psk, 1), Connection(.psk, 0), Connection(.psk, 1),
            ]),
        Journal(
            "wpa1", "WPA-PSK", [Connection(.psk, 0), Connection(.psk, 1), Connection(.psk, 0), Connection(.psk, 1)]),
        Journal(
            "open", nil, [Connection(.open, 0), Connection(.open, 1), Connection(.open, 0), Connection(.open, 1)]),
        Journal(
            "wep", nil, [Connection(.wep, 0), Connection(.wep, 1), Connection(.wep, 0), Connection(.wep, 1)]),
        Journal(
            "btm", "WPA-PSK", [Connection(.psk, 0), Connection(.psk, 1)]),
        Journal(
            "owe", "OWE",
            [
                Connection(.owe, 0), Connection(.owe, 1), Connection(.pmksa, 0, "3b9a501f768aa757d3e1e6125417c04c"),
                Connection(.pmksa, 1, "9e80211030d5c36377bfcf226637b024"),
            ]),
        Journal(
            "sae", "SAE",
            [
                Connection(.sae, 0), Connection(.sae, 1), Connection(.pmksa, 0, "933f22da111ba1c9408f885ebff94e28"),
                Connection(.pmksa, 1, "d7beaf38fd77a75525a30cab93af3f08"),
            ]),
        Journal(
            "sae-h2e", "SAE",
            [
                Connection(.sae, 0), Connection(.sae, 1), Connection(.pmksa, 0, "2cf32083278036a7193b5a48363d96c3"),
                Connection(.pmksa, 1, "33944ef0589dc3e05f1cb7d67b844474"),
            ]),
        Journal(
            "sae-token", "SAE",
            [
                Connection(.sae, 0), Connection(.sae, 1), Connection(.pmksa, 0, "c4b9786f06399d3a33238af54bbc78ef"),
                Connection(.pmksa, 1, "2999212c24f6bc2521c44d2df20efc0f"),
            ]),
        Journal(
            "sae-okc", "SAE",
            [
                Connection(.sae, 0), Connection(.okc, 1, "6d0b83280f15b41e05bc8962e9e8d697"),
                Connection(.pmksa, 0, "6d0b83280f15b41e05bc8962e9e8d697"),
                Connection(.okc, 1, "6d0b83280f15b41e05bc8962e9e8d697"),
            ]),
        Journal(
            "okc-both", "WPA-EAP",
            [
                Connection(.full, 0), Connection(.okc, 1, "53b2a0c0e1583f0bbacabcc93bd752dd"),
                Connection(.pmksa, 0, "d13e99591e450287f8c3c004693c5ba0"),
                Connection(.okc, 1, "53b2a0c0e1583f0bbacabcc93bd752dd"),
            ]),
        Journal(
            "okc-pmf", "WPA-EAP",
            [
                Connection(.full, 0), Connection(.okc, 1, "042feab92d0c5dc84bed8782ecec4bc8"),
                Connection(.pmksa, 0, "ccf0b4981e137a4464f16b5417eaf492"),
                Connection(.okc, 1, "042feab92d0c5dc84bed8782ecec4bc8"),
            ]),
        Journal(
            "eap-tls", "WPA-EAP",
            [
                Connection(.full, 0), Connection(.okc, 1, "8c72b406b01a872067e805f068a84098"),
                Connection(.pmksa, 0, "d0956c25b05b1aad586c7f23ac0e95ac"),
                Connection(.okc, 1, "8c72b406b01a872067e805f068a84098"),
            ]),
        Journal(
            "eap-sha256", "WPA-EAP-SHA256",
            [
                Connection(.full, 0), Connection(.okc, 1, "85bf3057e00347f2f59d457adf3d8713"),
                Connection(.pmksa, 0, "83f4eb744c5345759858a73cb8c4ecd6"),
                Connection(.okc, 1, "85bf3057e00347f2f59d457adf3d8713"),
            ]),
        Journal(
            "okc-none", "WPA-EAP",
            [
                Connection(.full, 0), Connection(.full, 1), Connection(.pmksa, 0, "42149e62187f0768cbc2a80d34880010"),
                Connection(.pmksa, 1, "35c07e17e74a3abccc130b488e85b979"),
            ]),
        Journal(
            "okc-vap-only", "WPA-EAP",
            [
                Connection(.full, 0), Connection(.full, 1), Connection(.pmksa, 0, "90a0bc4c85d38bb5cb75c392b7d2640e"),
                Connection(.pmksa, 1, "d84ddb45c0337d643a2817e36c621534"),
            ]),
        Journal(
            "okc-sta-only", "WPA-EAP",
            [
                Connection(.full, 0), Connection(.full, 1), Connection(.pmksa, 0, "2241d86460f939e341d6dff33fa92c3b"),
                Connection(.pmksa, 1, "0b6d92df411259857fafe04a83fc9ba7"),
            ]),
        Journal(
            "preauth", "WPA-EAP",
            [
                Connection(.full, 0), Connection(.cached, 1, "b018898a8b1e62e63b528dd9483c5e31"),
                Connection(.pmksa, 0, "a41886bc4be476eb5c5869ec30035d51"),
            ]),
        Journal(
            "ft-psk", "FT-PSK", [Connection(.psk, 0), Connection(.ft, 1), Connection(.ft, 0), Connection(.ft, 1)]),
        Journal(
            "ft-sae", "FT-SAE", [Connection(.sae, 0), Connection(.ft, 1), Connection(.ft, 0), Connection(.ft, 1)]),
        Journal(
            "ft-eap", "FT-EAP", [Connection(.full, 0), Connection(.ft, 1), Connection(.ft, 0), Connection(.ft, 1)]),
        Journal(
            "ft-psk-ds", "FT-PSK", [Connection(.psk, 0), Connection(.ft, 1), Connection(.ft, 0)]),
        Journal(
            "ft-psk-ds-pmf", "FT-PSK", [Connection(.psk, 0), Connection(.ft, 1), Connection(.ft, 0)]),
        Journal(
            "suite-b-192", "WPA-EAP-SUITE-B-192",
            [
                Connection(.full, 0), Connection(.full, 1), Connection(.pmksa, 0, "219b38665848c6b74bc111764947066d"),
                Connection(.pmksa, 1, "fcb2a970054e2eba6aa2a69cd3d49e43"),
            ]),
        Journal(
            "ft-eap-sha384", "FT-EAP-SHA384",
            [
                Connection(.full, 0), Connection(.ft, 1), Connection(.ft, 0), Connection(.ft, 1),
            ]),
        Journal(
            "okc-two-processes", "WPA-EAP",
            [
                Connection(.full, 1), Connection(.pmksa, 1, "7bb419e1322aec4499a8fa64bddbcb69"), Connection(.full, 0),
                Connection(.pmksa, 1, "7bb419e1322aec4499a8fa64bddbcb69"),
            ]),
        Journal(
            "fils", "FILS-SHA256",
            [
                Connection(.full, 0), Connection(.full, 1), Connection(.cached, 0, "4d1107042074e0f8c1e2b1bd40f847fc"),
                Connection(.cached, 1, "64962503b45fc3a5824092877ebca828"),
            ]),
    ]

    @Test(arguments: journals) func everyConnectionIsAsTheJournalsSay(journal: Journal) throws {
        let associations = try RoamingResults(analyzing: RealRadios.path(journal.name)).associations
        try #require(associations.count == journal.connections.count)
        for (association, connection) in zip(associations, journal.connections) {
            #expect(association.kind == connection.kind)
            #expect(association.bssid.description == "02:00:00:00:0\(connection.radio):00")
            #expect(association.pmkidAccepted?.description == connection.pmkid)
            #expect(association.akm == journal.akm)
        }
        // Each connection but the first was asked for by `wpa_cli roam`, once with the AP that it was at.
        for index in associations.indices.dropFirst() {
            let before = journal.connections[index - 1].radio
            #expect(associations[index].request == .reassociation)
            #expect(associations[index].isRoam == (journal.connections[index].radio != before))
        }
    }

    @Test(arguments: [
        ("okc-none", Reason.noPMKIDOffered), ("okc-vap-only", .noPMKIDOffered), ("okc-sta-only", .pmkidNotAccepted),
    ])
    func aRoamIsSlowForWhatOneSideLacks(kind: String, reason: Reason) throws {
        let associations = try RoamingResults(analyzing: RealRadios.path(kind)).associations
        #expect(associations[1].reason == reason)
        #expect(associations[1].pmkidsOffered.isEmpty == (reason == .noPMKIDOffered))
    }

    /// OKC on both sides, but the second AP is a process of its own.
    @Test func okcNeedsAPsThatShareKeys() throws {
        let roam = try RoamingResults(analyzing: RealRadios.path("okc-two-processes")).associations[2]
        #expect(roam.isRoam && roam.reason == .pmkidNotAccepted)
        #expect(roam.pmkidsOffered.map { $0.description } == ["7179588828269a2feef21beb947e8e84"])
    }

    /// wpa_supplicant's log has status_code=17 and 53, CTRL-EVENT-EAP-FAILURE and, of the wrong passphrase, "4-Way Handshake
    /// failed"; hostapd's has "Station does not support mandatory HT PHY".
    @Test func refusalsCarryTheirStatus() throws {
        func reasons(_ kind: String) throws -> [Reason?] {
            try RoamingResults(analyzing: RealRadios.path(kind)).associations.map(\.reason)
        }
        let full = Reason.authenticationRejected(status: 17)
        #expect(try reasons("refused") == [nil, full, full, full, full])
        #expect(try reasons("refused-association") == Array(repeating: .rejected(status: 27), count: 4))
        #expect(try reasons("eap-reject") == [.eapFailure])
        #expect(try reasons("wrong-passphrase") == [.fourWayTimeout(lastMessage: 2)])
        let transition = try RoamingResults(analyzing: RealRadios.path("ft-sae-refused")).associations
        #expect(transition.map(\.kind) == [.sae, .failed, .ft, .ft, .failed, .ft])
        #expect(transition[1].reason == .ftRejected(status: 53))
    }

    /// The AP answers "try again later" with status 30 while its SA Query runs; then the same association goes on.
    @Test func anAssociationThatHadToComeBackIsOne() throws {
        let associations = try RoamingResults(analyzing: RealRadios.path("sa-query")).associations
        #expect(associations.map(\.kind) == [.psk, .psk])
        #expect(associations[1].phases.authenticationToAssociation?.milliseconds == "1097.534")
    }

    /// The AP hears two requests and answers both; frame 45 is the message 1 behind the last answer, frame 69 that of the try
    /// that succeeded.
    @Test func whatTheAPAnswersAgainBeginsAnew() throws {
        let associations = try RoamingResults(analyzing: RealRadios.path("owe-transition")).associations
        #expect(associations.map(\.kind) == [.unknown, .owe])
        #expect(associations[0].phases.authenticationToAssociation?.milliseconds == "698.188")
    }

    @Test func theAPsRequestIsWhyTheStationLeft() throws {
        let associations = try RoamingResults(analyzing: RealRadios.path("btm")).associations
        #expect(associations.map(\.trigger) == [nil, .bssTransitionRequest])
    }

    /// `wpa_cli ft_ds`: the Action frames through the AP before are encrypted where management frames are protected.
    @Test func aTransitionOverTheDSIsSeenWhereItsFramesAreInTheClear() throws {
        let clear = try RoamingResults(analyzing: RealRadios.path("ft-psk-ds")).associations
        #expect(clear.map(\.over) == [nil, .ds, .ds])
        #expect(clear.allSatisfy { $0.phases.roam != nil })
        let protected = try RoamingResults(analyzing: RealRadios.path("ft-psk-ds-pmf")).associations
        #expect(protected.map(\.over) == [nil, nil, nil])
        #expect(protected.dropFirst().allSatisfy { $0.phases.roam == nil && $0.phases.roamFromRequest != nil })
        let air = try RoamingResults(analyzing: RealRadios.path("ft-eap")).associations
        #expect(air.map(\.over) == [nil, .air, .air, .air])
    }

    @Test func whatPreauthenticationMayHaveMadeIsNotCalledOpportunistic() throws {
        let roam = try RoamingResults(analyzing: RealRadios.path("preauth")).associations[1]
        #expect(roam.evidence == nil && roam.explanation.contains("pre-authentication, which this AP takes"))
    }
}
