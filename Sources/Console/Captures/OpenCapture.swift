#if Console
    internal import Capture
    internal import Dispatch
    internal import Dissection
    internal import Foundation
    internal import HTTPTypes
    internal import Roaming
    internal import Synchronization

    /// A capture that somebody looks at: its index, the filters that were asked, and what it says of roaming.
    ///
    /// Reading happens on threads of Dispatch's; answers wait for no more of it than they need.
    final class OpenCapture: Sendable {
        /// Filters whose selections are kept.
        private static let filterLimit = 8
        /// How long a growing capture is not analysed again, in nanoseconds.
        private static let analysisPause: UInt64 = 1_000_000_000

        let source: OwnCaptures.Capture
        /// How packets are found.
        let index: CaptureIndex
        let file: SeekableFile
        private let own: OwnCaptures
        private let growing = Mutex(Growing())
        private let analysed: @Sendable (OwnCaptures.Capture, RoamingResults) -> Void
        private let state = Mutex(State())

        /// The analysis of a growing capture, and how many of its keys it has.
        private struct Growing: ~Copyable {
            var analysis = GrowingAnalysis(gathersLadders: true)
            var keys = 0
        }

        private struct State {
            var filters: [(text: String, packets: FilteredPackets)] = []
            /// The work that is under way, by name.
            var running: Set<String> = []
            var results: RoamingResults?
            /// Octets of the file that the results are of.
            var analysed: Int64 = -1
            var analysedAt: UInt64 = 0
            var readForResults: Int64 = 0
            var failure: String?
        }

        /// Opens a file that isn't compressed.
        ///
        /// - Parameter analysed: told once, when a capture that does not grow was read for its roams.
        init(
            _ source: OwnCaptures.Capture, of own: OwnCaptures,
            analysed: @escaping @Sendable (OwnCaptures.Capture, RoamingResults) -> Void = { _, _ in }
        ) throws(FileError) {
            self.source = source
            self.own = own
            self.analysed = analysed
            file = try SeekableFile(path: source.path)
            index = CaptureIndex(of: file)
            readOn()
        }

        // MARK: Work

        /// Runs `work` on another thread, unless work of that name runs already.
        private func begin(_ name: String, _ work: @escaping @Sendable (OpenCapture) throws -> Void) {
            guard state.withLock({ $0.running.insert(name).inserted }) else { return }
            DispatchQueue.global().async { [self] in
                do {
                    try work(self)
                } catch {
                    state.withLock { $0.failure = "\(error)" }
                }
                state.withLock { _ = $0.running.remove(name) }
            }
        }

        /// Has the index read what it has not read yet.
        func readOn() {
            begin("index") { while try $0.index.advance(isGrowing: $0.source.isGrowing) {} }
        }

        /// Whether the index has all that is there now.
        var isIndexed: Bool {
            index.ending != nil || source.isGrowing && index.offset >= file.length
                || state.withLock { $0.failure != nil }
        }

        /// From 0 to 1: how much of the file is indexed and analysed.
        var progress: Double {
            let length = Double(max(1, file.length))
            let analysed = state.withLock { $0.results != nil ? length : Double($0.readForResults) }
            let indexed = index.ending != nil ? length : min(length, Double(index.offset))
            return min(1, (indexed + min(length, analysed)) / (2 * length))
        }

        /// Why something could not be read; nil where all went well.
        var failure: String? {
            if case .damaged(let damage)? = index.ending { return "\(damage)" }
            return state.withLock { $0.failure } ?? own.problem(of: source.id)
        }

        /// What the capture says of roaming: nil where it was not read to its end yet, which begins now.
        func results() -> RoamingResults? {
            let length = file.length
            let now = DispatchTime.now().uptimeNanoseconds
            let (results, isFresh) = state.withLock { state in
                (state.results, state.analysed == length || now < state.analysedAt + Self.analysisPause)
            }
            if results == nil || source.isGrowing && !isFresh {
                begin("analysis") { capture in
                    let found = try capture.analyse(to: length)
                    capture.state.withLock { state in
                        state.results = found
                        state.analysed = length
                        state.analysedAt = DispatchTime.now().uptimeNanoseconds
                    }
                    if !capture.source.isGrowing { capture.analysed(capture.source, found) }
                }
            }
            return results
        }

        /// Reads a capture whole, or what came to a growing one since it was last read.
        private func analyse(to length: Int64) throws(FileError) -> RoamingResults {
            func tell(_ octets: Int64) { state.withLock { $0.readForResults = octets } }
            guard source.isGrowing else {
                return try RoamingResults(
                    analyzing: source.path, keys: source.keys ?? KeysFile(), gathersLadders: true, progress: tell)
            }
            // Keys are known before the frames that use them are written, so these are enough for what the file has.
            return try growing.withLock { growing throws(FileError) in
                let (keys, count) = own.keys(of: source.id, after: growing.keys)
                growing.keys = count
                return try growing.analysis.read(file, to: length, learning: keys, progress: tell)
            }
        }

        /// Waits until the capture was analysed to what is there now.
        func awaitResults() async throws -> RoamingResults {
            let length = file.length
            while true {
                let results = results()
                let (analysed, failure) = state.withLock { ($0.analysed, $0.failure) }
                if let results, !source.isGrowing || analysed >= length { return results }
                if let failure, results == nil { throw Problem(.unprocessableContent, failure) }
                try await Task.sleep(for: .milliseconds(5))
            }
        }

        /// The packets that a filter selects; finding them goes on.
        func packets(_ text: String) throws(FilterError) -> FilteredPackets {
            if let known = state.withLock({ state in state.filters.first { $0.text == text }?.packets }) {
                find(known, text)
                return known
            }
            let packets = FilteredPackets(try DisplayFilter(text), of: index)
            let kept = state.withLock { state in
                if let other = state.filters.first(where: { $0.text == text }) { return other.packets }
                if state.filters.count >= Self.filterLimit { state.filters.removeFirst() }
                state.filters.append((text, packets))
                return packets
            }
            find(kept, text)
            return kept
        }

        private func find(_ packets: FilteredPackets, _ text: String) {
            begin("filter \(text)") { capture in
                // Until the whole is judged, or nobody keeps the filter any more.
                while capture.keeps(text) {
                    if try packets.advance() { continue }
                    guard !capture.isIndexed else { return }
                    capture.readOn()
                    Thread.sleep(forTimeInterval: 0.002)
                }
            }
        }

        private func keeps(_ text: String) -> Bool {
            state.withLock { state in state.filters.contains { $0.text == text } }
        }
    }
#endif
