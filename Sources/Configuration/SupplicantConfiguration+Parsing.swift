internal import Octets

extension SupplicantConfiguration {
    /// Reads wpa_supplicant.conf as wpa_supplicant 2.10 does.
    ///
    /// White space before a line and after it is taken away, but none around `=`; `#` outside of quotes begins a
    /// comment; text stands in quotes, octets in hexadecimal. `cred={` and `blob-base64-…={` blocks are passed over.
    /// Stricter than wpa_supplicant in this: a frequency list must hold numbers.
    ///
    /// - Parameters:
    ///   - text: the file's content.
    ///   - file: its name, for messages.
    /// - Throws: everything that is wrong in the file, at once.
    public init(parsing text: RawSpan, file: String) throws(ConfigurationError) {
        var reader = SupplicantReader(file: file)
        if reader.diagnostics.accepts(text) {
            for line in ConfigurationLine.all(of: text) { reader.read(line) }
            reader.finish()
        }
        try reader.diagnostics.finish()
        self = reader.configuration
        notes = reader.diagnostics.notes
        notEmulated = reader.diagnostics.notEmulated
        self.file = file
    }

    /// Reads wpa_supplicant.conf from a string.
    public init(parsing text: String, file: String) throws(ConfigurationError) {
        try self.init(parsing: Array(text.utf8).octets, file: file)
    }
}

/// The state of reading one wpa_supplicant.conf.
struct SupplicantReader {
    private enum Block {
        case none
        case network
        /// A block that has no effect here.
        case passedOver(name: String, line: Int)
    }

    var configuration = SupplicantConfiguration()
    var diagnostics: Diagnostics
    var network = SupplicantConfiguration.Network()
    private var block = Block.none

    init(file: String) { diagnostics = Diagnostics(file: file) }

    mutating func read(_ line: ConfigurationLine) {
        diagnostics.line = line.number
        let octets = withoutComment(line.octets)
        guard !octets.isEmpty else { return }
        let content = ConfigurationLine(number: line.number, octets: octets)
        switch block {
        case .none: readGlobal(content)
        case .network:
            if content.text == "}" {
                network.notEmulated = diagnostics.endSection()
                configuration.networks.append(network)
                block = .none
            } else {
                readNetwork(content)
            }
        case .passedOver:
            if content.text == "}" { block = .none }
        }
    }

    mutating func finish() {
        switch block {
        case .none: break
        case .network: diagnostics.error("the network block has no end: } is missing", line: network.line)
        case .passedOver(let name, let line):
            diagnostics.error("the \(name) block has no end: } is missing", line: line)
        }
    }

    /// A comment begins at the first `#` after the first pair of quotes; without a pair, at the first of the line.
    private func withoutComment(_ line: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        var end = line.startIndex
        if let opening = line.firstIndex(of: quote), let closing = line[(opening + 1)...].firstIndex(of: quote) {
            // A quoted text in a comment protects nothing.
            if !line.drop(while: isSpace).starts(with: [UInt8(ascii: "#")]) { end = closing }
        }
        end = line[end...].firstIndex(of: UInt8(ascii: "#")) ?? line.endIndex
        return Array(line[..<end].drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }

    private func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 || octet == 0x0d }

    mutating func readGlobal(_ line: ConfigurationLine) {
        let text = line.text
        if text == "network={" {
            network = SupplicantConfiguration.Network(line: line.number)
            diagnostics.beginSection()
            block = .network
            return
        }
        if text == "cred={" || text.hasPrefix("blob-base64-") && text.hasSuffix("={") {
            block = .passedOver(name: String(text.dropLast(2)), line: line.number)
            diagnostics.note("\(quoted(text)) is known to wpa_supplicant, without effect here")
            return
        }
        guard let (key, value) = line.keyAndValue else {
            return diagnostics.error(text == "}" ? "} without a block" : "\(quoted(text)) is not key=value")
        }
        switch key {
        case "ctrl_interface": configuration.controlInterface = String(decoding: value, as: UTF8.self)
        case "ctrl_interface_group": break
        case "update_config": set(\.configuration.updateConfig, flag(value, key))
        case "country":
            let letters = String(decoding: value, as: UTF8.self)
            guard value.count == 2, letters.allSatisfy({ $0.isASCII && $0.isLetter }) else {
                return diagnostics.error("country is two letters, not \(quoted(letters))")
            }
            configuration.country = letters.uppercased()
        case "ap_scan": set(\.configuration.apScan, integer(value, key, 0...2))
        case "fast_reauth": set(\.configuration.fastReauthentication, flag(value, key))
        case "eapol_version": set(\.configuration.eapolVersion, integer(value, key, 1...2))
        case "okc": set(\.configuration.okc, flag(value, key))
        case "pmf":
            let mode = integer(value, key, 0...2).flatMap(ManagementFrameProtection.init)
            set(\.configuration.managementFrameProtection, mode)
        case "dot11RSNAConfigPMKLifetime": set(\.configuration.pmkLifetime, integer(value, key, wholeNumbers))
        case "dot11RSNAConfigPMKReauthThreshold":
            set(\.configuration.pmkReauthenticationThreshold, integer(value, key, 0...100))
        case "dot11RSNAConfigSATimeout":
            set(\.configuration.securityAssociationTimeout, integer(value, key, wholeNumbers))
        default:
            guard isKnown(key, table: .supplicant, other: .network, place: "inside of a network={ block") else {
                return
            }
        }
        configuration.lines[key] = line.number
        diagnostics.tell(.supplicant, key, value)
    }

    /// Whether the table has the key; if not, that is an error.
    mutating func isKnown(_ key: String, table: KeyTable, other: KeyTable, place: String) -> Bool {
        if table.contains(key) { return true }
        if other.contains(key) {
            diagnostics.error("\(key) belongs \(place)")
        } else {
            diagnostics.unknownKey(key, table)
        }
        return false
    }

    mutating func integer(_ value: [UInt8], _ key: String, _ range: ClosedRange<Int>) -> Int? {
        diagnostics.integer(value, for: key, in: range)
    }

    mutating func flag(_ value: [UInt8], _ key: String) -> Bool? { diagnostics.flag(value, for: key) }

    /// Stores a value that was accepted; leaves the default where it was not.
    mutating func set<Value>(_ place: WritableKeyPath<SupplicantReader, Value>, _ value: Value?) {
        if let value { self[keyPath: place] = value }
    }

    mutating func set<Value>(_ place: WritableKeyPath<SupplicantReader, Value?>, _ value: Value?) {
        if let value { self[keyPath: place] = value }
    }
}
