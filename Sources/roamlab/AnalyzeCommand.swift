internal import ArgumentParser
internal import Capture
internal import Octets
internal import Reports
internal import Roaming

/// `roamlab analyze`: what a capture says about roaming.
struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Tell every roam of a capture: its kind, how long it took, and why it was not fast.",
        discussion: """
            Reads pcap and pcapng with radiotap, Prism or bare 802.11 frames, and RADIUS on Ethernet. The exit status is \
            0 where the capture was read to its end, 1 where it is cut or damaged (what came before is reported) or \
            cannot be read.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "The capture; - for standard input.")
    var file: String

    @Option(help: "text, or json as in results.json.")
    var format = Format.text

    @Option(help: "Known PMKs, one a line: station, BSSID where the key was made, AKM, PMK.")
    var keys: String?

    func run() throws {
        do {
            let known = try readKeys()
            let results = try RoamingResults(analyzing: file, keys: known)
            switch format {
            case .text: try StandardOutput.write(AssociationTable(results.associations).text)
            case .json: try StandardOutput.write(ResultsJSON.text(results.associations))
            }
            if let damage = results.damage {
                StandardError.print("\(file): \(damage)")
                throw ExitCode.failure
            }
        } catch let error as FileError {
            StandardError.print(error.description)
            throw ExitCode.failure
        }
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
