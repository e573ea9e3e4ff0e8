internal import Capture
internal import Dot11
internal import Octets
internal import Scenarios
internal import Timeline

/// A file of mixed traffic: stations that join and roam, each with addresses of its own, among protected data frames of
/// other stations and their acknowledgements. Its size is that of the data: stations and roams stay the same.
struct MixedCapture {
    /// Stations that join a BSS, roam with OKC and go back.
    static let roamers = 1500
    /// Stations that only send and receive data.
    static let talkers: UInt64 = 200

    /// Writes a pcapng of this size.
    static func write(mebibytes: Int, to path: String) throws {
        var options = ScenarioOptions()
        options.rounds = 1
        let run = try ScenarioRun(.both, options: options).run()
        let file = try OutputFile(path: path)
        var roamer = Roamer()
        roamer.octets.appendPCAPNGSection()
        roamer.octets.appendPCAPNGInterface(.radiotap, name: "air")
        roamer.octets.appendPCAPNGInterface(.ethernet, name: "wire")
        var size = 0
        for number in 1...roamers {
            roamer.station = MACAddress(0x0200_0000_0000 + UInt64(number))
            roamer.packetsOfRoamer = 0
            // As many data frames before each packet of the roamer as keep the size in step.
            roamer.target = mebibytes << 20 / roamers * number - size
            var decoder = CaptureDecoder()
            _ = try decoder.decode(run.capture.octets, into: &roamer)
            roamer.packetsInRun = max(roamer.packetsInRun, roamer.packetsOfRoamer)
            roamer.shift += roamer.last - roamer.first + 1_000_000_000
            size += roamer.octets.count
            try file.write(roamer.octets.octets)
            roamer.octets.removeAll(keepingCapacity: true)
        }
    }

    private struct Roamer: PacketSink {
        var octets: [UInt8] = []
        var station = MACAddress(0)
        var shift: Int64 = 0
        var first: Int64 = 0
        var last: Int64 = 0
        var target = 0
        var packetsOfRoamer = 0
        var packetsInRun = 1000
        private var random = RandomSource.seeded(5, stream: 1)
        private var sequence: UInt16 = 0

        mutating func receive(_ packet: borrowing CapturedPacket) {
            if first == 0 { first = packet.time }
            last = packet.time
            packetsOfRoamer += 1
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
            let due = target / packetsInRun * packetsOfRoamer
            while octets.count < due { addData(time: packet.time + shift) }
        }

        /// A protected data frame of some talker, up or down, and its Acknowledgement.
        private mutating func addData(time: Int64) {
            sequence &+= 1
            let talker = MACAddress(0x0600_0000_0000 + UInt64.random(in: 0..<talkers, using: &random))
            let bssid = MACAddress(0x04F0_2119_8744 + UInt64.random(in: 0..<3, using: &random) << 8)
            let isUp = Bool.random(using: &random)
            var frame: [UInt8] = []
            frame.appendRadiotap(timestamp: 0, rate: 108, channel: Channel(frequency: 5180), signal: -50)
            frame.appendDataHeader(
                .qosData, flags: 0x4000 | (isUp ? FrameControl.toDS : FrameControl.fromDS), to: isUp ? bssid : talker,
                from: isUp ? talker : bssid, farEnd: MACAddress(9), duration: 44, sequenceNumber: sequence & 0x0FFF)
            frame.append(zeros: Int.random(in: 60..<1100, using: &random))
            octets.appendPCAPNGPacket(interface: 0, time: time, octets: frame.octets)
            frame.removeAll(keepingCapacity: true)
            frame.appendRadiotap(timestamp: 0, rate: 48, channel: Channel(frequency: 5180), signal: -50)
            frame.appendAcknowledgement(to: isUp ? talker : bssid)
            octets.appendPCAPNGPacket(interface: 0, time: time, octets: frame.octets)
        }
    }

    /// Reads type, addresses and one checksum of each packet of a file: what `analyze` is held to.
    struct Walk: PacketSink {
        var packets = 0
        var digest: UInt64 = 0

        mutating func receive(_ packet: borrowing CapturedPacket) {
            packets += 1
            let octets = packet.octets
            guard packet.linkType == .radiotap, octets.byteCount > 8 else { return }
            let start = Int(octets.littleEndian(UInt16.self, at: 2))
            guard start <= octets.byteCount,
                let header = try? MACHeader(parsing: octets.extracting(start..<octets.byteCount))
            else { return }
            var sum: UInt64 = 0
            var offset = start
            while offset + 8 <= octets.byteCount {
                sum = sum &* 31 &+ octets.littleEndian(UInt64.self, at: offset)
                offset += 8
            }
            digest &+= sum ^ UInt64(header.type.rawValue) ^ header.receiver.rawValue
            if let transmitter = header.transmitter { digest ^= transmitter.rawValue }
        }
    }
}
