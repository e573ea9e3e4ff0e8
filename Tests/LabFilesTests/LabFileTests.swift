#if Live
    import Configuration
    import Control
    import EAPMethods
    import LabFiles
    import Octets
    import Testing
    import Timeline

    /// Lab files as a person writes them, and as one gets them wrong.
    @Suite struct LabFileTests {
        private static let files: [String: String] = [
            "okc.conf": Example.okc.text, "station.conf": Example.station.text,
            "station-pkc.conf": Example.stationPKC.text, "users": Example.users.text,
            "printed.conf": Example.okcAsPrinted.text,
        ]

        private struct Missing: Error, CustomStringConvertible {
            var description: String { "No such file or directory" }
        }

        private func plan(_ text: String) throws -> LabPlan {
            try LabPlan(parsing: text, file: "lab.yaml") { path in
                guard let content = Self.files[path] else { throw Missing() }
                return Array(content.utf8)
            }
        }

        private func errors(_ text: String) -> [String] {
            do {
                _ = try plan(text)
                return []
            } catch let error as LabFileError {
                return error.lines
            } catch {
                return ["\(error)"]
            }
        }

        private static let whole = """
            access_points:
              - hostapd: okc.conf
            stations:
              - wpa_supplicant: station.conf
                address: 02:00:00:00:01:00
              - wpa_supplicant: station-pkc.conf
                count: 3
            radius:
              server: outside
              tls: "1.3"
            flow_ms: 20
            seed: 7

            """

        @Test func aWholeFileIsTaken() throws {
            let plan = try plan(Self.whole)
            #expect(plan.accessPoints.map { $0.bsses.map(\.interface) } == [["vap0000", "vap0000_0", "vap0000_1"]])
            #expect(plan.stations.map(\.interface) == ["sta00000", "sta00001", "sta00002", "sta00003"])
            #expect(
                plan.stations.map(\.address.description) == [
                    "02:00:00:00:01:00", "00:0e:8e:fd:93:72", "00:0e:8e:fd:93:73", "00:0e:8e:fd:93:74",
                ])
            #expect(!plan.hasServer)
            #expect(plan.tls == .tls12 ... .tls13)
            #expect(plan.flowMilliseconds == 20)
            #expect(plan.seed == 7)
        }

        @Test(arguments: [
            (
                "acces_points:\n",
                ["lab.yaml:1: unknown key \"acces_points\" in a lab file; did you mean \"access_points\"?"]
            ),
            (
                "access_points:\n  - hostap: okc.conf\n",
                [
                    "lab.yaml:2: unknown key \"hostap\" in an access point; did you mean \"hostapd\"?",
                    "lab.yaml:2: hostapd is missing: it names a file",
                ]
            ),
            ("access_points:\n  - hostapd: nosuch.conf\n", ["lab.yaml:2: hostapd: No such file or directory"]),
            (
                "access_points:\n  - hostapd: okc.conf\nradius:\n  server: outsid\n",
                [
                    "lab.yaml:4: server is built-in or outside, not \"outsid\"; did you mean \"outside\"?"
                ]
            ),
            (
                "access_points:\n  - hostapd: okc.conf\nstations:\n  - wpa_supplicant: station.conf\n    count: many\n",
                [
                    "lab.yaml:5: count is a number from 1 to 10000, not \"many\""
                ]
            ),
            (
                "access_points:\n  - hostapd: okc.conf\nstations:\n  - wpa_supplicant: station.conf\n    name: vap0000\n",
                [
                    "lab.yaml:4: two interfaces are called vap0000"
                ]
            ),
            (
                "access_points:\n  - hostapd: okc.conf\n  - hostapd: okc.conf\n",
                [
                    "lab.yaml:3: two interfaces are called vap0000",
                    "lab.yaml:3: two interfaces have the address 04:f0:21:19:87:44",
                    "lab.yaml:3: two interfaces are called vap0000_0",
                    "lab.yaml:3: two interfaces have the address 04:f0:21:19:88:44",
                    "lab.yaml:3: two interfaces are called vap0000_1",
                    "lab.yaml:3: two interfaces have the address 04:f0:21:19:89:44",
                ]
            ),
            ("\u{FEFF}access_points: okc.conf\n", ["lab.yaml:1: access_points is a list: each begins with \"- \""]),
            ("access_points: okc.conf\n", ["lab.yaml:1: access_points is a list: each begins with \"- \""]),
            ("stations:\n  - wpa_supplicant: station.conf\n", ["lab.yaml:1: no access_points"]),
            ("a: [1\n", ["lab.yaml:2: not YAML: did not find expected ',' or ']'"]),
            ("", ["lab.yaml: an empty lab file"]),
        ])
        func aMistakeIsToldWithItsLine(text: String, expected: [String]) { #expect(errors(text) == expected) }

        @Test func theExampleIsALabOfTwoStations() throws {
            let plan = try plan(Example.lab.text)
            #expect(plan.stations.map(\.interface) == ["sta00000", "sta00001"])
            #expect(plan.hasServer)
        }

        @Test func errorsOfTheFilesThatItNamesKeepTheirOwnLines() {
            let found = errors("access_points:\n  - hostapd: printed.conf\n")
            #expect(found.contains("printed.conf:38: unknown key \"ieee80211x\"; did you mean \"ieee8021x\"?"))
        }

        @Test(arguments: [
            String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
            String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
            (0..<1000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
        ])
        func depthIsRefusedBeforeItIsRead(text: String) {
            let found = errors(text)
            #expect(found.count == 1)
            #expect(found.first?.hasSuffix("nested deeper than a lab file is") == true)
        }

        @Test func aliasesThatMultiplyAreNotFollowed() {
            var text = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n"
            for level in 1..<30 {
                let one = "*a\(level - 1)"
                text += "a\(level): &a\(level) [\(Array(repeating: one, count: 10).joined(separator: ","))]\n"
            }
            #expect(errors(text).first?.contains("unknown key \"a0\"") == true)
        }

        @Test func nothingThatIsReadBringsItDown() {
            var random = RandomSource.seeded(state: 9)
            let original = Array(Self.whole.utf8)
            for number in 0..<100_000 {
                var octets = original
                for _ in 0..<Int(random.next() % 4) + 1 {
                    let place = Int(random.next() % UInt64(octets.count))
                    switch random.next() % 3 {
                    case 0: octets[place] = UInt8(truncatingIfNeeded: random.next())
                    case 1: octets.remove(at: place)
                    default: octets.insert(Array(":-[]{}&*#\"' \n".utf8)[Int(random.next() % 13)], at: place)
                    }
                }
                let text = String(decoding: octets, as: UTF8.self)
                if number % 50 == 0 {
                    _ = errors(text)
                } else {
                    // The files that it names have mutation tests of their own.
                    _ = try? LabPlan(parsing: text, file: "lab.yaml") { _ in throw Missing() }
                }
            }
        }
    }
#endif
