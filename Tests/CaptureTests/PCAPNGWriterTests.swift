#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif
import Capture
import Octets
import TestSupport
import Testing

@Suite struct PCAPNGWriterTests {
    static let file: [UInt8] = {
        var octets: [UInt8] = []
        octets.appendPCAPNGSection(hardware: "none", operatingSystem: "Linux")
        octets.appendPCAPNGInterface(.radiotap, name: "air")
        octets.appendPCAPNGInterface(.ethernet, name: "wire")
        octets.appendPCAPNGSecrets(tlsKeyLog: "# no secrets\n")
        // An Acknowledgement behind a radiotap header without fields, and an Ethernet frame of an unused type.
        let acknowledgement: [UInt8] = [0, 0, 8, 0, 0, 0, 0, 0, 0xD4, 0, 0, 0, 4, 0xF0, 0x21, 0xAA, 0, 1]
        octets.appendPCAPNGPacket(interface: 0, time: 1_600_000_000_123_456_789, octets: acknowledgement.octets)
        let ethernet = [UInt8](repeating: 0xEE, count: 61)
        octets.appendPCAPNGPacket(
            interface: 1, time: 1_600_000_001_000_000_001, octets: ethernet.octets, originalLength: 99)
        return octets
    }()

    @Test func readsWhatItWrote() {
        let (packets, error) = Gathering.read(Self.file)
        #expect(error == nil)
        #expect(packets.map(\.time) == [1_600_000_000_123_456_789, 1_600_000_001_000_000_001])
        #expect(packets.map(\.octets.count) == [18, 61])
        #expect(packets.map(\.originalLength) == [18, 99])
        #expect(packets.map(\.linkType) == [127, 1])
    }

    @Test func tsharkAndCapinfosReadWhatItWrote() throws {
        let path = "/tmp/roamlab-writer-\(getpid()).pcapng"
        try OutputFile.write(Self.file.octets, to: path)
        defer { unsafe unlink(path) }
        let fields = "-e frame.time_epoch -e frame.interface_name -e frame.cap_len -e frame.len -e frame.protocols"
        #expect(
            Program.text(of: "tshark -r \(path) -T fields \(fields)")
                == "1600000000.123456789\tair\t18\t18\tradiotap:wlan_radio:wlan\n"
                + "1600000001.000000001\twire\t61\t99\teth:ethertype:data\n")
        let text = try #require(Program.text(of: "capinfos \(path)"))
        for line in [
            "Capture application: roamlab", "Capture hardware:    none", "Capture oper-sys:    Linux",
            "Number of packets:   2", "Number of decryption secrets in file: 1", "Time precision = nanoseconds (9)",
        ] {
            #expect(text.contains(line), "\(line) is missing in \(text)")
        }
    }

    @Test func aFullDiskIsAnErrorWithAName() throws {
        let full = try OutputFile(path: "/dev/full")
        var text = ""
        do throws(FileError) {
            try full.write(Self.file.octets)
        } catch {
            text = error.description
        }
        #expect(text == "/dev/full: cannot write: No space left on device")
        do throws(FileError) {
            _ = try CaptureFile(path: "/nonexistent/x.pcapng")
        } catch {
            text = error.description
        }
        #expect(text == "/nonexistent/x.pcapng: cannot open: No such file or directory")
    }
}
