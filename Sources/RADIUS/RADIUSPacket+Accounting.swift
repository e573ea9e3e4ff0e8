public import Octets

/// How accounting packets are authenticated: by MD5 over the packet and the secret alone (RFC 2866, 3).
extension RADIUSPacket {
    /// Checks the Request Authenticator of an Accounting-Request, in constant time.
    public func authenticityOfAccountingRequest(secret: RADIUSSecret) -> RADIUSAuthenticity {
        // Computed as a Response Authenticator is, with zeros where that has the request's.
        isSealed(by: secret, FixedOctets()) ? .authentic : .requestAuthenticatorWrong
    }

    /// Checks the Response Authenticator of the answer to the Accounting-Request with `requestAuthenticator`, in constant
    /// time.
    public func authenticityOfAccountingResponse(
        requestAuthenticator: FixedOctets<16>, secret: RADIUSSecret
    ) -> RADIUSAuthenticity {
        isSealed(by: secret, requestAuthenticator) ? .authentic : .responseAuthenticatorWrong
    }
}

extension RADIUSPacketBuilder {
    /// Begins an Accounting-Request, whose authenticator sealing fills in.
    public init(accountingRequest identifier: UInt8) {
        self.init(.accountingRequest, identifier: identifier, authenticator: FixedOctets())
    }

    /// The finished Accounting-Request or Accounting-Response: length and authenticator filled in, and no
    /// Message-Authenticator, which accounting does not have (RFC 2869, 5.19).
    public consuming func sealedAccounting(secret: RADIUSSecret) -> [UInt8] {
        octets.replace(at: 2, bigEndian: UInt16(octets.count))
        fillAuthenticator(secret)
        return octets
    }
}
