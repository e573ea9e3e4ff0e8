import Capture
import Dot11
import Lab
import Octets

/// The frames that a lab's monitor saw, each from its header on, in order.
struct AirFrames: PacketSink {
    var frames: [[UInt8]] = []

    init<Policy>(_ lab: borrowing Lab<Policy>) throws {
        var decoder = CaptureDecoder()
        let capture = lab.capture.file()
        _ = try decoder.decode(capture.octets, into: &self)
    }

    mutating func receive(_ packet: borrowing CapturedPacket) {
        guard packet.linkType == .radiotap, let radiotap = try? Radiotap(parsing: packet.octets) else { return }
        frames.append(packet.octets.extracting(radiotap.length..<packet.octets.byteCount).array)
    }
}
