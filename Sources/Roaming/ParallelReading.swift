internal import Capture
internal import Dispatch
internal import Synchronization

/// Reads a capture with several cores: workers take its chunks in turn and make facts of them side by side, and the caller
/// takes the facts in the capture's order, so that nothing depends on who was faster.
///
/// A live capture's facts are taken as soon as its packets are whole, however long the next take.
struct ParallelReading {
    /// A chunk and its facts: its worker's until `isReady`, then the caller's until the next turn.
    private final class Slot: @unchecked Sendable {
        var chunk = CaptureChunk()
        var batch = FactBatch()
        /// Where the chunk ends in the capture; nil where there was no chunk left.
        var offset: Int64?
        var failure: FileError?
        let isReady = DispatchSemaphore(value: 0)
    }

    /// The file, and the slots in the order in which its chunks fill them.
    private final class Source: Sendable {
        private struct Reading: ~Copyable {
            var chunks: CaptureChunks
            var turns = 0
        }

        private let reading: Mutex<Reading>
        let slots: [Slot]

        init(_ chunks: consuming sending CaptureChunks, slots count: Int) {
            reading = Mutex(Reading(chunks: chunks))
            slots = (0..<count).map { _ in Slot() }
        }

        /// How reading ended.
        var ending: CaptureFile.Ending? { reading.withLock { $0.chunks.ending } }

        /// Has the next chunk read and turned into facts. The worker that reads goes on with what it read, whose octets are
        /// in its cache, while another reads on.
        func turn() {
            DispatchQueue.global().async {
                let slot = self.readNext()
                if slot.offset != nil {
                    slot.batch.removeAll()
                    slot.chunk.decode(into: &slot.batch)
                }
                slot.isReady.signal()
            }
        }

        private func readNext() -> Slot {
            reading.withLock { reading in
                let slot = slots[reading.turns % slots.count]
                reading.turns += 1
                slot.offset = nil
                do throws(FileError) {
                    if try reading.chunks.next(&slot.chunk) { slot.offset = reading.chunks.offset }
                } catch {
                    slot.failure = error
                }
                return slot
            }
        }
    }

    private let source: Source
    private var slots: [Slot] { source.slots }

    /// - Parameter workers: how many chunks are turned into facts at a time, 1 or more.
    init(_ file: consuming sending CaptureFile, workers: Int, chunkLength: Int) {
        // One more is being read, and one taken.
        source = Source(CaptureChunks(of: file, length: chunkLength), slots: max(1, workers) + 2)
    }

    /// Reads the capture to its end. `progress` is told how far it has come, in octets, and `settled` of associations on
    /// the way.
    func read(
        into analyzer: inout RoamingAnalyzer, progress: (Int64) -> Void, settled: ((Association) -> Void)? = nil
    ) throws(FileError) -> CaptureFile.Ending {
        for _ in slots { source.turn() }
        var next = 0
        while true {
            let slot = slots[next % slots.count]
            slot.isReady.wait()
            guard let offset = slot.offset else { break }
            analyzer.receive(slot.batch)
            if let settled, let time = slot.batch.firstTime { analyzer.takeSettled(at: time).forEach(settled) }
            progress(offset)
            source.turn()
            next += 1
        }
        // The slots behind it come to the same end; no work may outlive this call.
        for distance in 1..<slots.count { slots[(next + distance) % slots.count].isReady.wait() }
        if let failure = slots[next % slots.count].failure { throw failure }
        return source.ending ?? .complete
    }
}
