// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that a user's build does not pay for it. `make bench` runs it.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "roamlab", path: "..", traits: ["Live", "Console"])],
    targets: [
        .target(name: "Operations", dependencies: [.product(name: "COpenSSL", package: "roamlab")]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Operations", .product(name: "Rooms", package: "roamlab"),
                .product(name: "COpenSSL", package: "roamlab"),
            ],
            swiftSettings: [
                .strictMemorySafety(),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableExperimentalFeature("Lifetimes"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
