internal import ArgumentParser
internal import Roaming

#if Console
    internal import History

    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Musl
    #endif
#endif

/// Whether and where a run is kept.
struct HistoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the run is kept (default: ROAMLAB_HISTORY, or the user's data directory; nowhere where CI=true).",
            valueName: "file"))
    var history: String?

    @Flag(help: "Keep no record of the run. ROAMLAB_HISTORY=off does it for all.")
    var noHistory = false

    func validate() throws {
        if history != nil, noHistory { throw ValidationError("--history and --no-history exclude each other") }
    }

    #if Console
        /// The place that counts.
        var place: HistoryPlace {
            HistoryPlace(option: history, isOff: noHistory) { name in
                unsafe getenv(name).map { unsafe String(cString: $0) }
            }
        }
    #endif

    /// What is kept of a run.
    struct Run {
        var source: String
        var title: String
        var command: String
        var isSimulated = false
        var isAsExpected: Bool?
        var configuration: [String: String] = [:]
        var associations: [(scenario: String?, association: Association)] = []
    }

    #if Console
        private static func kept(_ run: Run) -> KeptRun {
            var kept = KeptRun(source: run.source, title: run.title, command: run.command, time: Double(time(nil)))
            kept.isSimulated = run.isSimulated
            kept.isAsExpected = run.isAsExpected
            kept.versions = ["roamlab": Version.text]
            kept.configuration = run.configuration
            kept.associations = run.associations
            return kept
        }

        /// A run that begins now and shows its associations later; nil where it is not to be kept.
        func begin(_ run: Run) -> LiveRun? {
            guard case .file(let path) = place else { return nil }
            return LiveRun(path: path, Self.kept(run)) { StandardError.print("roamlab: \($0)") }
        }
    #endif

    /// Keeps a run, if it is to be kept. A history that cannot be written is told on standard error; the run counts all the
    /// same.
    func keep(_ run: Run) {
        #if Console
            guard case .file(let path) = place else { return }
            do {
                try RunHistory(path: path).add(Self.kept(run))
            } catch {
                StandardError.print("roamlab: the run is not kept: \(error)")
            }
        #else
            if history != nil {
                StandardError.print("roamlab: the run is not kept: built without the history; run `make`")
            }
        #endif
    }
}
