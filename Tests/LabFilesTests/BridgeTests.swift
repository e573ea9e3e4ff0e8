#if Live
    import Configuration
    import Control
    import LabFiles
    import Octets
    import Testing

    /// Bridges of lab files as a person writes them, and as one gets them wrong.
    @Suite struct BridgeTests {
        private static let head = "access_points:\n  - hostapd: okc.conf\n"

        private func plan(_ text: String) throws -> LabPlan {
            try LabPlan(parsing: Self.head + text, file: "lab.yaml") { _ in Array(Example.okc.text.utf8) }
        }

        private func errors(_ text: String) -> [String] {
            do {
                _ = try plan(text)
                return []
            } catch {
                return (error as? LabFileError)?.lines ?? ["\(error)"]
            }
        }

        @Test func portsAreThoseThatTheFileListsAndThoseThatHostapdNames() throws {
            // okc.conf has bridge=br0000.
            let plan = try plan(
                "bridges:\n  - name: br0000\n  - name: br0001\n    ports: [vap0000_1]\n    aging_s: 60\n")
            #expect(plan.bridges.map(\.name) == ["br0000", "br0001"])
            #expect(plan.bridges.map(\.agingSeconds) == [300, 60])
            #expect(
                plan.bridges.map { $0.ports.map(\.description) } == [
                    ["04:f0:21:19:87:44", "04:f0:21:19:88:44"], ["04:f0:21:19:89:44"],
                ])
        }

        @Test(arguments: [
            ("bridges:\n  - ports: [vap0000]\n", ["lab.yaml:4: name is missing: that of the bridge"]),
            (
                "bridges:\n  - name: br0000\n    port: [vap0000]\n",
                ["lab.yaml:5: unknown key \"port\" in a bridge; did you mean \"ports\"?"]
            ),
            (
                "bridges:\n  - name: br0000\n    ports:\n      - vap000\n",
                ["lab.yaml:6: no BSS is called \"vap000\"; did you mean \"vap0000\"?"]
            ),
            (
                "bridges:\n  - name: br0000\n    ports: [vap0000]\n  - name: br0001\n    ports: [vap0000]\n",
                ["lab.yaml:7: vap0000 is a port of br0000 already"]
            ),
            (
                "bridges:\n  - name: br0000\n  - name: br0000\n",
                ["lab.yaml:5: name is that of a network interface of its own, not \"br0000\""]
            ),
            (
                "bridges:\n  - name: br0000\n  - name: br0001\n    ports: [vap0000]\n",
                ["lab.yaml:6: vap0000 is a port of br0001 here and of br0000 in okc.conf:10"]
            ),
            ("bridges:\n  - name: br0000\n  - name: br0001\n", ["lab.yaml:4: br0001 has no ports"]),
            (
                "bridges:\n  - name: br0000\n    aging_s: 9\n",
                ["lab.yaml:5: aging_s is a number from 10 to 1000000, not \"9\""]
            ),
        ])
        func aMistakeIsToldWithItsLine(text: String, expected: [String]) { #expect(errors(text) == expected) }

        @Test func aBSSWithoutABridgeIsTold() {
            let found = errors("bridges:\n  - name: br000\n    ports: [vap0000_0, vap0000_1]\n")
            #expect(
                found == [
                    "lab.yaml:4: vap0000 is a port of no bridge; okc.conf names br0000; did you mean \"br000\"?"
                ])
        }
    }
#endif
