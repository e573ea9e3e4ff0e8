#if Live
    import Airspace
    import Configuration
    import Control
    import Lab
    import LabFiles
    import Octets
    import Testing
    import Timeline

    /// Places and walks of lab files as a person writes them, and as one gets them wrong.
    @Suite struct PlaceTests {
        private func plan(_ text: String) throws -> LabPlan {
            try LabPlan(parsing: text, file: "lab.yaml") { path in
                let example = Example.all.first { $0.name == path }
                return Array((example ?? Example.station).text.utf8)
            }
        }

        private func errors(_ text: String) -> [String] {
            do {
                _ = try plan(text)
                return []
            } catch {
                return (error as? LabFileError)?.lines ?? ["\(error)"]
            }
        }

        @Test func placesAndWalksAreTaken() throws {
            let plan = try plan(
                """
                access_points:
                  - hostapd: okc.conf
                    place: {vap0000: [0, 30], vap0000_0: [0, 0], vap0000_1: [50.5, -1]}
                stations:
                  - wpa_supplicant: station.conf
                    count: 2
                    place: [1, 1]
                  - wpa_supplicant: station.conf
                    walk:
                      - {at: 5s, place: [2, 0]}
                      - {at: 0.5min, place: [48, 0]}
                propagation:
                  power_dbm: 15
                  coefficient: 28
                  shadowing_db: 4.5

                """)
            let places = try #require(plan.places)
            #expect(
                places.accessPoints == [
                    [(0, 30), (0, 0), (50.5, -1)].map { Track(at: Position(x: $0.0, y: $0.1)) }
                ])
            let still = Track(at: Position(x: 1, y: 1))
            let walk = Track([
                Track.Point(at: Instant.zero + .seconds(5), Position(x: 2, y: 0)),
                Track.Point(at: Instant.zero + .seconds(30), Position(x: 48, y: 0)),
            ])
            #expect(places.stations == [still, still, walk])
            // Who walks carries the monitor.
            #expect(places.monitor == .station(2))
            #expect(places.pathLoss.power == 15)
            #expect(places.pathLoss.coefficient == 28)
            #expect(places.pathLoss.shadowing == 4.5)
        }

        @Test func onePlaceIsThatOfAllBSSsAndTheMonitorMayStand() throws {
            let plan = try plan(
                """
                access_points:
                  - hostapd: okc.conf
                    place: [3, 4]
                monitor: [1, 2]

                """)
            let track = Track(at: Position(x: 3, y: 4))
            #expect(plan.places?.accessPoints == [[track, track, track]])
            #expect(plan.places?.monitor == .position(Position(x: 1, y: 2)))
        }

        @Test func theExampleIsAWalk() throws {
            let plan = try plan(Example.walk.text)
            #expect(plan.places?.stations.map(\.points.count) == [3])
            #expect(
                plan.script.map(\.command.description) == [
                    "sta00000 SCAN", "sta00000 ROAM 04:f0:21:19:89:44", "END",
                ])
        }

        @Test func withoutPlacesThereAreNone() throws {
            #expect(try plan("access_points:\n  - hostapd: okc.conf\n").places == nil)
        }

        private static let head = "access_points:\n  - hostapd: okc.conf\n    place: [0, 0]\nstations:\n"

        @Test(arguments: [
            (
                head + "  - wpa_supplicant: station.conf\n",
                ["lab.yaml:5: place is missing: where some have one, all do"]
            ),
            (
                head + "  - wpa_supplicant: station.conf\n    plaec: [1, 2]\n    place: [1, 2]\n",
                ["lab.yaml:6: unknown key \"plaec\" in a station; did you mean \"place\"?"]
            ),
            (
                head + "  - wpa_supplicant: station.conf\n    place: [1, two]\n",
                ["lab.yaml:6: place is two numbers of metres, like [12, 3.5]"]
            ),
            (
                head + "  - wpa_supplicant: station.conf\n    walk:\n      - at: 5s\n      - place: [1, 2]\n",
                ["lab.yaml:7: a point of a walk is {at: 30s, place: [x, y]}"]
            ),
            (
                head
                    + "  - wpa_supplicant: station.conf\n    walk:\n      - {at: 5s, place: [1, 2]}\n"
                    + "      - {at: 4s, place: [1, 2]}\n",
                ["lab.yaml:8: at of a walk goes on from point to point"]
            ),
            (
                head + "  - wpa_supplicant: station.conf\n    place: [1, 2]\nmonitor: sta0000\n",
                [
                    "lab.yaml:7: monitor is a place like [12, 3.5] or a station's name, not \"sta0000\"; "
                        + "did you mean \"sta00000\"?"
                ]
            ),
            (
                head + "  - wpa_supplicant: station.conf\n    place: [1, 2]\npropagation:\n  coeficient: 30\n",
                ["lab.yaml:8: unknown key \"coeficient\" in propagation; did you mean \"coefficient\"?"]
            ),
            (
                head + "  - wpa_supplicant: station.conf\n    place: [1, 2]\npropagation:\n  power_dbm: 100\n",
                ["lab.yaml:8: power_dbm is a number from -20.0 to 40.0, not \"100\""]
            ),
            (
                "access_points:\n  - hostapd: okc.conf\npropagation:\n  power_dbm: 10\n",
                ["lab.yaml:4: propagation goes with places; each access point and station needs place: [x, y]"]
            ),
            (
                "access_points:\n  - hostapd: okc.conf\n    place: {vap0000: [0, 0], vap0000_2: [1, 0]}\n",
                [
                    "lab.yaml:3: unknown key \"vap0000_2\" in place; did you mean \"vap0000_0\"?",
                    "lab.yaml:3: place names each BSS, and vap0000_0 is missing",
                ]
            ),
        ])
        func aMistakeIsToldWithItsLine(text: String, expected: [String]) { #expect(errors(text) == expected) }
    }
#endif
