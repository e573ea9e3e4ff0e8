#if Console
    import History
    import Octets
    import Roaming
    import TestSupport
    import Testing

    @Suite struct RunHistoryTests {
        private func run(_ times: [Int64], kind: AssociationKind, title: String = "a") -> KeptRun {
            var run = KeptRun(source: "okc", title: title, command: "roamlab okc", time: 1000)
            for milliseconds in times {
                var association = Association(station: MACAddress(1), bssid: MACAddress(2))
                association.kind = kind
                association.isRoam = true
                association.akm = "WPA-EAP"
                association.phases.roam = Elapsed(nanoseconds: milliseconds * 1_000_000)
                run.associations.append(("both", association))
            }
            return run
        }

        private func history() throws -> RunHistory {
            try RunHistory(path: try #require(Program.newFolder()) + "/new/history.sqlite")
        }

        @Test func runsAreListedTheLatestFirst() throws {
            let history = try history()
            try history.add(run([10, 20], kind: .okc, title: "first"))
            try history.add(run([40], kind: .full, title: "second"))
            let runs = try history.runs()
            #expect(runs.map(\.title) == ["second", "first"])
            #expect(runs.map(\.fast) == [0, 2])
            #expect(runs.map(\.roams) == [1, 2])
            #expect(try history.runs(limit: 1).count == 1)
            #expect(try history.runs(source: "analyze").isEmpty)
        }

        /// Nearest rank: of 1 to 100 ms the 95th percentile is 95 ms.
        @Test func percentilesAreThoseOfTheNearestRank() throws {
            let history = try history()
            let id = try history.add(run(Array(1...100).shuffled(), kind: .okc))
            let group = try #require(try history.run(id)?.groups.first)
            #expect(group.scenario == "both")
            #expect(group.kind == "okc")
            #expect(group.keyManagement == "WPA-EAP")
            #expect([group.p50, group.p95, group.p99] == [50, 95, 99])
        }

        @Test func aDifferenceNamesSettingsAndTimes() throws {
            let history = try history()
            var first = run([10, 10], kind: .okc)
            first.configuration = ["tls": "1.2", "seed": "1"]
            first.versions = ["roamlab": "1"]
            var second = run([14], kind: .okc)
            second.associations += run([50], kind: .full).associations
            second.configuration = ["tls": "1.3", "seed": "1"]
            second.versions = ["roamlab": "1"]
            let (one, two) = (try history.add(first), try history.add(second))
            let difference = try #require(try history.difference(from: one, to: two))
            #expect(difference.versions.isEmpty)
            #expect(difference.configuration.map { [$0.name, $0.first, $0.second] } == [["tls", "1.2", "1.3"]])
            #expect(difference.groups.count == 2)
            #expect(difference.groups[0].p50Difference == 4)
            #expect(difference.groups[1].first == nil)
            #expect(difference.groups[1].second?.kind == "full")
            #expect(try history.difference(from: one, to: 99) == nil)
        }

        @Test func aRunIsForgottenWithItsRoams() throws {
            let history = try history()
            let id = try history.add(run([1], kind: .okc))
            #expect(try history.remove(id))
            #expect(try !history.remove(id))
            #expect(try history.associations(of: id).isEmpty)
        }

        @Test func theFileIsItsOwnersAlone() throws {
            let path = try #require(Program.newFolder()) + "/new/history.sqlite"
            try RunHistory(path: path).add(run([1], kind: .okc))
            #expect(Program.text(of: "stat -c %a '\(path)'") == "600\n")
        }

        /// SQLite's own program reads what was kept.
        @Test func sqliteReadsIt() throws {
            guard Program.isThere("sqlite3", package: "sqlite3") else { return }
            let path = try #require(Program.newFolder()) + "/history.sqlite"
            try RunHistory(path: path).add(run([7], kind: .okc))
            let text = Program.text(of: "sqlite3 '\(path)' 'SELECT kind, roam_ms FROM association'")
            #expect(text == "okc|7.0\n")
        }

        @Test func anotherFileIsRefusedByName() throws {
            let path = try #require(Program.newFolder()) + "/other"
            Program.write(Array("this is no database, and long enough to be read as one".utf8), to: path)
            #expect(throws: HistoryError.self) { _ = try RunHistory(path: path) }
        }

        @Test func thePlaceIsWhatWasSaidLast() {
            func place(_ option: String?, off: Bool = false, _ variables: [String: String]) -> HistoryPlace {
                HistoryPlace(option: option, isOff: off) { variables[$0] }
            }
            #expect(place(nil, ["HOME": "/h"]) == .file("/h/.local/share/roamlab/history.sqlite"))
            #expect(place(nil, ["HOME": "/h", "XDG_DATA_HOME": "/d"]) == .file("/d/roamlab/history.sqlite"))
            #expect(place(nil, ["HOME": "/h", "CI": "true"]) == .none)
            #expect(place(nil, ["HOME": "/h", "CI": "true", "ROAMLAB_HISTORY": "/f"]) == .file("/f"))
            #expect(place(nil, ["HOME": "/h", "ROAMLAB_HISTORY": "off"]) == .none)
            #expect(place("/o", ["ROAMLAB_HISTORY": "off"]) == .file("/o"))
            #expect(place(nil, off: true, ["ROAMLAB_HISTORY": "/f"]) == .none)
            #expect(place(nil, [:]) == .none)
        }
    }
#endif
