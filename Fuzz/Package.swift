// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that a user's build does not pay for it. `make fuzz` runs it.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "roamlab", path: "..", traits: ["Live", "Console"])],
    targets: [
        .executableTarget(
            name: "Fuzz",
            dependencies: [.product(name: "FuzzTargets", package: "roamlab")],
            swiftSettings: [
                .strictMemorySafety(),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableExperimentalFeature("Lifetimes"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
