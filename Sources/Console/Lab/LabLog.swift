#if Console
    internal import Control
    internal import Synchronization

    /// The last lines of the control interfaces, and which devices have changed since somebody looked.
    final class LabLog: Sendable {
        /// Lines that are kept.
        static let limit = 5000

        /// A line.
        struct Line: Encodable, Sendable {
            var device: String
            /// Seconds since the lab began.
            var time: Double
            var text: String
        }

        private struct State {
            var lines: [Line] = []
            /// Where the oldest line stands, once there are as many as are kept.
            var first = 0
            var changed: Set<String> = []
        }

        private let state = Mutex(State())

        /// Takes in lines; called on the lab's thread.
        func add(_ lines: [Line]) {
            state.withLock { state in
                for line in lines {
                    if state.lines.count < Self.limit {
                        state.lines.append(line)
                    } else {
                        state.lines[state.first] = line
                        state.first = (state.first + 1) % Self.limit
                    }
                    state.changed.insert(line.device)
                }
            }
        }

        /// Notes that a device may have changed.
        func touch(_ device: String) { state.withLock { _ = $0.changed.insert(device) } }

        /// Takes the names of devices that have changed, so many at most; the others stay.
        ///
        /// - Parameter isDue: whether a device is to be told of now.
        func takeChanged(_ limit: Int, where isDue: (String) -> Bool) -> Set<String> {
            state.withLock { state in
                let taken = Set(state.changed.filter(isDue).prefix(limit))
                state.changed.subtract(taken)
                return taken
            }
        }

        /// The last lines, the oldest first, of one device or of all.
        func last(_ limit: Int, of device: String?) -> [Line] {
            state.withLock { state in
                var found: [Line] = []
                for distance in stride(from: state.lines.count - 1, through: 0, by: -1) where found.count < limit {
                    let line = state.lines[(state.first + distance) % state.lines.count]
                    if device == nil || line.device == device { found.append(line) }
                }
                return found.reversed()
            }
        }
    }
#endif
