import Capture
import Dissection
import TestSupport
import Testing

/// The packet list before tshark 4.0, for every packet whose highest protocol is read here.
@Suite struct PacketRowTests {
    private struct Rows: PacketSink {
        var start: Int64?
        var rows: [PacketRow] = []

        mutating func receive(_ packet: borrowing CapturedPacket) {
            let start = start ?? packet.time
            self.start = start
            rows.append(PacketRow(packet, start: start))
        }
    }

    @Test(arguments: [("hostapd/okc_both.pcapng", 3311), ("hostapd/okc_both_radius.pcap", 154), ("zn2i.pcap", 12)])
    func rowsAreTsharks(name: String, count: Int) throws {
        try #require(Program.isThere("tshark", package: "tshark"))
        var list = Rows()
        _ = try CaptureFile(path: Reference.folder + name).read(into: &list)
        let fields = [
            "frame.number", "frame.len", "_ws.col.Protocol", "_ws.col.Info", "wlan.duration", "wlan.pmkid.akms",
            "wlan.rsn.ie.pmkid", "wlan.sa", "wlan.da",
        ]
        let names = fields.map { "-e \($0)" }.joined(separator: " ")
        let text = try #require(Program.text(of: "tshark -r \(Reference.folder)\(name) -T fields \(names)"))
        let theirs = text.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        try #require(theirs.count == count && list.rows.count == count)
        var compared = 0
        for (row, cells) in zip(list.rows, theirs) {
            #expect(row.number == Int(cells[0]) && row.length == Int(cells[1]))
            #expect(row.duration == cells[4])
            #expect(row.pmkid == [cells[5], cells[6]].filter { !$0.isEmpty }.joined(separator: ","))
            if !cells[7].isEmpty { #expect(row.source == cells[7] && row.destination == cells[8]) }
            // TLS is put together from EAP fragments there, and not here; decrypted or IP data neither.
            guard ["802.11", "EAPOL", "EAP", "RADIUS"].contains(cells[2]) else { continue }
            compared += 1
            #expect(row.protocol == cells[2], "frame \(row.number)")
            #expect(cells[3].hasPrefix(row.info), "frame \(row.number): \(row.info), not \(cells[3])")
        }
        #expect(compared * 10 >= count * 9)
    }
}
