internal import Octets

/// A piece of a capture that begins and ends between blocks, with all that is needed to decode it apart from the others.
public struct CaptureChunk: Sendable {
    fileprivate(set) var storage: [UInt8]
    fileprivate(set) var range = 0..<0
    fileprivate(set) var decoder = CaptureDecoder()

    /// Octets of the chunk.
    public var byteCount: Int { range.count }

    /// A chunk without octets, whose buffer a reader fills.
    public init() { storage = [] }

    /// Hands the chunk's packets to `sink`, numbered as in the whole capture.
    @inlinable
    public func decode(into sink: inout some PacketSink & ~Copyable) {
        var decoder = start
        // Where the capture is damaged, whoever cut it into chunks has said so.
        _ = try? decoder.decode(octets, into: &sink)
    }

    @usableFromInline
    var start: CaptureDecoder { decoder }

    @usableFromInline
    var octets: RawSpan {
        @_lifetime(borrow self)
        get { storage.octets.extracting(range) }
    }
}

/// Cuts a capture into chunks, in order, walking over no more than the blocks' headers.
public struct CaptureChunks: ~Copyable {
    private let file: CaptureFile
    private var buffer = ReadBuffer()
    private var decoder = CaptureDecoder()
    private let length: Int
    /// How reading ended, as soon as it has.
    public private(set) var ending: CaptureFile.Ending?

    /// The chunks of a capture.
    ///
    /// - Parameter length: octets to read for a chunk; it may have more, as it holds whole blocks.
    public init(of file: consuming CaptureFile, length: Int = 1 << 19) {
        self.file = file
        self.length = length
    }

    /// Octets cut into chunks so far, as they stand in the file where it isn't compressed.
    public var offset: Int64 { decoder.offset }

    private struct Passed: PacketSink {
        mutating func receive(_ packet: borrowing CapturedPacket) {}
    }

    /// Reads the next chunk into `chunk`, whose buffer is used again; false at the capture's end, which ``ending``
    /// describes.
    ///
    /// - Throws: ``FileError`` where the operating system cannot read.
    public mutating func next(_ chunk: inout CaptureChunk) throws(FileError) -> Bool {
        while ending == nil {
            switch file.fill(&buffer, atMost: length) {
            case .success(true): break
            case .success(false):
                ending = Self.ending(decoder, buffer.octets)
                return false
            case .failure(.damaged(let damage)):
                ending = .damaged(damage)
                return false
            case .failure(.system(let code)): throw FileError(path: file.path, operation: "read", code: code)
            }
            var walk = decoder
            var taken = buffer.octets.byteCount
            do throws(CaptureError) {
                var passed = Passed()
                taken = try walk.decode(buffer.octets, into: &passed)
            } catch {
                ending = .damaged(error)
            }
            chunk.decoder = decoder
            decoder = walk
            guard taken > 0 else { continue }
            chunk.range = buffer.detach(taken, &chunk.storage)
            return true
        }
        return false
    }

    private static func ending(_ decoder: CaptureDecoder, _ rest: RawSpan) -> CaptureFile.Ending {
        do throws(CaptureError) {
            try decoder.finish(rest)
            return .complete
        } catch {
            return .damaged(error)
        }
    }
}
