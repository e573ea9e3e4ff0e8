#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Octets

/// A buffer that is filled behind what was left of it.
@usableFromInline
struct ReadBuffer: ~Copyable {
    private var storage: [UInt8]
    private var start = 0
    private var end = 0

    @usableFromInline
    init() { storage = [UInt8](repeating: 0, count: CaptureDecoder.maximumBlockLength) }

    /// What was read and not taken yet.
    @usableFromInline
    var octets: RawSpan {
        @_lifetime(borrow self)
        get { storage.octets.extracting(start..<end) }
    }

    /// Drops `count` octets from the front.
    @usableFromInline
    mutating func take(_ count: Int) { start += count }

    /// Reads more behind what is left; false at the end of the file.
    mutating func fill(from descriptor: Int32) throws(ReadFailure) -> Bool {
        if start > 0 {
            let left = start..<end
            unsafe storage.withUnsafeMutableBytes { bytes in
                unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[left]))
            }
            end -= start
            start = 0
        }
        while true {
            let room = end..<storage.count
            let (count, code) = unsafe storage.withUnsafeMutableBytes { bytes in
                let free = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[room])
                return (unsafe read(descriptor, free.baseAddress, free.count), errno)
            }
            if count >= 0 {
                end += count
                return count > 0
            }
            if code != EINTR { throw ReadFailure(code: code) }
        }
    }
}

/// The error number of a `read`.
struct ReadFailure: Error {
    var code: Int32
}
