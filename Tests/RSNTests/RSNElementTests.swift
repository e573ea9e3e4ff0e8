import Octets
import RSN
import Testing

private func octets(_ hexadecimal: String) -> [UInt8] { [UInt8](hexadecimal: hexadecimal) ?? [] }

/// A copy of all that an RSN element says, for `#expect`.
private struct Contents: Equatable {
    var group = Cipher.ccmp
    var pairwise = [Cipher.ccmp]
    var akms = [AKM.wpaEAP]
    var capabilities: RSNCapabilities = []
    var pmkids: [PMKID] = []
    var groupManagement: Cipher?

    init(
        group: Cipher = .ccmp, pairwise: [Cipher] = [.ccmp], akms: [AKM] = [.wpaEAP],
        capabilities: RSNCapabilities = [], pmkids: [PMKID] = [], groupManagement: Cipher? = nil
    ) {
        self.group = group
        self.pairwise = pairwise
        self.akms = akms
        self.capabilities = capabilities
        self.pmkids = pmkids
        self.groupManagement = groupManagement
    }

    init(parsing body: [UInt8]) throws {
        let element = try RSNElement(parsing: body.octets)
        group = element.groupCipher
        pairwise = element.pairwiseCiphers.array
        akms = element.akms.array
        capabilities = element.capabilities
        pmkids = element.pmkids
        groupManagement = element.groupManagementCipher
    }
}

@Suite struct RSNElementTests {
    static let offered = PMKID(hexadecimal: "1034a88f7e30d0763f452c6cbe520b1c")

    // okc_both.pcapng frame 2, n-02.cap frame 132, wpa3-psk.pcap frame 19, as tshark reads them.
    @Test func realElementsAreRead() throws {
        #expect(
            try Contents(parsing: octets("0100000fac040100000fac040200000fac01000fac050c00"))
                == Contents(akms: [.wpaEAP, .wpaEAPSHA256], capabilities: .sixteenPairwiseReplayCounters))
        #expect(
            try Contents(parsing: octets("0100000fac040100000fac040100000fac06cc00"))
                == Contents(
                    akms: [.wpaPSKSHA256],
                    capabilities: [
                        .sixteenPairwiseReplayCounters, .managementFrameProtectionRequired,
                        .managementFrameProtectionCapable,
                    ]))
        #expect(
            try Contents(parsing: octets("0100000fac040100000fac040100000fac08c0000000000fac06"))
                == Contents(
                    akms: [.sae],
                    capabilities: [.managementFrameProtectionRequired, .managementFrameProtectionCapable],
                    groupManagement: .bipCMAC))
    }

    // okc_both.pcapng frame 760.
    @Test func theOfferedPMKIDOfARealReassociationIsFound() throws {
        let body = octets("0100000fac040100000fac040100000fac01000001001034a88f7e30d0763f452c6cbe520b1c")
        let offered = try #require(Self.offered)
        #expect(try Contents(parsing: body) == Contents(pmkids: [offered]))
        let lists = try RSNElement(parsing: body.octets).lists(offered)
        let listsOther = try RSNElement(parsing: body.octets).lists(PMKID())
        #expect(lists && !listsOther)
    }

    @Test func everyFieldAfterTheVersionMayBeAbsent() throws {
        let whole = octets("0100000fac020100000fac020100000fac0201000000000fac06")
        let tkip = Contents(
            group: .tkip, pairwise: [.tkip], akms: [.wpaPSK], capabilities: .preauthentication,
            groupManagement: .bipCMAC)
        #expect(try Contents(parsing: whole) == tkip)
        #expect(try Contents(parsing: Array(whole[..<2])) == Contents())
        #expect(try Contents(parsing: Array(whole[..<6])) == Contents(group: .tkip))
        #expect(try Contents(parsing: Array(whole[..<12])) == Contents(group: .tkip, pairwise: [.tkip]))
        #expect(
            try Contents(parsing: Array(whole[..<18])) == Contents(group: .tkip, pairwise: [.tkip], akms: [.wpaPSK]))
        for length in [0, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21] {
            #expect(throws: ParseError.self) { try Contents(parsing: Array(whole[..<length])) }
        }
    }

    @Test func countsThatGoPastTheEndAreRefused() {
        #expect(throws: ParseError(at: 8, expected: "262140 octets of pairwise cipher suites, 4 are left")) {
            try Contents(parsing: octets("0100000fac04ffff000fac04"))
        }
        #expect(throws: ParseError(at: 22, expected: "32 octets of PMKIDs, 16 are left")) {
            try Contents(
                parsing: octets("0100000fac040100000fac040100000fac0100000200" + String(repeating: "00", count: 16)))
        }
        #expect(throws: ParseError(at: 0, expected: "RSN version 1")) { try Contents(parsing: octets("0200")) }
    }

    // okc_both.pcapng: the AP's (frame 2), the station's without and with PMKID (frames 165 and 760);
    // wpa3-psk.pcap frame 19.
    @Test func elementsAreWrittenAsHostapdAndWPASupplicantDo() throws {
        var out: [UInt8] = []
        out.appendRSNElement(akms: [.wpaEAP, .wpaEAPSHA256], capabilities: .sixteenPairwiseReplayCounters)
        #expect(out.octets.hexadecimal == "30180100000fac040100000fac040200000fac01000fac050c00")
        out = []
        out.appendRSNElement(akms: [.wpaEAP])
        #expect(out.octets.hexadecimal == "30140100000fac040100000fac040100000fac010000")
        out = []
        out.appendRSNElement(akms: [.wpaEAP], pmkids: [try #require(Self.offered)])
        #expect(
            out.octets.hexadecimal
                == "30260100000fac040100000fac040100000fac01000001001034a88f7e30d0763f452c6cbe520b1c")
        out = []
        out.appendRSNElement(
            akms: [.sae], capabilities: [.managementFrameProtectionRequired, .managementFrameProtectionCapable],
            groupManagementCipher: .bipCMAC)
        #expect(out.octets.hexadecimal == "301a0100000fac040100000fac040100000fac08c0000000000fac06")
    }

    @Test func pmkidsThatDoNotFitAreLeftOut() throws {
        var out: [UInt8] = []
        out.appendRSNElement(akms: [.wpaEAP], pmkids: Array(repeating: PMKID(), count: 40))
        #expect(out.count <= 257)
        #expect(try Contents(parsing: Array(out[2...])).pmkids.count == 14)
    }

    @Test func suitesAreSpelledAsHostapdDoes() {
        #expect(AKM.wpaEAPSHA256.description == "WPA-EAP-SHA256")
        #expect(AKM(name: "WPA-EAP-SUITE-B-192") == AKM(rawValue: 0x000F_AC0C))
        #expect(AKM(rawValue: 0x0040_9600).description == "00-40-96:0")
        #expect(AKM(name: "WPA-NONSENSE") == nil)
        #expect(Cipher(name: "CCMP") == Cipher(rawValue: 0x000F_AC04))
        #expect(Cipher(rawValue: 0x000F_AC63).description == "00-0f-ac:99")
        #expect(RSNCapabilities(rawValue: 0x000C).pairwiseReplayCounters == 16)
    }
}
