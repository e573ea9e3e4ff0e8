internal import ArgumentParser

#if Console
    internal import Foundation
    internal import History
#endif

/// `roamlab history`: the runs that were kept.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List, show and compare the runs that were kept.",
        discussion: """
            okc, analyze and the console keep every run: what was run, its roams, and how long they took. They are kept in \
            the file that --history names, else ROAMLAB_HISTORY, else ~/.local/share/roamlab/history.sqlite (XDG_DATA_HOME). \
            Under CI (CI=true) nothing is kept unless a file is named.
            """,
        subcommands: [List.self, Show.self, Difference.self, Trend.self])

    /// Where the history is, and how it is shown.
    struct Options: ParsableArguments {
        @Option(help: ArgumentHelp("The file of the history.", valueName: "file"))
        var history: String?

        @Option(help: "text or json.", transform: named)
        var format = Format.text
    }

    enum Format: String, CaseIterable {
        case text, json
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The runs, the latest first.")
        @OptionGroup var options: Options
        @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
        var limit = 20

        func run() throws {
            #if Console
                try HistoryCommand.answer(options) { history in
                    (try history.runs(limit: limit), { $0.map(HistoryText.line).joined() })
                }
            #else
                try HistoryCommand.refuse()
            #endif
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One run: its configuration and its roams.")
        @OptionGroup var options: Options
        @Argument(help: ArgumentHelp("The run's number, as list shows it.", valueName: "run"))
        var number: Int64

        func run() throws {
            #if Console
                try HistoryCommand.answer(options) { history in
                    guard let details = try history.run(number) else { throw NoSuchRun(number: number) }
                    return (details, HistoryText.details)
                }
            #else
                try HistoryCommand.refuse()
            #endif
        }
    }

    struct Difference: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff", abstract: "What differs between two runs: settings, and the times of their roams.")
        @OptionGroup var options: Options
        @Argument(help: "A run's number.")
        var first: Int64
        @Argument(help: "Another run's number.")
        var second: Int64

        func run() throws {
            #if Console
                try HistoryCommand.answer(options) { history in
                    guard let difference = try history.difference(from: first, to: second) else {
                        throw NoSuchRun(number: try history.run(first) == nil ? first : second)
                    }
                    return (difference, HistoryText.difference)
                }
            #else
                try HistoryCommand.refuse()
            #endif
        }
    }

    struct Trend: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The percentiles of roam times over the runs, the oldest first.")
        @OptionGroup var options: Options
        @Option(help: ArgumentHelp("How many of the latest runs.", valueName: "n"))
        var limit = 20
        @Option(help: ArgumentHelp("Runs of this command alone: okc, analyze or console.", valueName: "command"))
        var source: String?

        func run() throws {
            #if Console
                try HistoryCommand.answer(options) { history in
                    (try history.trend(limit: limit, source: source), { $0.map(HistoryText.point).joined() })
                }
            #else
                try HistoryCommand.refuse()
            #endif
        }
    }

    private struct NoSuchRun: Error {
        var number: Int64
    }

    #if Console
        private static func answer<Value: Encodable>(
            _ options: Options, _ ask: (RunHistory) throws -> (Value, (Value) -> String)
        ) throws {
            var keeping = HistoryOptions()
            keeping.history = options.history
            keeping.noHistory = false
            guard case .file(let path) = keeping.place else {
                StandardError.print("roamlab history: no history is kept here; name one with --history")
                throw ExitCode.failure
            }
            guard FileManager.default.fileExists(atPath: path) else {
                StandardError.print("roamlab history: \(path): no run was kept yet")
                throw ExitCode.failure
            }
            do {
                let (value, text) = try ask(try RunHistory(path: path))
                switch options.format {
                case .text: try StandardOutput.write(text(value))
                case .json:
                    let encoder = JSONEncoder()
                    encoder.keyEncodingStrategy = .convertToSnakeCase
                    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                    try StandardOutput.write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
                }
            } catch let error as NoSuchRun {
                StandardError.print("roamlab history: there is no run \(error.number)")
                throw ExitCode.failure
            } catch let error as HistoryError {
                StandardError.print("roamlab history: \(error)")
                throw ExitCode.failure
            }
        }
    #else
        private static func refuse() throws {
            StandardError.print("roamlab history: built without the history; run `make`")
            throw ExitCode(64)
        }
    #endif
}
