/// What a capture says of one interface.
@usableFromInline
struct CaptureInterface: Sendable {
    @usableFromInline var linkType: LinkType
    /// Octets kept of a packet at most; 0 is without limit. A Simple Packet Block's length follows from it.
    @usableFromInline var snapLength: UInt32
    @usableFromInline var frameCheckSequenceLength: Int?
    @usableFromInline var resolution = TimeResolution.microseconds
    /// Seconds to add to each time (if_tsoffset).
    @usableFromInline var offset: Int64 = 0
    /// Whether roamlab's laboratory wrote it.
    @usableFromInline var isSimulated = false

    @usableFromInline
    init(linkType: LinkType, snapLength: UInt32) {
        self.linkType = linkType
        self.snapLength = snapLength
    }

    /// Nanoseconds since the epoch of a time stamp.
    @inlinable @inline(__always)
    func time(ofTicks ticks: UInt64) -> Int64 {
        let nanoseconds = Int64(clamping: resolution.nanoseconds(ofTicks: ticks))
        if offset == 0 { return nanoseconds }
        let (shift, overflow) = offset.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowOfSum) = nanoseconds.addingReportingOverflow(shift)
        return overflow || overflowOfSum ? (offset < 0 ? .min : .max) : sum
    }
}

/// How long a tick of an interface's clock is (if_tsresol of pcapng).
@usableFromInline
enum TimeResolution: Equatable, Sendable {
    /// A tick is this many nanoseconds.
    case multiple(UInt64)
    /// A nanosecond is this many ticks.
    case divisor(UInt64)
    /// A second is two to this power of ticks.
    case binary(UInt64)

    @usableFromInline static let microseconds = TimeResolution.multiple(1_000)
    @usableFromInline static let nanoseconds = TimeResolution.multiple(1)

    /// The resolution that an if_tsresol octet names; nil for one finer than 64 bits of time can hold.
    @usableFromInline
    init?(octet: UInt8) {
        let exponent = UInt64(octet & 0x7F)
        if octet & 0x80 != 0 {
            guard exponent < 64 else { return nil }
            self = .binary(exponent)
        } else if exponent <= 9 {
            self = .multiple(Self.powerOfTen(9 - exponent))
        } else {
            guard exponent <= 28 else { return nil }
            self = .divisor(Self.powerOfTen(exponent - 9))
        }
    }

    private static func powerOfTen(_ exponent: UInt64) -> UInt64 {
        var power: UInt64 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }

    /// Whole nanoseconds; the largest number where they don't fit.
    @inlinable @inline(__always)
    func nanoseconds(ofTicks ticks: UInt64) -> UInt64 {
        switch self {
        case .multiple(let factor):
            let (product, overflow) = ticks.multipliedReportingOverflow(by: factor)
            return overflow ? .max : product
        case .divisor(let divisor):
            return ticks / divisor
        case .binary(let exponent):
            let (high, low) = ticks.multipliedFullWidth(by: 1_000_000_000)
            if exponent == 0 { return high == 0 ? low : .max }
            return high >> exponent != 0 ? .max : high << (64 - exponent) | low >> exponent
        }
    }
}
