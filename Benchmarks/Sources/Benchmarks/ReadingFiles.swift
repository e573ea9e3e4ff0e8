#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Capture
internal import Roaming

/// What `roamlab analyze` costs on a large file: against a bare walk over the same buffers, against tshark asked for the
/// same facts, and in memory.
enum ReadingFiles {
    static let folder = "/tmp/roamlab-benchmarks-\(getpid())"

    static func print() throws {
        _ = unsafe system("mkdir -p \(folder)")
        defer { _ = unsafe system("rm -rf \(folder)") }
        let (large, small, tenth) = ("\(folder)/1024", "\(folder)/256", "\(folder)/102")
        try MixedCapture.write(mebibytes: 1024, to: large)
        try MixedCapture.write(mebibytes: 256, to: small)
        try MixedCapture.write(mebibytes: 102, to: tenth)
        let results = try RoamingResults(analyzing: large)
        Swift.print(
            "1 GiB of mixed traffic: \(results.packetCount) packets, \(results.associations.count) associations, "
                + "\(results.associations.count { $0.isRoam }) roams")

        var ratios: [Double] = []
        var times: [Double] = []
        for _ in 0..<5 {
            let analysis = try wallClock { _ = try RoamingResults(analyzing: large) }
            let walk = try wallClock {
                var sink = MixedCapture.Walk()
                _ = try CaptureFile(path: large).read(into: &sink)
                precondition(sink.packets == results.packetCount)
            }
            times.append(analysis)
            ratios.append(analysis / walk)
        }
        times.sort()
        ratios.sort()
        Swift.print(
            "  analyze: \(Int(times[2] * 1000)) ms, \(Int(1024 / times[2])) MiB/s; a bare walk from the same file: ratio "
                + "\(text(ratios[2])) (\(text(ratios[0])) to \(text(ratios[4]))); to come near to: 2")

        let ours = try wallClock { _ = try RoamingResults(analyzing: tenth) }
        let filter = "wlan.fc.type==0 || eapol || radius || wlan.fc.type_subtype in {0x19,0x1d} || wlan.fc.type==2"
        let fields = ["frame.number", "frame.time_epoch", "wlan.fc", "wlan.ra", "wlan.ta", "wlan.bssid", "wlan.seq"]
        let command =
            "tshark -r \(tenth) -Y '\(filter)' -T fields \(fields.map { "-e \($0)" }.joined(separator: " "))"
            + " -e wlan.pmkid.akms -e wlan.rsn.ie.pmkid -e eap.code -e eapol.type -e radius.code >/dev/null 2>&1"
        var status: Int32 = 0
        let tshark = wallClock { status = unsafe system(command) }
        if status == 0 {
            Swift.print(
                "  tshark, the same facts of a tenth: \(Int(tshark * 1000)) ms, analyze \(Int(ours * 1000)) ms: "
                    + "\(Int(tshark / ours)) times; to come near to: 100")
        } else {
            Swift.print("  tshark is missing: nothing was compared with it")
        }

        let peaks = try [small, large].map(peak)
        Swift.print(
            "  peak resident size: \(peaks[0]) KiB for 256 MiB, \(peaks[1]) KiB for 1 GiB, ratio "
                + "\(text(Double(peaks[1]) / Double(peaks[0]))); to stay under: 1.10\n")
    }

    /// In a process of its own: analyzes a file and prints the peak resident size in KiB.
    static func printPeak(of path: String) throws {
        _ = try RoamingResults(analyzing: path)
        var usage = rusage()
        unsafe getrusage(0, &usage)  // RUSAGE_SELF
        Swift.print(usage.ru_maxrss)
    }

    private static func peak(of path: String) throws -> Int {
        let output = "\(folder)/peak"
        _ = unsafe system("\(CommandLine.arguments[0]) peak \(path) > \(output)")
        guard let file = unsafe fopen(output, "r") else { return 0 }
        defer { unsafe fclose(file) }
        var line = [UInt8](repeating: 0, count: 64)
        let count = unsafe line.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, file) }
        return Int(String(decoding: line[0..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)) ?? 0
    }

    private static func wallClock(_ body: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try body()
        let elapsed = clock.now - start
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    }

    private static func text(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
