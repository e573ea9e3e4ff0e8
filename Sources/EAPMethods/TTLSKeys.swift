internal import EAP
internal import Octets

/// What both ends of EAP-TTLS derive from the TLS session.
enum TTLSKeys {
    /// The MSK (RFC 5281, 8; with TLS 1.3 RFC 9427, 2.1, where the method's type is mixed in).
    static func masterSessionKey(_ session: TLSSession) throws(TLSError) -> MasterSessionKey? {
        let material =
            session.isTLS13
            ? try session.export("EXPORTER_EAP_TLS_Key_Material", context: [EAPType.ttls.rawValue], count: 128)
            : try session.export("ttls keying material", count: 128)
        return MasterSessionKey(material.octets.extracting(0..<64))
    }

    /// The challenge and identifier of MS-CHAP-V2, which neither end sends first (RFC 5281, 11.1).
    static func implicitChallenge(
        _ session: TLSSession
    ) throws(TLSError) -> (challenge: FixedOctets<16>, identifier: UInt8) {
        let material = try session.export("ttls challenge", count: 17)
        return (FixedOctets(material.octets, at: 0), material[16])
    }
}
