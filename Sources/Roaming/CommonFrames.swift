internal import Capture
internal import Dot11
internal import Octets

/// Frames of one capture, by which another capture of the same air is recognized: the digests of management and EAPOL
/// frames, and when each was captured.
///
/// Of a long capture the frames with the smallest digests are kept, so that two captures keep the same ones.
struct CommonFrames: PacketSink, FactSink {
    private static let limit = 50_000
    private var frames: [(digest: UInt64, time: Int64)] = []
    private var largest = UInt64.max

    mutating func receive(_ packet: borrowing CapturedPacket) {
        if packet.isTimed { _ = FactReader.read(packet, into: &self) }
    }

    mutating func receive(_ fact: Fact, _ octets: RawSpan) {
        guard fact.kind == .management || fact.kind == .eapol else { return }
        let digest = fact.digest(octets)
        guard digest <= largest else { return }
        frames.append((digest, RoamingAnalyzer.clamped(fact.time)))
        if frames.count >= 2 * Self.limit {
            frames.sort { $0.digest < $1.digest }
            frames.removeLast(frames.count - Self.limit)
            largest = frames[frames.count - 1].digest
        }
    }

    /// Orders the frames, and drops those that look alike: they could be mistaken for each other.
    mutating func finish() {
        frames.sort { $0.digest < $1.digest }
        var unique: [(digest: UInt64, time: Int64)] = []
        for (index, frame) in frames.enumerated() {
            let isLikeBefore = index > 0 && frames[index - 1].digest == frame.digest
            let isLikeNext = index + 1 < frames.count && frames[index + 1].digest == frame.digest
            if !isLikeBefore, !isLikeNext { unique.append(frame) }
        }
        frames = unique
    }

    /// When each frame that both captures hold was captured, by either clock.
    func times(with other: CommonFrames) -> [(own: Int64, other: Int64)] {
        var pairs: [(own: Int64, other: Int64)] = []
        var index = 0
        for frame in frames {
            while index < other.frames.count, other.frames[index].digest < frame.digest { index += 1 }
            if index < other.frames.count, other.frames[index].digest == frame.digest {
                pairs.append((frame.time, other.frames[index].time))
            }
        }
        return pairs
    }
}

extension Fact {
    /// Equal for the same transmission, however it was captured: header fields and octets. A retry differs by its bit.
    func digest(_ octets: RawSpan) -> UInt64 {
        var digest = Digest()
        digest.add(octets)
        var value = digest.value
        for part in [
            UInt64(control.rawValue) << 32 | UInt64(sequenceControl) << 8 | UInt64(trafficIdentifier),
            receiver.rawValue, transmitter.rawValue, bssid.rawValue, UInt64(length),
        ] {
            value = (value ^ part) &* 0x9E37_79B9_7F4A_7C15
            value ^= value >> 29
        }
        return value
    }
}
