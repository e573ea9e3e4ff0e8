public import Octets

/// LLC/SNAP as 802.11 data frames begin with it, and the way from Ethernet frames to MSDUs and back (802.11-2020, 5.1.4;
/// 802-2014, 9).
public enum LLC {
    /// DSAP and SSAP AA, control 03, OUI 00-00-00 (RFC 1042); the Ethertype follows.
    public static let snapHeader: [UInt8] = [0xAA, 0xAA, 0x03, 0x00, 0x00, 0x00]

    /// Ethertype of EAPOL.
    @inlinable public static var eapol: UInt16 { 0x888E }
    /// Ethertype of pre-authentication: EAPOL through the distribution system (802.11-2020, 12.6.10.2).
    @inlinable public static var preauthentication: UInt16 { 0x88C7 }

    /// The Ethertype that `body` names after an RFC 1042 or bridge-tunnel (00-00-F8) SNAP header; nil for anything else.
    @inlinable
    public static func etherType(of body: RawSpan) -> UInt16? {
        guard body.byteCount >= 8, body.bigEndian(UInt32.self, at: 0) == 0xAAAA_0300,
            body.octet(at: 4) == 0, body.octet(at: 5) == 0 || body.octet(at: 5) == 0xF8
        else { return nil }
        return body.bigEndian(UInt16.self, at: 6)
    }

    /// What follows the SNAP header of an EAPOL frame; nil where the body carries anything else.
    @inlinable
    @_lifetime(copy body)
    public static func eapol(in body: RawSpan) -> RawSpan? {
        etherType(of: body) == eapol ? body.extracting(8..<body.byteCount) : nil
    }
}

extension [UInt8] {
    /// Appends the MSDU of an Ethernet frame's payload: SNAP and Ethertype, or as it is if the field is a length.
    ///
    /// - Parameter frame: an Ethernet frame from its destination address on; fewer than 14 octets append nothing.
    @inlinable
    public mutating func appendMSDU(ofEthernet frame: RawSpan) {
        guard frame.byteCount >= 14 else { return }
        let typeOrLength = frame.bigEndian(UInt16.self, at: 12)
        if typeOrLength >= 0x0600 {
            append(contentsOf: LLC.snapHeader)
            append(bigEndian: typeOrLength)
            append(octets: frame.extracting(14..<frame.byteCount))
        } else {
            append(octets: frame.extracting(14..<Swift.min(frame.byteCount, 14 + Int(typeOrLength))))
        }
    }

    /// Appends the Ethernet frame of an MSDU: SNAP becomes the Ethertype, anything else keeps its LLC behind a length.
    @inlinable
    public mutating func appendEthernet(to destination: MACAddress, from source: MACAddress, msdu: RawSpan) {
        append(destination)
        append(source)
        if let etherType = LLC.etherType(of: msdu) {
            append(bigEndian: etherType)
            append(octets: msdu.extracting(8..<msdu.byteCount))
        } else {
            append(bigEndian: UInt16(truncatingIfNeeded: Swift.min(msdu.byteCount, 1500)))
            append(octets: msdu)
        }
    }
}
