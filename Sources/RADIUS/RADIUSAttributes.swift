public import Octets

/// A view of one attribute (RFC 2865, 5).
public struct RADIUSAttribute: ~Escapable {
    /// What the attribute means.
    public let type: RADIUSAttributeType
    /// Where it begins, in octets from the start of the packet.
    public let offset: Int
    /// What follows type and length: 0 to 253 octets.
    public let value: RawSpan

    @inlinable @inline(__always)
    @_lifetime(copy value)
    init(type: RADIUSAttributeType, offset: Int, value: RawSpan) {
        self.type = type
        self.offset = offset
        self.value = value
    }

    /// The value as a number; nil unless it has four octets.
    @inlinable
    public var integer: UInt32? { value.byteCount == 4 ? value.bigEndian(UInt32.self, at: 0) : nil }

    /// The value as text; octets that are not UTF-8 are replaced.
    public var text: String { String(decoding: value.array, as: UTF8.self) }

    /// Whose attributes a Vendor-Specific one holds (IANA, "Private Enterprise Numbers"); nil where none fits.
    @inlinable
    public var vendor: UInt32? {
        type == .vendorSpecific && value.byteCount >= 4 ? value.bigEndian(UInt32.self, at: 0) : nil
    }

    /// The attributes inside a Vendor-Specific one (RFC 2865, 5.26): none where ``vendor`` is nil.
    @inlinable
    public var vendorAttributes: RADIUSAttributes {
        @_lifetime(copy self)
        get { RADIUSAttributes(value, from: vendor == nil ? value.byteCount : 4) }
    }
}

/// A walk over the attributes of a packet, in their order.
///
/// ```swift
/// var attributes = packet.attributes
/// while let attribute = attributes.next() { … }
/// ```
public struct RADIUSAttributes: ~Escapable {
    @usableFromInline let octets: RawSpan
    @usableFromInline var offset: Int

    @inlinable @inline(__always)
    @_lifetime(copy octets)
    init(_ octets: RawSpan, from offset: Int) {
        self.octets = octets
        self.offset = offset
    }

    /// The next attribute; nil at the end, and where a vendor's attributes go on as anything else.
    @inlinable
    @_lifetime(copy self)
    public mutating func next() -> RADIUSAttribute? {
        let start = offset
        guard start + 2 <= octets.byteCount else { return nil }
        let length = Int(octets.octet(at: start + 1))
        guard length >= 2, start + length <= octets.byteCount else { return nil }
        offset = start + length
        return RADIUSAttribute(
            type: RADIUSAttributeType(rawValue: octets.octet(at: start)), offset: start,
            value: octets.extracting(start + 2..<start + length))
    }

    /// The first attribute of a type that is still to come; nil where there is none.
    @inlinable
    @_lifetime(copy self)
    public consuming func first(_ type: RADIUSAttributeType) -> RADIUSAttribute? {
        while let attribute = next() {
            if attribute.type == type { return attribute }
        }
        return nil
    }
}
