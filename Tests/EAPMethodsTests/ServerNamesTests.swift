import Testing

@testable import EAPMethods

/// What eapol_test 2.10 said of the same lists and a certificate with these names.
@Suite struct ServerNamesTests {
    private static let radius = [[UInt8]("radius.example.org".utf8)]

    @Test(arguments: [
        ("radius.example.com", false), ("radius.example.org", true), ("a.b;RADIUS.example.org", true),
        ("a; radius.example.org", false), ("example.org", false), ("", false),
    ])
    func aWholeNameFits(list: String, fits: Bool) throws {
        let names = try #require(ServerNames(domainMatch: list, domainSuffixMatch: nil))
        #expect(names.accepts(Self.radius) == fits)
    }

    @Test(arguments: [
        ("ample.org", false), ("example.org", true), (";x.y;ORG", true), ("radius.example.org", true),
        ("a.radius.example.org", false), (".org", false),
    ])
    func aNamesEndFitsFromALabelOn(list: String, fits: Bool) throws {
        let names = try #require(ServerNames(domainMatch: nil, domainSuffixMatch: list))
        #expect(names.accepts(Self.radius) == fits)
    }

    @Test func bothListsMustFit() throws {
        let names = try #require(ServerNames(domainMatch: "radius.example.org", domainSuffixMatch: "example.com"))
        #expect(!names.accepts(Self.radius))
        #expect(ServerNames(domainMatch: nil, domainSuffixMatch: nil) == nil)
    }

    /// The old trick with which a certificate for evil.org was taken for another's.
    @Test func aNameWithANULFitsNothing() throws {
        let shown = [[UInt8]("radius.example.org\u{0}.evil.org".utf8)]
        for (whole, end) in [("radius.example.org", nil), (nil, "evil.org")] as [(String?, String?)] {
            let names = try #require(ServerNames(domainMatch: whole, domainSuffixMatch: end))
            #expect(!names.accepts(shown))
        }
    }
}
