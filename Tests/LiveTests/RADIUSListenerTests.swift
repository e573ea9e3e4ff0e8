#if Live
    import EAPMethods
    import Live
    import RADIUS
    import RADIUSServer
    import Synchronization
    import TestSupport
    import Testing

    /// The server on a socket, and wpa_supplicant's own code as its judge.
    @Suite struct RADIUSListenerTests {
        private func listen(
            upTo version: TLSContext.Version = .tls12, port: UInt16 = 0,
            methods: [TLSMethod] = TLSMethod.allCases, resumption: TLSContext.Resumption? = nil,
            session: SessionAttributes? = nil,
            log: @escaping @Sendable (RADIUSServerEvent) -> Void = { _ in }
        ) throws -> RADIUSListener {
            var users = UserPasswords()
            users["testuser"] = Password("testpasswd")
            let tls = try TLSContext(
                server: try TLSIdentity.laboratory(), versions: min(.tls12, version)...version, resumption: resumption)
            var eap = EAPServerConfiguration(tls: tls, users: users)
            eap.methods = methods
            var configuration = RADIUSServerConfiguration(secret: RADIUSSecret("lanforge"), eap: eap)
            configuration.sessions[Array("testuser".utf8)] = session
            return try RADIUSListener(on: "127.0.0.1", port: port, configuration, log: log)
        }

        /// A network block for EAP-TLS, with a certificate of the laboratory's authority of this kind.
        private func certificateHolder(
            named name: String = "testuser", _ kind: TLSIdentity.KeyKind = .rsa2048
        ) throws -> RealSupplicant {
            let client = try TLSIdentity.laboratoryClient(kind, userName: name)
            var supplicant = try supplicant()
            supplicant.method = "TLS"
            supplicant.client = (try client.certificatePEM(), try client.privateKeyPEM())
            return supplicant
        }

        private func supplicant() throws -> RealSupplicant {
            RealSupplicant(authority: try TLSIdentity.laboratory().authorityPEM())
        }

        /// What wpa_supplicant calls everything that runs inside EAP-TTLS.
        private static let phase2 = [
            "auth=PAP", "auth=CHAP", "auth=MSCHAP", "auth=MSCHAPV2", "autheap=MSCHAPV2", "autheap=MD5", "autheap=GTC",
        ]

        @Test func theAcceptSaysHowLongTheSessionLasts() throws {
            guard RealSupplicant.isThere() else { return }
            let listener = try listen(session: SessionAttributes(timeout: 30, requestsReauthentication: true))
            defer { listener.close() }
            let output = try supplicant().authenticate(port: listener.endpoint.port)
            #expect(output.hasSuffix("SUCCESS\n"))
            #expect(output.contains("Attribute 27 (Session-Timeout) length=6\n      Value: 30\n"), "\(output)")
            #expect(output.contains("Attribute 29 (Termination-Action) length=6\n      Value: 1\n"))
        }

        @Test(arguments: phase2, versions)
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

        @Test(arguments: phase2)
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

        private static let versions: [(TLSContext.Version, name: String)] = [(.tls12, "TLSv1.2"), (.tls13, "TLSv1.3")]
        private static let allVersions = [(TLSContext.Version.tls10, name: "TLSv1"), (.tls11, "TLSv1.1")] + versions

        /// Each method once, over each version; the second time the session is resumed.
        @Test(arguments: [("TLS", ""), ("TTLS", "auth=MSCHAPV2"), ("PEAP", "auth=MSCHAPV2")], allVersions)
        func eapolTestResumesItsSessionAndGetsNewMatchingKeys(
            method: (name: String, phase2: String), tls: (TLSContext.Version, name: String)
        ) throws {
            guard RealSupplicant.isThere() else { return }
            let events = Mutex<[RADIUSServerEvent]>([])
            let listener = try listen(upTo: tls.0, resumption: .init()) { event in events.withLock { $0.append(event) }
            }
            defer { listener.close() }
            var supplicant = method.name == "TLS" ? try certificateHolder() : try supplicant()
            supplicant.method = method.name
            supplicant.phase2 = method.phase2
            supplicant.allowsTLS13 = true
            supplicant.allowsOldTLS = true
            supplicant.reauthentications = 2
            let output = try supplicant.authenticate(port: listener.endpoint.port)
            #expect(output.hasSuffix("MPPE keys OK: 3  mismatch: 0\nSUCCESS\n"), "\(output.suffix(4000))")
            #expect(output.contains("SSL: Using TLS version \(tls.name)\n"))
            #expect(output.contains("OpenSSL: Handshake finished - resumed=1"))
            let happened = events.withLock { $0 }
            // Who it is was proved in the first of the three, and is known in the others.
            #expect(happened.filter { if case .resumed = $0 { true } else { false } }.count == 2)
            let users = happened.compactMap { if case .accepted(_, _, let user, _) = $0 { user } else { nil } }
            #expect(users == ["testuser", "testuser", "testuser"])
        }

        @Test func withoutResumptionEachHandshakeIsAFullOne() throws {
            guard RealSupplicant.isThere() else { return }
            let listener = try listen(upTo: .tls13)
            defer { listener.close() }
            var supplicant = try supplicant()
            supplicant.allowsTLS13 = true
            supplicant.reauthentications = 1
            let output = try supplicant.authenticate(port: listener.endpoint.port)
            #expect(output.hasSuffix("MPPE keys OK: 2  mismatch: 0\nSUCCESS\n"))
            #expect(!output.contains("resumed=1"))
        }

        @Test(arguments: ["auth=MSCHAPV2", "auth=MD5", "auth=GTC"], versions)
        func eapolTestSucceedsWithPEAP(phase2: String, tls: (TLSContext.Version, name: String)) throws {
            guard RealSupplicant.isThere() else { return }
            let listener = try listen(upTo: tls.0)
            defer { listener.close() }
            var supplicant = try supplicant()
            supplicant.method = "PEAP"
            supplicant.phase2 = phase2
            supplicant.allowsTLS13 = true
            let output = try supplicant.authenticate(port: listener.endpoint.port)
            #expect(output.hasSuffix("MPPE keys OK: 1  mismatch: 0\nSUCCESS\n"), "\(output.suffix(4000))")
            #expect(output.contains("SSL: Using TLS version \(tls.name)"))
            #expect(output.contains("EAP-TLV: TLV Result - Success"))
        }

        @Test func eapolTestGetsTheMethodThatItsNakAsksForIfItIsAllowed() throws {
            guard RealSupplicant.isThere() else { return }
            let both = try listen(methods: [.peap, .ttls])
            defer { both.close() }
            let supplicant = try supplicant()
            let accepted = try supplicant.authenticate(port: both.endpoint.port)
            #expect(accepted.hasSuffix("MPPE keys OK: 1  mismatch: 0\nSUCCESS\n"))
            #expect(accepted.contains("CTRL-EVENT-EAP-PROPOSED-METHOD vendor=0 method=25 -> NAK"))
            let one = try listen(methods: [.peap])
            defer { one.close() }
            let refused = try supplicant.authenticate(port: one.endpoint.port)
            #expect(refused.hasSuffix("FAILURE\n"))
            #expect(refused.contains("code=3 (Access-Reject)"))
        }

        @Test(arguments: versions)
        func eapolTestSucceedsWithACertificate(tls: (TLSContext.Version, name: String)) throws {
            guard RealSupplicant.isThere() else { return }
            let listener = try listen(upTo: tls.0)
            defer { listener.close() }
            var supplicant = try certificateHolder()
            supplicant.allowsTLS13 = true
            let output = try supplicant.authenticate(port: listener.endpoint.port)
            #expect(output.hasSuffix("MPPE keys OK: 1  mismatch: 0\nSUCCESS\n"), "\(output.suffix(4000))")
            #expect(output.contains("SSL: Using TLS version \(tls.name)"))
        }

        @Test(arguments: versions, ["testuser", "nobody"])
        func eapolTestFailsInPEAP(tls: (TLSContext.Version, name: String), identity: String) throws {
            guard RealSupplicant.isThere() else { return }
            let listener = try listen(upTo: tls.0)
            defer { listener.close() }
            var supplicant = try supplicant()
            supplicant.method = "PEAP"
            supplicant.phase2 = "auth=MSCHAPV2"
            supplicant.allowsTLS13 = true
            supplicant.identity = identity
            supplicant.password = "wrong"
            let output = try supplicant.authenticate(port: listener.endpoint.port)
            #expect(output.hasSuffix("FAILURE\n"))
            #expect(output.contains("EAP-TLV: TLV Result - Failure"), "\(output.suffix(4000))")
            #expect(output.contains("code=3 (Access-Reject)"))
        }

        @Test(arguments: versions)
        func eapolTestFailsWithTheCertificateOfAnotherAuthorityOrOfAnUnknownUser(
            tls: (TLSContext.Version, name: String)
        ) throws {
            guard RealSupplicant.isThere() else { return }
            let listener = try listen(upTo: tls.0)
            defer { listener.close() }
            for wrong in [try certificateHolder(.p256), try certificateHolder(named: "nobody")] {
                var supplicant = wrong
                supplicant.allowsTLS13 = true
                let output = try supplicant.authenticate(port: listener.endpoint.port)
                #expect(output.hasSuffix("FAILURE\n"))
                #expect(output.contains("code=3 (Access-Reject)"), "\(output.suffix(4000))")
            }
        }

        @Test func radclientLearnsByStatusServerThatTheServerIsAlive() throws {
            guard Program.isThere("radclient", package: "freeradius-utils") else { return }
            let listener = try listen()
            defer { listener.close() }
            let port = listener.endpoint.port
            let ask = "echo 'Message-Authenticator = 0x00' | radclient -x -r 1 -t 2 127.0.0.1:\(port) status"
            let (status, text) = try #require(Program.output(of: ask + " lanforge 2>&1"))
            #expect(status == 0)
            #expect(text.contains("Received Access-Accept"), "\(text)")
            let (refused, silence) = try #require(Program.output(of: ask + " other 2>&1"))
            #expect(refused != 0)
            #expect(silence.contains("No reply from server"), "\(silence)")
            let counters = listener.counters
            #expect(counters.statusRequests == 1 && counters.badAuthenticators == 1)
        }

        @Test func radclientsAccountingIsAnsweredAndReported() throws {
            guard Program.isThere("radclient", package: "freeradius-utils") else { return }
            let lines = Mutex<[String]>([])
            let listener = try RADIUSListener(
                on: "127.0.0.1", port: 0, accounting: AccountingServerConfiguration(secret: RADIUSSecret("lanforge"))
            ) { event in lines.withLock { $0.append("\(event)") } }
            defer { listener.close() }
            let port = listener.endpoint.port
            func ask(_ attributes: String, _ secret: String, _ command: String = "acct") throws -> String {
                let tool = "radclient -x -r 1 -t 2 127.0.0.1:\(port) \(command) \(secret)"
                return try #require(Program.output(of: "echo '\(attributes)' | \(tool) 2>&1")).text
            }
            let start = "Acct-Status-Type = Start, Acct-Session-Id = \"a1\", User-Name = \"testuser\""
            #expect(try ask(start, "lanforge").contains("Received Accounting-Response"))
            let stop = """
                Acct-Status-Type = Stop, Acct-Session-Id = "a1", User-Name = "testuser", Acct-Session-Time = 5, \
                Acct-Input-Octets = 7, Acct-Input-Gigawords = 1, Acct-Terminate-Cause = Idle-Timeout
                """
            #expect(try ask(stop, "lanforge").contains("Received Accounting-Response"))
            #expect(try ask(start, "other").contains("No reply from server"))
            #expect(
                try ask("Message-Authenticator = 0x00", "lanforge", "status").contains("Received Accounting-Response"))
            let counters = listener.accountingCounters
            #expect(counters.requests == 2 && counters.responses == 2 && counters.badAuthenticators == 1)
            #expect(counters.statusRequests == 1)
            let told = lines.withLock { $0 }
            #expect(told.count { $0.hasPrefix("Start of testuser, session a1 at 127.0.0.1:") } == 1)
            #expect(
                told.count { $0.hasPrefix("Stop of testuser, session a1, 5 s, 4294967303 octets in, Idle-Timeout at") }
                    == 1)
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
