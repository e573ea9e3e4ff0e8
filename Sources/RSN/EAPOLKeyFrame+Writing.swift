public import EAP
public import Octets

extension [UInt8] {
    /// Appends an EAPOL-Key frame from its EAPOL header on, with a MIC of zeros: ``KCK/sign(_:from:)`` comes after it
    /// (802.11-2020, 12.7.2).
    ///
    /// - Parameters:
    ///   - version: the EAPOL protocol version.
    ///   - keyLength: octets of the temporal key, where the message says it.
    ///   - receiveSequenceCounter: the packet number that the group key has reached.
    ///   - micLength: 16, or 24 for AKMs 12 and 13.
    ///   - keyData: appends the key data, wrapped where the message wants it so.
    @inlinable
    public mutating func appendEAPOLKey(
        version: UInt8, information: KeyInformation, keyLength: UInt16 = 0, replayCounter: UInt64,
        nonce: Nonce = Nonce(), receiveSequenceCounter: UInt64 = 0, micLength: Int = 16,
        keyData: (inout [UInt8]) -> Void = { _ in }
    ) {
        appendEAPOL(.key, version: version) { out in
            var header = FixedOctets<77>()
            header.replace(at: 0, bigEndian: EAPOLKeyFrame.Descriptor.rsn.rawValue)
            header.replace(at: 1, bigEndian: information.rawValue)
            header.replace(at: 3, bigEndian: keyLength)
            header.replace(at: 5, bigEndian: replayCounter)
            header.replace(at: 13, nonce)
            header.replace(at: 61, littleEndian: receiveSequenceCounter)
            out.append(header)
            out.append(zeros: micLength)
            let lengthOffset = out.count
            out.append(bigEndian: UInt16(0))
            keyData(&out)
            out.replace(at: lengthOffset, bigEndian: UInt16(out.count - lengthOffset - 2))
        }
    }
}
