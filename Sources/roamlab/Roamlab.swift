internal import ArgumentParser
internal import Configuration

/// The command line.
@main
struct Roamlab: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roamlab",
        abstract: "An open laboratory for Wi-Fi roaming.",
        version: Version.text,
        subcommands: [
            OKCCommand.self, AnalyzeCommand.self, PacketsCommand.self, RadiusCommand.self, UpCommand.self,
            ConsoleCommand.self, HistoryCommand.self,
        ])

    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        if let word = words.first, !word.hasPrefix("-"), !names.contains(word) {
            let advice = nearestName(to: word, in: names).map { "; did you mean \"\($0)\"?" }
            StandardError.print(
                "roamlab: unknown command \"\(word)\"" + (advice ?? "; one of \(names.joined(separator: ", "))"))
            exit(withError: ExitCode(64))
        }
        main(words)
    }
}
