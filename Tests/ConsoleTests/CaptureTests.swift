#if Console
    import Console
    import Dispatch
    import Foundation
    import TestSupport
    import Testing

    /// Captures by the API, asked by curl; what is answered is judged by tshark, and by what is known of the captures.
    @Suite(.serialized) struct CaptureTests {
        /// A console for captures alone, and curl.
        private final class Served: Sendable {
            let server: ConsoleServer
            let folder: String

            init(history: String? = nil, uploadLimit: Int = 1 << 30, file: String) throws {
                folder = try #require(Program.newFolder())
                var configuration = ConsoleConfiguration(address: ConsoleAddress(address: "127.0.0.1", port: 0))
                configuration.captures = [file.hasPrefix("/") ? file : Reference.folder + file]
                configuration.history = history
                configuration.uploadLimit = uploadLimit
                server = try ConsoleServer(configuration)
            }

            /// What curl says, on a thread that no task needs.
            func curl(_ path: String, _ options: String = "") async -> (status: Int, text: String) {
                let command =
                    "curl -s \(options) -w '\\n%{http_code}' 'http://127.0.0.1:\(server.address.port)/api/v1\(path)'"
                let text = await withCheckedContinuation { continuation in
                    DispatchQueue.global().async {
                        continuation.resume(returning: Program.output(of: command)?.text ?? "")
                    }
                }
                guard let end = text.lastIndex(of: "\n") else { return (0, text) }
                return (Int(text[text.index(after: end)...]) ?? 0, String(text[..<end]))
            }

            func object(_ path: String, _ options: String = "") async throws -> [String: Any] {
                let (_, text) = await curl(path, options)
                return try #require(
                    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(path): \(text)")
            }
        }

        private func serving(
            history: String? = nil, uploadLimit: Int = 1 << 30, file: String = "hostapd/okc_both.pcapng",
            _ body: (Served) async throws -> Void
        ) async throws {
            guard Program.isThere("curl", package: "curl") else { return }
            let served = try Served(history: history, uploadLimit: uploadLimit, file: file)
            do {
                try await body(served)
            } catch {
                served.server.stop()
                throw error
            }
            served.server.stop()
        }

        @Test func pagesOfAFilterAreTsharks() async throws {
            guard Program.isThere("tshark", package: "tshark") else { return }
            let path = Reference.folder + "hostapd/okc_both.pcapng"
            let expected = try #require(
                Program.text(of: "tshark -r '\(path)' -Y 'eapol && wlan.fc.retry == 0' -T fields -e frame.number"))
            let numbers = expected.split(separator: "\n").compactMap { Int($0) }
            try await serving { served in
                // As URLSearchParams of a browser writes it.
                let query = "filter=eapol+%26%26+wlan.fc.retry+%3D%3D+0"
                let path = "/captures/file-1/packets?\(query)&limit=1000"
                var page = try await served.object(path)
                // Null while it is counted.
                for _ in 0..<60 where page["total"] is NSNull { page = try await served.object(path) }
                let rows = try #require(page["rows"] as? [[String: Any]])
                #expect(rows.compactMap { $0["number"] as? Int } == numbers)
                #expect(page["total"] as? Int == numbers.count)
                let second = try await served.object("/captures/file-1/packets?\(query)&from=3&limit=2")
                let part = try #require(second["rows"] as? [[String: Any]])
                #expect(part.compactMap { $0["number"] as? Int } == Array(numbers[3..<5]))
                let all = try await served.object("/captures/file-1/packets?from=10&limit=1")
                let row = try #require((all["rows"] as? [[String: Any]])?.first)
                #expect(row["number"] as? Int == 11)
                #expect((row["cells"] as? [String])?.first == "11")
            }
        }

        @Test func aRefusedFilterNamesItsPlace() async throws {
            try await serving { served in
                let (status, text) = await served.curl("/captures/file-1/packets?filter=wlan.adr")
                #expect(status == 400)
                #expect(text.contains("\"suggestion\":\"wlan.addr\""))
                let check = try await served.object("/filter/check?text=eapol%20or%20wlan.adr")
                #expect(check["ok"] as? Bool == false)
                #expect(check["offset"] as? Int == 9)
                #expect(check["length"] as? Int == 8)
                #expect(check["suggestion"] as? String == "wlan.addr")
                #expect(try await served.object("/filter/check?text=eapol")["ok"] as? Bool == true)
                let completions = try await served.object("/filter/complete?text=wlan.rsn.pm")
                let texts = (completions["completions"] as? [[String: Any]])?.compactMap { $0["text"] as? String }
                #expect(texts == ["wlan.rsn.pmkid.count", "wlan.rsn.pmkid.list"])
            }
        }

        /// Frame 760 is the reassociation of the OKC roam: its PMKID stands at octet 110 (tshark -T pdml).
        @Test func aPacketHasItsTreeAndItsOctets() async throws {
            try await serving { served in
                let packet = try await served.object("/captures/file-1/packets/760")
                let octets = try #require(packet["octets"] as? String)
                let start = octets.index(octets.startIndex, offsetBy: 220)
                #expect(octets[start...].hasPrefix("1034a88f7e30d0763f452c6cbe520b1c"))
                func find(_ nodes: [[String: Any]], _ name: String) -> [String: Any]? {
                    for node in nodes {
                        if node["name"] as? String == name { return node }
                        if let found = find(node["children"] as? [[String: Any]] ?? [], name) { return found }
                    }
                    return nil
                }
                let pmkid = try #require(find(packet["tree"] as? [[String: Any]] ?? [], "wlan.pmkid.akms"))
                #expect(pmkid["offset"] as? Int == 110)
                #expect(pmkid["length"] as? Int == 16)
                #expect(pmkid["value"] as? String == "1034a88f7e30d0763f452c6cbe520b1c")
                #expect(await served.curl("/captures/file-1/packets/1000000").status == 404)
            }
        }

        @Test func selectedFramesAreExportedForTshark() async throws {
            guard Program.isThere("tshark", package: "tshark") else { return }
            let path = Reference.folder + "hostapd/okc_both.pcapng"
            try await serving { served in
                let out = served.folder + "/out.pcapng"
                _ = await served.curl("/captures/file-1/export?filter=eapol", "-o '\(out)'")
                let fields = "-T fields -e frame.time_epoch -e frame.len -e wlan.sa -e eapol.type -e eapol.len"
                let ours = try #require(Program.text(of: "tshark -r '\(out)' \(fields)"))
                let theirs = try #require(Program.text(of: "tshark -r '\(path)' -Y eapol \(fields)"))
                #expect(ours == theirs)
                #expect(!ours.isEmpty)
                _ = await served.curl("/captures/file-1/export?filter=arp", "-o '\(out)'")
                #expect(Program.output(of: "tshark -r '\(out)'")?.status == 0)
            }
        }

        /// Comments go along with their frames; TLS keys only where they are asked for. tshark reads both, editcap made them.
        @Test func anExportHasCommentsAndNoSecretsUnlessAskedFor() async throws {
            guard Program.isThere("editcap", package: "wireshark-common") else { return }
            let source = Reference.folder + "hostapd/okc_both.pcapng"
            let folder = try #require(Program.newFolder())
            let secret = String(repeating: "5a", count: 32)
            Program.write(Array("CLIENT_RANDOM \(secret) \(secret)\n".utf8), to: folder + "/keys")
            _ = Program.text(
                of: """
                    editcap --inject-secrets tls,\(folder)/keys -a 760:'a reassociation' '\(source)' \(folder)/a.pcapng
                    """)
            try await serving(file: folder + "/a.pcapng") { served in
                for (query, blocks) in [("", 0), ("&reveal=1", 1)] {
                    let out = served.folder + "/out.pcapng"
                    _ = await served.curl("/captures/file-1/export?filter=frame.number==760\(query)", "-o '\(out)'")
                    let fields = "-T fields -e frame.number -e frame.comment -e wlan.fc.type_subtype"
                    #expect(Program.text(of: "tshark -r '\(out)' \(fields)") == "1\ta reassociation\t0x0002\n")
                    #expect(Program.text(of: "grep -c \(secret) '\(out)'", mayFail: true) == "\(blocks)\n")
                }
            }
        }

        /// A compressed capture is taken in, its roam is OKC, and it can be closed.
        @Test func aCaptureIsTakenInReadAndClosed() async throws {
            try await serving { served in
                let path = Reference.folder + "hostapd/okc_both.pcapng"
                _ = Program.text(of: "gzip -c '\(path)' > '\(served.folder)/a.gz'")
                let made = try await served.object(
                    "/captures?name=office.pcapng.gz", "--data-binary @'\(served.folder)/a.gz'")
                #expect(made["id"] as? String == "upload-1")
                #expect(made["name"] as? String == "office.pcapng.gz")
                let roams = try await served.object("/captures/upload-1/associations?roam=1&sort=roam")
                let found = try #require(roams["associations"] as? [[String: Any]])
                #expect(found.contains { $0["kind"] as? String == "okc" })
                let number = try #require(found.first { $0["kind"] as? String == "okc" }?["number"] as? Int)
                let ladder = try await served.object("/captures/upload-1/ladder?association=\(number)")
                let frames = try #require(ladder["frames"] as? [[String: Any]])
                #expect(frames.contains { ($0["label"] as? String)?.hasPrefix("Reassociation Request") == true })
                let summary = try await served.object("/captures/upload-1")["summary"] as? [String: Any]
                #expect(summary?["roams"] as? Int == found.count)
                let results = try await served.object("/captures/upload-1/results")
                #expect(results["associations"] != nil)
                #expect(
                    await served.curl("/captures/upload-1/report.html").text.lowercased().hasPrefix("<!doctype html>"))
                let compared = try await served.object("/compare?captures=upload-1,file-1")
                // The same capture twice has each roam twice.
                let groups = try #require(compared["groups"] as? [[String: Any]])
                let parts = try #require(compared["captures"] as? [[String: Any]])
                let whole = groups.first { $0["kind"] as? String == "okc" }?["roams"] as? Int
                let part = (parts[1]["groups"] as? [[String: Any]])?.first { $0["kind"] as? String == "okc" }
                #expect(whole == 62)
                #expect(part?["roams"] as? Int == 31)
                #expect(await served.curl("/captures/upload-1", "-X DELETE").status == 204)
                #expect(await served.curl("/captures/upload-1").status == 404)
            }
        }

        @Test func whatIsNoCaptureOrTooLongIsRefused() async throws {
            try await serving(uploadLimit: 100_000) { served in
                #expect(await served.curl("/captures", "-d hello").status == 422)
                let path = Reference.folder + "hostapd/okc_both.pcapng"
                #expect(await served.curl("/captures", "--data-binary @'\(path)'").status == 413)
                // Small on the way, large when expanded.
                _ = Program.text(of: "gzip -c '\(path)' > '\(served.folder)/a.gz'")
                #expect(await served.curl("/captures", "--data-binary @'\(served.folder)/a.gz'").status == 413)
                let list = try await served.object("/captures")
                #expect((list["captures"] as? [[String: Any]])?.count == 1)
            }
        }

        /// An SSID of octets that are no UTF-8, and one that would be markup, are text of JSON.
        @Test func anySSIDIsText() async throws {
            guard Program.isThere("tshark", package: "tshark") else { return }
            try await serving { served in
                var octets = try #require(Reference.octets("hostapd/okc_both.pcapng"))
                let name = Array("okctest1".utf8)
                let other: [UInt8] = Array("<b>".utf8) + [0xFF, 0x00, 0x22, 0x5C, 0x0A]
                while let range = octets.firstRange(of: name) { octets.replaceSubrange(range, with: other) }
                Program.write(octets, to: served.folder + "/b.pcapng")
                let made = try await served.object("/captures?name=b", "--data-binary @'\(served.folder)/b.pcapng'")
                let id = try #require(made["id"] as? String)
                let found = try await served.object("/captures/\(id)/associations")
                let first = try #require((found["associations"] as? [[String: Any]])?.first)
                #expect(first["ssid"] as? String == "<b>\u{FFFD}\0\"\\\n")
                let page = try await served.object("/captures/\(id)/packets?filter=wlan.ssid&limit=1&columns=info")
                let row = try #require((page["rows"] as? [[String: Any]])?.first)
                #expect((row["cells"] as? [String])?.first?.hasSuffix("SSID=\"<b>\u{FFFD}\\0\\\"\\\\\\n\"") == true)
            }
        }

        @Test func whatWasLookedAtIsKept() async throws {
            let history = try #require(Program.newFolder()) + "/deep/history.sqlite"
            try await serving(history: history) { served in
                _ = try await served.object("/captures/file-1/results")
                var runs: [[String: Any]] = []
                for _ in 0..<100 where runs.isEmpty {
                    runs = try await served.object("/history/runs")["runs"] as? [[String: Any]] ?? []
                    if runs.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
                }
                #expect(runs.first?["source"] as? String == "console")
                #expect(runs.first?["name"] as? String == "okc_both.pcapng")
                let run = try await served.object("/history/runs/1")
                #expect((run["groups"] as? [[String: Any]])?.contains { $0["kind"] as? String == "okc" } == true)
                #expect(await served.curl("/history/diff?a=1&b=9").status == 404)
                let trend = try await served.object("/history/trend")
                #expect((trend["runs"] as? [Any])?.count == 1)
                let kinds = (trend["series"] as? [[String: Any]])?.compactMap { $0["kind"] as? String }
                #expect(kinds?.contains("okc") == true)
                let same = try await served.object("/history/diff?a=1&b=1")
                #expect((same["configuration"] as? [Any])?.isEmpty == true)
            }
            try await serving { served in #expect(await served.curl("/history/runs").status == 404) }
        }
    }
#endif
