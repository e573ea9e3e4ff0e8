import Dissection
import Octets
import TestSupport
import Testing
import Timeline

/// Display filters before tshark 4.0: the same frames, and the same refusals.
@Suite struct DisplayFilterTests {
    static let expressions = [
        "wlan", "eapol", "eap", "radius", "eth", "ip", "udp", "llc", "radiotap", "frame", "!wlan", "not eapol and wlan",
        "frame.number == 158", "frame.number <= 10", "frame.number in {1, 5..9, 200}", "frame.len > 200",
        "frame.len == 48 || frame.len == 0x18", "frame.time_relative < 5",
        "frame.time_relative >= 4.8 && frame.number < 200",
        "wlan.fc.type == 0", "wlan.fc.type == 2 && wlan.fc.subtype == 8", "wlan.fc.type_subtype == 0x02",
        "wlan.fc.type_subtype in {0x00, 0x02, 0x0b}", "wlan.fc.type_subtype != 8", "wlan.fc.type_subtype ne 0x1d",
        "wlan.fc.retry == 1", "wlan.fc.protected == True", "wlan.fc.tods == 1 and not wlan.fc.fromds == 1",
        "wlan.fc.pwrmgt == 1", "wlan.fc.ds == 1",
        "wlan.addr == 04:f0:21:aa:00:01", "wlan.sa == 04:f0:21:aa:00:01", "wlan.da == ff:ff:ff:ff:ff:ff",
        "wlan.ra == 04-f0-21-19-87-44", "wlan.ta == 04:f0:21:19:88:44", "wlan.bssid == 04:f0:21:19:89:44",
        "wlan.addr != 04:f0:21:aa:00:01", "wlan.sa != 04:f0:21:aa:00:01", "wlan.addr[0:3] == 04:f0:21",
        "wlan.sa[3:] == aa:00:01", "wlan.sa[-1:] == 01", "wlan.da[0-2] == ff:ff:ff", "wlan.bssid[4] == 88",
        "wlan.sa == wlan.ta", "wlan.sa[3-5] == aa:00:01 && eapol", "wlan.seq == 12", "wlan.seq > 4000",
        "wlan.frag == 0",
        "wlan.duration == 314", "wlan.qos.tid == 7", "wlan.qos.tid",
        "wlan.ssid == \"okctest1\"", "wlan.ssid contains \"okc\"", "wlan.ssid matches \"^OKC.*[0-9]$\"",
        "wlan.ssid == 6f:6b:63:74:65:73:74:31",
        "wlan.fixed.reason_code == 2", "wlan.fixed.reason_code", "wlan.fixed.status_code == 0",
        "wlan.fixed.auth_seq == 2",
        "wlan.fixed.auth.alg == 0", "wlan.fixed.current_ap == 04:f0:21:19:87:44", "wlan.fixed.listen_ival == 5",
        "wlan.fixed.beacon == 100", "wlan.tag.number == 70", "wlan.tag.length == 24", "wlan.rsn.version == 1",
        "wlan.rsn.akms.count == 2", "wlan.rsn.akms.type == 5", "wlan.rsn.capabilities == 0x000c",
        "wlan.pmkid.akms", "wlan.pmkid.akms == 1034a88f7e30d0763f452c6cbe520b1c",
        "wlan.pmkid.akms == 10:34:a8:8f:7e:30:d0:76:3f:45:2c:6c:be:52:0b:1c", "wlan.pmkid.akms[0:2] == 10:34",
        "wlan.rsn.ie.pmkid", "wlan.rsn.ie.pmkid contains 06:02:45",
        "eapol.type == 3", "eapol.version == 1", "eapol.len == 117", "wlan_rsna_eapol.keydes.msgnr == 1",
        "wlan_rsna_eapol.keydes.msgnr in {2, 4}", "wlan_rsna_eapol.keydes.key_info == 0x13ca",
        "wlan_rsna_eapol.keydes.data_len == 22",
        "eap.code == 1", "eap.code == 3", "eap.type == 21", "eap.type != 21", "eap.id == 1", "eap.len == 1004",
        "eap.identity == \"anonymous\"", "eap.identity contains \"anon\"", "eap.identity matches \"ANON\"",
        "radiotap.length == 22", "radiotap.channel.freq == 2437", "radiotap.dbm_antsignal < -20",
        "eth.src == 00:00:00:00:00:00", "eth.type == 0x0800", "ip.addr == 127.0.0.1", "ip.src == 127.0.0.0/8",
        "ip.dst != 127.0.0.1", "ip.proto == 17", "udp.port == 1812", "udp.srcport == 1812",
        "udp.dstport in {1812, 1813}",
        "radius.code == 11", "radius.code in {1, 2}", "radius.id == 3", "radius.length > 500",
        "(eap.code == 1 && eap.type == 13) || eap.code == 3", "!(wlan.addr == 04:f0:21:aa:00:01) && wlan.fc.type == 0",
        "wlan.fc.type_subtype == 8 and frame.number lt 20", "eapol && !eap",
        "wlan.fc.type == 0 || wlan.fc.type == 1 && wlan.ra == 04:f0:21:aa:00:01", "wlan.ta === 04:f0:21:19:88:44",
        "wlan.addr ~= 04:f0:21:aa:00:01", "frame.number gt 3 and frame.number le 0xA", "wlan.seq eq 010",
        "wlan[0] & 0x08",
        "eth.dst[0] & 1",
        "- frame.number == -3",
        "wlan[0:2] & f0:00 == 80:00",
        "eap.identity == anonymous",
        "eap.identity contains anon",
        "radius.User_Name == anonymous",
        "radius.User_Name contains \"on\"",
        "upper(eap.identity) == \"ANONYMOUS\"",
        "lower(radius.User_Name) matches \"^an\"",
        "eap.identity[0:2] == \"an\"",
        "frame.len in {66, 67, 100..200}",
        "wlan.sa in {04:f0:21:19:87:44..04:f0:21:19:88:44}",
        "ip.src in {10.0.0.0/8, 127.0.0.1}",
        "wlan.fc.type == \"Data frame\"",
        "eap.type == \"Tunneled TLS EAP (EAP-TTLS)\"",
        "radius.code == \"Access-Accept\"",
        "radius.code == Access-Accept",
        "wlan.ssid != \"okctest1\"",
        "not wlan.ssid == \"okctest1\" and wlan",
        "frame.time_delta > 0.01 && wlan.fc.type == 0",
        "frame.time_relative >= 0.063666 and frame.time_relative <= 0.0653",
        "frame.time_epoch < 1767225601",
        "radiotap.mactime > 100000",
        "radiotap.datarate == 6",
        "radiotap.datarate > 6.5",
        "radiotap.flags == 0",
        "wlan_radio.signal_dbm == -40",
        "wlan_radio.frequency >= 5000",
        "wlan_rsna_eapol.keydes.key_info == 0x008a",
        "wlan_rsna_eapol.keydes.msgnr in {1, 3}",
        "wlan_rsna_eapol.keydes.key_info.key_mic == 1",
        "wlan_rsna_eapol.keydes.key_info.key_mic == True",
        "wlan_rsna_eapol.keydes.nonce[0:1] > 80",
        "wlan_rsna_eapol.keydes.data_len > 20",
        "wlan_rsna_eapol.keydes.data contains 00:0f:ac:04",
        "eapol.keydes.replay_counter == 1",
        "eapol.len > 100",
        "eapol.version == 2",
        "eapol.type == 0 && !eap.code == 1",
        "eap.tls.flags.start == 1",
        "eap.tls.flags.more_fragments == 1",
        "eap.tls.len > 1000",
        "eap.tls.fragments",
        "eap.desired_type == 21",
        "tls.record.content_type == 22",
        "tls.record.content_type == 23",
        "tls.app_data",
        "tls.handshake.type == 16 or tls.change_cipher_spec",
        "radius.NAS_Identifier",
        "radius.Calling_Station_Id contains \"93-71\"",
        "radius.Framed_MTU >= 1000",
        "radius.avp.type == 80",
        "radius.authenticator[0] > 7f",
        "radius.State",
        "radius.length > 200",
        "udp.srcport == 1812 || udp.dstport == 1813",
        "udp.length < 120",
        "ip.ttl == 64",
        "ip.proto in {1, 17} and not icmp",
        "ip.flags.df == 1",
        "ip.len > 1000",
        "icmp.type == 0 && icmp.seq in {1..3}",
        "icmp.ident == 0xa5d5",
        "eth.len",
        "data.len > 100",
        "llc.type == 0x888e",
        "llc.dsap == 0xaa",
        "wlan.fixed.capabilities.privacy == 1",
        "wlan.fixed.timestamp > 0",
        "wlan.fixed.listen_ival > 0",
        "wlan.fixed.aid == 1",
        "wlan.tag.number == 54 or wlan.tag.number == 221",
        "wlan.tag.length == 0",
        "wlan.tag.oui == 0x000fac",
        "wlan.supported_rates == 0x8c",
        "wlan.ds.current_channel",
        "wlan.rsn.gcs.type == 4",
        "wlan.rsn.pcs == 0x000fac04",
        "wlan.rsn.akms.count >= 1",
        "wlan.rsn.capabilities == 0",
        "wlan.rsn.capabilities.mfpc == 0",
        "wlan.rsn.pmkid.count > 0",
        "wlan.rsn.pmkid.list && wlan.fc.type_subtype == 2",
        "wlan.pmkid.akms[0:2] == wlan.rsn.ie.pmkid[0:2]",
        "wlan.rsn.ie.kde.data_type == 4",
        "wlan.mobility_domain.mdid == 0xb2a1",
        "wlan.ft.subelem.r0kh_id contains \"nas0\"",
        "wlan.ft.anonce",
        "wlan.fcs",
        "wlan.qos.priority == 7",
        "wlan.fc.tods == 1 and wlan.fc.fromds == 0",
        "wlan.fc.ds == 2",
        "wlan.fc.protected && wlan.fc.fromds",
        "wlan.fc.subtype == 8 && wlan.fc.type == 2",
        "wlan.flags == 0x41",
        "wlan.seq % 2 == 1",
        "wlan.seq + 1 == wlan.seq",
        "frame.len - frame.cap_len == 0",
        "frame.len * 2 > 1000",
        "frame.number / 100 == 3",
        "len(wlan.ssid) > 5",
        "count(wlan.addr) == 2",
        "count(eap) == 1",
        "max(frame.len, frame.cap_len) > 300",
        "abs(radiotap.dbm_antsignal) > 39",
        "min(udp.srcport, udp.dstport) == 1812",
        "wlan.bssid == wlan.da",
        "wlan.ra != wlan.da",
        "wlan.ta == 04:f0:21:19:89:44 && wlan.ra == 00:0e:8e:fd:93:71",
        "all wlan.addr[0:3] == 04:f0:21",
        "wlan.ssid matches \"test[0-9]$\"",
        "frame matches \"okctest\\\\d\"",
        "eapol matches r\"\\x02\\x03\"",
        "radius contains \"okctest1\"",
        "ip contains 7f:00:00:01",
        "!(wlan || eth)",
        "not (eap or eapol) and (wlan.fc.type == 0 or radius)",
        "wlan.fc.retry == 0 && wlan.duration >= 60",
        "_ws.malformed",
        "arp",
        "dhcp",
        "tcp",
        "bootp",
        "prism",
        "ppi",
        "wlan.mgt",
        "frame.number > 5 and frame.number < 9 or frame.number == 12",
    ]

    static let refused = [
        "wlan.nonsense", "wlan.addr ==", "wlan.addr == 12", "wlan.addr == 04:f0:21", "frame.number == abc",
        "frame.number == ", "(eapol", "eapol)", "eapol eapol", "eapol &&", "&& eapol", "wlan.fc.type in {",
        "wlan.fc.type in 3",
        "wlan.fc.type in {1,}", "frame.len[0:2] == 1", "wlan.addr[] == 04", "wlan.ssid contains", "wlan.ssid matches",
        "ip.addr == 300.1.1.1", "\"abc", "wlan.sa == \"", "not", "wlan.sa[0:0] == 04",
        "wlan.fc.type == 1.5", "wlan.ssid matches \"(\"", "wlan.seq == 0x", "== 3", "wlan.sa == wlan.seq",
        "ip.addr == 1.2.3.4/33",
        "wlan.ssid == okctest1", "wlan.fc.retry == true",
    ]

    @Test func theSameFramesAreSelected() throws {
        try #require(Program.isThere("tshark", package: "tshark"))
        let filters = try Self.expressions.map { try DisplayFilter($0) }
        let folder = try #require(Program.newFolder())
        // One capture of a roam by FT, RADIUS on the wire, and roams with EAP and by OKC.
        let path = "\(folder)/all.pcapng"
        _ = try #require(
            Program.text(
                of: "cd \(Reference.folder) && editcap -r hostapd/okc_both.pcapng \(folder)/part 1-900 && "
                    + "mergecap -a -w \(path) example-ft.pcapng hostapd/okc_both_radius.pcap \(folder)/part"))
        let selection = try Listing(of: path, filters: filters)
        try #require(selection.rows.count == 1378 + 154 + 900)
        // One run of tshark an expression; several at a time.
        var script = ""
        for (index, expression) in Self.expressions.enumerated() {
            let quoted = expression.replacing("'", with: "'\\''")
            script +=
                "tshark -r \(path) -Y '\(quoted)' -T fields -e frame.number > \(folder)/\(index) 2>/dev/null\n"
        }
        Program.write(Array(script.utf8), to: "\(folder)/script")
        _ = Program.text(of: "tr '\\n' '\\0' < \(folder)/script | xargs -0 -P 4 -I{} sh -c '{}'", mayFail: true)
        for (index, expression) in Self.expressions.enumerated() {
            let text = Program.text(of: "cat \(folder)/\(index)") ?? ""
            let theirs = text.split(separator: "\n").compactMap { Int($0) }
            let ours = selection.frames[index]
            #expect(
                ours == theirs,
                "\(expression): ours not theirs \(Set(ours).subtracting(theirs).sorted().prefix(5)), theirs not ours \(Set(theirs).subtracting(ours).sorted().prefix(5))"
            )
        }
    }

    @Test(arguments: refused)
    func whatTsharkRefusesIsRefused(expression: String) throws {
        let error = #expect(throws: FilterError.self) { try DisplayFilter(expression) }
        let quoted = expression.replacing("'", with: "'\\''")
        let status = Program.output(
            of: "tshark -r \(Reference.folder)RADIUS.pcap -Y '\(quoted)' >/dev/null 2>&1")?.status
        #expect(status != 0, "tshark accepts it")
        #expect((error?.offset ?? -1) <= expression.count)
    }

    @Test func aRefusalShowsThePlaceAndTheNearestField() throws {
        let error = #expect(throws: FilterError.self) { try DisplayFilter("eapol && wlan.adr == 04:f0:21:aa:00:01") }
        #expect(
            error?.marked(in: "eapol && wlan.adr == 04:f0:21:aa:00:01") == """
                "wlan.adr" is no field; did you mean "wlan.addr"?
                    eapol && wlan.adr == 04:f0:21:aa:00:01
                             ^~~~~~~~
                """)
    }

    @Test func alteredFiltersAreReadOrRefused() throws {
        var random = RandomSource.seeded(state: 9)
        var accepted = 0
        let pieces = [
            "(", ")", "{", "}", "..", ",", "\"", "[", "]", "!", "==", "wlan.addr", "0x", "\\", "é", "matches",
        ]
        for _ in 0..<mutationCases {
            var text = Self.expressions[Int(random.next() % UInt64(Self.expressions.count))]
            for _ in 0...(random.next() % 3) {
                let index = text.index(text.startIndex, offsetBy: Int(random.next() % UInt64(text.count + 1)))
                if random.next() % 2 == 0 || text.isEmpty {
                    text.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))], at: index)
                } else {
                    text.removeSubrange(
                        index..<(text.index(index, offsetBy: 2, limitedBy: text.endIndex) ?? text.endIndex))
                }
            }
            if (try? DisplayFilter(text)) != nil { accepted += 1 }
        }
        print("DisplayFilter: \(accepted / 1000) % of 100000 cases are accepted")
        #expect(accepted > 0)
        #expect(throws: FilterError.self) { try DisplayFilter(String(repeating: "(", count: 5000)) }
        #expect(throws: FilterError.self) { try DisplayFilter(String(repeating: "!", count: 5000) + "eapol") }
    }
}
