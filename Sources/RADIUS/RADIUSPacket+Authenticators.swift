internal import Cryptography
public import Octets

/// What the check of a packet's authenticators found.
public enum RADIUSAuthenticity: Hashable, Sendable {
    /// All that has to be there is there and right.
    case authentic
    /// The packet has no Message-Authenticator.
    case messageAuthenticatorMissing
    /// The packet has more than one Message-Authenticator, or one of the wrong length.
    case messageAuthenticatorMalformed
    /// The Message-Authenticator is wrong: another secret, or an altered packet.
    case messageAuthenticatorWrong
    /// The Response Authenticator is wrong: another secret, or a reply to another request.
    case responseAuthenticatorWrong
    /// The Request Authenticator of an Accounting-Request is wrong: another secret, or an altered packet.
    case requestAuthenticatorWrong
}

extension RADIUSPacket {
    /// Checks the Message-Authenticator of a request (RFC 3579, 3.2), in constant time.
    public func authenticityOfRequest(secret: RADIUSSecret) -> RADIUSAuthenticity {
        messageAuthenticity(authenticator: authenticator, secret: secret)
    }

    /// Checks the Response Authenticator (RFC 2865, 3) and the Message-Authenticator (RFC 3579, 3.2) of the reply to
    /// the request with `requestAuthenticator`, in constant time.
    public func authenticityOfReply(
        requestAuthenticator: FixedOctets<16>, secret: RADIUSSecret
    ) -> RADIUSAuthenticity {
        guard isSealed(by: secret, requestAuthenticator) else { return .responseAuthenticatorWrong }
        return messageAuthenticity(authenticator: requestAuthenticator, secret: secret)
    }

    /// Whether the authenticator is MD5 over the packet, with `requestAuthenticator` in its place, and the secret; found in
    /// constant time.
    func isSealed(by secret: RADIUSSecret, _ requestAuthenticator: FixedOctets<16>) -> Bool {
        let expected = secret.responseAuthenticator(of: octets, requestAuthenticator: requestAuthenticator)
        let actual = authenticator
        return constantTimeEquals(expected.octets, actual.octets)
    }

    private func messageAuthenticity(
        authenticator: FixedOctets<16>, secret: RADIUSSecret
    ) -> RADIUSAuthenticity {
        var offset: Int?
        var attributes = attributes
        while let attribute = attributes.next() {
            guard attribute.type == .messageAuthenticator else { continue }
            guard offset == nil, attribute.value.byteCount == 16 else { return .messageAuthenticatorMalformed }
            offset = attribute.offset + 2
        }
        guard let offset else { return .messageAuthenticatorMissing }
        let expected = secret.messageAuthenticator(of: octets, authenticator: authenticator, at: offset)
        return constantTimeEquals(expected.octets, octets.extracting(offset..<offset + 16))
            ? .authentic : .messageAuthenticatorWrong
    }
}

extension RADIUSPacketBuilder {
    /// Reserves the place of the Message-Authenticator; sealing fills it. Appended last where this is never called.
    public mutating func appendMessageAuthenticator() {
        guard messageAuthenticatorOffset == nil else { return }
        let before = octets.count
        append(.messageAuthenticator, octets: FixedOctets<16>().octets)
        if octets.count > before { messageAuthenticatorOffset = before + 2 }
    }

    /// The finished request: length and Message-Authenticator filled in.
    public consuming func sealedRequest(secret: RADIUSSecret) -> [UInt8] {
        fillMessageAuthenticator(secret)
        return octets
    }

    /// The finished reply: length, Message-Authenticator and Response Authenticator filled in.
    public consuming func sealedReply(secret: RADIUSSecret) -> [UInt8] {
        fillMessageAuthenticator(secret)
        fillAuthenticator(secret)
        return octets
    }

    /// Puts MD5 over the packet and the secret in the place of the authenticator that stands there.
    mutating func fillAuthenticator(_ secret: RADIUSSecret) {
        let authenticator = secret.responseAuthenticator(
            of: octets.octets, requestAuthenticator: FixedOctets(octets.octets, at: 4))
        for index in 0..<16 { octets[4 + index] = authenticator.storage[index] }
    }

    private mutating func fillMessageAuthenticator(_ secret: RADIUSSecret) {
        appendMessageAuthenticator()
        octets.replace(at: 2, bigEndian: UInt16(octets.count))
        guard let offset = messageAuthenticatorOffset else { return }
        let code = secret.messageAuthenticator(
            of: octets.octets, authenticator: FixedOctets(octets.octets, at: 4), at: offset)
        for index in 0..<16 { octets[offset + index] = code.storage[index] }
    }
}
