import Dot11
import Octets
import RSN
import Testing

@testable import Roaming

@Suite struct SmallPartsTests {
    @Test func elapsedTimesRoundAsOnPaper() {
        #expect(Elapsed(nanoseconds: 196_200_614).milliseconds == "196.201")
        #expect(Elapsed(nanoseconds: 500).milliseconds == "0.001")
        #expect(Elapsed(nanoseconds: 499).milliseconds == "0.000")
        #expect(Elapsed(nanoseconds: -25_025_000).milliseconds == "-25.025")
        #expect(Elapsed(nanoseconds: -100).milliseconds == "0.000")
        #expect(Elapsed(nanoseconds: 16_508_901_607).seconds == "16.508902")
        #expect(Elapsed(from: .min, to: .max).nanoseconds == .max)
    }

    @Test func aBoundedTableForgetsWhatWasUnusedLongest() {
        var table = BoundedTable<Int>(capacity: 3)
        for number in 1...3 { _ = table.place(of: MACAddress(UInt64(number)), making: number) }
        #expect(table.place(of: MACAddress(1)) != nil)
        let (place, forgotten) = table.place(of: MACAddress(4), making: 4)
        #expect(forgotten == 2 && table[place] == 4)
        #expect(table.place(of: MACAddress(2)) == nil && table.place(of: MACAddress(1)) != nil)
        #expect(table.count == 3)
        for number in 10..<1000 { _ = table.place(of: MACAddress(UInt64(number)), making: number) }
        #expect(table.count == 3)
        #expect(table.place(of: MACAddress(999)).map { table[$0] } == 999)
    }

    @Test func aKeysFileNamesTheLineThatIsWrong() throws {
        let good =
            "# station bssid akm pmk\n02:00:00:00:00:01 02:00:00:00:01:00 WPA-EAP-SHA256 "
            + String(repeating: "ab", count: 32) + " # a comment\n\n"
        let file = try KeysFile(parsing: good)
        #expect(file.entries.count == 1 && file.entries[0].akm == .wpaEAPSHA256)
        #expect("\(file)".contains("abab") == false)
        for (line, expected) in [
            ("02:00:00:00:00:01 02:00:00:00:01:00 WPA-EAP", "four fields: station, BSSID, AKM, PMK"),
            ("02:00:00:00:00 02:00:00:00:01:00 WPA-EAP 00", "a station's address"),
            ("02:00:00:00:00:01 x WPA-EAP 00", "a BSSID"),
            ("02:00:00:00:00:01 02:00:00:00:01:00 WPA-EPA 00", "an AKM as hostapd spells it"),
            ("02:00:00:00:00:01 02:00:00:00:01:00 WPA-EAP 00", "a PMK of 64 or 96 hexadecimal digits"),
        ] {
            #expect(throws: KeysFile.LineError(line: 4, expected: expected)) {
                _ = try KeysFile(parsing: good + line)
            }
        }
    }

    /// PMKID of wpa3-psk.pcap, which message 1 shows: aea22e58aeccb19a8c3ce641b3bb5ea9.
    @Test func theScalarsOfSAEGiveThePMKID() throws {
        let recording = try Recording("wpa3-psk.pcap")
        let commits = recording.packets.filter { $0.type == .authentication }.prefix(2).compactMap { packet in
            let start = packet.headerLength + 24 + 6
            return SAECommit(parsing: packet.octets.octets.extracting(start..<packet.octets.count), status: 0)
        }
        #expect(commits.count == 2)
        let pmkid = try #require(SAECommit.pmkid(commits[0], commits[1]))
        #expect(pmkid.description == "aea22e58aeccb19a8c3ce641b3bb5ea9")
    }
}
