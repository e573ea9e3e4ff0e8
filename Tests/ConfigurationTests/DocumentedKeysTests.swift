import Foundation
import Octets
import Testing

@testable import Configuration

/// `Docs/Configuration.md` says of every key that the readers know what becomes of it, and the readers do that.
@Suite struct DocumentedKeysTests {
    /// The tables of the page, each with the heading that begins it.
    static let tables: [(table: KeyTable, heading: String)] = [
        (.hostapd, "## hostapd.conf"), (.supplicant, "## wpa_supplicant.conf, outside of blocks"),
        (.network, "## wpa_supplicant.conf, `network={` blocks"),
    ]

    /// What stands under a heading of the page.
    private func part(_ heading: String, of text: String) throws -> String {
        let level = heading.prefix { $0 == "#" } + " "
        let begin = try #require(text.range(of: heading + "\n"))
        let rest = text[begin.upperBound...]
        return String(rest.range(of: "\n" + level).map { rest[..<$0.lowerBound] } ?? rest)
    }

    /// What stands between backquotes, in the first column of a table's rows if it is a table.
    private func names(in text: String) -> [String] {
        text.split(separator: "\n").flatMap { line -> [String] in
            let column = line.hasPrefix("|") ? line.split(separator: "|")[0] : line
            return column.split(separator: "`", omittingEmptySubsequences: false).enumerated().compactMap {
                $0.offset.isMultiple(of: 2) ? nil : String($0.element)
            }
        }
    }

    @Test(arguments: [0, 1, 2]) func thePageListsExactlyWhatTheReadersKnow(index: Int) throws {
        let (table, heading) = Self.tables[index]
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/Configuration.md")
        let text = try part(heading, of: String(contentsOf: path.standardizedFileURL, encoding: .utf8))
        let known = Set(table.names + table.refusals.flatMap(\.keys))
        let lookedAt = names(in: try part("### Looked at", of: text))
        let refused = names(in: try part("### Refused", of: text))
        let others = names(in: try part("### Without effect", of: text).components(separatedBy: "\n\n")[0])
        #expect(lookedAt.sorted() == known.filter { table.effect(of: $0) == .taken }.sorted())
        #expect(
            refused.sorted()
                == known.compactMap { key -> String? in
                    guard case .notEmulated(let neutral, _) = table.effect(of: key) else { return nil }
                    return neutral.map { "\(key)=\($0)" } ?? key
                }.sorted())
        let silent = known.filter { table.effect(of: $0) == .none }
        #expect(others.sorted() == (silent + table.prefixes.map { $0 + "*" }).sorted())
    }

    /// Values of which each key takes one that differs from its default.
    private static let values = [
        "1", "2", "0", "60", "3", "5180", "a", "GCMP", "CCMP", "WPA-EAP", "RSN", "TTLS", "\"12345678\"",
        "02:00:00:00:00:09", "192.0.2.7", "DE", "SHARED",
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
    ]

    /// What is read of a file with one more line: whether anything was set, and what is said of it; nil if it is refused.
    private func reading(_ table: KeyTable, _ line: String) -> (isSet: Bool, notes: Int, notEmulated: Int)? {
        switch table {
        case .hostapd:
            func read(_ line: String) -> HostapdConfiguration? {
                let servers = "auth_server_addr=192.0.2.1\nacct_server_addr=192.0.2.1\n"
                let text = "interface=wlan0\n\(servers)wpa_passphrase=password\n\(line)\n"
                return try? HostapdConfiguration(parsing: text, file: "ap.conf")
            }
            guard let plain = read(""), var found = read(line) else { return nil }
            let said = (found.notes.count - plain.notes.count, found.notEmulated.count)
            (found.notes, found.notEmulated, found.radio.lines) = (plain.notes, [], plain.radio.lines)
            for index in found.bsses.indices { found.bsses[index].lines = plain.bsses[0].lines }
            return (found != plain, said.0, said.1)
        case .supplicant, .network:
            let isNetwork = table == .network
            func read(_ line: String) -> SupplicantConfiguration? {
                let text = isNetwork ? "network={\n\(line)\n}\n" : "\(line)\nnetwork={\n}\n"
                return try? SupplicantConfiguration(parsing: text, file: "sta.conf")
            }
            guard let plain = read(""), var found = read(line) else { return nil }
            let said = (found.notes.count, found.notEmulated.count + found.networks[0].notEmulated.count)
            (found.notes, found.notEmulated, found.lines) = ([], [], plain.lines)
            (found.networks[0].notEmulated, found.networks[0].lines) = ([], plain.networks[0].lines)
            return (found != plain, said.0, said.1)
        }
    }

    @Test(arguments: [0, 1, 2]) func theReadersDoWhatThePageSays(index: Int) {
        let table = Self.tables[index].table
        for key in Set(table.names + table.refusals.flatMap(\.keys)).sorted() {
            let readings = Self.values.compactMap { reading(table, "\(key)=\($0)") }
            switch table.effect(of: key) {
            case .taken:
                #expect(readings.contains { $0.isSet }, "\(key) sets nothing")
                #expect(readings.allSatisfy { $0.notes <= 0 && $0.notEmulated == 0 }, "\(key)")
            case .none:
                #expect(readings.contains { $0.notes > 0 }, "\(key) is taken in silence")
                #expect(readings.allSatisfy { $0.notEmulated == 0 }, "\(key)")
            case .notEmulated(let neutral, _):
                #expect(readings.contains { $0.notEmulated == 1 }, "\(key) is taken in silence")
                guard let neutral else { continue }
                let usual = reading(table, "\(key)=\(neutral)")
                #expect(usual?.notes == 1 && usual?.notEmulated == 0, "\(key)=\(neutral)")
            }
        }
    }
}
