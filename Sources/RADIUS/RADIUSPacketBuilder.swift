public import Octets

/// Writes a RADIUS packet, attribute by attribute.
///
/// ```swift
/// var request = RADIUSPacketBuilder(.accessRequest, identifier: 0, authenticator: random)
/// request.append(.userName, text: "testuser")
/// request.appendEAPMessage(packet.octets)
/// let datagram = request.sealedRequest(secret: secret)
/// ```
/// What would make the packet longer than 4096 octets, or an attribute longer than 253, is cut off: callers bound
/// their values first.
public struct RADIUSPacketBuilder: Sendable {
    internal var octets: [UInt8]
    internal var messageAuthenticatorOffset: Int?

    /// Begins a packet; in a reply `authenticator` is the request's (RFC 3579, 3.2), until sealing replaces it.
    public init(_ code: RADIUSPacket.Code, identifier: UInt8, authenticator: FixedOctets<16>) {
        octets = [code.rawValue, identifier, 0, 0]
        octets.append(octets: authenticator.octets)
    }

    /// Begins the reply to `request`.
    public init(_ code: RADIUSPacket.Code, replyingTo request: borrowing RADIUSPacket) {
        self.init(code, identifier: request.identifier, authenticator: request.authenticator)
    }

    /// Appends an attribute.
    public mutating func append(_ type: RADIUSAttributeType, octets value: RawSpan) {
        let count = min(value.byteCount, 253)
        // 18 octets stay free for the Message-Authenticator.
        let room =
            RADIUSPacket.maximumLength - (messageAuthenticatorOffset == nil && type != .messageAuthenticator ? 18 : 0)
        guard octets.count + 2 + count <= room else { return }
        octets.append(type.rawValue)
        octets.append(UInt8(2 + count))
        octets.append(octets: value.extracting(0..<count))
    }

    /// Appends an attribute of text (RFC 2865, 5: UTF-8 without a zero at the end).
    public mutating func append(_ type: RADIUSAttributeType, text: String) {
        append(type, octets: [UInt8](text.utf8).octets)
    }

    /// Appends an attribute of four octets.
    public mutating func append(_ type: RADIUSAttributeType, integer: UInt32) {
        var value: [UInt8] = []
        value.append(bigEndian: integer)
        append(type, octets: value.octets)
    }

    /// Appends one attribute of a vendor (RFC 2865, 5.26).
    public mutating func append(vendor: UInt32, type: UInt8, octets value: RawSpan) {
        let count = min(value.byteCount, 247)
        var content: [UInt8] = []
        content.append(bigEndian: vendor)
        content.append(type)
        content.append(UInt8(2 + count))
        content.append(octets: value.extracting(0..<count))
        append(.vendorSpecific, octets: content.octets)
    }

    /// Appends an EAP packet, in as many attributes of 253 octets as it needs (RFC 3579, 3.1).
    public mutating func appendEAPMessage(_ packet: RawSpan) {
        var start = 0
        while start < packet.byteCount {
            let end = min(start + 253, packet.byteCount)
            append(.eapMessage, octets: packet.extracting(start..<end))
            start = end
        }
    }
}

extension RADIUSPacket {
    /// The EAP packet, put together from its attributes, which must follow each other (RFC 3579, 3.1); nil without any.
    public var eapMessage: [UInt8]? {
        var message: [UInt8] = []
        var attributes = attributes
        var isInside = false
        while let attribute = attributes.next() {
            if attribute.type == .eapMessage {
                if !isInside, !message.isEmpty { return nil }
                isInside = true
                message.append(octets: attribute.value)
            } else {
                isInside = false
            }
        }
        return message.isEmpty ? nil : message
    }
}
