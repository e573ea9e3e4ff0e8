#if Live
    import EAPMethods
    import Live
    import RADIUS
    import RADIUSServer
    import Testing

    /// The server on a socket, and wpa_supplicant's own code as its judge.
    @Suite struct RADIUSListenerTests {
        private func listen(
            upTo version: TLSContext.Version = .tls12, port: UInt16 = 0
        ) throws -> RADIUSListener {
            var users = UserPasswords()
            users["testuser"] = Password("testpasswd")
            let tls = try TLSContext(server: try TLSIdentity.laboratory(), versions: .tls12...version)
            return try RADIUSListener(
                on: "127.0.0.1", port: port,
                RADIUSServerConfiguration(
                    secret: RADIUSSecret("lanforge"), eap: EAPServerConfiguration(tls: tls, users: users))
            ) { _ in }
        }

        private func supplicant() throws -> RealSupplicant {
            RealSupplicant(authority: try TLSIdentity.laboratory().authorityPEM())
        }

        @Test(
            arguments: ["auth=PAP", "auth=MSCHAPV2", "autheap=MSCHAPV2"],
            [(TLSContext.Version.tls12, "TLSv1.2"), (.tls13, "TLSv1.3")])
        func eapolTestSucceedsAndGetsMatchingKeys(phase2: String, tls: (TLSContext.Version, name: String)) throws {
            guard RealSupplicant.isThere() else { return }
            let listener = try listen(upTo: tls.0)
            defer { listener.close() }
            var supplicant = try supplicant()
            supplicant.phase2 = phase2
            supplicant.allowsTLS13 = true
            let output = try supplicant.authenticate(port: listener.endpoint.port)
            #expect(output.hasSuffix("MPPE keys OK: 1  mismatch: 0\nSUCCESS\n"), "\(output.suffix(2000))")
            #expect(output.contains("SSL: Using TLS version \(tls.name)"))
        }

        @Test(arguments: ["auth=PAP", "auth=MSCHAPV2", "autheap=MSCHAPV2"])
        func eapolTestFailsWithAWrongPassword(phase2: String) throws {
            guard RealSupplicant.isThere() else { return }
            let listener = try listen()
            defer { listener.close() }
            var supplicant = try supplicant()
            supplicant.phase2 = phase2
            supplicant.password = "wrong"
            let output = try supplicant.authenticate(port: listener.endpoint.port)
            #expect(output.hasSuffix("FAILURE\n"))
            #expect(output.contains("code=3 (Access-Reject)"))
            #expect(output.contains("EAP: Received EAP-Failure"))
        }

        @Test func eapolTestGetsNoAnswerWithAWrongSecret() throws {
            guard RealSupplicant.isThere() else { return }
            let listener = try listen()
            defer { listener.close() }
            var supplicant = try supplicant()
            supplicant.secret = "other"
            let output = try supplicant.authenticate(port: listener.endpoint.port, timeout: 2)
            #expect(output.hasSuffix("FAILURE\n"))
            #expect(output.contains("EAPOL test timed out"))
        }

        @Test func aPortInUseIsNamed() throws {
            let first = try listen()
            defer { first.close() }
            let port = first.endpoint.port
            do {
                let second = try listen(port: port)
                second.close()
                Issue.record("two listeners have one port")
            } catch let error as ListenError {
                #expect(error.description == "127.0.0.1:\(port): the port is in use")
            }
        }
    }
#endif
