#if Live
    import Foundation
    import LabFiles
    import Testing

    /// `Docs/Configuration.md` lists every key that a lab file may have.
    @Suite struct DocumentedKeysTests {
        @Test func thePageListsExactlyTheKeysOfLabFiles() throws {
            let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
                path: "../../Docs/Configuration.md")
            let page = try String(contentsOf: path.standardizedFileURL, encoding: .utf8)
            let part = try #require(page.components(separatedBy: "\n## The lab file\n").last)
            for (place, keys) in LabFileKeys.all {
                let section = try #require(part.components(separatedBy: "\n### \(place)\n").last)
                let table = section.components(separatedBy: "\n\n")[0]
                let listed = table.split(separator: "\n").dropFirst(2).map { $0.split(separator: "`")[1] }
                #expect(listed.map(String.init) == keys, "\(place)")
            }
        }
    }
#endif
