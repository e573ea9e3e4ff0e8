public import Octets

/// The identifier of an element (802.11-2020, Table 9-92).
public struct ElementID: RawRepresentable, Hashable, Sendable {
    /// The number on the air.
    public var rawValue: UInt8

    /// The identifier with this number.
    @inlinable @inline(__always)
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// SSID (9.4.2.2).
    @inlinable public static var ssid: ElementID { ElementID(rawValue: 0) }
    /// Supported Rates and BSS Membership Selectors (9.4.2.3).
    @inlinable public static var supportedRates: ElementID { ElementID(rawValue: 1) }
    /// DSSS Parameter Set (9.4.2.4).
    @inlinable public static var dsssParameterSet: ElementID { ElementID(rawValue: 3) }
    /// TIM (9.4.2.5).
    @inlinable public static var tim: ElementID { ElementID(rawValue: 5) }
    /// Country (9.4.2.8).
    @inlinable public static var country: ElementID { ElementID(rawValue: 7) }
    /// BSS Load (9.4.2.27).
    @inlinable public static var bssLoad: ElementID { ElementID(rawValue: 11) }
    /// Power Capability (9.4.2.14).
    @inlinable public static var powerCapability: ElementID { ElementID(rawValue: 33) }
    /// Supported Channels (9.4.2.17).
    @inlinable public static var supportedChannels: ElementID { ElementID(rawValue: 36) }
    /// ERP (9.4.2.11).
    @inlinable public static var erp: ElementID { ElementID(rawValue: 42) }
    /// HT Capabilities (9.4.2.55).
    @inlinable public static var htCapabilities: ElementID { ElementID(rawValue: 45) }
    /// RSN (9.4.2.24).
    @inlinable public static var rsn: ElementID { ElementID(rawValue: 48) }
    /// Extended Supported Rates (9.4.2.12).
    @inlinable public static var extendedSupportedRates: ElementID { ElementID(rawValue: 50) }
    /// Mobility Domain (9.4.2.46).
    @inlinable public static var mobilityDomain: ElementID { ElementID(rawValue: 54) }
    /// Fast BSS Transition (9.4.2.47).
    @inlinable public static var fastBSSTransition: ElementID { ElementID(rawValue: 55) }
    /// Supported Operating Classes (9.4.2.53).
    @inlinable public static var supportedOperatingClasses: ElementID { ElementID(rawValue: 59) }
    /// Timeout Interval (9.4.2.48).
    @inlinable public static var timeoutInterval: ElementID { ElementID(rawValue: 56) }
    /// Channel Switch Announcement (9.4.2.18).
    @inlinable public static var channelSwitchAnnouncement: ElementID { ElementID(rawValue: 37) }
    /// Extended Channel Switch Announcement (9.4.2.52).
    @inlinable public static var extendedChannelSwitchAnnouncement: ElementID { ElementID(rawValue: 60) }
    /// HT Operation (9.4.2.56).
    @inlinable public static var htOperation: ElementID { ElementID(rawValue: 61) }
    /// RM Enabled Capabilities (9.4.2.44).
    @inlinable public static var rmEnabledCapabilities: ElementID { ElementID(rawValue: 70) }
    /// Extended Capabilities (9.4.2.26).
    @inlinable public static var extendedCapabilities: ElementID { ElementID(rawValue: 127) }
    /// Vendor Specific (9.4.2.25).
    @inlinable public static var vendorSpecific: ElementID { ElementID(rawValue: 221) }
    /// Element ID Extension follows (9.4.2.1).
    @inlinable public static var extension255: ElementID { ElementID(rawValue: 255) }
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
