#if Console
    internal import Dispatch
    public import Roaming
    internal import Synchronization

    /// A run that is kept while it goes on: it is there from its first association on, and what it shows is written every
    /// second, on a thread of its own. Who adds something does not wait for the disk.
    public final class LiveRun: Sendable {
        private struct State {
            var waiting: [Association] = []
            /// How many were added at all.
            var count = 0
            var isScheduled = false
        }

        /// The file, once it is open, and the run's number in it.
        private struct Place {
            var history: RunHistory
            var run: Int64
            var written = 0
        }

        private let path: String
        private let run: KeptRun
        private let tell: @Sendable (String) -> Void
        private let state = Mutex(State())
        private let place = Mutex<Place?>(nil)
        private let queue = DispatchQueue(label: "history")

        /// Nothing is written yet.
        ///
        /// - Parameters:
        ///   - path: the file of the history.
        ///   - run: the run, without its associations.
        ///   - tell: told once where it cannot be kept.
        public init(path: String, _ run: KeptRun, tell: @escaping @Sendable (String) -> Void) {
            self.path = path
            self.run = run
            self.tell = tell
        }

        /// Adds associations, as far as a run may have so many.
        public func add(_ associations: [Association]) {
            let isDue = state.withLock { state in
                let taken = associations.prefix(RunHistory.associationLimit - state.count)
                guard !taken.isEmpty else { return false }
                // Their frames are not kept.
                state.waiting += taken.map { association in
                    var association = association
                    association.ladder = []
                    return association
                }
                state.count += taken.count
                defer { state.isScheduled = true }
                return !state.isScheduled
            }
            if isDue { queue.asyncAfter(deadline: .now() + .seconds(1)) { [self] in write() } }
        }

        /// Writes what waits, and waits for that.
        public func finish() { queue.sync { write() } }

        private func write() {
            let waiting = state.withLock { state in
                defer {
                    state.waiting = []
                    state.isScheduled = false
                }
                return state.waiting
            }
            guard !waiting.isEmpty else { return }
            do {
                try place.withLock { place in
                    if place == nil {
                        let history = try RunHistory(path: path)
                        place = Place(history: history, run: try history.add(run))
                    }
                    guard let kept = place else { return }
                    try kept.history.append(waiting, to: kept.run, from: kept.written)
                    place?.written += waiting.count
                }
            } catch {
                // What comes later would be a run with a gap.
                state.withLock { $0.count = RunHistory.associationLimit }
                tell("the run is not kept: \(error)")
            }
        }
    }
#endif
