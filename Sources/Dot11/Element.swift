public import Octets

/// The identifier of an element (802.11-2020, Table 9-92).
public struct ElementID: RawRepresentable, Hashable, Sendable {
    /// The number on the air.
    public var rawValue: UInt8

    /// The identifier with this number.
    @inlinable @inline(__always)
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// SSID (9.4.2.2).
    public static let ssid = ElementID(rawValue: 0)
    /// Supported Rates and BSS Membership Selectors (9.4.2.3).
    public static let supportedRates = ElementID(rawValue: 1)
    /// DSSS Parameter Set (9.4.2.4).
    public static let dsssParameterSet = ElementID(rawValue: 3)
    /// TIM (9.4.2.5).
    public static let tim = ElementID(rawValue: 5)
    /// Country (9.4.2.8).
    public static let country = ElementID(rawValue: 7)
    /// BSS Load (9.4.2.27).
    public static let bssLoad = ElementID(rawValue: 11)
    /// Power Capability (9.4.2.14).
    public static let powerCapability = ElementID(rawValue: 33)
    /// Supported Channels (9.4.2.17).
    public static let supportedChannels = ElementID(rawValue: 36)
    /// ERP (9.4.2.11).
    public static let erp = ElementID(rawValue: 42)
    /// HT Capabilities (9.4.2.55).
    public static let htCapabilities = ElementID(rawValue: 45)
    /// RSN (9.4.2.24).
    public static let rsn = ElementID(rawValue: 48)
    /// Extended Supported Rates (9.4.2.12).
    public static let extendedSupportedRates = ElementID(rawValue: 50)
    /// Mobility Domain (9.4.2.46).
    public static let mobilityDomain = ElementID(rawValue: 54)
    /// Fast BSS Transition (9.4.2.47).
    public static let fastBSSTransition = ElementID(rawValue: 55)
    /// Supported Operating Classes (9.4.2.53).
    public static let supportedOperatingClasses = ElementID(rawValue: 59)
    /// HT Operation (9.4.2.56).
    public static let htOperation = ElementID(rawValue: 61)
    /// RM Enabled Capabilities (9.4.2.44).
    public static let rmEnabledCapabilities = ElementID(rawValue: 70)
    /// Extended Capabilities (9.4.2.26).
    public static let extendedCapabilities = ElementID(rawValue: 127)
    /// Vendor Specific (9.4.2.25).
    public static let vendorSpecific = ElementID(rawValue: 221)
    /// Element ID Extension follows (9.4.2.1).
    public static let extension255 = ElementID(rawValue: 255)
}

/// A view of one element.
public struct Element: ~Escapable {
    /// What it is.
    public let id: ElementID
    /// Where its first octet, the identifier, stands in the walked span.
    public let offset: Int
    /// What follows identifier and length.
    public let body: RawSpan

    @inlinable @inline(__always)
    @_lifetime(copy body)
    init(id: ElementID, offset: Int, body: RawSpan) {
        self.id = id
        self.offset = offset
        self.body = body
    }
}

/// A walk over the elements of a management frame's body, in order, without copying.
///
/// ```swift
/// var walk = ElementWalk(body.extracting(12...))
/// while let element = try walk.next() { … }
/// ```
public struct ElementWalk: ~Escapable {
    @usableFromInline var reader: OctetReader

    /// A walk over `octets`, which begin with an element.
    @inlinable @inline(__always)
    @_lifetime(copy octets)
    public init(_ octets: RawSpan) { reader = OctetReader(octets) }

    /// The next element; nil at the end. Throws where an element's length goes past the end.
    @inlinable
    @_lifetime(copy self)
    public mutating func next() throws(ParseError) -> Element? {
        guard !reader.isAtEnd else { return nil }
        let offset = reader.position
        let id = ElementID(rawValue: try reader.octet("element ID"))
        let length = Int(try reader.octet("element length"))
        let body = try reader.octets(length, "element body")
        return Element(id: id, offset: offset, body: body)
    }

    /// The first element with this identifier from here on; nil if there is none before the end or a broken element.
    @inlinable
    @_lifetime(copy self)
    public mutating func first(_ id: ElementID) -> Element? {
        while let element = try? next() {
            if element.id == id { return element }
        }
        return nil
    }
}

extension [UInt8] {
    /// Appends an element whose body is `octets`; at most 255 of them are taken.
    @inlinable
    public mutating func appendElement(_ id: ElementID, _ octets: [UInt8]) {
        append(id.rawValue)
        append(UInt8(Swift.min(octets.count, 255)))
        append(contentsOf: octets.prefix(255))
    }

    /// Appends an element whose body is `octets`; at most 255 of them are taken.
    @inlinable
    public mutating func appendElement(_ id: ElementID, octets: RawSpan) {
        let count = Swift.min(octets.byteCount, 255)
        append(id.rawValue)
        append(UInt8(count))
        append(octets: octets.extracting(0..<count))
    }
}
