#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// A piece of work that is timed: `count` repetitions of it.
struct Work {
    var name: String
    /// What is counted: "roams", "handshakes".
    var unit: String
    /// Does the work `count` times.
    var run: (_ count: Int) throws -> Void
}

/// Two pieces of work in turn, A B A B …, so that a machine that drifts drifts under both; the ratio is the median of
/// the ratios pair by pair. Times are the process's processor time.
struct Comparison {
    var title: String
    /// What is judged.
    var subject: Work
    /// What it is held to: the same operations, and nothing else.
    var baseline: Work
    /// The ratio to come near to, subject over baseline.
    var limit: Double
    /// Repetitions in a trial.
    var count: Int

    static let trials = 9

    func print() throws {
        try subject.run(max(1, count / 10))
        try baseline.run(max(1, count / 10))
        var subjects: [Double] = []
        var baselines: [Double] = []
        for _ in 0..<Self.trials {
            subjects.append(try Self.time { try subject.run(count) } / Double(count))
            baselines.append(try Self.time { try baseline.run(count) } / Double(count))
        }
        let ratios = zip(subjects, baselines).map { $0 / $1 }.sorted()
        let ratio = ratios[ratios.count / 2]
        Swift.print("\(title)")
        Self.print(subject, subjects)
        Self.print(baseline, baselines)
        Swift.print(
            "  ratio \(Self.text(ratio)) (\(Self.text(ratios[0])) to \(Self.text(ratios[ratios.count - 1])));"
                + " to come near to: \(Self.text(limit))\n")
    }

    private static func print(_ work: Work, _ times: [Double]) {
        let median = times.sorted()[times.count / 2]
        Swift.print(
            "  \(work.name): \(text(median * 1e6)) µs each, \(Int(1 / median)) \(work.unit)/s")
    }

    private static func text(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    /// Seconds of processor time that `body` takes.
    private static func time(_ body: () throws -> Void) rethrows -> Double {
        let start = processorTime()
        try body()
        return processorTime() - start
    }

    private static func processorTime() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
