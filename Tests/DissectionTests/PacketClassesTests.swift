import Capture
import Dissection
import TestSupport
import Testing

/// What a class says of a filter is what the filter says of each packet of the class: the filter itself is judged by tshark
/// in ``DisplayFilterTests``.
@Suite struct PacketClassesTests {
    private static let filters = [
        "eapol", "!eapol", "eap.code == 1", "eap.type == 21 || radius.code == 2", "wlan.addr == 04:f0:21:19:88:44",
        "wlan.addr != 04:f0:21:19:88:44", "wlan.ta == 00:0e:8e:fd:93:71 and not wlan.fc.type_subtype == 8",
        "wlan.fc.type_subtype in {0, 2, 11}", "wlan_rsna_eapol.keydes.msgnr == 3", "wlan.pmkid.akms",
        "wlan.ssid == \"okctest1\"", "frame.len > 200", "wlan.fc.retry == True ^^ wlan.fc.protected == 1",
        "count(wlan.addr) == 3", "wlan.addr[0:3] == 04:f0:21", "wlan.fc.type == 2 && wlan.qos.tid == 6",
        "max(wlan.fc.subtype, wlan.fc.type) > 7", "wlan.fc.subtype + 1 == 9", "any wlan.addr !== 04:f0:21:19:88:44",
        "ip.addr == 192.168.1.0/24", "len(wlan.ssid) == 8", "tls.handshake.type == 1",
    ]

    private struct Sorting: PacketSink {
        var dissector = Dissector()
        var dissection = PacketDissection()
        var classes = PacketClasses()
        let filters: [DisplayFilter]
        var wrong: [String] = []
        var decided: [Int]
        var packets = 0

        mutating func receive(_ packet: borrowing CapturedPacket) {
            dissector.dissect(packet, into: &dissection)
            packets += 1
            let number = classes.number(of: dissection)
            for (index, filter) in filters.enumerated() {
                guard let verdict = classes.verdict(of: filter, on: number) else { continue }
                decided[index] += 1
                if verdict != filter.matches(dissection, packet: packet.octets) {
                    wrong.append("\(PacketClassesTests.filters[index]) at packet \(packet.number)")
                }
            }
        }
    }

    @Test(arguments: Listing.captures)
    func aClassAnswersAsItsPacketsDo(_ name: String) throws {
        let filters = try Self.filters.map { try DisplayFilter($0) }
        var sorting = Sorting(filters: filters, decided: Array(repeating: 0, count: filters.count))
        _ = try CaptureFile(path: Reference.folder + name).read(into: &sorting)
        #expect(sorting.wrong.isEmpty, "\(sorting.wrong.prefix(5))")
        // What a class can tell, it tells of every packet.
        for index in 0..<8 { #expect(sorting.decided[index] == sorting.packets, "\(Self.filters[index])") }
    }
}
