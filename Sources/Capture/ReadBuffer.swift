#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Octets

/// A buffer that is filled behind what was left of it, from a file that may be compressed. It grows to what is asked of it, at
/// most ``CaptureDecoder/maximumBlockLength``.
@usableFromInline
struct ReadBuffer: ~Copyable {
    private var storage: [UInt8] = []
    private var start = 0
    private var end = 0
    private var source = Source.unknown

    private enum Source {
        /// Nothing was read yet.
        case unknown
        case plain
        case compressed(Expansion, CompressedInput)
    }

    @usableFromInline
    init() {}

    /// What was read and not taken yet.
    @usableFromInline
    var octets: RawSpan {
        @_lifetime(borrow self)
        get { storage.octets.extracting(start..<end) }
    }

    /// Drops `count` octets from the front.
    @usableFromInline
    mutating func take(_ count: Int) { start += count }

    /// Gives the buffer away, in exchange for another, which gets what is left behind `count` octets.
    ///
    /// - Returns: where those octets are in the buffer given away.
    mutating func detach(_ count: Int, _ other: inout [UInt8]) -> Range<Int> {
        let range = start..<start + count
        let left = range.upperBound..<end
        other.grow(to: left.count)
        unsafe other.withUnsafeMutableBytes { target in
            unsafe storage.withUnsafeBytes { source in
                unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[left]))
            }
        }
        swap(&storage, &other)
        start = 0
        end = left.count
        return range
    }

    /// Reads at most `limit` octets more behind what is left; false at the end of the file.
    mutating func fill(from descriptor: Int32, atMost limit: Int) throws(ReadFailure) -> Bool {
        moveToFront()
        storage.grow(to: min(max(limit, 4), CaptureDecoder.maximumBlockLength - end) + end)
        switch source {
        case .unknown:
            // Four octets tell whether the file is compressed.
            while end < 4, try readPlain(from: descriptor) {}
            if let expansion = Expansion(beginning: octets) {
                source = .compressed(expansion, CompressedInput(Array(storage[0..<end])))
                end = 0
                return try fill(from: descriptor, atMost: limit)
            }
            source = .plain
            return end > 0
        case .plain:
            return try readPlain(from: descriptor, atMost: limit)
        case .compressed(let expansion, let input):
            return try expand(expansion, input, from: descriptor, atMost: limit)
        }
    }

    private mutating func moveToFront() {
        guard start > 0 else { return }
        let left = start..<end
        unsafe storage.withUnsafeMutableBytes { bytes in
            unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[left]))
        }
        end -= start
        start = 0
    }

    private mutating func readPlain(
        from descriptor: Int32, atMost limit: Int = .max
    ) throws(ReadFailure) -> Bool {
        let count = try readOctets(from: descriptor, into: &storage, at: end, atMost: limit)
        end += count
        return count > 0
    }

    /// Expands until something came out, or the file has ended.
    private mutating func expand(
        _ expansion: Expansion, _ input: CompressedInput, from descriptor: Int32, atMost limit: Int
    ) throws(ReadFailure) -> Bool {
        while true {
            if input.isEmpty {
                input.count = try readOctets(from: descriptor, into: &input.storage, at: 0)
                input.position = 0
                if input.isEmpty {
                    guard expansion.isComplete else {
                        throw .damaged(CaptureError(at: input.taken, "the compressed data end too early"))
                    }
                    return false
                }
            }
            let room = end..<end + min(limit, storage.count - end)
            let piece = input.position..<input.count
            let step = unsafe storage.withUnsafeMutableBytes { bytes in
                unsafe input.storage.withUnsafeBytes { compressed in
                    unsafe expansion.step(
                        UnsafeRawBufferPointer(rebasing: compressed[piece]),
                        UnsafeMutableRawBufferPointer(rebasing: bytes[room]))
                }
            }
            input.position += step.consumed
            input.taken += Int64(step.consumed)
            end += step.produced
            if let failure = step.failure { throw .damaged(CaptureError(at: input.taken, failure)) }
            if step.produced > 0 { return true }
        }
    }
}

extension [UInt8] {
    /// Appends zeros up to a length.
    fileprivate mutating func grow(to length: Int) {
        if count < length { self += [UInt8](repeating: 0, count: length - count) }
    }
}

/// Compressed octets that were read and not expanded yet.
private final class CompressedInput {
    var storage: [UInt8]
    var count: Int
    var position = 0
    /// Octets of the file that were expanded.
    var taken: Int64 = 0

    var isEmpty: Bool { position == count }

    init(_ beginning: [UInt8]) {
        count = beginning.count
        storage = [UInt8](repeating: 0, count: 1 << 18)
        storage.replaceSubrange(0..<count, with: beginning)
    }
}

/// Reads behind `offset`; 0 at the end of the file.
private func readOctets(
    from descriptor: Int32, into storage: inout [UInt8], at offset: Int, atMost limit: Int = .max
) throws(ReadFailure) -> Int {
    let room = offset..<offset + min(limit, storage.count - offset)
    while true {
        let (count, code) = unsafe storage.withUnsafeMutableBytes { bytes in
            let free = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[room])
            return (unsafe read(descriptor, free.baseAddress, free.count), errno)
        }
        if count >= 0 { return count }
        if code != EINTR { throw .system(code: code) }
    }
}

/// Why reading stopped.
@usableFromInline
enum ReadFailure: Error {
    /// The error number of a `read`.
    case system(code: Int32)
    /// The compressed data are cut or damaged.
    case damaged(CaptureError)
}
