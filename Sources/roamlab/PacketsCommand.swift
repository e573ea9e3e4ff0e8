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

            TLS inside EAP is shown as EAP, and addresses without vendors' names. Exit status: 0, or 1 where the capture \
            is damaged or cannot be read, or 64 for a wrong command line or filter.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, csv
    }

    @Argument(help: "The capture; - for standard input.")
    var file: String?

    @Option(help: ArgumentHelp("A display filter.", valueName: "expression"))
    var filter = ""

    @Option(help: "text or csv.")
    var format = Format.text

    @Flag(help: "List the fields that a filter may name, and nothing else.")
    var fields = false

    func run() throws {
        if fields { return try StandardOutput.write(DisplayFilter.fields.joined(separator: "\n") + "\n") }
        guard let file else { throw ValidationError("expected a capture, or - for standard input") }
        let compiled: DisplayFilter
        do throws(FilterError) {
            compiled = try DisplayFilter(filter)
        } catch {
            StandardError.print(error.description)
            throw ExitCode(64)
        }
        var list = PacketList(filter: compiled, format: format)
        do {
            list.writeHeadings()
            let ending = try CaptureFile(path: file).read(into: &list)
            list.flush()
            if let failure = list.failure { throw failure }
            if case .damaged(let damage) = ending {
                StandardError.print("\(file): \(damage)")
                throw ExitCode.failure
            }
        } catch let error as FileError {
            StandardError.print(error.description)
            throw ExitCode.failure
        }
    }
}

/// Writes the rows that pass, as they come.
private struct PacketList: PacketSink {
    let filter: DisplayFilter
    let format: PacketsCommand.Format
    /// Why nothing more can be written.
    private(set) var failure: FileError?
    private var start: Int64?
    private var text = ""
    private var hasWritten = false

    init(filter: DisplayFilter, format: PacketsCommand.Format) {
        self.filter = filter
        self.format = format
    }

    mutating func writeHeadings() {
        append(["No.", "Time", "Source", "Destination", "Protocol", "Length", "Duration", "PMKID", "Info"])
    }

    mutating func receive(_ packet: borrowing CapturedPacket) {
        let start = start ?? packet.time
        self.start = start
        guard failure == nil, filter.selects(packet, start: start) else { return }
        let row = PacketRow(packet, start: start)
        append([
            String(row.number), row.time, row.source, row.destination, row.protocol, String(row.length), row.duration,
            row.pmkid, row.info,
        ])
        // The first row at once, then in pieces.
        if !hasWritten || text.utf8.count > 1 << 15 { flush() }
    }

    mutating func flush() {
        guard failure == nil, !text.isEmpty else { return }
        hasWritten = true
        do throws(FileError) {
            try StandardOutput.write(text)
        } catch {
            failure = error
        }
        text.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ cells: [String]) {
        switch format {
        case .text:
            let widths = [7, 14, 17, 17, 8, 6, 8, 32]
            for (cell, width) in zip(cells, widths) {
                text += cell + String(repeating: " ", count: max(0, width - cell.count)) + "  "
            }
            text += (cells.last ?? "") + "\n"
        case .csv:
            text +=
                cells.map { cell in
                    cell.contains { ",\"\n\r".contains($0) } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
                }.joined(separator: ",") + "\r\n"
        }
    }
}
