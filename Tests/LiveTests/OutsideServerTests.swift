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

        @Test func freeRADIUSServesAllFourScenarios() throws {
            guard RunningLab.toolsAreThere(), RealServer.isThere() else { return }
            let server = try RealServer(tls: "1.2")
            let port = server.port
            let lab = try RunningLab(plan: { Self.ask([port], &$0) })
            #expect(lab.link(to: Self.a))
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
            let accepts = try #require(
                Program.text(
                    of: "tshark -r \(lab.capture) -d udp.port==\(port),radius -Y 'radius.code == 2' | wc -l"))
            #expect(Int(accepts.filter(\.isNumber)) == results.associations.filter(\.eap).count)
        }

        @Test func aServerThatDiesAndReturnsIsAskedAgain() throws {
            guard RunningLab.toolsAreThere() else { return }
            let first = try listener(port: 0)
            let port = first.endpoint.port
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
