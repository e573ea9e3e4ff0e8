import Dot11
import Octets
import Roaming
import Testing
import Timeline

/// What sniffers do to a capture, done to real ones: the verdicts stay, or get weaker.
@Suite struct SnifferTests {
    /// No association of the edited capture contradicts the whole one; returns what is found.
    private static func check(
        _ name: String, _ edit: (inout [Recording.Packet], inout RandomSource) -> Void, at least: Int = 63,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let truth = try DeletionTests.Truth(name)
        var random = RandomSource.seeded(7, stream: 2)
        var edited = truth.recording
        edit(&edited.packets, &random)
        for keys in [KeysFile(), truth.keys] {
            let found = edited.associations(keys)
            let wrong = truth.contradictions(edited, found)
            #expect(wrong.isEmpty, sourceLocation: sourceLocation)
            let told = found.count { $0.kind != .unknown && $0.kind != .cached }
            #expect(told >= least && found.count <= 63 + 63 - least, "\(name)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: ["okc_both", "okc_none"])
    func aCaptureOfTheAPsSideHasNoAcknowledgements(name: String) throws {
        try Self.check(name) { packets, _ in packets.removeAll { $0.type == .acknowledgement } }
    }

    @Test(arguments: ["okc_both", "okc_none"])
    func neighboursChangePlacesAndKeepTheirTimes(name: String) throws {
        try Self.check(
            name,
            { packets, random in
                for index in packets.indices.dropLast() where UInt8.random(in: 0..<4, using: &random) == 0 {
                    packets.swapAt(index, index + 1)
                }
            }, at: 40)
    }

    @Test(arguments: ["okc_both", "okc_none"])
    func framesAreCapturedTwiceByTwoInterfaces(name: String) throws {
        try Self.check(name) { packets, random in
            packets = packets.flatMap { packet in
                var copy = packet
                copy.time += Int64.random(in: -2_000_000..<2_000_000, using: &random)
                return UInt8.random(in: 0..<3, using: &random) == 0 ? [packet] : [packet, copy]
            }
        }
    }

    @Test(arguments: ["okc_both", "okc_none"])
    func retriesComeWithOtherSequenceNumbers(name: String) throws {
        try Self.check(name) { packets, random in
            packets = packets.flatMap { packet -> [Recording.Packet] in
                guard packet.type?.isControl == false, !packet.isBeacon, UInt8.random(in: 0..<4, using: &random) == 0
                else { return [packet] }
                var copy = packet
                copy.time += 1_500_000
                copy.octets[copy.headerLength + 1] |= 0x08
                copy.octets[copy.headerLength + 22] &+= 0x10
                return [packet, copy]
            }
        }
    }

    @Test(arguments: ["okc_both", "okc_none"])
    func theClockStepsBackInTheMiddle(name: String) throws {
        for place in [160, 210, 745, 762, 768, 790, 838, 1500, 2000] {
            try Self.check(
                name,
                { packets, _ in
                    for index in packets.indices where packets[index].number > place {
                        packets[index].time -= 3_600_000_000_000
                    }
                }, at: 40)
        }
    }

    @Test func hundredsOfStationsInterleaveWithoutMixing() throws {
        // Each with its own address, a little later than the one before; keys fit the real one alone.
        let truth = try DeletionTests.Truth("okc_both")
        var crowd = Recording()
        let station: [UInt8] = [0x04, 0xF0, 0x21, 0xAA, 0x00, 0x01]
        let packets = truth.recording.packets.filter {
            $0.number < 1200 && ($0.isBeacon || $0.type != .acknowledgement)
        }
        for number in 0..<200 {
            for packet in packets where !packet.isBeacon || number == 0 {
                var copy = packet
                copy.time += Int64(number) * 3_333_333
                let start = packet.headerLength
                for offset in [4, 10, 16]
                where copy.octets.count >= start + offset + 6
                    && Array(copy.octets[start + offset..<start + offset + 6]) == station
                {
                    copy.octets[start + offset] = 0x06
                    copy.octets[start + offset + 4] = UInt8(number)
                }
                crowd.packets.append(copy)
            }
        }
        crowd.packets.sort { $0.time < $1.time }
        let associations = crowd.associations()
        let expected = truth.recording.dropping { $0.number >= 1200 }.associations().map(\.kind)
        #expect(expected.count > 5)
        for number in 0..<200 {
            let address = MACAddress(0x06F0_21AA_0001 | UInt64(number) << 8)
            #expect(associations.filter { $0.station == address }.map(\.kind) == expected)
        }
    }
}
