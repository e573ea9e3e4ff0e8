import Capture
import Octets
import Roaming
import TestSupport
import Testing

/// One capture behind every header that a sniffer may put before its frames: the results are the same.
@Suite struct LinkTypeTests {
    /// okc_both.pcapng with each radiotap header replaced, as a classic pcap of this link type.
    private func capture(_ linkType: LinkType, header: [UInt8], trailer: [UInt8] = []) throws -> [UInt8] {
        let recording = try Recording("hostapd/okc_both.pcapng")
        var file: [UInt8] = []
        file.appendPCAPNGSection()
        file.appendPCAPNGInterface(linkType, name: "air")
        for packet in recording.packets {
            let octets = header + packet.octets[packet.headerLength...] + trailer
            file.appendPCAPNGPacket(interface: 0, time: packet.time, octets: octets.octets)
        }
        return file
    }

    /// PPI with an 802.11-Common field: FCS at the end, 2437 MHz, -47 dBm.
    private static let ppi: [UInt8] =
        [0, 0, 32, 0, 105, 0, 0, 0, 2, 0, 20, 0]
        + [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0x85, 0x09, 0xA0, 0, 0, 0, 0xD1, 0xA0]

    @Test func ppiIsReadAsTsharkReadsIt() throws {
        try #require(Program.isThere("tshark", package: "tshark"))
        let file = try capture(.ppi, header: Self.ppi, trailer: [1, 2, 3, 4])
        let associations = RoamingResults(analyzing: file.octets).associations
        #expect(associations.count == 63)
        #expect(associations.count { $0.kind == .okc } == 31 && associations.count { $0.kind == .pmksa } == 21)
        #expect(associations.allSatisfy { $0.channel == 6 && $0.signal == -47 })
        let folder = try #require(Program.newFolder())
        Program.write(file, to: "\(folder)/ppi.pcapng")
        let text = try #require(
            Program.text(
                of: "tshark -r \(folder)/ppi.pcapng -Y 'frame.number==760' -T fields -e wlan.fc.type_subtype"
                    + " -e ppi.80211-common.chan.freq -e ppi.80211-common.dbm.antsignal -e wlan.pmkid.akms"))
        #expect(text == "0x0002\t2437\t-47\t1034a88f7e30d0763f452c6cbe520b1c\n")
    }

    @Test func aBareFrameIsReadToo() throws {
        let file = try capture(.ieee80211, header: [])
        let associations = RoamingResults(analyzing: file.octets).associations
        #expect(associations.count == 63 && associations.count { $0.kind == .okc } == 31)
    }

    @Test(
        arguments: [
            (LinkType.linuxCooked, [0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0]),
            (.linuxCooked2, [8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0]),
            (.rawIP, []), (.ipv4, []),
        ] as [(LinkType, [UInt8])])
    func radiusIsFoundBehindEveryHeaderOfTheWire(linkType: LinkType, header: [UInt8]) throws {
        let air = try Recording("hostapd/okc_both.pcapng").packets
        let wire = try Recording("hostapd/okc_both_radius.pcap").packets
        var file: [UInt8] = []
        file.appendPCAPNGSection()
        file.appendPCAPNGInterface(.radiotap, name: "air")
        file.appendPCAPNGInterface(linkType, name: "wire")
        for packet in (air + wire).sorted(by: { $0.time < $1.time }) {
            // Ethernet's 14 octets give way to the other header.
            let octets = packet.linkType == .radiotap ? packet.octets : header + packet.octets.dropFirst(14)
            file.appendPCAPNGPacket(
                interface: packet.linkType == .radiotap ? 0 : 1, time: packet.time, octets: octets.octets)
        }
        let associations = RoamingResults(analyzing: file.octets).associations
        // The sum of tshark's radius.time over the first authentication.
        #expect(associations.first?.phases.radius?.milliseconds == "263.377")
    }
}
