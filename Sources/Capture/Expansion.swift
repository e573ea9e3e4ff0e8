internal import CZlib
internal import CZstd
internal import Octets

/// Expands a compressed capture piece by piece, in bounded memory: gzip (RFC 1952) and Zstandard (RFC 8878), several
/// members or frames one after another included.
@safe final class Expansion {
    /// The largest window of Zstandard that is accepted, 2^27 octets, as the zstd program accepts without being told.
    private static let windowLimit: Int32 = 27

    @safe private enum State {
        case gzip(UnsafeMutablePointer<z_stream>)
        case zstd(OpaquePointer)
    }

    private let state: State
    /// Whether the last member or frame is whole.
    private(set) var isComplete = false

    /// How a file begins: 1F 8B for gzip, 28 B5 2F FD for Zstandard; nil for what is not compressed.
    init?(beginning: RawSpan) {
        guard beginning.byteCount >= 4 else { return nil }
        switch beginning.bigEndian(UInt32.self, at: 0) {
        case 0x1F8B_0000...0x1F8B_FFFF:
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            unsafe stream.initialize(to: z_stream())
            guard unsafe roamlab_gunzip_init(stream) == Z_OK else {
                unsafe stream.deallocate()
                return nil
            }
            unsafe state = .gzip(stream)
        case 0x28B5_2FFD:
            guard let stream = unsafe ZSTD_createDStream() else { return nil }
            _ = unsafe ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.windowLimit)
            unsafe state = .zstd(stream)
        default: return nil
        }
    }

    deinit {
        switch state {
        case .gzip(let stream):
            unsafe inflateEnd(stream)
            unsafe stream.deallocate()
        case .zstd(let stream): unsafe ZSTD_freeDStream(stream)
        }
    }

    /// What one step used and made; `failure` says what is wrong with the compressed data.
    struct Step {
        var consumed = 0
        var produced = 0
        var failure: String?
    }

    /// Expands as much of `input` as there is room for in `output`.
    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> Step {
        switch state {
        case .gzip(let stream): unsafe gunzip(stream, input, output)
        case .zstd(let stream): unsafe unzstd(stream, input, output)
        }
    }

    private func gunzip(
        _ stream: UnsafeMutablePointer<z_stream>, _ input: UnsafeRawBufferPointer,
        _ output: UnsafeMutableRawBufferPointer
    ) -> Step {
        // A further member may follow the one that ended.
        if isComplete, input.count > 0 { unsafe inflateReset(stream) }
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(output.count)
        let code = unsafe inflate(stream, Z_NO_FLUSH)
        var step = Step()
        step.consumed = unsafe input.count - Int(stream.pointee.avail_in)
        step.produced = unsafe output.count - Int(stream.pointee.avail_out)
        isComplete = code == Z_STREAM_END
        if code != Z_OK, code != Z_STREAM_END, code != Z_BUF_ERROR {
            step.failure = "the gzip data are damaged"
        }
        return step
    }

    private func unzstd(
        _ stream: OpaquePointer, _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) -> Step {
        var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let code = unsafe ZSTD_decompressStream(stream, &target, &source)
        var step = unsafe Step(consumed: source.pos, produced: target.pos)
        isComplete = code == 0
        if ZSTD_isError(code) != 0 {
            step.failure =
                "the Zstandard data are damaged, or need more than 128 MiB: "
                + (unsafe String(cString: ZSTD_getErrorName(code)))
        }
        return step
    }
}
