import Cryptography
import Octets
import Testing

@testable import EAPMethods

/// RFC 2759, 9.2.
@Suite struct MSCHAPv2Tests {
    private let userName = [UInt8]("User".utf8)
    private let password = Password("clientPass")

    private func challenges() throws -> (authenticator: FixedOctets<16>, peer: FixedOctets<16>) {
        (
            try #require(FixedOctets(hexadecimal: "5b5d7c7d7b3f2f3e3c2c602132262628")),
            try #require(FixedOctets(hexadecimal: "21402324255e262a28295f2b3a337c7e"))
        )
    }

    @Test func derivesWhatTheRFCDerives() throws {
        let (authenticator, peer) = try challenges()
        let challenge = MSCHAPv2.challengeHash(
            peerChallenge: peer, authenticatorChallenge: authenticator, userName: userName)
        #expect(challenge.description == "d02e4386bce91226")
        let hash = MSCHAPv2.passwordHash([UInt8]("clientPass".utf8))
        let hashText = hash.octets.hexadecimal
        #expect(hashText == "44ebba8d5312b8d611474411f56989ae")
        let response = MSCHAPv2.ntResponse(challenge: challenge, passwordHash: hash)
        let responseText = response.octets.hexadecimal
        #expect(responseText == "82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df")
        let answer = MSCHAPv2.authenticatorResponse(passwordHash: hash, ntResponse: response, challenge: challenge)
        #expect(String(decoding: answer, as: UTF8.self) == "S=407A5589115FD0D6209F510FE9C04566932CDA56")
    }

    @Test func theDomainBeforeTheNameDoesNotCount() throws {
        let (authenticator, peer) = try challenges()
        let challenge = MSCHAPv2.challengeHash(
            peerChallenge: peer, authenticatorChallenge: authenticator, userName: [UInt8]("LAB\\User".utf8))
        #expect(challenge.description == "d02e4386bce91226")
    }

    @Test func versionOneIsTheSameComputationOverTheServersChallenge() throws {
        // RFC 2433, B.1.
        let challenge = try #require(FixedOctets<8>(hexadecimal: "102db5df085d3041"))
        let hash = MSCHAPv2.passwordHash([UInt8]("MyPw".utf8))
        let hashText = hash.octets.hexadecimal
        #expect(hashText == "fc156af7edcd6c0edde3337d427f4eac")
        let response = MSCHAPv2.ntResponse(challenge: challenge, passwordHash: hash)
        let responseText = response.octets.hexadecimal
        #expect(responseText == "4e9d3c8f9cfd385d5bf4d3246791956ca4c351ab409a3d61")
    }

    @Test func aServerWithAnotherPasswordHasNoAnswer() throws {
        let (authenticator, peer) = try challenges()
        let octets = try #require([UInt8](hexadecimal: "82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df"))
        let response = MSCHAPv2Response(peerChallenge: peer, ntResponse: SecretOctets(octets.octets, at: 0))
        #expect(
            response.authenticatorResponse(to: authenticator, userName: userName, password: Password("clientpass"))
                == nil)
        #expect(
            response.authenticatorResponse(to: authenticator, userName: userName, password: password)
                == [UInt8]("S=407A5589115FD0D6209F510FE9C04566932CDA56".utf8))
    }

    @Test func aPasswordNeverShowsItself() {
        var text = "\(password)"
        dump(password, to: &text)
        #expect(!text.contains("clientPass"))
        #expect(!text.contains("99"))
    }
}
