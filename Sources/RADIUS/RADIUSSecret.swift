internal import Cryptography
internal import Octets

/// The secret that a NAS and its server share (RFC 2865, 3), taken in once for everything it is used for. Never printed.
public struct RADIUSSecret: Sendable, CustomStringConvertible, CustomReflectable {
    private let octets: [UInt8]
    private let hmac: HMAC<MD5>
    private let prefix: MD5

    /// The secret with these octets.
    public init(_ octets: [UInt8]) {
        self.octets = octets
        hmac = HMAC(key: octets.octets)
        var prefix = MD5()
        prefix.update(octets.octets)
        self.prefix = prefix
    }

    /// The secret written as text, which is used as UTF-8.
    public init(_ text: String) { self.init([UInt8](text.utf8)) }

    /// HMAC-MD5 of a packet with `authenticator` in its header and zeros in the Message-Authenticator whose value
    /// begins at `offset` (RFC 3579, 3.2).
    internal func messageAuthenticator(
        of packet: RawSpan, authenticator: FixedOctets<16>, at offset: Int
    ) -> FixedOctets<16> {
        var message = hmac
        message.update(packet.extracting(0..<4))
        message.update(authenticator.octets)
        message.update(packet.extracting(RADIUSPacket.headerLength..<offset))
        message.update(FixedOctets<16>().octets)
        message.update(packet.extracting(offset + 16..<packet.byteCount))
        return message.finalize()
    }

    /// MD5 of a reply with the request's authenticator in its header, then the secret (RFC 2865, 3).
    internal func responseAuthenticator(
        of packet: RawSpan, requestAuthenticator: FixedOctets<16>
    ) -> FixedOctets<16> {
        var digest = MD5()
        digest.update(packet.extracting(0..<4))
        digest.update(requestAuthenticator.octets)
        digest.update(packet.extracting(RADIUSPacket.headerLength..<packet.byteCount))
        digest.update(octets.octets)
        return digest.finalize()
    }

    /// MD5 of the secret, then `parts`: a block of the key stream that hides MPPE keys (RFC 2548, 2.4.2).
    internal func keyStream(_ first: RawSpan, _ second: RawSpan) -> FixedOctets<16> {
        var digest = prefix
        digest.update(first)
        digest.update(second)
        return digest.finalize()
    }

    /// "secret (hidden)".
    public var description: String { "secret (hidden)" }
    /// Nothing, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
