import TestSupport
import Testing

/// The witness must not import what it judges.
@Suite struct IndependenceTests {
    @Test func roamingImportsNothingOfTheEmulation() throws {
        let text = try #require(
            Program.text(
                of: "cd \(Reference.package) && swift package --disable-default-traits "
                    + "--ignore-lock describe --type json"))
        let reached = reach("Roaming", try imports(in: text))
        #expect(reached.isSuperset(of: ["Octets", "Dot11", "EAP", "Capture", "RSN", "RADIUS"]))
        let forbidden: Set = ["Handshakes", "EAPMethods", "Station", "AccessPoint", "Lab"]
        #expect(reached.isDisjoint(with: forbidden), "\(reached.intersection(forbidden))")
    }

    /// The target dependencies of each target. The description is read by its line structure: names and lists of
    /// names stand on lines of their own.
    private func imports(in text: String) throws -> [String: Set<String>] {
        var imports: [String: Set<String>] = [:]
        var name = ""
        var dependencies: Set<String> = []
        var isInDependencies = false
        for line in text.split(separator: "\n") {
            let line = line.drop { $0 == " " }
            if line.hasPrefix("\"target_dependencies\"") {
                isInDependencies = true
                dependencies = []
            } else if isInDependencies, line.hasPrefix("]") {
                isInDependencies = false
            } else if isInDependencies {
                dependencies.insert(String(line.filter { $0 != "\"" && $0 != "," }))
            } else if line.hasPrefix("\"name\"") {
                name = String(line.split(separator: "\"")[2])
            } else if line.hasPrefix("\"type\"") {
                imports[name] = dependencies
                dependencies = []
            }
        }
        #expect(imports.count > 10)
        return imports
    }

    private func reach(_ target: String, _ imports: [String: Set<String>]) -> Set<String> {
        var reached: Set<String> = []
        var open = [target]
        while let next = open.popLast() {
            for name in imports[next] ?? [] where reached.insert(name).inserted { open.append(name) }
        }
        return reached
    }
}
