import Capture
import Octets
import TestSupport
import Testing
import Timeline

/// Captures that gzip and zstd have compressed.
@Suite struct CompressionTests {
    private struct Count: PacketSink {
        var packets = 0
        var octets = 0

        mutating func receive(_ packet: borrowing CapturedPacket) {
            packets += 1
            octets += packet.octets.byteCount
        }
    }

    private let name = Reference.folder + "hostapd/okc_both.pcapng"

    private func folder() throws -> String {
        try #require(Program.newFolder())
    }

    private func read(_ path: String) throws -> (Count, CaptureFile.Ending) {
        var count = Count()
        let ending = try CaptureFile(path: path).read(into: &count)
        return (count, ending)
    }

    @Test(arguments: ["gzip -c", "gzip -1 -c", "zstd -q -c", "zstd -q -19 -c"])
    func aCompressedCaptureHoldsTheSamePackets(program: String) throws {
        let path = try folder() + "/a"
        _ = try #require(Program.text(of: "\(program) < \(name) > \(path)"))
        let (count, ending) = try read(path)
        let (plain, _) = try read(name)
        #expect(ending == .complete)
        #expect(count.packets == 3311 && count.octets == plain.octets)
    }

    @Test(arguments: ["gzip -c", "zstd -q -c"])
    func membersOneAfterAnotherAreOneFile(program: String) throws {
        let path = try folder() + "/a"
        _ = try #require(
            Program.text(
                of: "(head -c 100000 \(name) | \(program); tail -c +100001 \(name) | \(program)) > \(path)"))
        let (count, ending) = try read(path)
        #expect(ending == .complete && count.packets == 3311)
    }

    @Test(arguments: ["gzip -c", "zstd -q -c"])
    func aCutFileGivesThePacketsUpToTheCutAndSaysWhere(program: String) throws {
        let path = try folder() + "/a"
        _ = try #require(Program.text(of: "\(program) < \(name) | head -c 60000 > \(path)"))
        let (count, ending) = try read(path)
        #expect(count.packets > 100 && count.packets < 3311)
        guard case .damaged(let damage) = ending else {
            Issue.record("\(ending)")
            return
        }
        #expect(damage.offset == 60_000 && damage.reason == "the compressed data end too early")
    }

    @Test(arguments: ["gzip -c", "zstd -q -c"])
    func damagedDataAreRefusedAndNeverTrap(program: String) throws {
        let path = try folder() + "/a"
        _ = try #require(Program.text(of: "head -c 20000 \(name) | \(program) > \(path)"))
        let text = try #require(Program.text(of: "xxd -p -c 0 \(path)"))
        let compressed = try #require([UInt8](hexadecimal: text.split(separator: "\n")[0]))
        var random = RandomSource.seeded(state: 3)
        for _ in 0..<300 {
            var octets = compressed
            for _ in 0...(random.next() % 8) {
                octets[Int(random.next() % UInt64(octets.count))] ^= UInt8(truncatingIfNeeded: random.next() | 1)
            }
            Program.write(octets, to: path)
            let (count, _) = try read(path)
            #expect(count.packets < 1000)
        }
    }
}
