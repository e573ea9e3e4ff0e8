/// A cursor over octets: every read is checked, moves the cursor, and throws ``ParseError`` where the octets end.
///
/// ```swift
/// var reader = OctetReader(frame)
/// let capabilities = try reader.littleEndian(UInt16.self, "capabilities")
/// let ssid = try reader.octets(Int(length), "SSID")
/// ```
public struct OctetReader: ~Escapable {
    /// All the octets, those already read included.
    public let all: RawSpan
    @usableFromInline internal var cursor: Int

    /// Octets read so far.
    @inlinable @inline(__always)
    public var position: Int { cursor }

    /// A reader at the start of `octets`.
    @inlinable @inline(__always)
    @_lifetime(copy octets)
    public init(_ octets: RawSpan) {
        all = octets
        cursor = 0
    }

    /// Octets not read yet.
    @inlinable @inline(__always)
    public var remaining: Int { all.byteCount - position }

    /// Whether everything was read.
    @inlinable @inline(__always)
    public var isAtEnd: Bool { remaining == 0 }

    /// Reads one octet.
    @inlinable @inline(__always)
    public mutating func octet(_ what: StaticString) throws(ParseError) -> UInt8 {
        try require(1, what)
        defer { advance(1) }
        return all.octet(at: position)
    }

    /// Reads an integer, least significant octet first.
    @inlinable @inline(__always)
    public mutating func littleEndian<T: FixedWidthInteger & BitwiseCopyable>(
        _ type: T.Type, _ what: StaticString
    ) throws(ParseError) -> T {
        try require(MemoryLayout<T>.size, what)
        defer { advance(MemoryLayout<T>.size) }
        return all.littleEndian(type, at: position)
    }

    /// Reads an integer, most significant octet first.
    @inlinable @inline(__always)
    public mutating func bigEndian<T: FixedWidthInteger & BitwiseCopyable>(
        _ type: T.Type, _ what: StaticString
    ) throws(ParseError) -> T {
        try require(MemoryLayout<T>.size, what)
        defer { advance(MemoryLayout<T>.size) }
        return all.bigEndian(type, at: position)
    }

    /// Reads `count` octets as a view; nothing is copied.
    @inlinable @inline(__always)
    @_lifetime(copy self)
    public mutating func octets(_ count: Int, _ what: StaticString) throws(ParseError) -> RawSpan {
        try require(count, what)
        let start = position
        advance(count)
        return all.extracting(start..<start + count)
    }

    /// Reads an address of six octets.
    @inlinable @inline(__always)
    public mutating func address(_ what: StaticString) throws(ParseError) -> MACAddress {
        try require(6, what)
        defer { advance(6) }
        return MACAddress(all, at: position)
    }

    /// Reads all that is left, as a view.
    @inlinable @inline(__always)
    @_lifetime(copy self)
    public mutating func rest() -> RawSpan {
        let start = position
        cursor = all.byteCount
        return all.extracting(start..<all.byteCount)
    }

    /// Passes over `count` octets.
    @inlinable @inline(__always)
    public mutating func skip(_ count: Int, _ what: StaticString) throws(ParseError) {
        try require(count, what)
        advance(count)
    }

    /// Throws unless `count` more octets are there.
    @inlinable @inline(__always)
    public func require(_ count: Int, _ what: StaticString) throws(ParseError) {
        if count < 0 || remaining < count { throw missing(count, what) }
    }

    /// The error for `count` octets of `what` that are not there.
    @usableFromInline
    func missing(_ count: Int, _ what: StaticString) -> ParseError {
        ParseError(at: position, expected: "\(count) octets of \(what), \(remaining) are left")
    }

    @inlinable @inline(__always)
    mutating func advance(_ count: Int) { cursor &+= count }
}
