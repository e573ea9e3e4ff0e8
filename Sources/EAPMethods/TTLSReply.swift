internal import Octets

/// What a TTLS server said in one round, of all that a peer can use.
struct TTLSReply {
    var eapMessage: [UInt8]?
    var msCHAP2Success: [UInt8]?
    var hasMSCHAPError = false

    /// Reads the pairs of one round. A mandatory pair that is not known here is refused (RFC 5281, 10.1).
    init(parsing pairs: RawSpan) throws(ParseError) {
        var reader = OctetReader(pairs)
        while !reader.isAtEnd {
            let start = reader.position
            let pair = try TTLSAttributeValuePair(&reader)
            switch pair.name {
            // One EAP packet may be parted over several pairs, as in RADIUS.
            case .eapMessage: eapMessage = (eapMessage ?? []) + pair.data.array
            case .msCHAP2Success: msCHAP2Success = pair.data.array
            case .msCHAPError: hasMSCHAPError = true
            default:
                if pair.isMandatory {
                    throw ParseError(at: start, expected: "a known AVP, not \(pair.name.vendor):\(pair.name.code)")
                }
            }
        }
    }
}
