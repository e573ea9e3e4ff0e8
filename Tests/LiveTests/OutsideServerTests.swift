#if Live
    import Capture
    import Configuration
    import Control
    import EAPMethods
    import Live
    import RADIUS
    import RADIUSServer
    import Roaming
    import TestSupport
    import Testing

    /// The access points of a live lab ask servers outside of it, over UDP.
    @Suite(.serialized) struct OutsideServerTests {
        private static let a = "04:f0:21:19:87:44"
        private static let b = "04:f0:21:19:88:44"

        private static func ask(_ ports: [UInt16], _ plan: inout LabPlan) {
            plan.hasServer = false
            for index in plan.accessPoints[0].bsses.indices {
                plan.accessPoints[0].bsses[index].authenticationServers = ports.map { port in
                    var server = plan.accessPoints[0].bsses[index].authenticationServers[0]
                    server.port = port
                    return server
                }
            }
        }

        private func listener(port: UInt16) throws -> RADIUSListener {
            var users = UserPasswords()
            users["testuser"] = Password("testpasswd")
            let tls = try TLSContext(server: try TLSIdentity.laboratory())
            return try RADIUSListener(
                on: "127.0.0.1", port: port,
                RADIUSServerConfiguration(
                    secret: RADIUSSecret("lanforge"), eap: EAPServerConfiguration(tls: tls, users: users))
            ) { _ in }
        }

        /// Makes the running station one that does EAP-TLS, by what a person types into wpa_cli.
        private func showCertificate(_ lab: RunningLab) throws {
            let client = try TLSIdentity.laboratoryClient(userName: "testuser")
            let (certificate, key) = (lab.folder + "/client.pem", lab.folder + "/client.key")
            Program.write(try client.certificatePEM(), to: certificate)
            Program.write(try client.privateKeyPEM(), to: key)
            #expect(lab.wpaCLI("disconnect") == "OK\n")
            #expect(lab.wpaCLI(#"set_network 0 client_cert '"\#(certificate)"'"#) == "OK\n")
            #expect(lab.wpaCLI(#"set_network 0 private_key '"\#(key)"'"#) == "OK\n")
            #expect(lab.wpaCLI("set_network 0 eap TLS") == "OK\n")
            #expect(lab.wpaCLI("get_network 0 private_key") == "\"\(key)\"")
        }

        /// FreeRADIUS proposes EAP-TLS: a station with EAP-TTLS says no by a Nak, one with a certificate goes along.
        @Test(arguments: ["TTLS", "TLS"]) func freeRADIUSServesAllFourScenarios(method: String) throws {
            guard RunningLab.toolsAreThere(), RealServer.isThere() else { return }
            let server = try RealServer(tls: "1.2", clientAuthority: TLSIdentity.laboratory().authorityPEM())
            let port = server.port
            let lab = try RunningLab(plan: { Self.ask([port], &$0) })
            #expect(lab.link(to: Self.a))
            if method == "TLS" { try showCertificate(lab) }
            for (okc, pkc) in [(1, 0), (1, 1), (0, 0), (0, 1)] {
                #expect(lab.wpaCLI("disconnect") == "OK\n")
                for bss in ["vap0000", "vap0000_0", "vap0000_1"] {
                    #expect(lab.hostapdCLI("set okc \(okc)", bss: bss) == "OK\n")
                    #expect(lab.hostapdCLI("pmksa_flush", bss: bss) == "OK\n")
                }
                #expect(lab.wpaCLI("set_network 0 proactive_key_caching \(pkc)") == "OK\n")
                #expect(lab.wpaCLI("pmksa_flush") == "OK\n")
                #expect(lab.wpaCLI("reconnect") == "OK\n")
                #expect(lab.link(to: Self.a))
                #expect(lab.wpaCLI("scan") == "OK\n")
                SystemThread.sleep(milliseconds: 400)
                #expect(lab.wpaCLI("roam \(Self.b)") == "OK\n")
                #expect(lab.link(to: Self.b))
            }
            let keys = try KeysFile(parsing: lab.stop())
            let results = try RoamingResults(analyzing: lab.capture, keys: keys)
            let roams = results.associations.filter { $0.request == .reassociation }
            #expect(roams.map { $0.kind.rawValue } == ["full", "okc", "full", "full"])
            #expect(roams.map(\.pmkidsOffered.count) == [0, 1, 0, 1])
            // The wire was captured too, as tshark sees it: an Access-Accept for each association with EAP.
            guard Program.isThere("tshark", package: "tshark") else { return }
            func count(_ filter: String) throws -> Int? {
                let command = "tshark -r \(lab.capture) -d udp.port==\(port),radius -Y '\(filter)' | wc -l"
                return Int(try #require(Program.text(of: command)).filter(\.isNumber))
            }
            let full = results.associations.filter(\.eap)
            #expect(try count("radius.code == 2") == full.count)
            // The first link of all was made before the certificate was there.
            let tls = full.count { $0.eapMethod == "EAP-TLS" }
            #expect(tls == (method == "TLS" ? full.count - 1 : 0) && full.count > 4)
            #expect(
                try count("wlan.ta == 00:0e:8e:fd:93:71 && eap.type == 3 && eap.desired_type == 21") == full.count - tls
            )
        }

        /// FreeRADIUS writes down what it is told, in its detail file: a paragraph a report.
        @Test func freeRADIUSTakesTheAccountingOfARoam() throws {
            guard RunningLab.toolsAreThere(), RealServer.isThere() else { return }
            let server = try RealServer(tls: "1.2")
            let (port, accountingPort) = (server.port, server.accountingPort)
            let lab = try RunningLab(plan: { plan in
                Self.ask([port], &plan)
                for index in plan.accessPoints[0].bsses.indices {
                    var server = plan.accessPoints[0].bsses[index].authenticationServers[0]
                    server.port = accountingPort
                    plan.accessPoints[0].bsses[index].accountingServers = [server]
                    plan.accessPoints[0].bsses[index].accountingInterimInterval = 1
                }
            })
            #expect(lab.link(to: Self.a))
            SystemThread.sleep(milliseconds: 1500)
            #expect(lab.wpaCLI("scan") == "OK\n")
            SystemThread.sleep(milliseconds: 400)
            #expect(lab.wpaCLI("roam \(Self.b)") == "OK\n")
            #expect(lab.link(to: Self.b))
            SystemThread.sleep(milliseconds: 300)
            let mib = lab.hostapdCLI("mib")
            lab.stop()
            for _ in 0..<50 where server.accounted.ranges(of: "Accounting-Off").count < 3 {
                SystemThread.sleep(milliseconds: 100)
            }
            let reports = server.accounted.split(separator: "\n\n").map(String.init)
            func value(_ key: String, _ report: String) -> String? {
                report.split(separator: "\n").first { $0.hasPrefix("\t\(key) = ") }
                    .map { $0.dropFirst(key.count + 4).filter { $0 != "\"" } }
            }
            func sessions(_ status: String) -> [String] {
                reports.filter { value("Acct-Status-Type", $0) == status }.compactMap { value("Acct-Session-Id", $0) }
            }
            #expect(
                sessions("Accounting-On").count == 3
                    && sessions("Accounting-Off").sorted() == sessions("Accounting-On").sorted())
            #expect(sessions("Start").count == 2 && sessions("Stop") == sessions("Start"))
            #expect(Set(sessions("Start")).count == 2 && sessions("Interim-Update").first == sessions("Start").first)
            let starts = reports.filter { value("Acct-Status-Type", $0) == "Start" }
            #expect(starts.map { value("User-Name", $0) } == ["testuser", "testuser"])
            #expect(
                starts.map { value("Called-Station-Id", $0) } == [
                    "04-F0-21-19-87-44:okctest1", "04-F0-21-19-88-44:okctest1",
                ])
            // It answered, and its answers were believed.
            #expect(mib.contains("radiusAccClientServerPortNumber=\(accountingPort)\n"), "\(mib)")
            #expect(
                mib.contains("radiusAccClientBadAuthenticators=0\n") && !mib.contains("radiusAccClientResponses=0\n"))
        }

        @Test func aServerThatDiesAndReturnsIsAskedAgain() throws {
            guard RunningLab.toolsAreThere() else { return }
            // Below those that the system hands out: nobody takes it while the server is dead.
            let port = UInt16.random(in: 30000..<32000)
            let first = try listener(port: port)
            let lab = try RunningLab(plan: { Self.ask([port], &$0) })
            #expect(lab.link(to: Self.a))
            #expect(lab.wpaCLI("scan") == "OK\n")
            SystemThread.sleep(milliseconds: 300)
            first.close()
            #expect(lab.wpaCLI("roam \(Self.b)") == "OK\n")
            SystemThread.sleep(milliseconds: 500)
            #expect(lab.wpaCLI("status").contains("wpa_state=ASSOCIATED\n"))
            #expect(lab.wpaCLI("ping") == "PONG\n")
            let second = try listener(port: port)
            defer { second.close() }
            // The client asks again three seconds after its first attempt.
            #expect(lab.link(to: Self.b))
            lab.stop()
        }
    }
#endif
