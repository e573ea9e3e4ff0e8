internal import ArgumentParser

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
}
