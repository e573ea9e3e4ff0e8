internal import Capture
internal import Dot11
internal import Octets
internal import Roaming
internal import Scenarios

/// A capture as large as wanted, made of scenario captures one after another, each with a station of its own.
enum LargeCapture {
    /// Octets of a pcapng of this size at least.
    static func make(megabytes: Int) throws -> [UInt8] {
        var options = ScenarioOptions()
        options.rounds = 10
        let run = try ScenarioRun(.both, options: options).run()
        var copy = Copy()
        var number: UInt64 = 0
        copy.octets.reserveCapacity(megabytes << 20 + 1 << 24)
        copy.octets.appendPCAPNGSection()
        copy.octets.appendPCAPNGInterface(.radiotap, name: "air")
        copy.octets.appendPCAPNGInterface(.ethernet, name: "wire")
        while copy.octets.count < megabytes << 20 {
            copy.station = MACAddress(0x0200_0000_0000 + number)
            var decoder = CaptureDecoder()
            _ = try decoder.decode(run.capture.octets, into: &copy)
            copy.shift = copy.last - copy.first + 1_000_000_000 + copy.shift
            number += 1
        }
        return copy.octets
    }

    private struct Copy: PacketSink {
        var octets: [UInt8] = []
        var station = MACAddress(0)
        var shift: Int64 = 0
        var first: Int64 = 0
        var last: Int64 = 0

        mutating func receive(_ packet: borrowing CapturedPacket) {
            if first == 0 { first = packet.time }
            last = packet.time
            var bytes = packet.octets.array
            if packet.linkType == .radiotap {
                let start = 23
                for offset in [4, 10, 16] where bytes.count >= start + offset + 6 {
                    guard MACAddress(bytes.octets, at: start + offset) == ScenarioRun.station else { continue }
                    for index in 0..<6 {
                        bytes[start + offset + index] = UInt8(
                            truncatingIfNeeded: station.rawValue >> UInt64(40 - 8 * index))
                    }
                }
            }
            octets.appendPCAPNGPacket(interface: packet.interface, time: packet.time + shift, octets: bytes.octets)
        }
    }

    /// Associations found.
    static func analyze(_ capture: [UInt8]) -> Int { RoamingResults(analyzing: capture.octets).associations.count }

    /// Reads type, addresses and one checksum of each packet, from the same octets.
    static func walk(_ capture: [UInt8]) -> (packets: Int, digest: UInt64) {
        var sink = MixedCapture.Walk()
        var decoder = CaptureDecoder()
        _ = try? decoder.decode(capture.octets, into: &sink)
        return (sink.packets, sink.digest)
    }
}
