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

    /// What the control interface tells of a request.
    ///
    /// - Parameter isHT: whether the BSS has HT too.
    func request(_ body: borrowing AssociationRequestBody, isHT: Bool) -> StationStatus.Request {
        var request = StationStatus.Request()
        request.capabilities = body.capabilities.rawValue
        request.listenInterval = body.listenInterval
        var walk = ElementWalk(elements)
        while let element = try? walk.next() {
            switch element.id {
            case .supportedRates, .extendedSupportedRates:
                for offset in 0..<element.body.byteCount where request.rates.count < 32 {
                    request.rates.append(element.body.octet(at: offset))
                }
            case .htCapabilities: request.isHT = isHT && element.body.byteCount == 26
            default: break
            }
        }
        return request
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
