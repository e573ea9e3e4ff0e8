public import EAP
public import Octets

/// MS-MPPE-Send-Key and MS-MPPE-Recv-Key: how the server gives the MSK to the NAS (RFC 2548, 2.4).
public enum MPPEKeys {
    /// Microsoft's number among vendors.
    @inlinable public static var vendor: UInt32 { 311 }
    /// The vendor's type of MS-MPPE-Send-Key.
    public static let sendKey: UInt8 = 16
    /// The vendor's type of MS-MPPE-Recv-Key.
    public static let receiveKey: UInt8 = 17

    /// The String field of an MPPE key attribute: length, key and padding, hidden by MD5 of the secret
    /// (RFC 2548, 2.4.2). `salt` has its highest bit set and is used once in a packet.
    static func encrypt(
        _ key: RawSpan, salt: UInt16, requestAuthenticator: FixedOctets<16>, secret: RADIUSSecret
    ) -> [UInt8] {
        var plain: [UInt8] = [UInt8(truncatingIfNeeded: key.byteCount)]
        plain.append(octets: key)
        plain.append(zeros: (16 - plain.count % 16) % 16)
        var result: [UInt8] = []
        result.append(bigEndian: salt)
        for start in stride(from: 0, to: plain.count, by: 16) {
            let stream =
                start == 0
                ? secret.keyStream(requestAuthenticator.octets, result.octets)
                : secret.keyStream(result.octets.extracting(result.count - 16..<result.count), RawSpan())
            for index in 0..<16 { result.append(plain[start + index] ^ stream.storage[index]) }
        }
        return result
    }

    /// The key inside an MPPE key attribute; nil where the attribute is malformed or was made with another secret
    /// (which only its length octet can show).
    static func decrypt(
        _ value: RawSpan, requestAuthenticator: FixedOctets<16>, secret: RADIUSSecret
    ) -> [UInt8]? {
        guard value.byteCount >= 18, (value.byteCount - 2).isMultiple(of: 16) else { return nil }
        var plain: [UInt8] = []
        for start in stride(from: 2, to: value.byteCount, by: 16) {
            let stream =
                start == 2
                ? secret.keyStream(requestAuthenticator.octets, value.extracting(0..<2))
                : secret.keyStream(value.extracting(start - 16..<start), RawSpan())
            for index in 0..<16 { plain.append(value.octet(at: start + index) ^ stream.storage[index]) }
        }
        let count = Int(plain[0])
        guard count < plain.count else { return nil }
        return [UInt8](plain[1..<1 + count])
    }
}

extension RADIUSPacketBuilder {
    /// Appends MS-MPPE-Recv-Key and MS-MPPE-Send-Key with the halves of `key`; `salt` need only differ between packets.
    public mutating func appendMPPEKeys(_ key: MasterSessionKey, salt: UInt16, secret: RADIUSSecret) {
        let authenticator = FixedOctets<16>(octets.octets, at: 4)
        let received = MPPEKeys.encrypt(
            key.receiveKey, salt: salt | 0x8000, requestAuthenticator: authenticator, secret: secret)
        let sent = MPPEKeys.encrypt(
            key.sendKey, salt: (salt ^ 1) | 0x8000, requestAuthenticator: authenticator, secret: secret)
        append(vendor: MPPEKeys.vendor, type: MPPEKeys.receiveKey, octets: received.octets)
        append(vendor: MPPEKeys.vendor, type: MPPEKeys.sendKey, octets: sent.octets)
    }
}

extension RADIUSPacket {
    /// The MSK that an Access-Accept carries; nil unless both of its halves are there, 32 octets each.
    public func masterSessionKey(requestAuthenticator: FixedOctets<16>, secret: RADIUSSecret) -> MasterSessionKey? {
        var halves: [UInt8] = []
        for type in [MPPEKeys.receiveKey, MPPEKeys.sendKey] {
            guard
                let key = mppeKey(type, requestAuthenticator: requestAuthenticator, secret: secret), key.count == 32
            else { return nil }
            halves += key
        }
        return MasterSessionKey(halves.octets)
    }

    private func mppeKey(
        _ type: UInt8, requestAuthenticator: FixedOctets<16>, secret: RADIUSSecret
    ) -> [UInt8]? {
        var attributes = attributes
        while let attribute = attributes.next() {
            guard attribute.vendor == MPPEKeys.vendor else { continue }
            var inner = attribute.vendorAttributes
            while let candidate = inner.next() {
                guard candidate.type.rawValue == type else { continue }
                return MPPEKeys.decrypt(candidate.value, requestAuthenticator: requestAuthenticator, secret: secret)
            }
        }
        return nil
    }
}
