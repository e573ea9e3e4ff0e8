internal import ArgumentParser
internal import Capture
internal import Dissection

/// `roamlab packets`: the packet list, through a display filter.
struct PacketsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "packets",
        abstract: "List the packets of a capture that a display filter selects.",
        discussion: """
            The filter is Wireshark's, for the fields that matter to roaming; --fields lists them:

              roamlab packets roam.pcapng --filter 'wlan.addr == 00:0e:8e:fd:93:71 && (eapol || wlan.pmkid.akms)'

            Vendors' names are those of an installed Wireshark (/usr/share/wireshark); without it, addresses are shown. \
            Nothing is decrypted. Exit status: 0, or 1 where the capture is damaged (what came before is listed) or cannot \
            be read, or 64 for a wrong command line or filter.
            """)

    @Argument(help: "The capture; - for standard input.")
    var file: String?

    // A filter may begin with a minus.
    @Option(parsing: .unconditional, help: ArgumentHelp("A display filter.", valueName: "expression"))
    var filter = ""

    @Option(
        help: ArgumentHelp(
            "Columns, parted by commas: number, time, source, destination, protocol, length, duration, pmkid, info, or "
                + "any field that a filter may name.", valueName: "names"))
    var columns: String?

    @Option(help: "text, json or csv.", transform: named)
    var format = PacketListWriter.Format.text

    @Flag(help: "List the fields that filters and columns may name, and nothing else.")
    var fields = false

    func run() throws {
        if fields { return try StandardOutput.write(DisplayFilter.fields.joined(separator: "\n") + "\n") }
        guard let file else { throw ValidationError("expected a capture, or - for standard input") }
        let chosen = try read(columns ?? "") { text throws(FilterError) in
            text.isEmpty ? PacketColumn.standard : try PacketColumn.list(text)
        }
        let compiled = try read(filter) { text throws(FilterError) in try DisplayFilter(text) }
        var list = PacketList(
            filter: compiled, needsFields: !filter.isEmpty || chosen.contains { $0.needsFields }, isLive: file == "-",
            writer: PacketListWriter(format: format, columns: chosen, names: Self.names()))
        let ending: CaptureFile.Ending
        do throws(FileError) {
            ending = try CaptureFile(path: file).read(into: &list)
            try list.finish()
        } catch {
            StandardError.print(error.description)
            throw ExitCode.failure
        }
        if case .damaged(let damage) = ending {
            StandardError.print("\(file): \(damage)")
            throw ExitCode.failure
        }
    }

    /// The names that an installed Wireshark knows; none where there is none.
    private static func names() -> VendorNames {
        let folder = "/usr/share/wireshark/"
        let manuf = try? InputFile.octets(of: folder + "manuf")
        let wellKnown = try? InputFile.octets(of: folder + "wka")
        return VendorNames(manuf: manuf ?? [], wellKnown: wellKnown ?? [])
    }

    private func read<Value>(_ text: String, _ parse: (String) throws(FilterError) -> Value) throws -> Value {
        do throws(FilterError) {
            return try parse(text)
        } catch {
            StandardError.print(error.marked(in: text))
            throw ExitCode(64)
        }
    }
}

/// Writes the rows that pass, as they come.
private struct PacketList: PacketSink {
    let filter: DisplayFilter
    let needsFields: Bool
    /// Whether somebody may be waiting for the next row: then each is written at once.
    let isLive: Bool
    private var writer: PacketListWriter
    private var dissector = Dissector()
    private var dissection = PacketDissection()
    private var output: [UInt8] = []
    private var hasWritten = false
    /// Why nothing more can be written.
    private var failure: FileError?

    init(filter: DisplayFilter, needsFields: Bool, isLive: Bool, writer: PacketListWriter) {
        self.filter = filter
        self.needsFields = needsFields
        self.isLive = isLive
        self.writer = writer
        writer.begin(into: &output)
    }

    mutating func receive(_ packet: borrowing CapturedPacket) {
        guard failure == nil else { return }
        dissector.dissect(packet, into: &dissection, gathersFields: needsFields)
        guard filter.matches(dissection, packet: packet.octets) else { return }
        writer.append(dissection, packet: packet.octets, into: &output)
        // The first row at once, then in pieces.
        if output.count >= 1 << 16 || isLive || !hasWritten { flush() }
    }

    private mutating func flush() {
        hasWritten = true
        do throws(FileError) {
            try StandardOutput.write(output)
        } catch {
            failure = error
        }
        output.removeAll(keepingCapacity: true)
    }

    mutating func finish() throws(FileError) {
        writer.end(into: &output)
        if failure == nil { flush() }
        if let failure { throw failure }
    }
}
