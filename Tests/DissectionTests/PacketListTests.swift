import Capture
import Dissection
import Octets
import TestSupport
import Testing

/// The packet list before tshark 4.0: every cell of every packet.
@Suite struct PacketListTests {
    private static let columns = "number,source,destination,protocol,length,duration,pmkid,info"

    /// The names of the Wireshark that tshark belongs to.
    private static func names() -> VendorNames {
        func octets(_ file: String) -> [UInt8] {
            Array((Program.text(of: "cat /usr/share/wireshark/\(file)") ?? "").utf8)
        }
        return VendorNames(manuf: octets("manuf"), wellKnown: octets("wka"))
    }

    /// What tshark shows in the same columns.
    private static func theirs(_ path: String) throws -> [[String]] {
        let fields = [
            "frame.number", "_ws.col.Source", "_ws.col.Destination", "_ws.col.Protocol", "frame.len", "wlan.duration",
            "wlan.pmkid.akms", "wlan.rsn.ie.pmkid", "_ws.col.Info",
        ]
        // A capture that is cut makes tshark fail after its last packet.
        let text = try #require(
            Program.text(
                of: "tshark -r \(path) -T fields " + fields.map { "-e \($0)" }.joined(separator: " "), mayFail: true))
        return text.split(separator: "\n").map { line in
            var cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let pmkids = [cells[6], cells[7]].filter { !$0.isEmpty }.joined(separator: ",")
            cells.replaceSubrange(6...7, with: [pmkids])
            return cells
        }
    }

    @Test func everyRowOfRealCapturesIsTsharks() throws {
        try #require(Program.isThere("tshark", package: "tshark"))
        let names = Self.names()
        var count = 0
        for name in Listing.captures {
            let theirs = try Self.theirs(Reference.folder + name)
            let ours = try Listing(of: Reference.folder + name, columns: Self.columns, names: names).rows
            #expect(ours.count == theirs.count, "\(name)")
            for (row, other) in zip(ours, theirs) { #expect(row == other, "\(name)") }
            count += ours.count
        }
        // 4 + 1 + 1378 + 218 + 2 + 13 + 499 + 24 + 12 + 3311 + 4116 + 154 + 448, as capinfos counts.
        #expect(count == 10_180)
    }

    @Test(arguments: Listing.accounting) func everyRowOfRealAccountingIsTsharks(name: String) throws {
        try #require(Program.isThere("tshark", package: "tshark"))
        let path = Listing.path(of: name)
        let theirs = try Self.theirs(path)
        let ours = try Listing(of: path, columns: Self.columns, names: Self.names()).rows
        #expect(ours.count == theirs.count && !ours.isEmpty)
        for (row, other) in zip(ours, theirs) { #expect(row == other) }
    }

    /// Filters that tshark selects the same packets by.
    @Test(arguments: [
        "radius.Acct_Status_Type == 2", "radius.Acct_Status_Type == 3",
        "radius.Acct_Input_Octets > 800",
        "radius.Acct_Terminate_Cause == 1", "radius.Acct_Session_Time in {2..4}",
        "radius.Acct_Authentic == 2",
        "radius.Acct_Session_Id == \"44E98EADD52DEA6B\"", "radius.Chargeable_User_Identity contains \"charge\"",
        "radius.Acct_Delay_Time >= 40", "!radius.Acct_Multi_Session_Id && radius.code == 4",
    ])
    func accountingIsFilteredAsTsharkFiltersIt(filter: String) throws {
        guard Program.isThere("tshark", package: "tshark") else { return }
        var found = 0
        for path in Listing.accounting.map(Listing.path) {
            let command = "tshark -r \(path) -Y '\(filter)' -T fields -e frame.number"
            let text = try #require(Program.text(of: command))
            let theirs = text.split(separator: "\n").compactMap { Int($0) }
            let ours = try Listing(of: path, filters: [DisplayFilter(filter)]).frames[0]
            #expect(ours == theirs, "\(path)")
            found += ours.count
        }
        #expect(found > 0)
    }

    /// The captures of real hostapd and wpa_supplicant in Tests/Fixtures/real-radios.
    @Test(arguments: RealRadios.kinds) func everyRowOfRealRadiosIsTsharks(kind: String) throws {
        try #require(Program.isThere("tshark", package: "tshark"))
        let theirs = try Self.theirs(RealRadios.path(kind))
        let ours = try Listing(of: RealRadios.path(kind), columns: Self.columns, names: Self.names()).rows
        #expect(ours.count == theirs.count && !ours.isEmpty)
        for (row, other) in zip(ours, theirs) { #expect(row == other) }
    }

    @Test func namesAreWiresharks() throws {
        let names = VendorNames(
            manuf: Array("04:F0:21\tCompexPt\tCompex Systems\n00:55:DA:00:00:00/28\tShinkoTe\tShinko\n# 1\n".utf8),
            wellKnown: Array(
                "33-33-00-00-00-00/16\tIPv6mcast\n01-80-C2-00-00-0E\tLLDP_Multicast\n03-00-00-00-00-01\tNETBIOS-# x\n"
                    .utf8))
        // As tshark 4.0.17 shows these addresses with its own lists.
        let path = try #require(Program.newFolder()) + "/capture"
        var capture: [UInt8] = []
        capture.appendPCAPNGSection()
        capture.appendPCAPNGInterface(.ethernet, name: "x")
        let expected = [
            "04f021198744": "CompexPt_19:87:44", "05f021198744": "CompexPt_19:87:44", "0055da010203": "0055da010203",
            "0055da000203": "ShinkoTe_00:02:03", "333300000016": "IPv6mcast_16",
            "3333ff123456": "IPv6mcast_ff:12:34:56",
            "0180c200000e": "LLDP_Multicast", "030000000001": "NETBIOS-", "ffffffffffff": "Broadcast",
        ]
        let addresses = expected.keys.sorted()
        for address in addresses {
            let frame = [UInt8](hexadecimal: "020000000001" + address + "9999") ?? []
            capture.appendPCAPNGPacket(interface: 0, time: 0, octets: frame.octets)
        }
        Program.write(capture, to: String(path))
        let rows = try Listing(of: String(path), columns: "source", names: names).rows
        for (address, row) in zip(addresses, rows) {
            let name = try #require(expected[address])
            #expect(name == address ? row[0].count == 17 : row[0] == name)
        }
    }

    @Test func everyFormatKeepsWhatASnifferHeard() throws {
        // An SSID with a quote, a comma, a line's end, an escape of the terminal.
        let ssid: [UInt8] = [0x22, 0x2C, 0x0A, 0x1B, 0x5B, 0x41]
        var frame = [UInt8](hexadecimal: "40000000ffffffffffff020000000001ffffffffffff0000") ?? []
        frame += [0, UInt8(ssid.count)] + ssid
        let expected = "Probe Request, SN=0, FN=0, Flags=........, SSID=\"\\\",\\n\\u{1b}[A\""
        var dissector = Dissector()
        var dissection = PacketDissection()
        dissector.dissect(
            CapturedPacket(
                number: 1, interface: 0, linkType: .ieee80211, time: 0, originalLength: frame.count,
                octets: frame.octets),
            into: &dissection)
        for format in PacketListWriter.Format.allCases {
            var writer = PacketListWriter(format: format, columns: try PacketColumn.list("info"), names: VendorNames())
            var output: [UInt8] = []
            writer.append(dissection, packet: frame.octets, into: &output)
            let text = String(decoding: output, as: UTF8.self)
            switch format {
            case .text: #expect(text == expected + "\n")
            case .csv: #expect(text == "\"" + expected.replacing("\"", with: "\"\"") + "\"\r\n")
            case .json:
                let escaped = expected.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                #expect(text == "\n  {\"info\": \"\(escaped)\"}")
            }
        }
    }
}
