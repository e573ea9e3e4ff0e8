internal import Operations

/// A piece of work that is timed.
struct Work {
    var name: String
    /// What is counted: "roams", "handshakes".
    var unit: String
    /// Does the work `count` times, while the watch runs for what is to be timed.
    var run: (_ count: Int, _ watch: inout Stopwatch) throws -> Void

    /// Work of which everything is timed.
    init(name: String, unit: String, each: @escaping () throws -> Void) {
        self.name = name
        self.unit = unit
        run = { count, watch in
            try watch.time { for _ in 0..<count { try each() } }
        }
    }

    /// Work that times itself.
    init(name: String, unit: String, timing run: @escaping (_ count: Int, _ watch: inout Stopwatch) throws -> Void) {
        self.name = name
        self.unit = unit
        self.run = run
    }
}

/// Two pieces of work in turn, A B A B …, so that a machine that drifts drifts under both; the ratio is the median of
/// the ratios pair by pair. Times are processor time of the process.
struct Comparison {
    var title: String
    /// What is judged.
    var subject: Work
    /// What it is held to: the same operations, and nothing else.
    var baseline: Work
    /// The ratio to come near to, subject over baseline; nil where none was set.
    var limit: Double?
    /// Repetitions in a trial.
    var count: Int

    static let trials = 15

    func print() throws {
        Swift.print(title)
        try Self.printOperations(subject, max(1, count / 10))
        try Self.printOperations(baseline, max(1, count / 10))
        var subjects: [Double] = []
        var baselines: [Double] = []
        for _ in 0..<Self.trials {
            subjects.append(try time(subject))
            baselines.append(try time(baseline))
        }
        Self.print(subject, subjects)
        Self.print(baseline, baselines)
        let ratios = zip(subjects, baselines).map { $0 / $1 }.sorted()
        let aim = limit.map { "; to come near to: \(Self.text($0))" } ?? ""
        Swift.print(
            "  ratio \(Self.text(ratios[ratios.count / 2]))"
                + " (\(Self.text(ratios[0])) to \(Self.text(ratios[ratios.count - 1])))\(aim)\n")
    }

    /// Seconds that one repetition takes.
    private func time(_ work: Work) throws -> Double {
        var watch = Stopwatch()
        try work.run(count, &watch)
        return watch.seconds / Double(count)
    }

    /// Warms up, and says which operations one repetition costs on average.
    private static func printOperations(_ work: Work, _ count: Int) throws {
        var warmUp = Stopwatch()
        try work.run(count, &warmUp)
        var watch = Stopwatch()
        try work.run(count, &watch)
        let operations = watch.operations.indices.compactMap { kind -> String? in
            let number = Double(watch.operations[kind]) / Double(count)
            guard number > 0, let name = unsafe roamlab_operation_name(Int32(kind)) else { return nil }
            let text = number == number.rounded() ? "\(Int(number))" : Self.text(number)
            return unsafe "\(text) \(String(cString: name))"
        }
        if !operations.isEmpty { Swift.print("  \(work.name): \(operations.joined(separator: ", "))") }
    }

    private static func print(_ work: Work, _ times: [Double]) {
        let sorted = times.sorted()
        let (low, median, high) = (sorted[0], sorted[sorted.count / 2], sorted[sorted.count - 1])
        Swift.print(
            "  \(work.name): \(text(median * 1e6)) µs (\(text(low * 1e6)) to \(text(high * 1e6))),"
                + " \(Int(1 / median)) \(work.unit)/s")
    }

    private static func text(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
