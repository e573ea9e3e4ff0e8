#if Console
    @testable import Console
    import TestSupport
    import Testing

    @Suite struct PageFileTests {
        @Test func everyFileOfThePageIsInTheProgram() throws {
            let folder = Reference.package + "/Sources/Console/Page"
            let listed = try #require(Program.text(of: "cd '\(folder)' && find . -type f -printf '%P\\n' | sort"))
            #expect(listed.split(separator: "\n").map(String.init) == PageFile.all.map(\.path).sorted())
            for file in PageFile.all { #expect(Program.octets(of: "\(folder)/\(file.path)") == file.octets()) }
        }
    }
#endif
