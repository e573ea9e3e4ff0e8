internal import ArgumentParser
internal import Capture
internal import Configuration
internal import Octets
internal import RSN
internal import Reports
internal import Roaming
internal import Scenarios

/// `roamlab analyze`: what a capture says about roaming.
struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Tell every roam of a capture: its kind, how long it took, and why it was not fast.",
        discussion: """
            Reads pcap and pcapng, plain or compressed by gzip or zstd: 802.11 frames bare or behind radiotap, PPI, Prism \
            or AVS headers, or sent over UDP by TZSP, PEEKREMOTE or Aruba's remote mirroring; and RADIUS on Ethernet, \
            Linux cooked or raw IP, version 4 or 6.

            Several files, one sniffer a channel, are merged by time. Where they hold common frames (beacons will do), \
            the clocks' offset is found from them; elsewhere --offset gives it, or the clocks are taken as they are and \
            phases that cross files are marked unsure. Frames are then numbered as in a file that mergecap makes.

            A live capture: dumpcap -i wlan0 -I -w - | roamlab analyze - tells each roam on standard error as \
            soon as its data flows, and reports when the capture ends; Ctrl-C ends it.

            --max-roam makes a gate for CI: a roam that is slower, failed, or of unknown time makes the exit status 1. \
            LANforge's own script measures Authentication to Reassociation Response alone; text and junit give that \
            figure too, and say what it leaves out.

            --expect judges a capture of your own devices against a scenario of `roamlab okc`: every roam to a BSS where \
            the station had not made its key before.

            Exit status: 0 where the capture was read to its end and every gate is kept; 1 where it is cut or damaged \
            (what came before is reported), cannot be read, or a gate is not kept; 64 for a wrong command line.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, csv, markdown, junit
    }

    @Argument(help: "The captures; - for standard input.")
    var files: [String]

    @Option(help: "text, json as in results.json, csv, markdown or junit.")
    var format = Format.text

    @Option(
        help: ArgumentHelp(
            "Known PMKs, one a line: station, BSSID where the key was made, AKM, PMK.", valueName: "file"))
    var keys: String?

    @Option(
        help: ArgumentHelp(
            "A PMK of 64 or 96 hexadecimal digits, tried for every station and BSS; may be repeated.",
            valueName: "hex"))
    var pmk: [String] = []

    @Option(
        help: ArgumentHelp(
            "A passphrase, tried as that of every network with a pre-shared key; may be repeated.",
            valueName: "text"))
    var passphrase: [String] = []

    @Option(
        help: ArgumentHelp(
            "The secret between access points and RADIUS server: PMKs are taken from the capture's wire side.",
            valueName: "secret"))
    var radiusSecret: String?

    @Option(
        help: ArgumentHelp(
            "Milliseconds to add to the times of one of several files; may be repeated.", valueName: "file=ms"),
        transform: fileOffset)
    var offset: [FileOffset] = []

    @Option(help: ArgumentHelp("Only this station; may be repeated.", valueName: "address"), transform: address)
    var station: [MACAddress] = []

    @Option(help: ArgumentHelp("Only this network; may be repeated.", valueName: "name"))
    var ssid: [String] = []

    @Option(help: ArgumentHelp("The longest roam that passes, from Authentication to message 4.", valueName: "ms"))
    var maxRoam: Double?

    @Flag(help: "A roam whose time the capture does not tell passes --max-roam, and a capture without a roam.")
    var allowUnknown = false

    @Option(
        help: ArgumentHelp("vap-only, both, none or sta-only: what each roam must show.", valueName: "scenario"),
        transform: named)
    var expect: OKCScenario?

    @Option(help: ArgumentHelp("Write a page of HTML too, with the frames of the slowest roams.", valueName: "file"))
    var report: String?

    @OptionGroup var keeping: HistoryOptions

    func validate() throws {
        if files.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be one of the files only")
        }
        if files.count > 128 { throw ValidationError("expected 128 files at most, not \(files.count)") }
        for offset in offset where !files.contains(offset.file) {
            throw ValidationError("--offset: \(offset.file) is none of the files")
        }
        if radiusSecret != nil, files.contains("-") {
            throw ValidationError("--radius-secret reads the capture twice, so it cannot come from standard input")
        }
        // Secrets are not repeated in errors.
        if pmk.contains(where: { PMK(hexadecimal: $0) == nil }) {
            throw ValidationError("--pmk: expected 64 or 96 hexadecimal digits")
        }
        if let wrong = passphrase.first(where: { !(8...63).contains($0.utf8.count) }) {
            throw ValidationError("--passphrase: expected 8 to 63 octets, not \(wrong.utf8.count)")
        }
        if let maxRoam, !(0...1e9).contains(maxRoam) {
            throw ValidationError("--max-roam: expected milliseconds above zero, not \(maxRoam)")
        }
    }

    func run() throws {
        do {
            var known = try readKeys()
            known.pmks = pmk.compactMap { PMK(hexadecimal: $0) }
            known.passphrases = passphrase
            if let radiusSecret { known.entries += try keys(fromRADIUSBy: radiusSecret) }
            let results = try analyze(known)
            let clock = ScenarioReport.Clock(of: results)
            let chosen = results.associations.filter(isWanted)
            let objections = chosen.compactMap { objection(to: $0) }
            let complaints =
                (gate?.objection(toCaptureOf: chosen).map { [$0] } ?? [])
                + (expect.map { Judgement(chosen, ofAnyCaptureOf: $0).differences } ?? [])
            switch format {
            case .text: try StandardOutput.write(text(chosen, objections + complaints, clock))
            case .json: try StandardOutput.write(ResultsJSON.text(chosen, version: Version.text))
            case .csv: try StandardOutput.write(AssociationCSV.text(chosen))
            case .markdown: try StandardOutput.write(AssociationMarkdown.text(chosen))
            case .junit:
                try StandardOutput.write(
                    JUnitReport.text(chosen, name: name, complaints: complaints, objection: objection))
            }
            let damages = results.damages.map { "\($0.path): \($0.error)" }
            if let report {
                let page = CaptureReport(
                    title: files.map(title(of:)).joined(separator: ", "), command: command, associations: chosen,
                    clock: clock,
                    objections: objections + complaints, damages: damages)
                try OutputFile.write([UInt8](page.html.utf8).octets, to: report)
            }
            keep(chosen, isAsExpected: objections.isEmpty && complaints.isEmpty, clock)
            if format != .text { (objections + complaints).forEach(StandardError.print) }
            try tellWhatWasLeftOut(of: results)
            if chosen.isEmpty { tellWhoIsThere(in: results.associations) }
            damages.forEach(StandardError.print)
            if !damages.isEmpty { throw ExitCode.failure }
            if !objections.isEmpty || !complaints.isEmpty { throw ExitCode.failure }
        } catch let error as FileError {
            StandardError.print(error.description)
            throw ExitCode.failure
        } catch let error as NoKeyFromRADIUS {
            StandardError.print("\(name): \(error)")
            throw ExitCode.failure
        }
    }

    private func keep(_ associations: [Association], isAsExpected: Bool, _ clock: ScenarioReport.Clock) {
        var run = HistoryOptions.Run(
            source: "analyze", title: files.map(title(of:)).joined(separator: ", "), command: command,
            isSimulated: clock == .simulated)
        if maxRoam != nil || expect != nil { run.isAsExpected = isAsExpected }
        for address in station { run.configuration["station", default: ""] += address.description + " " }
        for name in ssid { run.configuration["ssid", default: ""] += name + " " }
        run.associations = associations.map { (nil, $0) }
        keeping.keep(run)
    }

    /// The command without its secrets.
    private var command: String {
        var words = ["roamlab", "analyze"] + files
        for address in station { words += ["--station", address.description] }
        for name in ssid { words += ["--ssid", name] }
        for file in offset { words += ["--offset", "\(file.file)=\(file.milliseconds)"] }
        if let keys { words += ["--keys", keys] }
        words += pmk.flatMap { _ in ["--pmk", "…"] } + passphrase.flatMap { _ in ["--passphrase", "…"] }
        if radiusSecret != nil { words += ["--radius-secret", "…"] }
        if let maxRoam { words += ["--max-roam", "\(maxRoam)"] }
        if allowUnknown { words.append("--allow-unknown") }
        if let expect { words += ["--expect", expect.rawValue] }
        return ShellWords.line(words)
    }

    private func isWanted(_ association: Association) -> Bool {
        (station.isEmpty || station.contains(association.station))
            && (ssid.isEmpty || association.ssid.map(ssid.contains) == true)
    }

    /// Tells an association of a capture that goes on; the report at its end has the last word.
    private func tell(_ association: Association) {
        if isWanted(association) { StandardError.print(AssociationTable.line(of: association)) }
    }

    /// The captures, in words.
    private var name: String { files.joined(separator: ", ") }

    private func title(of file: String) -> String {
        file == "-" ? "standard input" : String(file.split(separator: "/").last ?? "capture")
    }

    private func analyze(_ keys: KeysFile) throws(FileError) -> RoamingResults {
        if files.contains("-") { LiveCapture.begin() }
        let progress = ReadingProgress(of: files)
        defer { progress.finish() }
        guard files.count > 1 else {
            let settled: ((Association) -> Void)? = files[0] == "-" && format == .text ? { tell($0) } : nil
            return try RoamingResults(
                analyzing: files[0], keys: keys, gathersLadders: report != nil,
                progress: { progress.advance(to: $0) }, settled: settled)
        }
        let offsets = Dictionary(offset.map { ($0.file, $0.milliseconds) }) { $1 }
        let clocks = try CaptureClocks(of: files, offsets: offsets)
        if Set(clocks.groups).count > 1 {
            StandardError.print("some files share no frame to compare their clocks by: see --offset")
        }
        return try RoamingResults(analyzing: files, clocks: clocks, keys: keys, gathersLadders: report != nil) {
            progress.advance(to: $0)
        }
    }

    private func tellWhatWasLeftOut(of results: RoamingResults) throws {
        let count = results.packetCount
        if results.damagedFrameCount > 0 {
            StandardError.print("\(results.damagedFrameCount) of \(count) packets have a wrong FCS and were not read")
        }
        if results.ignoredPacketCount > 0 {
            StandardError.print("\(results.ignoredPacketCount) of \(count) packets are of a link type that is not read")
            if results.ignoredPacketCount == count { throw ExitCode.failure }
        }
    }

    /// Names what the capture has, where nothing of it was asked for.
    private func tellWhoIsThere(in associations: [Association]) {
        guard !associations.isEmpty else { return }
        let names = Set(associations.compactMap(\.ssid)).sorted()
        let nearest = ssid.lazy.compactMap { nearestName(to: $0, in: names) }.first
        let stations = Set(associations.map(\.station)).count
        StandardError.print(
            "none of its \(associations.count) associations is of what --station and --ssid ask for: it has "
                + "\(stations) \(stations == 1 ? "station" : "stations"), and SSID "
                + names.prefix(8).map(AssociationTable.printable).joined(separator: ", ")
                + (nearest.map { "; did you mean \(AssociationTable.printable($0))?" } ?? ""))
    }

    /// The keys that the RADIUS side of any file gives; throws where none does.
    private func keys(fromRADIUSBy secret: String) throws -> [KeysFile.Entry] {
        var entries: [KeysFile.Entry] = []
        var none = NoKeyFromRADIUS(authenticReplies: 0, otherReplies: 0)
        for file in files {
            do {
                entries += try KeysFile(fromRADIUSIn: file, secret: secret).entries
            } catch let error as NoKeyFromRADIUS {
                none.authenticReplies += error.authenticReplies
                none.otherReplies += error.otherReplies
            }
        }
        if entries.isEmpty { throw none }
        return entries
    }

    private var gate: RoamGate? {
        maxRoam.map {
            RoamGate(limit: Elapsed(nanoseconds: Int64(($0 * 1e6).rounded())), allowsUnknown: allowUnknown)
        }
    }

    private func objection(to association: Association) -> String? {
        gate?.objection(to: association).map { "Frame \(association.firstFrame): \($0)" }
    }

    private func text(
        _ associations: [Association], _ complaints: [String], _ clock: ScenarioReport.Clock
    ) -> String {
        AssociationTable(associations).text + RoamSummary(associations).text + lanforge(associations)
            + (clock == .capture ? "" : "Times are \(clock.label): roamlab's laboratory wrote the capture.\n")
            + complaints.map { "NOT OK: \($0)\n" }.joined()
    }

    /// LANforge's own measure, for comparison.
    private func lanforge(_ associations: [Association]) -> String {
        let times = associations.filter(\.isRoam).compactMap(\.phases.authenticationToAssociation)
        guard let percentiles = RoamSummary.Percentiles(times) else { return "" }
        let limit = Elapsed(nanoseconds: 50_000_000)
        return "LANforge's measure, Authentication to Reassociation Response: \(times.count { $0 < limit }) of "
            + "\(times.count) roams under 50 ms, p50 \(percentiles.median.milliseconds) ms; it leaves out EAP and the "
            + "4-way handshake.\n"
    }

    private func readKeys() throws -> KeysFile {
        guard let keys else { return KeysFile() }
        let text = String(decoding: try InputFile.octets(of: keys), as: UTF8.self)
        do throws(KeysFile.LineError) {
            return try KeysFile(parsing: text)
        } catch {
            StandardError.print("\(keys):\(error.line): expected \(error.expected)")
            throw ExitCode.failure
        }
    }
}

/// What is to be added to a file's times.
struct FileOffset {
    var file: String
    var milliseconds: Double
}

/// "office.pcapng=-12.5".
private func fileOffset(_ text: String) throws -> FileOffset {
    guard let sign = text.lastIndex(of: "="), let milliseconds = Double(text[text.index(after: sign)...]),
        abs(milliseconds) < 1e12
    else { throw ValidationError("\(text) is no FILE=MS, like office.pcapng=-12.5") }
    return FileOffset(file: String(text[..<sign]), milliseconds: milliseconds)
}

/// A station's address.
private func address(_ text: String) throws -> MACAddress {
    guard let address = MACAddress(text) else {
        throw ValidationError("\(text) is no address of six octets, like 00:0e:8e:fd:93:71")
    }
    return address
}
