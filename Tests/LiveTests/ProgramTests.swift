#if Live
    import Roaming
    import Sockets
    import TestSupport
    import Testing

    /// The program itself: signals, and captures that end in the middle of a run.
    @Suite struct ProgramTests {
        /// Starts the program, waits until it answers, does `body`, sends `signal`, and returns its exit status and what
        /// is left in its folder.
        private func run(
            signal: String, options: String = "", body: String = "true"
        ) throws -> (folder: String, text: String) {
            let program = try #require(Program.roamlab)
            let folder = try #require(Program.folder) + "/up-\(UInt32.random(in: 0 ... .max))"
            let script = """
                mkdir -p \(folder); cd \(folder)
                \(program) up --run-dir run \(options) 2> log & pid=$!
                for i in $(seq 100); do wpa_cli -p run/wpa_supplicant -i sta00000 status 2>/dev/null \
                | grep -q COMPLETED && break; sleep 0.1; done
                \(body)
                kill -\(signal) $pid; wait $pid; echo status=$?; ls run 2>/dev/null
                """
            return (folder, Program.output(of: "sh -c '\(script)' 2>&1")?.text ?? "")
        }

        @Test(arguments: ["INT", "TERM", "HUP"]) func aSignalEndsItCleanly(signal: String) throws {
            guard RunningLab.toolsAreThere() else { return }
            let (folder, text) = try run(signal: signal, options: "--capture lab.pcapng --keys lab.keys")
            #expect(text == "status=0\n")
            let keys = try KeysFile(
                parsing: String(decoding: Program.octets(of: folder + "/lab.keys") ?? [], as: UTF8.self))
            let results = try RoamingResults(analyzing: folder + "/lab.pcapng", keys: keys)
            #expect(results.damage == nil)
            #expect(results.associations.map(\.kind) == [.full])
            #expect(results.associations.first?.isPMKIDVerified == true)
        }

        @Test func whatNohupStartedOutlivesItsTerminal() throws {
            guard RunningLab.toolsAreThere() else { return }
            let program = try #require(Program.roamlab)
            let folder = try #require(Program.newFolder())
            let script = """
                cd \(folder)
                nohup \(program) up --run-dir run > log 2>&1 & pid=$!
                for i in $(seq 100); do grep -q "control sockets" log && break; sleep 0.1; done
                kill -HUP $pid; sleep 0.5; wpa_cli -p run/wpa_supplicant -i sta00000 ping
                kill -TERM $pid; wait $pid; echo status=$?
                """
            #expect(Program.output(of: "sh -c '\(script)' 2>&1")?.text == "PONG\nstatus=0\n")
        }

        @Test func aKillLeavesACaptureThatIsReadableToTheLastWholeFrame() throws {
            guard RunningLab.toolsAreThere() else { return }
            let (folder, text) = try run(signal: "KILL", options: "--capture lab.pcapng")
            #expect(text.contains("status=137"))
            let results = try RoamingResults(analyzing: folder + "/lab.pcapng")
            #expect(results.associations.map(\.kind) == [.full])
            // tshark reads to the end without a complaint.
            guard Program.isThere("tshark", package: "tshark") else { return }
            let read = Program.output(of: "tshark -r \(folder)/lab.pcapng 2>&1 >/dev/null | grep -v '^Running as'")
            #expect(read?.text == "")
        }

        /// eapol_test trusts the server's authority alone, and shows a certificate of another one.
        @Test func radiusShowsAndTrustsCertificatesOfOnesOwn() throws {
            guard RealSupplicant.isThere(), Program.isThere("openssl", package: "openssl") else { return }
            let program = try #require(Program.roamlab)
            let folder = try #require(Program.folder) + "/radius-\(UInt32.random(in: 0 ... .max))"
            let make = "openssl req -x509 -newkey rsa:2048 -nodes -days 30"
            _ = Program.output(
                of: """
                    ( mkdir -p \(folder); cd \(folder)
                    \(make) -keyout server.key -out server.pem -subj /CN=radius.example.org
                    \(make) -keyout clients.key -out clients.pem -subj /CN=clients
                    openssl req -newkey rsa:2048 -nodes -keyout user.key -out user.csr -subj /CN=testuser
                    openssl x509 -req -in user.csr -CA clients.pem -CAkey clients.key -CAcreateserial -out user.pem
                    ) 2> /dev/null
                    """)
            Program.write([UInt8]("testuser Cleartext-Password := testpasswd\n".utf8), to: folder + "/users")
            let options = "--server-cert server.pem --server-key server.key --ca clients.pem"
            let script = """
                cd \(folder)
                \(program) radius --listen 127.0.0.1:0 --users users --secret lanforge \(options) > out 2> log &
                for i in $(seq 100); do grep -q listening log && break; sleep 0.1; done
                echo $!; grep -o '127.0.0.1:[0-9]*' log | cut -d: -f2
                """
            let words = try #require(Program.output(of: script)).text.split(separator: "\n")
            defer { if let pid = words.first { _ = Program.output(of: "kill \(pid)") } }
            try #require(words.count == 2, "\(words)")
            var supplicant = RealSupplicant(authority: try #require(Program.octets(of: folder + "/server.pem")))
            supplicant.method = "TLS"
            supplicant.client = (
                certificate: try #require(Program.octets(of: folder + "/user.pem")),
                key: try #require(Program.octets(of: folder + "/user.key"))
            )
            let output = try supplicant.authenticate(port: #require(UInt16(words[1])))
            #expect(output.hasSuffix("MPPE keys OK: 1  mismatch: 0\nSUCCESS\n"), "\(output.suffix(4000))")
        }

        @Test func radiusTakesAccountingWhereItIsTold() throws {
            guard Program.isThere("radclient", package: "freeradius-utils") else { return }
            let program = try #require(Program.roamlab)
            let folder = try #require(Program.folder) + "/radius-\(UInt32.random(in: 0 ... .max))"
            let script = """
                mkdir -p \(folder); cd \(folder); echo 'testuser Cleartext-Password := testpasswd' > users
                \(program) radius --listen 127.0.0.1:0 --accounting-listen 127.0.0.1:0 --users users --secret lanforge \
                    > out 2> log &
                for i in $(seq 100); do grep -q 'taking accounting' log && break; sleep 0.1; done
                port=$(sed -n 's/.*taking accounting on 127.0.0.1://p' log)
                echo 'Acct-Status-Type = Start, Acct-Session-Id = "a1", User-Name = "testuser"' |
                    radclient -x -r 1 -t 2 127.0.0.1:$port acct lanforge | grep -o 'Received Accounting-Response'
                kill $!; wait $!; cat log
                """
            let text = try #require(Program.output(of: script)).text
            #expect(text.hasPrefix("Received Accounting-Response\n"), "\(text)")
            #expect(text.contains("roamlab radius: Start of testuser, session a1 at 127.0.0.1:"))
            #expect(text.contains("; 1 accounting requests, 1 responses\n"))
        }

        @Test func aCaptureOnStandardOutputEndsWithItsReader() throws {
            guard RunningLab.toolsAreThere() else { return }
            let program = try #require(Program.roamlab)
            let folder = try #require(Program.folder) + "/pipe-\(UInt32.random(in: 0 ... .max))"
            let script =
                "mkdir -p \(folder); cd \(folder); timeout 20 \(program) up --run-dir run --capture - 2> log | head -c 20000 > lab.pcapng; cat log; ls run 2>/dev/null"
            let text = Program.output(of: script)?.text ?? ""
            #expect(text.contains("the reader of the capture has gone"))
            #expect(text.contains("roamlab up: stopped"))
            #expect(Program.octets(of: folder + "/lab.pcapng")?.count == 20_000)
        }

        @Test func aFullDiskEndsTheCaptureAndNotTheLab() throws {
            guard RunningLab.toolsAreThere() else { return }
            let (folder, text) = try run(
                signal: "INT", options: "--capture /dev/full",
                body: "wpa_cli -p run/wpa_supplicant -i sta00000 ping")
            // A script is not to take it for a success.
            #expect(text == "PONG\nstatus=1\n")
            let log = String(decoding: Program.octets(of: folder + "/log") ?? [], as: UTF8.self)
            #expect(log.contains("/dev/full: write: No space left on device; the capture ends here, the lab goes on"))
        }

        @Test func aKeysFileThatCannotBeIsToldBeforeAnythingStarts() throws {
            let program = try #require(Program.roamlab)
            let folder = try #require(Program.newFolder())
            let text = Program.output(
                of: "cd \(folder) && \(program) up --run-dir run --keys /nowhere/keys 2>&1; echo status=$?; ls")?.text
            #expect(text == "roamlab up: /nowhere/keys: cannot create: No such file or directory\nstatus=1\n")
        }

        @Test func aMisspeltCommandIsAnsweredWithTheNearestOne() throws {
            let program = try #require(Program.roamlab)
            let text = Program.output(of: "\(program) anlyze a.pcapng 2>&1; echo status=$?")?.text
            #expect(text == "roamlab: unknown command \"anlyze\"; did you mean \"analyze\"?\nstatus=64\n")
        }

        @Test func capturesAreCutBySizeAndTheOldestGo() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab(
                capture: { CaptureTarget(path: $0 + "/cut.pcapng", size: 20_000, files: 3) })
            #expect(lab.link())
            SystemThread.sleep(milliseconds: 5000)
            lab.stop()
            let names = Program.output(of: "cd \(lab.folder) && ls *.pcapng")?.text.split(separator: "\n") ?? []
            #expect(names.count == 3)
            #expect(names.first != "cut-00001.pcapng")
            for name in names {
                let results = try RoamingResults(analyzing: "\(lab.folder)/\(name)")
                #expect(results.damage == nil)
                #expect(results.packetCount > 20)
            }
        }
    }
#endif
