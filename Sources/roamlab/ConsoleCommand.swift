internal import ArgumentParser

#if Console
    internal import Capture
    internal import Configuration
    internal import Console
    internal import History
    internal import Control
    internal import Lab
    internal import LabFiles
    internal import Live
    internal import Sockets

    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Musl
    #endif
#endif

/// `roamlab console`: the web console.
struct ConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Serve the web console, for an emulated lab and for captures, until a signal ends it.",
        discussion: """
            Without a file it shows the lab of the OKC scenarios; a lab file (.yaml or .yml) starts that lab; captures \
            are opened, alone or beside a lab.

            It listens on loopback. On another address it asks for a token, which is part of the link that it prints; \
            ROAMLAB_CONSOLE_TOKEN sets one. A name that leads to this machine is given with --name.

            The API under the page is described at /api/v1/openapi.yaml.
            """)

    @Argument(help: ArgumentHelp("A lab file, or captures.", valueName: "lab.yaml | file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "address:port"))
    var listen = "127.0.0.1:8080"

    @Option(help: ArgumentHelp("A name that leads here; may be repeated.", valueName: "host"))
    var name: [String] = []

    @Flag(help: "Open the page in a browser.")
    var open = false

    @Option(help: ArgumentHelp("Where the lab's control sockets are.", valueName: "dir"))
    var runDir = "roamlab-run"

    @Option(help: ArgumentHelp("Read the page's files there, at each request.", valueName: "dir", visibility: .hidden))
    var page: String?

    @OptionGroup var keeping: HistoryOptions

    func run() throws {
        #if Console
            guard let address = ConsoleAddress(listen) else {
                throw ValidationError("--listen: expected address:port in numbers, not \(listen)")
            }
            Signals.block()
            signal(SIGPIPE, SIG_IGN)
            var configuration = ConsoleConfiguration(address: address)
            configuration.version = Version.text
            configuration.tell = { StandardError.print("roamlab console: \($0)") }
            configuration.names = name
            configuration.pageFolder = page
            configuration.takeTokenOfEnvironment()
            if case .file(let path) = keeping.place { configuration.history = path }
            let labFiles = files.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            configuration.captures = files.filter { !labFiles.contains($0) }
            guard labFiles.count <= 1 else { throw ValidationError("expected one lab file, not \(labFiles.count)") }
            do {
                if labFiles.isEmpty, !files.isEmpty {
                    try serve(configuration)
                } else {
                    try serve(configuration, LabSource(labFiles.first))
                }
            } catch let error as LabFileError {
                StandardError.print("\(error)")
                throw ExitCode.failure
            } catch let error as ExitCode {
                throw error
            } catch {
                StandardError.print("roamlab console: \(error)")
                throw ExitCode.failure
            }
        #else
            StandardError.print("roamlab console: built without the console; run `make`")
            throw ExitCode(64)
        #endif
    }

    #if Console
        /// Captures alone.
        private func serve(_ configuration: ConsoleConfiguration) throws {
            for path in configuration.captures { _ = try CaptureFile(path: path) }
            let console = try ConsoleServer(configuration)
            tell(console)
            Signals.wait()
            console.stop()
        }

        private func serve(_ configuration: ConsoleConfiguration, _ source: LabSource) throws {
            let plan = source.plan
            let lab = try LiveLab(
                plan.labConfiguration(), stations: plan.stationControls(), accessPoints: plan.accessPointControls(),
                faults: plan.faults, script: plan.script, runDirectory: runDir, capture: nil, tls: plan.tlsProvider())
            let console = try ConsoleServer(
                configuration,
                lab: ConsoleLab(
                    name: source.name, mailbox: lab.mailbox, plan: plan, texts: source.texts,
                    run: source.begin("console", keeping)))
            lab.watcher = console.watcher
            lab.stopAtSignals()
            tell(console)
            lab.run { StandardError.print("roamlab console: \($0)") }
            console.stop()
        }

        private func tell(_ console: ConsoleServer) {
            StandardError.print("roamlab console: \(console.link)")
            if open { Browser.open(console.link) }
        }
    #endif
}

#if Console
    extension ConsoleConfiguration {
        /// Takes the token that whoever starts the console has chosen.
        mutating func takeTokenOfEnvironment() {
            guard let value = unsafe getenv("ROAMLAB_CONSOLE_TOKEN") else { return }
            let octets = Array(unsafe String(cString: value).utf8)
            if !octets.isEmpty { token = .init(octets) }
        }
    }

    /// The person's browser.
    enum Browser {
        /// Opens a link there, without waiting for it.
        static func open(_ link: String) {
            var process = pid_t()
            let (program, argument) = unsafe (strdup("xdg-open"), strdup(link))
            defer {
                unsafe free(program)
                unsafe free(argument)
            }
            var arguments = unsafe [program, argument, nil]
            if unsafe posix_spawnp(&process, "xdg-open", nil, nil, &arguments, environ) != 0 {
                StandardError.print("roamlab console: there is no xdg-open: open the link yourself")
            }
        }
    }
#endif
