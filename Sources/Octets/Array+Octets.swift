extension [UInt8] {
    /// The elements as a view of raw octets, which is what every parser of the project takes.
    @inlinable @inline(__always)
    public var octets: RawSpan {
        @_lifetime(borrow self)
        get { unsafe span.bytes }
    }

    /// Appends an integer, least significant octet first (802.11, radiotap).
    @inlinable
    public mutating func append<T: FixedWidthInteger>(littleEndian value: T) {
        var value = value
        for _ in 0..<MemoryLayout<T>.size {
            append(UInt8(truncatingIfNeeded: value))
            value = value >> 8
        }
    }

    /// Appends an integer, most significant octet first (EAP, EAPOL, IP, RADIUS).
    @inlinable
    public mutating func append<T: FixedWidthInteger>(bigEndian value: T) {
        for octet in (0..<MemoryLayout<T>.size).reversed() {
            append(UInt8(truncatingIfNeeded: value >> (8 * octet)))
        }
    }

    /// Appends the octets of a view.
    @inlinable
    public mutating func append(octets: RawSpan) {
        unsafe octets.withUnsafeBytes { unsafe append(contentsOf: $0) }
    }

    /// Appends octets that were put together in place: cheaper than one integer after another, each of which looks for room.
    @inlinable @inline(__always)
    public mutating func append<let count: Int>(_ octets: FixedOctets<count>) { append(octets: octets.octets) }

    /// Appends an address, as it stands on the air.
    @inlinable
    public mutating func append(_ address: MACAddress) {
        for shift in stride(from: 40, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: address.rawValue >> UInt64(shift)))
        }
    }

    /// Appends `count` octets of zero.
    @inlinable
    public mutating func append(zeros count: Int) {
        append(contentsOf: repeatElement(0, count: count))
    }

    /// Writes an integer over the octets at `offset`, most significant first: for a length known only at the end.
    @inlinable
    public mutating func replace<T: FixedWidthInteger>(at offset: Int, bigEndian value: T) {
        for octet in 0..<MemoryLayout<T>.size {
            self[offset + octet] = UInt8(truncatingIfNeeded: value >> (8 * (MemoryLayout<T>.size - 1 - octet)))
        }
    }

    /// Writes an integer over the octets at `offset`, least significant first.
    @inlinable
    public mutating func replace<T: FixedWidthInteger>(at offset: Int, littleEndian value: T) {
        for octet in 0..<MemoryLayout<T>.size {
            self[offset + octet] = UInt8(truncatingIfNeeded: value >> (8 * octet))
        }
    }
}
