#if Live
    import TestSupport
    import Testing

    /// Control clients that misbehave: after each of them Debian's wpa_cli is answered as ever.
    @Suite struct HostileClientTests {
        private func answers(_ lab: RunningLab) -> Bool {
            lab.wpaCLI("ping") == "PONG\n" && lab.hostapdCLI("ping") == "PONG\n"
        }

        @Test func aClientThatIsKilledAfterAttachIsForgotten() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            #expect(lab.link())
            let command = "wpa_cli -p \(lab.run)/wpa_supplicant -i sta00000"
            // Interactive, so that it attaches; then killed, its socket file left behind.
            _ = Program.output(of: "(sleep 2 | timeout -s KILL 1 \(command)) > /dev/null 2>&1")
            #expect(lab.wpaCLI("scan") == "OK\n")
            SystemThread.sleep(milliseconds: 300)
            #expect(answers(lab))
            lab.stop()
            #expect(lab.log == [])
        }

        @Test func unboundAndAbstractClientsHarmNobody() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            let path = lab.run + "/wpa_supplicant/sta00000"
            do {
                let client = try ControlClientSocket(.unbound, to: path)
                for command in ["PING", "ATTACH", "SCAN", ""] { #expect(client.send(command)) }
            }
            #expect(answers(lab))
            do {
                let client = try ControlClientSocket(.abstract("roamlab-test-\(lab.folder.hashValue)"), to: path)
                #expect(client.ask("PING") == "PONG\n")
                #expect(client.ask("ATTACH") == "OK\n")
                #expect(client.send("SCAN"))
            }
            SystemThread.sleep(milliseconds: 300)
            #expect(answers(lab))
            lab.stop()
        }

        @Test func aDatagramOf64KiBIsAnUnknownCommand() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            for path in ["wpa_supplicant/sta00000", "hostapd/vap0000_0", "wpa_supplicant-global"] {
                let client = try ControlClientSocket(
                    .path(lab.folder + "/client-\(path.utf8.count)"), to: lab.run + "/" + path)
                #expect(client.send([UInt8](repeating: 0x41, count: 65_536)))
                #expect(client.receive() == "UNKNOWN COMMAND\n")
                #expect(client.send([UInt8](repeating: 0, count: 65_536)))
                #expect(client.receive() == "UNKNOWN COMMAND\n")
            }
            // hostapd's global socket has no other word.
            let client = try ControlClientSocket(
                .path(lab.folder + "/client-hostapd"), to: lab.run + "/hostapd-global")
            #expect(client.send([UInt8](repeating: 0x41, count: 65_536)))
            #expect(client.receive() == "FAIL\n")
            #expect(answers(lab))
            lab.stop()
        }

        @Test func whatTheGlobalSocketsAreToReadOrMakeNeverStopsTheLab() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            _ = Program.output(of: "mkfifo \(lab.folder)/pipe")
            let supplicants = try ControlClientSocket(
                .path(lab.folder + "/s"), to: lab.run + "/wpa_supplicant-global")
            let hostapd = try ControlClientSocket(.path(lab.folder + "/h"), to: lab.run + "/hostapd-global")
            let long = String(repeating: "d", count: 120)
            for file in ["/dev/zero", "/dev/stdin", "\(lab.folder)/pipe", "/", "/nonexistent", "/bin/sh", long] {
                #expect(supplicants.ask("INTERFACE_ADD w\t\(file)\tnl80211\t\(lab.folder)/w") == "FAIL\n")
                #expect(hostapd.ask("ADD w config=\(file)") == "FAIL\n")
                #expect(hostapd.ask("ADD bss_config=phy0:\(file)") == "FAIL\n")
            }
            for folder in ["/proc/x", "/dev/null/x", "/bin/sh", "/\(long)", "relative"] {
                #expect(supplicants.ask("INTERFACE_ADD w\t\tnl80211\t\(folder)") == "FAIL\n")
                #expect(hostapd.ask("ADD w \(folder)") == "FAIL\n")
            }
            // Cut short anywhere.
            let command = "INTERFACE_ADD w5\t\tnl80211\tDIR=\(lab.folder)/w GROUP=root"
            for count in 0..<command.utf8.count {
                #expect(supplicants.ask(String(command.prefix(count))) != nil)
                _ = supplicants.ask("INTERFACE_REMOVE w5")
                _ = supplicants.ask("INTERFACE_REMOVE w")
            }
            #expect(answers(lab))
            lab.stop()
            #expect(lab.log == [])
        }

        @Test(arguments: [("wpa_supplicant-global", "INTERFACES"), ("hostapd-global", "INTERFACES")])
        func fourHundredUnreadRepliesOfAGlobalSocketAreSurvived(socket: String, command: String) throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            do {
                let client = try ControlClientSocket(.path(lab.folder + "/deaf"), to: lab.run + "/" + socket)
                var sent = 0
                while sent < 400 {
                    if client.send(Array(command.utf8), waits: false) {
                        sent += 1
                    } else {
                        SystemThread.sleep(milliseconds: 1)
                    }
                }
                #expect(lab.hostapdCLI("ping") == "PONG\n")
            }
            #expect(answers(lab))
            lab.stop()
        }

        @Test func fourHundredCommandsWhoseRepliesNobodyReadsAreSurvived() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            do {
                let client = try ControlClientSocket(
                    .path(lab.folder + "/deaf"), to: lab.run + "/wpa_supplicant/sta00000")
                var sent = 0
                while sent < 400 {
                    // The kernel holds ten datagrams a socket; the lab takes them out as it goes.
                    if client.send(Array("STATUS".utf8), waits: false) {
                        sent += 1
                    } else {
                        SystemThread.sleep(milliseconds: 1)
                    }
                }
                // The lab itself lives on while the deaf one is there.
                #expect(lab.hostapdCLI("ping") == "PONG\n")
            }
            #expect(answers(lab))
            lab.stop()
        }

        @Test func socketsAreGoneAfterwardsAndStaleOnesAreReplaced() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            lab.stop()
            #expect(Program.output(of: "ls -A \(lab.run) 2>/dev/null")?.text == "")
            // What a killed lab would leave: files that nobody answers behind.
            _ = Program.output(
                of: """
                    mkdir -p \(lab.run)/wpa_supplicant && python3 -c 'import socket,sys
                    s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); s.bind(sys.argv[1])' \
                    \(lab.run)/wpa_supplicant/sta00000
                    """)
            let next = try RunningLab(folder: lab.folder)
            #expect(answers(next))
            // And one that somebody answers behind is left alone.
            do {
                _ = try RunningLab(folder: lab.folder)
                Issue.record("two labs in one run directory")
            } catch let failure as RunningLab.Failure {
                #expect(failure.description.hasSuffix("another process answers there"))
            }
            #expect(answers(next))
            next.stop()
        }

        @Test func aPathThatIsTooLongIsRefusedByName() throws {
            let folder = try #require(Program.folder) + "/" + String(repeating: "d", count: 100)
            do {
                _ = try RunningLab(folder: folder)
                Issue.record("a socket's path has 107 octets at most")
            } catch let failure as RunningLab.Failure {
                #expect(failure.description.contains("the path of a socket has 107 at most"))
            }
        }
    }
#endif
