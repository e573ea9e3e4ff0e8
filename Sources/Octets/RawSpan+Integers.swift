extension RawSpan {
    /// The octet at `offset`. Traps outside the span: for views that checked their length once.
    @inlinable @inline(__always)
    public func octet(at offset: Int) -> UInt8 {
        precondition(offset >= 0 && offset < byteCount)
        return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    /// The integer stored at `offset`, least significant octet first (802.11, radiotap).
    /// Traps outside the span: for views that checked their length once.
    @inlinable @inline(__always)
    public func littleEndian<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, at offset: Int) -> T {
        precondition(offset >= 0 && offset <= byteCount - MemoryLayout<T>.size)
        return unsafe T(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: T.self))
    }

    /// The integer stored at `offset`, most significant octet first (EAP, EAPOL, IP, RADIUS).
    /// Traps outside the span: for views that checked their length once.
    @inlinable @inline(__always)
    public func bigEndian<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, at offset: Int) -> T {
        precondition(offset >= 0 && offset <= byteCount - MemoryLayout<T>.size)
        return unsafe T(bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: T.self))
    }

    /// Whether both spans hold the same octets. Not for secrets: it stops at the first difference.
    @inlinable
    public func isEqual(to other: RawSpan) -> Bool {
        guard byteCount == other.byteCount else { return false }
        for index in 0..<byteCount where octet(at: index) != other.octet(at: index) { return false }
        return true
    }

    /// A copy of the octets.
    @inlinable
    public var array: [UInt8] {
        var copy: [UInt8] = []
        copy.append(octets: self)
        return copy
    }
}
