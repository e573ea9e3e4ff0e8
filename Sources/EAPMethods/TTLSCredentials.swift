internal import Octets

/// What a TTLS peer said in one round, of all that a server can use.
struct TTLSCredentials {
    var userName: [UInt8]?
    var userPassword: [UInt8]?
    var eapMessage: [UInt8]?
    var chapChallenge: [UInt8]?
    var chapPassword: [UInt8]?
    var msCHAPChallenge: [UInt8]?
    var msCHAPResponse: [UInt8]?
    var msCHAP2Response: [UInt8]?

    /// Reads the pairs of one round. A mandatory pair that is not known here is refused (RFC 5281, 10.1).
    init(parsing pairs: RawSpan) throws(ParseError) {
        var reader = OctetReader(pairs)
        while !reader.isAtEnd {
            let start = reader.position
            let pair = try TTLSAttributeValuePair(&reader)
            switch pair.name {
            case .userName: userName = pair.data.array
            case .userPassword: userPassword = pair.data.array
            // One EAP packet may be parted over several pairs, as in RADIUS.
            case .eapMessage: eapMessage = (eapMessage ?? []) + pair.data.array
            case .chapChallenge: chapChallenge = pair.data.array
            case .chapPassword: chapPassword = pair.data.array
            case .msCHAPResponse: msCHAPResponse = pair.data.array
            case .msCHAPChallenge: msCHAPChallenge = pair.data.array
            case .msCHAP2Response: msCHAP2Response = pair.data.array
            default:
                if pair.isMandatory {
                    throw ParseError(at: start, expected: "a known AVP, not \(pair.name.vendor):\(pair.name.code)")
                }
            }
        }
    }
}
