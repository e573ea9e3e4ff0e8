// swift-tools-version: 6.2
import PackageDescription

/// What every room is compiled with. Warnings become errors in CI, by `-Xswiftc -warnings-as-errors` there.
let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

/// A room of the house: one target with one job, which imports only rooms on lower floors.
func room(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: settings)
}

/// The tests of a room, in the folder that mirrors it.
func tests(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + imports,
        path: "Tests/\(name)Tests", swiftSettings: settings)
}

let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Live"])),
    .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Live"])),
]

/// A dependency of hummingbird's, built nowhere, has a module called Configuration, as this package has: this gives the
/// other one another name.
let otherConfiguration = Target.Dependency.product(
    name: "Configuration", package: "swift-configuration", moduleAliases: ["Configuration": "OtherConfiguration"],
    condition: .when(platforms: [.wasi]))

let package = Package(
    name: "roamlab",
    products: [
        .executable(name: "roamlab", targets: ["roamlab"]),
        // For Benchmarks/, a package of its own.
        .library(name: "COpenSSL", targets: ["COpenSSL"]),
        .library(
            name: "Rooms",
            targets: [
                "Octets", "Timeline", "Cryptography", "Dot11", "EAP", "Capture", "RSN", "RADIUS", "EAPMethods",
                "Handshakes", "RADIUSServer", "Airspace", "Roaming", "Station", "AccessPoint", "Lab", "Scenarios",
                "Dissection",
            ]),
        // For Fuzz/, another one.
        .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
    ],
    traits: [
        .trait(name: "Live", description: "Sockets and the wall clock: roamlab radius and roamlab up"),
        .trait(
            name: "Console", description: "The web console and the history of runs: roamlab console, roamlab history",
            enabledTraits: ["Live"]),
        .default(enabledTraits: ["Live", "Console"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Floor 0
        // The only C++: what it reads must be read by the compiler.
        .target(name: "CVersion"),
        room("Octets"),
        room("Timeline", [heap]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev", "pkg-config"])]),
        room("Cryptography", ["COpenSSL", "Octets"]),
        // Floor 1
        room("Dot11", ["Octets"]),
        room("Internet", ["Octets"]),
        room("EAP", ["Octets"]),
        .target(name: "CEvents"),
        room("Sockets", ["Timeline", "CEvents"]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        room("Capture", ["Octets", "CZlib", "CZstd"]),
        room("Configuration", ["Octets"]),
        // Floor 2
        room("RSN", ["Octets", "Dot11", "EAP", "Cryptography"]),
        room("RADIUS", ["Octets", "EAP", "Cryptography", "Timeline"]),
        room("EAPMethods", ["Octets", "EAP", "Cryptography", "Timeline", "COpenSSL"]),
        // Floor 3
        room("Handshakes", ["Octets", "Dot11", "EAP", "Cryptography", "RSN", "Timeline"]),
        room("RADIUSServer", ["Octets", "EAP", "Cryptography", "RADIUS", "EAPMethods", "Timeline"]),
        room("Airspace", ["Octets", "Dot11", "Timeline"]),
        room("Wired", ["Octets", "Internet", "Timeline"]),
        room("Hosts", ["Octets", "Internet", "Timeline"]),
        room("Roaming", ["Octets", "Dot11", "Internet", "EAP", "Capture", "Cryptography", "RSN", "RADIUS"]),
        // Floor 4
        room(
            "Station",
            ["Octets", "Dot11", "EAP", "Cryptography", "RSN", "Handshakes", "EAPMethods", "Timeline"]),
        room(
            "AccessPoint",
            ["Octets", "Dot11", "EAP", "Cryptography", "RSN", "RADIUS", "Handshakes", "Timeline"]),
        room("Faults", ["Octets", "Dot11", "EAP", "Configuration", "RSN", "RADIUS", "Airspace", "Timeline"]),
        room("Reports", ["Octets", "Roaming"]),
        room(
            "Dissection",
            ["Octets", "Dot11", "Internet", "EAP", "Capture", "Configuration", "RSN", "RADIUS", "Roaming"]),
        // Floor 5
        room(
            "Lab",
            [
                "Octets", "Dot11", "Internet", "EAP", "Capture", "Configuration", "Cryptography", "RSN", "RADIUS",
                "EAPMethods", "RADIUSServer", "Airspace", "Wired", "Hosts", "Station", "AccessPoint", "Faults",
                "Timeline", heap,
            ]),
        // Floor 6
        room(
            "Scenarios",
            [
                "Octets", "Dot11", "EAP", "Capture", "Configuration", "RSN", "RADIUS", "EAPMethods", "RADIUSServer",
                "Airspace", "Faults", "Hosts", "Station", "AccessPoint", "Lab", "Roaming", "Reports", "Timeline",
            ]),
        room(
            "Control",
            [
                "Octets", "Dot11", "Internet", "EAP", "Configuration", "Cryptography", "RSN", "RADIUS", "EAPMethods",
                "RADIUSServer", "Airspace", "Hosts", "Station", "AccessPoint", "Faults", "Lab", "Timeline",
            ]),
        // Floor 7
        room(
            "Live",
            ["Octets", "RADIUS", "RADIUSServer", "EAPMethods", "Faults", "Lab", "Control", "Sockets", "Timeline"] + nio),
        room(
            "LabFiles",
            [
                "Octets", "Configuration", "EAPMethods", "Airspace", "AccessPoint", "Faults", "Lab", "Control",
                "Timeline",
                .product(name: "Yams", package: "Yams", condition: .when(traits: ["Live"])),
            ]),
        room(
            "History",
            [
                "Octets", "Roaming", "Reports",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Console"])),
            ]),
        // Floor 8
        .target(
            name: "Console",
            dependencies: [
                "Octets", "Timeline", "Dot11", "Internet", "EAP", "Sockets", "Capture", "Configuration", "RSN",
                "RADIUS",
                "EAPMethods", "Airspace", "Roaming", "Station", "AccessPoint", "Reports", "Dissection", "Lab",
                "Scenarios", "Control", "Live", "LabFiles", "History",
                .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Console"])),
                otherConfiguration,
                .product(name: "HTTPTypes", package: "swift-http-types", condition: .when(traits: ["Console"])),
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Console"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Console"])),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Console"])),
            ],
            resources: [.embedInCode("Page"), .embedInCode("openapi.yaml")], swiftSettings: settings),
        // Floor 9
        .executableTarget(
            name: "roamlab",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                "CVersion", "Octets", "Capture", "Configuration", "RSN", "RADIUS", "EAPMethods", "RADIUSServer",
                "Roaming", "Reports", "Dissection", "Faults", "Lab", "Control", "Scenarios", "Sockets", "Timeline",
                .target(name: "Live", condition: .when(traits: ["Live"])),
                .target(name: "LabFiles", condition: .when(traits: ["Live"])),
                .target(name: "Console", condition: .when(traits: ["Console"])),
                .target(name: "History", condition: .when(traits: ["Console"])),
            ],
            swiftSettings: settings),
        // Tests mirror the tree
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Octets", "Dot11", "EAP", "Capture", "Configuration", "RSN", "RADIUS", "Roaming", "Dissection",
                "Faults", "Control", "Lab", "Timeline",
                .target(name: "LabFiles", condition: .when(traits: ["Live"])),
            ],
            path: "Tests/FuzzTargets", swiftSettings: settings),
        .testTarget(
            name: "FindingsTests", dependencies: ["Octets", "FuzzTargets", "TestSupport"], path: "Tests/FindingsTests",
            swiftSettings: settings),
        tests("Octets"),
        tests("Timeline"),
        tests("Dissection", ["Octets", "Capture", "Timeline"]),
        tests("Dot11", ["Octets", "Capture", "Timeline"]),
        tests(
            "Station",
            ["Octets", "Dot11", "EAP", "Capture", "Cryptography", "RSN", "Handshakes", "EAPMethods", "Timeline"]),
        tests("Cryptography", ["Octets"]),
        tests("Internet", ["Octets", "Timeline"]),
        tests("Capture", ["Octets", "Timeline"]),
        tests("Configuration", ["Octets"]),
        tests("EAP", ["Octets", "Timeline"]),
        tests("RADIUS", ["Octets", "EAP", "Timeline"]),
        tests("EAPMethods", ["Octets", "EAP", "Cryptography", "Timeline"]),
        tests("RADIUSServer", ["Octets", "EAP", "RADIUS", "EAPMethods", "Timeline"]),
        tests("RSN", ["Octets", "Timeline", "Dot11", "EAP", "Cryptography"]),
        tests("Roaming", ["Octets", "Dot11", "Internet", "EAP", "Capture", "RSN", "Timeline"]),
        tests("Airspace", ["Octets", "Dot11", "Timeline"]),
        tests("Faults", ["Octets", "Dot11", "EAP", "RSN", "RADIUS", "Airspace", "Timeline"]),
        tests(
            "Live",
            [
                "Octets", "Capture", "Configuration", "EAP", "EAPMethods", "Faults", "RADIUS", "RADIUSServer",
                "Control",
                "Lab", "Roaming", "Scenarios", "Sockets", "Timeline",
            ]),
        tests(
            "Control",
            [
                "Octets", "Airspace", "Configuration", "EAPMethods", "Faults", "Lab", "RADIUS", "RADIUSServer",
                "Station",
                "Timeline",
            ]),
        tests(
            "LabFiles", ["Octets", "Airspace", "Configuration", "Control", "EAPMethods", "Faults", "Lab", "Timeline"]),
        tests("Wired", ["Octets", "Timeline"]),
        tests("Handshakes", ["Cryptography", "Octets", "Timeline", "Dot11", "RSN"]),
        tests(
            "AccessPoint", ["Octets", "Capture", "Dot11", "EAP", "RADIUS", "RSN", "Handshakes", "Timeline"]),
        tests("Hosts", ["Octets", "Internet", "Timeline"]),
        tests(
            "Lab",
            [
                "Octets", "Dot11", "Internet", "Capture", "Configuration", "RSN", "RADIUS", "EAPMethods",
                "RADIUSServer", "Airspace", "Faults", "Wired", "Hosts", "Station", "AccessPoint", "Roaming",
                "Timeline",
            ]),
        tests(
            "Scenarios",
            [
                "Octets", "Configuration", "Dot11", "Capture", "EAPMethods", "Faults", "RSN", "Reports", "Roaming",
                "Lab", "Timeline",
            ]),
        tests("Reports", ["Octets", "RSN", "Roaming"]),
        tests("History", ["Octets", "Roaming", "Reports"]),
        tests(
            "Console",
            [
                "Octets", "Capture", "Configuration", "Control", "Dissection", "History", "Lab", "LabFiles", "Live",
                "Reports", "Roaming", "Scenarios", "Sockets", "Timeline",
            ]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx20
)
