#if Console
    public import History
    public import Live
    internal import Roaming

    /// Keeps the roams of a live lab in the history of runs, where no console is served: they are read from its capture, as
    /// the console reads them.
    ///
    /// ```swift
    /// let kept = KeptLab(run)
    /// lab.watcher = kept.watcher
    /// lab.run { _ in }
    /// kept.stop()
    /// ```
    public final class KeptLab: Sendable {
        private let witness: LiveWitness
        private let run: LiveRun

        /// Begins to read.
        public init(_ run: LiveRun) {
            self.run = run
            witness = LiveWitness(path: nil, events: nil, settled: { run.add($0) })
        }

        /// What looks on at the lab.
        public var watcher: LabWatcher {
            let witness = witness
            return LabWatcher(
                blocks: { witness.receive($0) }, keys: { made in witness.learn(made.map { KeysFile.Entry($0) }) },
                lines: { _ in })
        }

        /// Reads what there still is, and keeps it.
        public func stop() {
            witness.stop()
            run.finish()
        }
    }
#endif
