#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// Prints what roams cost, as ratios to the bare operations, measured in one run.
///
/// A plain executable: ordo-one/benchmark, the usual package, cannot print the ratio of two measurements that were
/// interleaved.
@main
enum Benchmarks {
    private static let all: [(name: String, run: @Sendable () throws -> Void)] = [
        ("handshakes", handshakes), ("roams", roams), ("lab", lab), ("authentications", authentications),
        ("server", server), ("analyze", reading), ("reading", ReadingFiles.print),
        ("paging", Paging.print),
    ]

    static func main() throws {
        let wanted = CommandLine.arguments.dropFirst()
        if wanted.count == 2, wanted.first == "peak", let path = wanted.last {
            return try ReadingFiles.printPeak(of: path)
        }
        if let unknown = wanted.first(where: { name in !all.contains { $0.name == name } }) {
            print("\(unknown): one of \(all.map(\.name).joined(separator: ", "))")
            exit(2)
        }
        print(
            "Ratios are medians of \(Comparison.trials) interleaved trials, in processor time of this process, which has"
                + " one thread.\n")
        for benchmark in all where wanted.isEmpty || wanted.contains(benchmark.name) { try benchmark.run() }
    }

    private static func handshakes() throws {
        let pair = try HandshakePair()
        try Comparison(
            title: "the 4-way handshake, both ends, PMKIDs included",
            subject: Work(name: "handshakes", unit: "handshakes") { try pair.run() },
            baseline: bareHandshakes(), limit: nil, count: 4000
        ).print()
    }

    private static func roams() throws {
        var rig = try Rig(okc: true)
        try rig.connect()
        let before = rig.frames
        try rig.roam(isFull: false)
        try Comparison(
            title: "OKC roams, the cores back to back: \(rig.frames - before) frames built, parsed and captured",
            subject: Work(name: "OKC roams", unit: "roams") { try rig.roam(isFull: false) },
            baseline: bareHandshakes(), limit: 3, count: 2000
        ).print()
    }

    private static func lab() throws {
        let rig = try LabRig()
        var unused = Stopwatch()
        let (roams, packets) = try rig.run(&unused)
        try Comparison(
            title: "OKC roams in a whole lab, which took \(packets) packets for the first \(roams)",
            subject: Work(name: "OKC roams", unit: "roams") { count, watch in
                var done = 0
                while done < count { done += try rig.run(&watch).roams }
            },
            baseline: bareHandshakes(), limit: 3, count: 200
        ).print()
    }

    private static func bareHandshakes() -> Work {
        var bare = BareHandshake()
        return Work(name: "bare digests and key wrap", unit: "handshakes") { bare.run() }
    }

    private static func authentications() throws {
        var rig = try Rig(okc: false)
        try rig.connect()
        let bare = try BareTLS()
        let before = rig.frames
        try rig.roam(isFull: true)
        try Comparison(
            title: "full EAP-TTLS roams, the cores back to back: \(rig.frames - before) frames, RADIUS apart",
            subject: Work(name: "full roams", unit: "roams") { try rig.roam(isFull: true) },
            baseline: Work(name: "bare TLS handshakes, both ends, \(try bare.run())", unit: "handshakes") {
                try bare.run()
            },
            limit: 1.15, count: 100
        ).print()
    }

    private static func server() throws {
        let rig = try ServerRig()
        let bare = try BareTLS()
        try Comparison(
            title: "EAP-TTLS authentications of the RADIUS server, whose clients are not timed",
            subject: Work(name: "authentications", unit: "authentications") { count, watch in
                for _ in 0..<count { try rig.run(&watch) }
            },
            baseline: Work(name: "bare TLS handshakes, the server's end", unit: "handshakes") { count, watch in
                for _ in 0..<count { try bare.run { step in watch.time(step) } }
            },
            limit: 1.2, count: 100
        ).print()
    }

    private static func reading() throws {
        let capture = try LargeCapture.make(megabytes: 200)
        let packets = LargeCapture.walk(capture).packets
        try Comparison(
            title: "analyze, of \(capture.count >> 20) MiB with \(packets) packets",
            subject: Work(name: "analyze", unit: "captures") { _ = LargeCapture.analyze(capture) },
            baseline: Work(
                name: "bounds-checked walk: type, addresses, one checksum of each packet", unit: "captures"
            ) { _ = LargeCapture.walk(capture) },
            limit: 2, count: 1
        ).print()
    }
}
