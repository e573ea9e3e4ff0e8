#if Console
    import Console
    import TestSupport
    import Testing

    /// The program itself, asked by curl.
    @Suite struct ProgramTests {
        /// Starts the program with these arguments in a folder of its own, does `body` with its address in $url, sends
        /// `signal`, and returns what it printed, its status and what is left of its captures.
        private func run(_ arguments: String, signal: String = "INT", body: String) throws -> String {
            let program = try #require(Program.roamlab)
            let folder = try #require(Program.newFolder())
            let script = """
                cd \(folder); mkdir tmp; export TMPDIR=\(folder)/tmp
                \(program) \(arguments) 2> log & pid=$!
                for i in $(seq 100); do grep -qE "http://|control sockets" log && break; sleep 0.1; done
                url=$(sed -n "s,.*\\(http://[0-9.:]*\\)/.*,\\1,p" log)
                \(body)
                kill -\(signal) $pid; wait $pid; echo status=$?; ls tmp run 2>/dev/null
                """
            Program.write(Array(script.utf8), to: folder + "/script")
            return Program.output(of: "sh \(folder)/script 2>&1")?.text ?? ""
        }

        @Test(arguments: ["INT", "TERM"]) func aSignalEndsItCleanlyWhilePagesListen(signal: String) async throws {
            guard Program.isThere("curl", package: "curl") else { return }
            let text = try await onAThread {
                try run(
                    "console --listen 127.0.0.1:0 --run-dir run", signal: signal,
                    body: """
                        curl -s -N $url/api/v1/events > events & sleep 0.5
                        curl -s -o /dev/null -w "%{http_code}\\n" $url/api/v1/lab
                        """)
            }
            #expect(text == "200\nstatus=0\ntmp:\n")
        }

        @Test func upServesItBesideTheControlSockets() async throws {
            guard Program.isThere("curl", package: "curl"), Program.isThere("wpa_cli", package: "wpasupplicant") else {
                return
            }
            let text = try await onAThread {
                try run(
                    "up --console 127.0.0.1:0 --run-dir run --capture lab.pcapng",
                    body: """
                        for i in $(seq 100); do wpa_cli -p run/wpa_supplicant -i sta00000 status 2>/dev/null \
                        | grep -q COMPLETED && break; sleep 0.1; done
                        curl -s $url/api/v1/lab | grep -o '"state":"COMPLETED"'
                        """)
            }
            #expect(text == "\"state\":\"COMPLETED\"\nstatus=0\ntmp:\n")
        }

        /// What was written stays after a kill; passwords are nowhere in the file.
        @Test(arguments: ["up", "console --listen 127.0.0.1:0"]) func aLiveLabIsKeptAsARunWhileItRuns(
            command: String
        ) async throws {
            guard Program.isThere("wpa_cli", package: "wpasupplicant") else { return }
            let text = try await onAThread {
                let roamlab = try #require(Program.roamlab)
                return try run(
                    command + " --run-dir run --history h.sqlite", signal: "KILL",
                    body: """
                        cli="wpa_cli -p run/wpa_supplicant -i sta00000"
                        for i in $(seq 100); do $cli status 2>/dev/null | grep -q COMPLETED && break; sleep 0.1; done
                        show="\(roamlab) history show 1 --history h.sqlite"
                        $cli roam $($cli status | grep -q bssid=04:f0:21:19:88:44 && echo 04:f0:21:19:89:44 \
                        || echo 04:f0:21:19:88:44)
                        for i in $(seq 200); do $show 2>/dev/null | grep -q "1 roams" && break; sleep 0.1; done
                        $show | grep -c "full WPA-EAP: 1 roams"
                        $show | grep -cE "(secret|password) = [*]{8}$"
                        grep -cE "testpasswd|lanforge" h.sqlite
                        """)
            }
            // The secret of three BSSs, and the password of the station.
            #expect(text.hasPrefix("OK\n1\n4\n0\n"), "\(text)")
            #expect(text.contains("status=137"))
        }

        @Test func anAddressThatIsTakenIsToldInOneLine() async throws {
            let text = try await onAThread {
                let program = try #require(Program.roamlab)
                let client = try RunningConsole(plan: nil)
                defer { client.stop() }
                return Program.output(
                    of:
                        "\(program) console --listen \(client.console.address) --run-dir \(Program.newFolder() ?? "")/run 2>&1"
                )
            }
            #expect(text?.status == 1 << 8)
            #expect(text?.text.hasPrefix("roamlab console: 127.0.0.1:") == true)
            #expect(text?.text.split(separator: "\n").count == 1)
        }
    }
#endif
