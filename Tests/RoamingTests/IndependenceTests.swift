import TestSupport
import Testing

/// The witness must not import what it judges.
@Suite struct IndependenceTests {
    /// The floors of Docs/Architecture.md, from the ground up.
    private static let floors: [Set<String>] = [
        ["CEvents", "CVersion", "COpenSSL", "CZlib", "CZstd", "Octets", "Timeline", "Cryptography"],
        ["Dot11", "Internet", "EAP", "Sockets", "Capture", "Configuration"],
        ["RSN", "RADIUS", "EAPMethods"],
        ["Handshakes", "RADIUSServer", "Airspace", "Wired", "Hosts", "Roaming"],
        ["Station", "AccessPoint", "Faults", "Reports", "Dissection"],
        ["Lab"],
        ["Scenarios", "Control"],
        ["LabFiles", "Live", "History"],
        ["Console"],
        ["roamlab"],
    ]

    private static let description = Program.text(
        of: "cd \(Reference.package) && swift package --disable-default-traits --ignore-lock describe --type json")

    @Test func arrowsGoDownOrStayOnTheirFloor() throws {
        let imports = try imports(in: try #require(Self.description))
        for (floor, rooms) in Self.floors.enumerated() {
            let below = Self.floors[0...floor].reduce(into: Set<String>()) { $0.formUnion($1) }
            for room in rooms {
                let used = (imports[room] ?? []).filter { name in Self.floors.contains { $0.contains(name) } }
                #expect(used.isSubset(of: below), "\(room) imports \(used.subtracting(below)) from above")
            }
        }
    }

    @Test func everyRoomStandsOnAFloor() throws {
        let imports = try imports(in: try #require(Self.description))
        let known = Self.floors.reduce(into: Set<String>()) { $0.formUnion($1) }
        // Rooms is the product for Benchmarks/; the package itself has no name here.
        let rooms = imports.keys.filter {
            !$0.hasSuffix("Tests") && !["TestSupport", "FuzzTargets", "Rooms", ""].contains($0)
        }
        #expect(Set(rooms).isSubset(of: known), "\(Set(rooms).subtracting(known))")
    }

    @Test func roamingImportsNothingOfTheEmulation() throws {
        let reached = reach("Roaming", try imports(in: try #require(Self.description)))
        #expect(reached.isSuperset(of: ["Octets", "Dot11", "EAP", "Capture", "RSN", "RADIUS"]))
        let forbidden: Set = ["Handshakes", "EAPMethods", "Station", "AccessPoint", "Faults", "Lab"]
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
