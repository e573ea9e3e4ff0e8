public import Cryptography
public import Dot11
internal import Octets

/// The receiving side of a CCMP key: opens frames and drops what was seen before (802.11-2020, 12.5.3.4.4).
public struct CCMPReceiver {
    private let key: CCMPKey
    // One replay counter for each traffic identifier (0 for data without QoS), and one for management frames.
    private var packetNumbers: InlineArray<17, UInt64>

    /// A receiver with a fresh key; nil unless the key has 16 or 32 octets.
    ///
    /// - Parameter packetNumber: what the key has reached already: a group key's Key RSC, else 0.
    public init?(_ key: TemporalKey, packetNumber: UInt64 = 0) {
        guard let key = CCMPKey(key) else { return nil }
        self.key = key
        packetNumbers = InlineArray(repeating: packetNumber)
    }

    /// Appends the body of a protected frame in the clear, without CCMP header and MIC.
    ///
    /// Throws, and appends nothing, where the frame is malformed, a replay or not genuine; only a frame that is none of
    /// these moves the replay counter. (Fragments are not held together.)
    public mutating func open(_ frame: MACHeader, to out: inout [UInt8]) throws(CCMPError) {
        guard !frame.type.isControl, frame.length >= 24 else {
            throw .malformed(ParseError(at: 0, expected: "a data or management frame"))
        }
        let start = out.count
        let header = try key.open(frame, to: &out)
        let counter = frame.type.isManagement ? 16 : Int(frame.trafficIdentifier)
        guard header.packetNumber > packetNumbers[counter] else {
            out.removeLast(out.count - start)
            throw .replayed(packetNumber: header.packetNumber)
        }
        packetNumbers[counter] = header.packetNumber
    }
}
