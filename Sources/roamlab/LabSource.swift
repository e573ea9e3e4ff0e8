#if Live
    internal import Capture
    internal import Configuration
    internal import Control
    internal import LabFiles

    #if Console
        internal import Console
        internal import History
    #endif

    /// What a live lab is made of, and the texts that say so.
    struct LabSource {
        /// How a person calls it.
        var name: String
        /// The plan.
        var plan: LabPlan
        /// The text of each file that it names, by the name that messages have.
        var texts: [String: String]

        /// Reads a lab file and all that it names; nil is the lab of the OKC scenarios.
        init(_ path: String?) throws {
            guard let path else {
                name = "the lab of the OKC scenarios"
                plan = try .seeds()
                texts = Dictionary(uniqueKeysWithValues: Example.all.map { ($0.file, $0.text) })
                return
            }
            let octets = try InputFile.octets(of: path)
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
            var texts: [String: String] = [:]
            plan = try LabPlan(parsing: String(decoding: octets, as: UTF8.self), file: path) { name in
                let octets = try InputFile.octets(of: name.hasPrefix("/") ? name : folder + name)
                texts[name] = String(decoding: octets, as: UTF8.self)
                return octets
            }
            name = path
            self.texts = texts
        }
    }

    #if Console
        extension LabSource {
            /// The lab's run, which begins now; nil where it is not to be kept.
            func begin(_ command: String, _ keeping: HistoryOptions) -> LiveRun? {
                var run = HistoryOptions.Run(
                    source: command, title: name,
                    command: ShellWords.line(["roamlab"] + CommandLine.arguments.dropFirst()))
                run.configuration = LabSettings.settings(of: plan, texts: texts)
                return keeping.begin(run)
            }
        }
    #endif
#endif
