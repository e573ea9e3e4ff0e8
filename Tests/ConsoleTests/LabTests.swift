#if Console
    import Configuration
    @testable import Console
    import Foundation
    import Synchronization
    import TestSupport
    import Testing

    /// The lab by the API, as the page and curl use it. Addresses and names are the seed's.
    @Suite struct LabTests {
        private static let home = "04:f0:21:19:89:44"
        private static let target = "04:f0:21:19:88:44"
        private static let settings = "/api/v1/lab/stations/sta00000/settings"

        @Test func theSeedsLabIsDescribedAsItIsWired() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                #expect(try console.isLinked())
                let lab = try console.ask("GET", "/api/v1/lab").json()
                #expect(lab["simulated"] as? Bool == false)
                let bsses = (lab["access_points"] as? [[String: Any]])?.first?["bsses"] as? [[String: Any]] ?? []
                #expect(bsses.map { $0["name"] as? String } == ["vap0000", "vap0000_0", "vap0000_1"])
                #expect(
                    bsses.map { $0["bssid"] as? String } == ["04:f0:21:19:87:44", Self.target, Self.home])
                #expect(bsses.allSatisfy { $0["okc"] as? Bool == true && $0["channel"] as? Int == 36 })
                let station = try console.station()
                #expect(station["name"] as? String == "sta00000")
                #expect(station["address"] as? String == "00:0e:8e:fd:93:71")
                #expect(station["okc"] as? Bool == false)
                #expect(station["ssid"] as? String == "okctest1")
                let entry = bsses.first { $0["bssid"] as? String == station["bssid"] as? String }
                let entries = entry?["stations"] as? [[String: Any]]
                #expect(entries?.first?["name"] as? String == "sta00000")
                #expect(entries?.first?["authorized"] as? Bool == true)
                // Both ends call the key the same.
                let own = (station["pmksa"] as? [[String: Any]])?.first
                let other = (entry?["pmksa"] as? [[String: Any]])?.first
                #expect(own?["pmkid"] as? String == other?["pmkid"] as? String)
                #expect((own?["pmkid"] as? String)?.count == 32)
                #expect(own?["expires_s"] as? Int ?? 0 > 43_100)
                let ports = (lab["bridges"] as? [[String: Any]])?.first?["ports"] as? [[String: Any]]
                let port = ports?.first { ($0["addresses"] as? [String])?.contains("00:0e:8e:fd:93:71") == true }
                #expect(port?["name"] as? String == entry?["name"] as? String)
            }
        }

        /// The seed: without PKC a roam runs EAP; with PKC, and OKC on the VAP, the 4-way handshake is enough.
        @Test func theSeedsProcedureIsDoneByTheAPI() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                #expect(try console.isLinked())
                let events = try console.events()
                let (full, fullPhases) = try Self.roam(console, events)
                #expect(full?["kind"] as? String == "full")
                #expect(full?["eap"] as? Bool == true)
                #expect(full?["pmkids_offered"] as? [String] == [])
                #expect(fullPhases.contains("eap"))

                let answer = try console.ask("PUT", Self.settings, body: #"{"proactive_key_caching": true}"#)
                #expect(answer.status == 200)
                // It acts at once: the station joins again, with a key of its own.
                #expect(try console.isLinked())
                #expect(try console.station()["okc"] as? Bool == true)
                let (fast, fastPhases) = try Self.roam(console, events)
                #expect(fast?["kind"] as? String == "okc")
                #expect(fast?["evidence"] as? String == "key")
                #expect(fast?["eap"] as? Bool == false)
                #expect((fast?["pmkids_offered"] as? [String])?.count == 1)
                #expect(fastPhases.filter { $0 == "four_way" }.count == 4)
                #expect(!fastPhases.contains("eap"))
            }
        }

        /// Roams to a BSS where the station is not, and returns what the witness says, with the phases of the frames that
        /// came before.
        private static func roam(_ console: RunningConsole, _ events: HTTPClient) throws -> ([String: Any]?, [String]) {
            let bssid = try console.station()["bssid"] as? String == home ? target : home
            #expect(
                try console.ask("POST", "/api/v1/lab/stations/sta00000/roam", body: #"{"bssid": "\#(bssid)"}"#).status
                    == 202)
            var phases: [String] = []
            let association = events.event { name, value in
                if name == "frame", value["bssid"] as? String == bssid {
                    phases.append(value["phase"] as? String ?? "")
                }
                return name == "association" && value["bssid"] as? String == bssid
            }
            return (association, phases)
        }

        @Test func okcThatIsTakenFromTheVAPMakesTheNextRoamFull() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                let path = "/api/v1/lab/access-points/vap0000/configuration"
                let text = try #require(try console.ask("GET", path).json()["text"] as? String)
                let off = text.split(separator: "\n", omittingEmptySubsequences: false)
                    .map { $0 == "okc=1" ? "okc=0" : $0 }.joined(separator: "\n")
                let body = String(decoding: try JSONEncoder().encode(["text": off]), as: UTF8.self)
                #expect(try console.ask("PUT", path, body: body).status == 200)
                #expect(try console.ask("PUT", Self.settings, body: #"{"proactive_key_caching": true}"#).status == 200)
                #expect(try console.isLinked())
                let events = try console.events()
                let (association, phases) = try Self.roam(console, events)
                // The seed: the PMKID is sent and ignored. The secrets that were not shown are what they were.
                #expect(association?["kind"] as? String == "full")
                #expect((association?["pmkids_offered"] as? [String])?.isEmpty == false)
                #expect(phases.contains("eap"))
            }
        }

        @Test func secretsAreMaskedUntilTheyAreAskedFor() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                let accessPoint = "/api/v1/lab/access-points/vap0000/configuration"
                for path in [Self.settings, accessPoint] {
                    let hidden = try console.ask("GET", path).text
                    #expect(hidden.contains("********"))
                    #expect(!hidden.contains("testpasswd") && !hidden.contains("secret=lanforge"))
                }
                #expect(try console.ask("GET", Self.settings + "?reveal=1").text.contains("testpasswd"))
                #expect(try console.ask("GET", accessPoint + "?reveal=1").text.contains("secret=lanforge"))
                // What stands for a secret leaves it as it is.
                let shown = try console.ask("GET", Self.settings).text
                #expect(try console.ask("PUT", Self.settings, body: shown).status == 200)
                #expect(
                    try console.ask("GET", Self.settings + "?reveal=1").json()["password"] as? String == "testpasswd")
                let text = try #require(try console.ask("GET", Self.settings).json()["text"] as? String)
                let body = String(
                    decoding: try JSONEncoder().encode(["text": text + "# a comment\n"]), as: UTF8.self)
                #expect(try console.ask("PUT", Self.settings, body: body).status == 200)
                #expect(
                    try console.ask("GET", Self.settings + "?reveal=1").json()["password"] as? String == "testpasswd")
            }
        }

        @Test func theSeedsMisprintIsRefusedWithItsLineAndASuggestion() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                let text = Example.okcAsPrinted.text
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                let line = try #require(lines.firstIndex { $0.hasPrefix("ieee80211x") }) + 1
                let question = try JSONEncoder().encode(["kind": "hostapd", "text": text])
                let problems =
                    try console.ask("POST", "/api/v1/check", body: String(decoding: question, as: UTF8.self))
                    .json()["problems"] as? [[String: Any]]
                #expect(problems?.first?["line"] as? Int == line)
                #expect(problems?.first?["suggestion"] as? String == "ieee8021x")

                let path = "/api/v1/lab/access-points/vap0000/configuration"
                let body = String(decoding: try JSONEncoder().encode(["text": text]), as: UTF8.self)
                let refused = try console.ask("PUT", path, body: body)
                #expect(refused.status == 422)
                #expect(refused.fields["content-type"] == "application/problem+json")
                let places = try refused.json()["problems"] as? [[String: Any]]
                #expect(places?.first?["line"] as? Int == line)
                // Nothing has changed.
                #expect(try console.ask("GET", path).text.contains("ieee8021x"))
                #expect(try console.ask("GET", path).text.contains("ieee80211x=1\\n") == false)
            }
        }

        @Test func whatCannotBeSetIsRefusedAndChangesNothing() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                #expect(try console.isLinked())
                let before = try console.ask("GET", Self.settings + "?reveal=1").text
                for body in [
                    #"{"key_management": "WPA-EPA"}"#, #"{"eap": "LEAP"}"#, #"{"bssid": "nowhere"}"#,
                    #"{"ieee80211w": 9}"#, #"{"text": "network={\n"}"#,
                    #"{"ssid": "\#(String(repeating: "x", count: 33))"}"#,
                ] {
                    let answer = try console.ask("PUT", Self.settings, body: body)
                    #expect(answer.status == 422, "\(body): \(answer.text)")
                    #expect((try answer.json()["problems"] as? [Any])?.isEmpty == false)
                }
                for body in ["{", "[]", #"{"proactive_key_caching": "yes"}"#] {
                    #expect(try console.ask("PUT", Self.settings, body: body).status == 400)
                }
                #expect(try console.ask("GET", Self.settings + "?reveal=1").text == before)
                #expect(try console.isLinked())
            }
        }

        /// 802.1D-2004, Table 7-5: 10 to 1000000 seconds, 300 where nobody says.
        @Test func aBridgeIsSetAtOnceAndRefusesWhatALabFileRefuses() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                #expect(try console.isLinked())
                let path = "/api/v1/lab/bridges/br0000/settings"
                let before = try console.ask("GET", path).json()
                #expect(before["aging_s"] as? Int == 300)
                #expect(before["address"] as? String == "10.2.7.1")
                #expect(before["hardware"] as? String == "04:f0:21:19:87:44")
                let ports = before["ports"] as? [[String: Any]] ?? []
                #expect(ports.map { $0["name"] as? String } == ["vap0000", "vap0000_0", "vap0000_1", "gateway"])
                #expect(ports.contains { ($0["addresses"] as? [String])?.contains("00:0e:8e:fd:93:71") == true })

                for value in ["9", "1000001", "-1", "10.5", "\"soon\""] {
                    let refused = try console.ask("PUT", path, body: #"{"aging_s": \#(value)}"#)
                    #expect(refused.status == 422, "\(value): \(refused.text)")
                    #expect(refused.fields["content-type"] == "application/problem+json")
                    let told = (try refused.json()["problems"] as? [[String: Any]])?.first?["message"] as? String
                    let shown = value.filter { $0 != "\"" }
                    #expect(told == "aging_s is a number from 10 to 1000000, not \"\(shown)\"")
                    // A lab file is told the same.
                    let file =
                        "access_points:\n  - hostapd: okc.conf\nbridges:\n  - name: br0000\n    aging_s: \(value)\n"
                    let question = try JSONEncoder().encode(["kind": "lab", "text": file])
                    let problems =
                        try console.ask("POST", "/api/v1/check", body: String(decoding: question, as: UTF8.self))
                        .json()["problems"] as? [[String: Any]]
                    #expect(problems?.first?["message"] as? String == told)
                    #expect(problems?.first?["line"] as? Int == 5)
                }
                for body in ["{", "[]", #"{"aging_s": true}"#] {
                    #expect(try console.ask("PUT", path, body: body).status == 400)
                }
                #expect(try console.ask("GET", path).json()["aging_s"] as? Int == 300)
                let set = try console.ask("PUT", path, body: #"{"aging_s": 10}"#)
                #expect(set.status == 200)
                #expect(try set.json()["aging_s"] as? Int == 10)
                #expect(try console.ask("GET", path).json()["aging_s"] as? Int == 10)
                // What it shows of lab.yaml makes the same bridge.
                let text = try #require(try set.json()["text"] as? String)
                let question = try JSONEncoder().encode([
                    "kind": "lab", "text": "access_points:\n  - hostapd: okc.conf\n" + text,
                ])
                #expect(
                    (try console.ask("POST", "/api/v1/check", body: String(decoding: question, as: UTF8.self))
                        .json()["problems"] as? [Any])?.isEmpty == true)
                #expect(try console.ask("PUT", "/api/v1/lab/bridges/br0009/settings", body: "{}").status == 404)
            }
        }

        @Test func aStationThatIsPutDownIsOffTheNetworkUntilItIsPutUp() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                #expect(try console.isLinked())
                #expect(try console.ask("PUT", Self.settings, body: #"{"enabled": false}"#).status == 200)
                #expect(try console.isLinked(state: "DISCONNECTED"))
                #expect(try console.station()["enabled"] as? Bool == false)
                let roam = try console.ask(
                    "POST", "/api/v1/lab/stations/sta00000/roam", body: #"{"bssid": "\#(Self.target)"}"#)
                #expect(roam.status == 409)
                #expect(try console.ask("PUT", Self.settings, body: #"{"enabled": true}"#).status == 200)
                #expect(try console.isLinked())
            }
        }

        @Test func commandsAreAnsweredAsTheDaemonsAnswerThem() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                func reply(_ device: String, _ command: String) throws -> String? {
                    let body = String(decoding: try JSONEncoder().encode(["command": command]), as: UTF8.self)
                    return try console.ask("POST", "/api/v1/lab/\(device)/command", body: body).json()["reply"]
                        as? String
                }
                #expect(try reply("stations/sta00000", "PING") == "PONG")
                #expect(try reply("stations/sta00000", "NONSENSE") == "UNKNOWN COMMAND")
                #expect(try reply("stations/sta00000", "GET_NETWORK 0 ssid") == "\"okctest1\"")
                #expect(try reply("bsses/vap0000_1", "PING") == "PONG")
                #expect(try reply("bsses/vap0000_1", "GET version") == "2.10")
                // A page cannot attach: it has events of its own.
                #expect(try reply("stations/sta00000", "ATTACH") == "UNKNOWN COMMAND")
                let stranger = try console.ask(
                    "POST", "/api/v1/lab/stations/sta99999/command", body: #"{"command": "PING"}"#)
                #expect(stranger.status == 404)
                for bssid in ["02:00:00:00:00:09", "nowhere"] {
                    let answer = try console.ask(
                        "POST", "/api/v1/lab/stations/sta00000/roam", body: #"{"bssid": "\#(bssid)"}"#)
                    #expect(answer.status == (bssid == "nowhere" ? 400 : 409))
                }
            }
        }

        /// Of a lab that captures more than is kept, the page and whoever started it are told.
        @Test func aLiveCaptureThatIsFullSaysSo() async throws {
            try await onAThread {
                let told = Told()
                let console = try RunningConsole(configure: { configuration in
                    configuration.liveCaptureLimit = 20_000
                    configuration.tell = { text in told.lines.withLock { $0.append(text) } }
                })
                defer { console.stop() }
                var problem: String?
                for _ in 0..<300 where problem == nil {
                    problem = try console.ask("GET", "/api/v1/captures/live").json()["problem"] as? String
                    SystemThread.sleep(milliseconds: 100)
                }
                #expect(problem?.hasPrefix("the live capture ends here: it is full, with ") == true)
                #expect(told.lines.withLock { $0.count } == 1)
                #expect(told.lines.withLock { $0.first }?.contains("--capture-size") == true)
            }
        }

        private final class Told: Sendable {
            let lines = Mutex<[String]>([])
        }

        /// The seed's table.
        @Test func theFourScenariosHoldAndLeaveTheirCapturesAndARun() async throws {
            try await onAThread {
                let folder = try #require(Program.newFolder())
                let console = try RunningConsole(configure: { $0.history = folder + "/h.sqlite" }, plan: nil)
                defer { console.stop() }
                #expect(try console.ask("GET", "/api/v1/lab").status == 404)
                let begun = try console.ask("POST", "/api/v1/scenarios", body: #"{"seed": 7}"#)
                #expect(begun.status == 202)
                let run = try #require(try begun.json()["run"] as? String)
                // One at a time; on a slow machine the first may be over before the second is asked for.
                let second = try console.ask("POST", "/api/v1/scenarios", body: "{}").status
                var result = try console.ask("GET", "/api/v1/scenarios/\(run)").json()
                #expect(second == 409 || result["state"] as? String == "done")
                for _ in 0..<600 {
                    result = try console.ask("GET", "/api/v1/scenarios/\(run)").json()
                    if result["state"] as? String != "running" { break }
                    SystemThread.sleep(milliseconds: 100)
                }
                #expect(result["state"] as? String == "done")
                let scenarios = result["scenarios"] as? [[String: Any]] ?? []
                let kinds = Dictionary(
                    uniqueKeysWithValues: scenarios.map {
                        ($0["scenario"] as? String ?? "", $0["kind"] as? String ?? "")
                    })
                #expect(kinds == ["vap-only": "full", "both": "okc", "none": "full", "sta-only": "full"])
                #expect(scenarios.allSatisfy { $0["holds"] as? Bool == true })
                for scenario in scenarios {
                    let ladder = scenario["ladder"] as? [String: Any]
                    let lanes = (ladder?["lanes"] as? [[String: Any]])?.compactMap { $0["role"] as? String }
                    let isFast = scenario["scenario"] as? String == "both"
                    #expect(lanes == (isFast ? ["old", "station", "target"] : ["old", "station", "target", "radius"]))
                    let id = scenario["capture"] as? String
                    #expect(console.console.parts.captures.all.contains { $0.id == id })
                }
                let kept = try console.ask("GET", "/api/v1/history/runs").json()["runs"] as? [[String: Any]]
                #expect(kept?.count == 1)
                #expect(kept?.first?["command"] as? String == "roamlab okc --seed 7 --roams 1")
                #expect(kept?.first?["as_expected"] as? Bool == true)
                // There and back in each.
                #expect(kept?.first?["roams"] as? Int == 8)
                #expect(kept?.first?["fast"] as? Int == 5)
                #expect(try console.ask("POST", "/api/v1/scenarios", body: #"{"eap": "leap"}"#).status == 400)
                #expect(try console.ask("POST", "/api/v1/scenarios", body: #"{"roams": 1000}"#).status == 400)
            }
        }
    }
#endif
