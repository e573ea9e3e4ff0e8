internal import EAP
internal import Octets

/// What both ends derive from the TLS session.
enum EAPMethodKeys {
    /// The MSK. Up to TLS 1.2 the label tells the methods apart, and PEAPv0 has EAP-TLS's (RFC 5216, 2.3; RFC 5281, 8);
    /// with TLS 1.3 the method's type is mixed in (RFC 9190, 2.3; RFC 9427, 2.1).
    static func masterSessionKey(_ session: TLSSession, _ method: TLSMethod) throws(TLSError) -> MasterSessionKey? {
        let material =
            if session.isTLS13 {
                try session.export("EXPORTER_EAP_TLS_Key_Material", context: [method.type.rawValue], count: 128)
            } else {
                try session.export(method == .ttls ? "ttls keying material" : "client EAP encryption", count: 128)
            }
        return MasterSessionKey(material.octets.extracting(0..<64))
    }

    /// The challenge of `count` octets and the identifier of CHAP, MS-CHAP and MS-CHAP-V2, which neither end sends first
    /// (RFC 5281, 11.1).
    static func implicitChallenge(
        _ session: TLSSession, count: Int
    ) throws(TLSError) -> (challenge: [UInt8], identifier: UInt8) {
        var material = try session.export("ttls challenge", count: count + 1)
        let identifier = material.removeLast()
        return (material, identifier)
    }
}
