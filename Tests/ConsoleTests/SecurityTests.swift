#if Console
    import Configuration
    @testable import Console
    import Control
    import Foundation
    import TestSupport
    import Testing

    /// Issue 5, point 4: pages of other sites, other names, other machines, and clients that mean harm.
    @Suite struct SecurityTests {
        private static let page = "/api/v1/openapi.yaml"

        @Test func aNameThatWasMadeToLeadHereIsRefused() async throws {
            try await onAThread {
                let console = try RunningConsole(configure: { $0.names = ["lab.example"] }, plan: nil)
                defer { console.stop() }
                let port = console.console.address.port
                for host in [
                    "evil.example", "evil.example:\(port)", "127.0.0.1.evil.example", "localhost.evil.example",
                    "192.0.2.1", "[2001:db8::1]:\(port)", "0x7f.1", "2130706433", "127.0.0.1:\(port)@evil.example",
                ] {
                    let answer = try console.ask("GET", Self.page, fields: ["Host: \(host)"])
                    #expect(answer.status == 421 || answer.status == 400, "\(host)")
                    #expect(!answer.text.contains("openapi"))
                }
                for host in [
                    "127.0.0.1", "localhost:\(port)", "LOCALHOST", "[::1]:\(port)", "127.9.9.9", "lab.example:1",
                ] {
                    #expect(try console.ask("GET", Self.page, fields: ["Host: \(host)"]).status == 200, "\(host)")
                }
                let client = try HTTPClient(port: port)
                client.send("GET /api/v1/openapi.yaml HTTP/1.1\r\nConnection: close\r\n\r\n")
                #expect(try client.answer().status == 400)
            }
        }

        @Test func aPageOfAnotherSiteCannotAsk() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                let port = console.console.address.port
                let path = "/api/v1/lab/stations/sta00000/command"
                for origin in [
                    "http://evil.example", "null", "http://127.0.0.1:1", "http://localhost:\(port)",
                    "http://127.0.0.1:\(port).evil.example", "file://",
                ] {
                    for (method, path) in [("POST", path), ("GET", "/api/v1/lab"), ("GET", "/api/v1/events")] {
                        let answer = try console.ask(
                            method, path, fields: ["Origin: \(origin)"],
                            body: method == "POST" ? #"{"command": "DISCONNECT"}"# : nil)
                        #expect(answer.status == 403, "\(origin)")
                    }
                }
                #expect(try console.isLinked())
                let own = try console.ask(
                    "POST", path, fields: ["Origin: http://127.0.0.1:\(port)"], body: #"{"command": "PING"}"#)
                #expect(own.status == 200)
                for site in ["cross-site", "same-site"] {
                    let fields = ["Sec-Fetch-Site: \(site)", "Sec-Fetch-Mode: no-cors"]
                    #expect(try console.ask("GET", "/api/v1/lab", fields: fields).status == 403)
                    #expect(try console.ask("GET", "/main.js", fields: fields).status == 403)
                    // Somebody follows a link to the page: no harm, but none to the API either.
                    let link = ["Sec-Fetch-Site: \(site)", "Sec-Fetch-Mode: navigate"]
                    #expect(try console.ask("GET", "/", fields: link).status == 200)
                    #expect(try console.ask("GET", "/api/v1/lab", fields: link).status == 403)
                }
                // A preflight is answered with no leave.
                let preflight = try console.ask(
                    "OPTIONS", path,
                    fields: ["Origin: http://evil.example", "Access-Control-Request-Method: POST"])
                #expect(preflight.status == 403)
                #expect(preflight.fields["access-control-allow-origin"] == nil)
            }
        }

        @Test func offLoopbackTheTokenIsDemanded() async throws {
            try await onAThread {
                let console = try RunningConsole(on: "0.0.0.0", plan: nil)
                defer { console.stop() }
                let token = try #require(console.console.link.split(separator: "=").last.map(String.init))
                #expect(token.count == 32)
                for path in ["/", "/main.js", Self.page, "/api/v1/events", "/nothing"] {
                    let answer = try console.ask("GET", path)
                    #expect(answer.status == 401)
                    #expect(answer.fields["www-authenticate"] == "Bearer")
                }
                let wrong = String(token.reversed())
                for field in [
                    "Authorization: Bearer \(wrong)", "Authorization: Bearer", "Authorization: Basic \(token)",
                    "Authorization: Bearer \(token)0", "Authorization: Bearer \(token.dropLast())",
                    "Cookie: roamlab_token=\(wrong)", "Cookie: roamlab_token=", "Cookie: other=\(token)",
                ] {
                    #expect(try console.ask("GET", Self.page, fields: [field]).status == 401, "\(field)")
                }
                #expect(try console.ask("GET", "/?token=\(wrong)").status == 401)
                #expect(try console.ask("GET", Self.page, fields: ["Authorization: Bearer \(token)"]).status == 200)
                let welcome = try console.ask("GET", "/?token=\(token)")
                #expect(welcome.status == 200)
                let cookie = try #require(welcome.fields["set-cookie"])
                #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
                // The address with the token in it leaves by no Referer.
                #expect(welcome.fields["referrer-policy"] == "no-referrer")
                let pair = cookie.prefix { $0 != ";" }
                #expect(try console.ask("GET", "/", fields: ["Cookie: a=b; \(pair)"]).status == 200)
                // A name that leads here is no address of this machine's.
                let rebound = ["Host: evil.example", "Authorization: Bearer \(token)"]
                #expect(try console.ask("GET", Self.page, fields: rebound).status == 421)
            }
        }

        @Test func everyResponseBindsTheBrowser() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                for path in ["/", "/main.js", "/api/v1/lab", "/nothing", "/api/v1/captures/nothing"] {
                    let fields = try console.ask("GET", path).fields
                    let policy = try #require(fields["content-security-policy"])
                    #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"))
                    #expect(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
                    #expect(fields["x-content-type-options"] == "nosniff")
                    #expect(fields["cross-origin-resource-policy"] == "same-origin")
                    #expect(fields["access-control-allow-origin"] == nil)
                }
            }
        }

        @Test func bodiesAndFieldsThatAreTooLongAreRefused() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                let long = String(repeating: "x", count: 2 << 20)
                let body = #"{"kind": "hostapd", "text": "\#(long)"}"#
                #expect(try console.ask("POST", "/api/v1/check", body: body).status == 413)
                let command = #"{"command": "\#(long.prefix(9000))"}"#
                #expect(try console.ask("POST", "/api/v1/lab/stations/sta00000/command", body: command).status == 400)
                // Fields without end, and a body that never comes, hold nobody up.
                let client = try HTTPClient(port: console.console.address.port)
                client.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: \(long.prefix(200_000))")
                let waiting = try HTTPClient(port: console.console.address.port)
                waiting.send("POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
                for garbage in ["\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", long] {
                    try HTTPClient(port: console.console.address.port).send(garbage)
                }
                #expect(try console.ask("GET", "/api/v1/lab").status == 200)
            }
        }

        @Test(arguments: [false, true]) func noFileButThePagesIsServed(fromFolder: Bool) async throws {
            try await onAThread {
                let folder = Reference.package + "/Sources/Console/Page"
                let console = try RunningConsole(configure: { if fromFolder { $0.pageFolder = folder } }, plan: nil)
                defer { console.stop() }
                for path in [
                    "/../Console.docc/Console.md", "/%2e%2e/%2e%2e/%2e%2e/Package.swift",
                    "/..%2f..%2f..%2fPackage.swift",
                    "//etc/passwd", "/./../../../../../../etc/passwd", "/index.html/../../Package.swift",
                    "/api/v1/captures/..%2f..%2fetc%2fpasswd", "/index.html%00.js",
                    "/api/v1/scenarios/../../index.html",
                ] {
                    #expect(try console.ask("GET", path).status == 404, "\(path)")
                }
                #expect(try console.ask("GET", "/").status == 200)
            }
        }

        @Test func aReaderThatStopsReadingHoldsNobodyUpAndIsToldWhatItLost() async throws {
            try await onAThread {
                let console = try RunningConsole()
                defer { console.stop() }
                #expect(try console.isLinked())
                let (slow, quick) = (try console.events(receiveBuffer: 4096), try console.events())
                let hub = console.console.parts.events
                for _ in 0..<500 where hub.listenerCount < 2 { SystemThread.sleep(milliseconds: 10) }
                // 20 MB, far more than the line and the queue hold: whoever publishes would wait for ever, if it waited
                // for the slow one. The quick one reads all the while.
                let text = String(repeating: "x", count: 1000)
                for burst in 0..<200 {
                    for number in 0..<100 {
                        hub.publish(.control, ["number": "\(burst * 100 + number)", "text": text])
                    }
                    let last = "\(burst * 100 + 99)"
                    #expect(quick.event { $1["number"] as? String == last } != nil)
                }
                // The lab goes on: a command is answered, and its events come.
                let ping = try console.ask(
                    "POST", "/api/v1/lab/stations/sta00000/command", body: #"{"command": "PING"}"#)
                #expect(ping.text.contains("PONG"))
                var read = 0
                let lost = slow.event(within: 20, skipped: { _, _ in read += 1 }) { name, _ in name == "lost" }
                let count = try #require(lost?["count"] as? Int)
                #expect(count > 1000 && read < 20_000)
                // Asking for the head alone takes no place among the listeners.
                for _ in 0..<100 { #expect(try console.ask("HEAD", "/api/v1/events").status == 200) }
                for _ in 0..<500 where hub.listenerCount > 2 { SystemThread.sleep(milliseconds: 10) }
                #expect(hub.listenerCount == 2)
            }
        }

        @Test func textFromTheAirComesAsDataAndNeverAsAPage() async throws {
            try await onAThread {
                let ssid = "<script>alert(1)</script>"
                let console = try RunningConsole(plan: { plan in
                    for index in plan.accessPoints[0].bsses.indices {
                        plan.accessPoints[0].bsses[index].ssid = Array(ssid.utf8)
                    }
                })
                defer { console.stop() }
                let answer = try console.ask("GET", "/api/v1/lab")
                #expect(answer.fields["content-type"] == "application/json")
                #expect(answer.fields["x-content-type-options"] == "nosniff")
                let accessPoint = (try answer.json()["access_points"] as? [[String: Any]])?.first
                #expect((accessPoint?["bsses"] as? [[String: Any]])?.first?["ssid"] as? String == ssid)
            }
        }

        @Test func addressesAreReadAsTheyAreWritten() {
            #expect(ConsoleAddress("127.0.0.1:8080")?.isLoopback == true)
            #expect(ConsoleAddress("[::1]:0")?.isLoopback == true)
            #expect(ConsoleAddress("localhost:80")?.description == "127.0.0.1:80")
            #expect(ConsoleAddress("0.0.0.0:80")?.isLoopback == false)
            #expect(ConsoleAddress("[2001:db8::1]:80")?.description == "[2001:db8::1]:80")
            // An IPv4 address in IPv6 clothes is asked for the token: better too often than never.
            #expect(ConsoleAddress("[::ffff:127.0.0.1]:80")?.isLoopback == false)
            for text in [
                "", ":", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "[127.0.0.1]:80", "a.b:1",
            ] {
                #expect(ConsoleAddress(text) == nil, "\(text)")
            }
        }

        @Test func hiddenSecretsAreFoundAgainByTheirPlace() {
            let text = "interface=a\nwpa_passphrase=one\nbss=b\nwpa_passphrase=two\nauth_server_shared_secret=x\n"
            let masked = MaskedConfiguration.masked(text)
            #expect(!masked.contains("one") && !masked.contains("two"))
            #expect(MaskedConfiguration.restored(masked, from: text) == text)
            let changed = masked.split(separator: "\n").map { $0 == "bss=b" ? "ssid=new\nbss=b" : String($0) }
            #expect(
                MaskedConfiguration.restored(changed.joined(separator: "\n"), from: text)
                    == "interface=a\nwpa_passphrase=one\nssid=new\nbss=b\nwpa_passphrase=two\nauth_server_shared_secret=x"
            )
        }

        /// A browser keeps connections that it has no use for yet.
        @Test func aConsoleThatEndsAsConnectionsComeEndsInPeace() async throws {
            try await onAThread {
                for count in [1, 2, 4, 16, 64, 64] {
                    let console = try RunningConsole(plan: nil)
                    let port = console.console.address.port
                    let clients = try (0..<count).map { _ in try HTTPClient(port: port) }
                    for client in clients[(count / 2)...] { client.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n") }
                    console.stop()
                    // Whoever was there is told.
                    for client in clients { #expect(client.receive() == nil) }
                }
            }
        }
    }
#endif
