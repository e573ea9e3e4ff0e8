#if Live
    public import Control
    public import Lab
    internal import Sockets
    internal import Synchronization

    /// What other threads want of a live lab: each wish is a closure that the lab's own thread runs between two steps, and
    /// what it answers is a value. The lab never waits for whoever asked.
    public final class LabMailbox: Sendable {
        /// A wish, run on the lab's thread.
        public typealias Wish = @Sendable (inout ControlledLab) -> Void

        /// Wishes that wait at most.
        public static let limit = 256

        /// Why a wish was not taken.
        public enum Refusal: Error, Sendable {
            /// Too many wait.
            case full
            /// The lab has ended.
            case closed
        }

        private struct State {
            var wishes: [Wish] = []
            var endings: [@Sendable () -> Void] = []
            var isClosed = false
        }

        private let state = Mutex(State())
        let doorbell: Doorbell

        init() throws(SystemError) { doorbell = try Doorbell() }

        /// Has `question` answered on the lab's thread.
        ///
        /// - Throws: ``Refusal``.
        public func ask<Answer: Sendable>(
            _ question: @escaping @Sendable (inout ControlledLab) -> Answer
        ) async throws(Refusal) -> Answer {
            let result: Result<Answer, Refusal> = await withCheckedContinuation { continuation in
                let refusal = state.withLock { state -> Refusal? in
                    if state.isClosed { return .closed }
                    if state.wishes.count >= Self.limit { return .full }
                    state.wishes.append { lab in continuation.resume(returning: .success(question(&lab))) }
                    state.endings.append { continuation.resume(returning: .failure(.closed)) }
                    return nil
                }
                if let refusal { continuation.resume(returning: .failure(refusal)) } else { doorbell.ring() }
            }
            return try result.get()
        }

        /// What waits; the lab's thread alone takes it, and then runs all of it.
        func take() -> [Wish] {
            doorbell.answer()
            return state.withLock { state in
                defer {
                    state.wishes = []
                    state.endings = []
                }
                return state.wishes
            }
        }

        /// Refuses whatever waits, and whatever comes.
        func close() {
            let endings = state.withLock { state in
                state.isClosed = true
                defer {
                    state.wishes = []
                    state.endings = []
                }
                return state.endings
            }
            for end in endings { end() }
        }
    }

    /// Who looks on at a live lab. The closures are called on the lab's thread, and must not wait.
    public struct LabWatcher: Sendable {
        /// Blocks of the capture, whole ones, after ``/Lab/CaptureRecorder/head(application:)``.
        public var blocks: @Sendable ([UInt8]) -> Void
        /// PMKs that were made, before the blocks in which they are used.
        public var keys: @Sendable ([LabKey]) -> Void
        /// Lines of the control interfaces.
        public var lines: @Sendable ([ControlLine]) -> Void

        /// A watcher.
        public init(
            blocks: @escaping @Sendable ([UInt8]) -> Void, keys: @escaping @Sendable ([LabKey]) -> Void,
            lines: @escaping @Sendable ([ControlLine]) -> Void
        ) {
            self.blocks = blocks
            self.keys = keys
            self.lines = lines
        }
    }
#endif
