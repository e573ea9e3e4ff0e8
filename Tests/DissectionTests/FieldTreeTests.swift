import Capture
import Dissection
import Octets
import TestSupport
import Testing

/// The tree of a packet's fields, judged by `tshark -T pdml`.
@Suite struct FieldTreeTests {
    /// A field of a tree: its name, where it stands, and the next field around it that display filters here know.
    private struct Entry: Hashable, CustomStringConvertible {
        var name: String
        var offset: Int
        var length: Int
        var parent: String

        var description: String { "\(name) at \(offset), \(length) octets, in \(parent)" }
    }

    private struct Trees: PacketSink {
        var dissector = Dissector()
        var dissection = PacketDissection()
        var limit: Int
        var entries: [Set<Entry>] = []

        mutating func receive(_ packet: borrowing CapturedPacket) {
            guard entries.count < limit else { return }
            dissector.dissect(packet, into: &dissection)
            var set: Set<Entry> = []
            func add(_ nodes: [FieldTree.Node], in parent: String) {
                for node in nodes {
                    if let offset = node.offset, node.length > 0 {
                        set.insert(Entry(name: node.name, offset: offset, length: node.length, parent: parent))
                    }
                    add(node.children, in: node.name)
                }
            }
            add(FieldTree(dissection, packet: packet.octets).layers, in: "")
            entries.append(set)
        }
    }

    /// What tshark says of each packet, as far as fields have a name here and are not hidden.
    private static func judged(_ path: String, count: Int) -> (packets: [Set<Entry>], damaged: Set<Int>)? {
        guard let text = Program.text(of: "tshark -r '\(path)' -c \(count) -T pdml", mayFail: true) else { return nil }
        let known = Set(DisplayFilter.fields)
        var packets: [Set<Entry>] = []
        var damaged: Set<Int> = []
        var parents: [String] = []
        for line in text.split(separator: "\n") {
            let line = line.drop { $0 == " " }
            if line.hasPrefix("<packet>") {
                packets.append([])
                parents = [""]
            } else if line.hasPrefix("</field>") || line.hasPrefix("</proto>") {
                parents.removeLast()
            } else if line.hasPrefix("<field ") || line.hasPrefix("<proto ") {
                let name = attribute("name", line) ?? ""
                let isKnown = known.contains(name)
                if name == "_ws.malformed" { damaged.insert(packets.count - 1) }
                if isKnown, attribute("hide", line) != "yes", let offset = attribute("pos", line).flatMap({ Int($0) }),
                    let length = attribute("size", line).flatMap({ Int($0) }), length > 0, !unjudged.contains(name)
                {
                    packets[packets.count - 1].insert(
                        Entry(name: name, offset: offset, length: length, parent: parents[parents.count - 1]))
                }
                if !line.hasSuffix("/>") { parents.append(isKnown ? name : parents[parents.count - 1]) }
            }
        }
        return (packets, damaged)
    }

    /// Encrypted data have no place in PDML, and a hidden field is not marked so in its sender's tree; fragments
    /// have one place in each packet, and the layer made of them another.
    private static let unjudged: Set = ["data", "eth.addr", "eap.tls.fragments"]

    private static func attribute(_ name: String, _ line: Substring) -> String? {
        guard let start = line.firstRange(of: " \(name)=\"")?.upperBound else { return nil }
        return String(line[start...].prefix { $0 != "\"" })
    }

    // Of the first of accounting, tshark puts an Access-Accept's last attribute into the vendor's before it.
    @Test(arguments: Listing.captures + Listing.accounting.dropFirst())
    func fieldsStandWhereTsharkSeesThem(_ name: String) throws {
        guard Program.isThere("tshark", package: "tshark") else { return }
        let path = Listing.path(of: name)
        var trees = Trees(limit: 400)
        _ = try CaptureFile(path: path).read(into: &trees)
        let judged = try #require(Self.judged(path, count: 400))
        #expect(trees.entries.count == judged.packets.count)
        var complaints: [String: Int] = [:]
        for (index, (ours, theirs)) in zip(trees.entries, judged.packets).enumerated() {
            // Of a damaged packet tshark shows what it read before, in part.
            guard !judged.damaged.contains(index) else { continue }
            let isTunnelled = ours.contains { $0.name == "radius" }
            // Some elements have no item of their own in tshark, only their number.
            let unnamed = Set(
                theirs.filter { $0.name == "wlan.tag.number" && $0.parent == "wlan.tagged.all" }.map(\.offset))
            func isJudged(_ entry: Entry) -> Bool {
                if entry.name == "wlan.tag" || entry.name == "wlan.tag.number", unnamed.contains(entry.offset) {
                    return false
                }
                if entry.name == "wlan.tag.length", unnamed.contains(entry.offset - 1) { return false }
                // The layer made of fragments begins in the packet for tshark, and here in what was put together.
                if entry.name == "tls", ours.contains(where: { $0.name == "tls.record" && $0.offset == 0 }) {
                    return false
                }
                // A rate that tshark works out of the MCS field.
                if entry.name == "radiotap.datarate", entry.length == 3 { return false }
                // EAP inside RADIUS stands here where its octets do; tshark counts from the message's start.
                return !(isTunnelled && entry.name.hasPrefix("eap")) && !(isTunnelled && entry.name.hasPrefix("tls"))
            }
            for entry in ours.subtracting(theirs).filter(isJudged) where !Self.unjudged.contains(entry.name) {
                complaints[
                    "only here: \(entry) \(theirs.filter { $0.name == entry.name }.map(\.description).prefix(2))",
                    default: 0] += 1
            }
            for entry in theirs.subtracting(ours).filter(isJudged) {
                complaints["only tshark: \(entry)", default: 0] += 1
            }
        }
        #expect(complaints.isEmpty, "\(complaints.sorted { $0.key < $1.key }.prefix(20))")
    }

    // MARK: Texts

    /// The lines of the fields of roaming, by packet, in order: frame control, addresses and sequence, fixed fields, the
    /// RSN element, EAPOL-Key, EAP and RADIUS.
    private static func isWorded(_ name: String) -> Bool {
        let prefixes = [
            "wlan.fc", "wlan.fixed.", "wlan.rsn.", "wlan.pmkid.", "wlan_rsna_eapol.", "eapol", "eap", "radius.",
            "wlan.qos", "wlan.mobility_domain.", "wlan.ft.m",
        ]
        let others: Set = [
            "wlan", "wlan.flags", "wlan.duration", "wlan.ra", "wlan.ta", "wlan.da", "wlan.sa", "wlan.bssid",
            "wlan.frag",
            "wlan.seq", "wlan.ssid", "wlan.mgt", "wlan.tagged.all", "wlan.supported_rates",
            "wlan.extended_supported_rates", "radius", "ip", "udp", "eth", "radiotap", "udp.length", "wlan.fcs",
        ]
        // Fragments are named by their packets' numbers, actions by their category, a vendor's attributes by their own names.
        let unworded: Set = [
            "eap.tls.fragments", "wlan.fixed.action_code", "radius.Vendor_Specific", "wlan.fixed.category_code",
            "radius.time",
        ]
        return (prefixes.contains { name.hasPrefix($0) } || others.contains(name)) && !unworded.contains(name)
    }

    private struct Lines: PacketSink {
        var dissector = Dissector()
        var dissection = PacketDissection()
        var limit: Int
        var lines: [[String: [String]]] = []
        let names: VendorNames

        mutating func receive(_ packet: borrowing CapturedPacket) {
            guard lines.count < limit else { return }
            dissector.dissect(packet, into: &dissection)
            var found: [String: [String]] = [:]
            func add(_ nodes: [FieldTree.Node]) {
                for node in nodes {
                    if isWorded(node.name) { found[node.name, default: []].append(node.label) }
                    add(node.children)
                }
            }
            add(FieldTree(dissection, packet: packet.octets, names: names).layers)
            lines.append(found)
        }
    }

    // The others of accounting have EAP-Key-Name, which is worded otherwise here.
    @Test(arguments: Listing.captures + Listing.accounting.suffix(1))
    func linesAreWordedAsTsharkWordsThem(_ name: String) throws {
        guard Program.isThere("tshark", package: "tshark") else { return }
        let path = Listing.path(of: name)
        var ours = Lines(
            limit: 400,
            names: VendorNames(
                manuf: Program.octets(of: "/usr/share/wireshark/manuf") ?? [],
                wellKnown: Program.octets(of: "/usr/share/wireshark/wka") ?? []))
        _ = try CaptureFile(path: path).read(into: &ours)
        let text = try #require(Program.text(of: "tshark -r '\(path)' -c 400 -T pdml", mayFail: true))
        let known = Set(DisplayFilter.fields)
        var packet = -1
        var judged = 0
        var complaints: [String: Int] = [:]
        var used: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let line = line.drop { $0 == " " }
            if line.hasPrefix("<packet>") {
                packet += 1
                used = [:]
            }
            guard line.hasPrefix("<field ") || line.hasPrefix("<proto "), let field = Self.attribute("name", line),
                known.contains(field), Self.isWorded(field), Self.attribute("hide", line) != "yes",
                let theirs = Self.attribute("showname", line).map(Self.unescaped), ours.lines.indices.contains(packet)
            else { continue }
            let index = used[field, default: 0]
            used[field] = index + 1
            // What is missing here is the other test's matter.
            guard let mine = ours.lines[packet][field], index < mine.count else { continue }
            judged += 1
            if mine[index] != theirs { complaints["\(mine[index]) | \(theirs)", default: 0] += 1 }
        }
        #expect(judged > 0)
        #expect(complaints.isEmpty, "\(complaints.sorted { $0.value > $1.value }.prefix(40))")
    }

    /// Without XML's entities.
    private static func unescaped(_ text: String) -> String {
        var text = text
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
            text = text.replacing(entity, with: character)
        }
        return text
    }
}
