#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// Prints what roams cost, as ratios to the bare operations, measured in one run.
@main
enum Benchmarks {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.count == 2, arguments.first == "peak", let path = arguments.last {
            return try ReadingFiles.printPeak(of: path)
        }
        if arguments.first == "reading" { return try ReadingFiles.print() }
        Swift.print(
            "Ratios are medians of \(Comparison.trials) interleaved trials, in processor time of this process.\n")
        try roams()
        try authentications()
        try reading()
        try ReadingFiles.print()
    }

    private static func roams() throws {
        let rig = try Rig(okc: true)
        try rig.connect()
        var number = 0
        var bare = BareHandshake()
        let before = rig.frames
        try rig.roam(number, isFull: false)
        Swift.print("an OKC roam between the cores is \(rig.frames - before) frames")
        Swift.print("the bare handshake is \(BareHandshake.counts)")
        try Comparison(
            title: "OKC roams: both cores, every frame built, parsed and captured",
            subject: Work(name: "OKC roams", unit: "roams") { count in
                for _ in 0..<count {
                    number += 1
                    try rig.roam(number, isFull: false)
                }
            },
            baseline: Work(name: "bare digests and key wrap", unit: "handshakes") { count in
                for _ in 0..<count { bare.run() }
            },
            limit: 3, count: 2000
        ).print()
    }

    private static func authentications() throws {
        let rig = try Rig(okc: false)
        try rig.connect()
        let bare = try BareTLS(chain: certificate.chain, key: certificate.key)
        var number = 0
        let before = rig.frames
        try rig.roam(number, isFull: true)
        Swift.print("a full EAP-TTLS roam between the cores is \(rig.frames - before) frames, RADIUS apart")
        Swift.print("the bare TLS handshake, both ends, is \(BareTLS.counts)")
        try Comparison(
            title: "full EAP-TTLS roams: both cores and the RADIUS server",
            subject: Work(name: "full EAP-TTLS roams", unit: "roams") { count in
                for _ in 0..<count {
                    number += 1
                    try rig.roam(number, isFull: true)
                }
            },
            baseline: Work(name: "bare TLS handshakes, both ends", unit: "handshakes") { count in
                for _ in 0..<count { try bare.run() }
            },
            limit: 1.15, count: 100
        ).print()
    }

    private static func reading() throws {
        let capture = try LargeCapture.make(megabytes: 200)
        Swift.print("the capture has \(capture.count >> 20) MiB, \(LargeCapture.walk(capture).packets) packets")
        try Comparison(
            title: "analyze, one core",
            subject: Work(name: "analyze", unit: "captures") { count in
                for _ in 0..<count { _ = LargeCapture.analyze(capture) }
            },
            baseline: Work(name: "bounds-checked walk: type, addresses, one checksum a packet", unit: "captures") {
                count in
                for _ in 0..<count { _ = LargeCapture.walk(capture) }
            },
            limit: 2, count: 1
        ).print()
    }

    /// A server's certificate and its authority's, made by the openssl program.
    private static let certificate: (chain: String, key: String) = {
        let folder = "/tmp/roamlab-benchmarks-\(getpid())"
        let commands = [
            "mkdir -p \(folder) && cd \(folder)",
            "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 9 -subj /CN=authority",
            "openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=server",
            "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -days 9",
            "cat server.pem ca.pem > chain.pem",
        ]
        guard unsafe system("(" + commands.joined(separator: " && ") + ") >/dev/null 2>&1") == 0 else {
            return ("", "")
        }
        return (folder + "/chain.pem", folder + "/server.key")
    }()
}
