#if Console
    import Foundation
    import TestSupport
    import Testing

    /// The program keeps runs where it is told, and shows them.
    @Suite struct HistoryProgramTests {
        @Test func runsAreKeptAndCompared() throws {
            let program = try #require(Program.roamlab)
            let folder = try #require(Program.newFolder())
            let captures = Reference.folder + "hostapd/"
            for name in ["okc_both.pcapng", "okc_none.pcapng"] {
                _ = Program.text(of: "'\(program)' analyze '\(captures)\(name)' --history \(folder)/h.sqlite")
            }
            let list = try #require(
                Program.text(of: "'\(program)' history list --history \(folder)/h.sqlite --format json"))
            let runs = try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]])
            #expect(runs.map { $0["title"] as? String } == ["okc_none.pcapng", "okc_both.pcapng"])
            // What is known of these captures: 31 of 32 roams there are OKC, and here none.
            let text = try #require(Program.text(of: "'\(program)' history diff 1 2 --history \(folder)/h.sqlite"))
            #expect(text.contains("- okc WPA-EAP: 31 roams"))
            #expect(!text.contains("+ okc WPA-EAP"))
            let missing = Program.output(of: "'\(program)' history show 9 --history \(folder)/h.sqlite 2>&1; echo $?")
            #expect(missing?.text == "roamlab history: there is no run 9\n1\n")
        }

        @Test func whatIsSwitchedOffWritesNothing() throws {
            let program = try #require(Program.roamlab)
            let folder = try #require(Program.newFolder())
            let capture = Reference.folder + "hostapd/okc_both.pcapng"
            let environment = "env -u ROAMLAB_HISTORY -u XDG_DATA_HOME -u CI HOME=\(folder)"
            _ = Program.text(of: "\(environment) '\(program)' analyze '\(capture)' --no-history")
            _ = Program.text(of: "\(environment) CI=true '\(program)' analyze '\(capture)'")
            _ = Program.text(of: "\(environment) ROAMLAB_HISTORY=off '\(program)' analyze '\(capture)'")
            #expect(Program.text(of: "find \(folder) -type f") == "")
            _ = Program.text(of: "\(environment) '\(program)' analyze '\(capture)'")
            #expect(Program.text(of: "find \(folder) -type f") == "\(folder)/.local/share/roamlab/history.sqlite\n")
        }

        /// The number of the next release, and the commit where the program could see one; the same in all that it writes.
        @Test func theProgramsVersionStandsInWhatItWrites() throws {
            let program = try #require(Program.roamlab)
            let folder = try #require(Program.newFolder())
            let version = try #require(Program.text(of: "'\(program)' --version")).dropLast()
            #expect(version.wholeMatch(of: #/0\.1\.0-dev(\+[0-9a-f]{12})?/#) != nil, "\(version)")
            let capture = Reference.folder + "hostapd/okc_both.pcapng"
            let results = Program.text(
                of: "'\(program)' analyze '\(capture)' --format json --history \(folder)/h.sqlite | sed -n 1,2p")
            #expect(results == "{\n  \"version\": \"\(version)\",\n")
            let run = Program.text(of: "'\(program)' history show 1 --history \(folder)/h.sqlite --format json")
            #expect(run?.contains("\"roamlab\" : \"\(version)\"") == true, "\(run ?? "")")
        }

        /// A verdict does not depend on whether it can be kept.
        @Test func aHistoryThatCannotBeWrittenIsToldAndNoMore() throws {
            let program = try #require(Program.roamlab)
            let capture = Reference.folder + "hostapd/okc_both.pcapng"
            let told = Program.output(of: "'\(program)' analyze '\(capture)' --history /proc/none/h 2>&1 >/dev/null")
            #expect(told?.status == 0)
            #expect(told?.text.hasPrefix("roamlab: the run is not kept: /proc/none/h: ") == true)
        }
    }
#endif
