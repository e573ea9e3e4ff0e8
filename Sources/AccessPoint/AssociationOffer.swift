internal import Dot11
internal import Octets
internal import RSN

/// What the elements of a (Re)Association Request ask for.
struct AssociationOffer: ~Escapable {
    private let elements: RawSpan

    /// A view of the elements; a broken one, and what follows it, counts as absent.
    @_lifetime(copy elements)
    init(elements: RawSpan) { self.elements = elements }

    /// Whether the SSID element holds this SSID.
    func names(_ ssid: [UInt8]) -> Bool {
        var walk = ElementWalk(elements)
        guard let element = walk.first(.ssid) else { return false }
        return element.body.isEqual(to: ssid.octets)
    }

    /// Whether a WMM information element is there (OUI 00-50-F2, type 2).
    var isQoS: Bool {
        var walk = ElementWalk(elements)
        while let element = walk.first(.vendorSpecific) {
            if element.body.byteCount >= 5, element.body.bigEndian(UInt32.self, at: 0) == 0x0050_F202 { return true }
        }
        return false
    }

    /// The body of the RSN element; nil without one.
    var rsnBody: RawSpan? {
        @_lifetime(copy self)
        get {
            var walk = ElementWalk(elements)
            guard let element = walk.first(.rsn) else { return nil }
            return element.body
        }
    }

    /// The RSN element; nil without one, or with one that can't be read.
    var rsn: RSNElement? {
        @_lifetime(copy self)
        get {
            guard let rsnBody else { return nil }
            return try? RSNElement(parsing: rsnBody)
        }
    }
}
