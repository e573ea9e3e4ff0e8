import EAPMethods
import Foundation
import TestSupport
import Testing

/// The station resumes TLS sessions as wpa_supplicant does, with hostapd as the server of both.
@Suite(.serialized) struct ResumptionTests {
    /// Lengths of the EAP packets that eapol_test sees, as ours are counted, one list an authentication.
    private func lengths(_ output: String) -> [[Int]] {
        var lists: [[Int]] = []
        for line in output.split(separator: "\n") {
            if line.hasPrefix("Sending fake EAP-Request-Identity") { lists.append([5]) }
            guard !lists.isEmpty, let length = Int(line.split(separator: "len=").last?.prefix { $0.isNumber } ?? "")
            else {
                continue
            }
            if line.hasPrefix("TX EAP -> RADIUS") { lists[lists.count - 1].append(-length) }
            if line.hasPrefix("decapsulated EAP packet") { lists[lists.count - 1].append(length) }
        }
        return lists
    }

    /// eapol_test and ours each authenticate three times; the second and third go on from the session before.
    @Test(arguments: [
        (EAPMethod.ttls(.pap), TLSContext.Version.tls12), (.ttls(.pap), .tls13), (.ttls(.eapMSCHAPv2), .tls12),
        (.ttls(.eapMSCHAPv2), .tls13), (.tls, .tls12), (.tls, .tls13), (.peap(.msCHAPv2), .tls12),
    ])
    func aSessionIsResumedWithTheFramesOfTheRealSupplicant(method: EAPMethod, version: TLSContext.Version) throws {
        guard RealAuthenticator.isThere(), RealSupplicant.isThere() else { return }
        let server = try RealAuthenticator(clientAuthority: TLSIdentity.laboratory().authorityPEM())
        var real = RealSupplicant(authority: try #require(Program.octets(of: server.folder + "/ca.pem")))
        switch method {
        case .tls:
            let client = try TLSIdentity.laboratoryClient(userName: "testuser")
            real.method = "TLS"
            real.client = (try client.certificatePEM(), try client.privateKeyPEM())
        case .ttls(let inner):
            real.phase2 = inner == .pap ? "auth=PAP" : "autheap=MSCHAPV2"
        case .peap:
            real.method = "PEAP"
            // hostapd's PEAP version 0 with TLS 1.3 fails with eapol_test itself.
            real.peapVersion = 0
            real.phase2 = "auth=MSCHAPV2"
        }
        real.allowsTLS13 = version == .tls13
        real.reauthentications = 2
        let output = try real.authenticate(port: server.port)
        #expect(output.hasSuffix("MPPE keys OK: 3  mismatch: 0\nSUCCESS\n"), "\(output.suffix(3000))")
        var theirs = lengths(output)
        // eapol_test names TLS 1.1 and 1.0 in its Client Hello too, where it names versions.
        if version == .tls13 {
            for list in theirs.indices {
                if let hello = theirs[list].firstIndex(where: { $0 < -100 }) { theirs[list][hello] += 4 }
            }
        }
        let resumptions = output.components(separatedBy: "OpenSSL: Handshake finished - resumed=1").count - 1

        let tls = try TLSContext(
            client: .file(server.folder + "/ca.pem"), identity: TLSIdentity.laboratoryClient(userName: "testuser"),
            versions: .tls12...version)
        let configuration = EAPPeerConfiguration(
            identity: [UInt8]("testuser".utf8), anonymousIdentity: [UInt8]("anonymous".utf8),
            password: Password("testpasswd"), methods: [method], tls: tls)
        var conversation = try ServerConversation(port: server.port, configuration)
        var ours: [[Int]] = []
        var resumed: [Bool?] = []
        for _ in 0..<3 {
            let outcome = conversation.authenticate()
            #expect(outcome.stationKey != nil && outcome.stationKey == outcome.accessPointKey, "\(outcome)")
            ours.append(outcome.lengths)
            resumed.append(outcome.isResumed)
        }
        #expect(resumptions == 2)
        #expect(resumed == [false, true, true])
        if case .peap = method {
            // hostapd's Result TLV has a Cryptobinding TLV beside it, which it does not ask an answer to.
            #expect(ours.map { $0.dropLast(2) } == theirs.map { $0.dropLast(2) })
        } else {
            #expect(ours == theirs)
        }
    }
}
