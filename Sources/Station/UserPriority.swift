internal import Octets

extension UInt8 {
    /// The user priority of an Ethernet frame's IP packet, 0 for anything else: 6 for the code points of voice (RFC 8325,
    /// 4.2.1 and 4.2.2), else the upper three bits of the code point, as Linux takes them.
    init(userPriorityOfEthernet frame: RawSpan) {
        guard frame.byteCount >= 16 else { self = 0; return }
        let codePoint: UInt8
        switch frame.bigEndian(UInt16.self, at: 12) {
        case 0x0800: codePoint = frame.octet(at: 15) >> 2
        case 0x86DD: codePoint = UInt8(truncatingIfNeeded: frame.bigEndian(UInt16.self, at: 14) >> 6) & 0x3F
        default: codePoint = 0
        }
        self = codePoint == 46 || codePoint == 44 ? 6 : codePoint >> 3
    }
}
