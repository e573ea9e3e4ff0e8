import Configuration
import Foundation
import Testing

@Suite struct ExampleTests {
    /// The package's root, three folders up from this file.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: Example.all.map(\.name))
    func theProgramHoldsWhatTheFileSays(name: String) throws {
        let file = Self.root.appending(path: "Examples").appending(path: name)
        let example = try #require(Example.all.first { $0.name == name })
        #expect(try String(contentsOf: file, encoding: .utf8) == example.text)
    }

    @Test func everyExampleFileIsInTheProgram() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Examples").path)
        #expect(files.sorted() == Example.all.map(\.name).sorted())
    }
}
