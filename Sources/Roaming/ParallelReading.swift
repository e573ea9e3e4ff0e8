internal import Capture
internal import Dispatch

/// Reads a capture with several cores: one queue reads the file and cuts it into chunks, workers turn chunks into facts,
/// and the caller takes the facts in the capture's order, so that nothing depends on who was faster.
///
/// A live capture's facts are taken as soon as its packets are whole, however long the next take.
struct ParallelReading {
    /// The file, which one queue alone reads.
    private final class Source: @unchecked Sendable {
        var chunks: CaptureChunks
        let queue = DispatchQueue(label: "reading")

        init(_ chunks: consuming CaptureChunks) { self.chunks = chunks }
    }

    /// A chunk and its facts: whoever has waited for `isReady` owns it until the next `turn`.
    private final class Slot: @unchecked Sendable {
        var chunk = CaptureChunk()
        var batch = FactBatch()
        /// Where the chunk ends in the capture; nil where there was no chunk left.
        var offset: Int64?
        var failure: FileError?
        let isReady = DispatchSemaphore(value: 0)

        /// Has the source's next chunk read and turned into facts.
        func turn(_ source: Source) {
            source.queue.async {
                self.offset = nil
                do throws(FileError) {
                    if try source.chunks.next(&self.chunk) { self.offset = source.chunks.offset }
                } catch {
                    self.failure = error
                }
                guard self.offset != nil else {
                    self.isReady.signal()
                    return
                }
                DispatchQueue.global().async {
                    self.batch.removeAll()
                    self.chunk.decode(into: &self.batch)
                    self.isReady.signal()
                }
            }
        }
    }

    private let source: Source
    private let slots: [Slot]

    /// - Parameter workers: how many chunks are turned into facts at a time, 1 or more.
    init(_ file: consuming CaptureFile, workers: Int, chunkLength: Int) {
        source = Source(CaptureChunks(of: file, length: chunkLength))
        // One more is being read, and one taken.
        slots = (0..<max(1, workers) + 2).map { _ in Slot() }
    }

    /// Reads the capture to its end. `progress` is told how far it has come, in octets, and `settled` of associations on
    /// the way.
    func read(
        into analyzer: inout RoamingAnalyzer, progress: (Int64) -> Void, settled: ((Association) -> Void)? = nil
    ) throws(FileError) -> CaptureFile.Ending {
        for slot in slots { slot.turn(source) }
        var next = 0
        while true {
            let slot = slots[next % slots.count]
            slot.isReady.wait()
            guard let offset = slot.offset else { break }
            analyzer.receive(slot.batch)
            if let settled, let time = slot.batch.firstTime { analyzer.takeSettled(at: time).forEach(settled) }
            progress(offset)
            slot.turn(source)
            next += 1
        }
        // The slots behind it come to the same end; no work may outlive this call.
        for distance in 1..<slots.count { slots[(next + distance) % slots.count].isReady.wait() }
        if let failure = slots[next % slots.count].failure { throw failure }
        return source.chunks.ending ?? .complete
    }
}
