internal import ArgumentParser

#if Live
    internal import Capture
    internal import Configuration
    internal import Control
    #if Console
        internal import Console
        internal import History
    #endif
    internal import Lab
    internal import LabFiles
    internal import Live
    internal import Octets
    internal import Sockets
    internal import Timeline

    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Musl
    #endif
#endif

/// `roamlab up`: a live lab that the field's own tools drive.
struct UpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Start a lab in wall-clock time, which wpa_cli and hostapd_cli drive, until a signal ends it.",
        discussion: """
            Without a file it is the lab of the OKC scenarios: vap0000, vap0000_0 and vap0000_1 with OKC, and sta00000 \
            without proactive key caching. In another terminal:

              wpa_cli -p roamlab-run/wpa_supplicant -i sta00000 scan
              wpa_cli -p roamlab-run/wpa_supplicant -i sta00000 roam 04:f0:21:19:88:44
              hostapd_cli -p roamlab-run/hostapd -i vap0000_0 all_sta

            The lab itself is told of faults while it runs (Docs/Faults.md):

              wpa_cli -p roamlab-run -i lab raw FAULT drop eapol-key 3 first 2

            A capture grows as the lab runs; Wireshark looks on with

              roamlab up --capture - | wireshark -k -i -

            Exit codes: 0 where it was ended, 1 where it could not start or a capture or file could not be written, 64 for \
            a wrong command line.
            """)

    @Argument(help: ArgumentHelp("What the lab is made of.", valueName: "lab.yaml"))
    var labFile: String?

    @Option(help: ArgumentHelp("Where the control sockets are.", valueName: "dir"))
    var runDir = "roamlab-run"

    @Option(help: ArgumentHelp("Write a capture (pcapng) there; - is standard output.", valueName: "file"))
    var capture: String?

    @Option(
        help: ArgumentHelp(
            "Begin a new file after so many megabytes: lab.pcapng becomes lab-00001.pcapng and so on.",
            valueName: "MB"))
    var captureSize: Int?

    @Option(help: ArgumentHelp("Keep so many of these files, the newest.", valueName: "n"))
    var captureFiles: Int?

    @Option(help: ArgumentHelp("Write the PMKs that were made there, at the end.", valueName: "file"))
    var keys: String?

    @OptionGroup var certificates: ServerCertificateOptions

    @Option(help: ArgumentHelp("Serve the web console there, as roamlab console does.", valueName: "address:port"))
    var console: String?

    @OptionGroup var keeping: HistoryOptions

    func validate() throws {
        if let captureSize, !(1...1_000_000).contains(captureSize) {
            throw ValidationError("--capture-size: expected 1 to 1000000 megabytes, not \(captureSize)")
        }
        if let captureFiles, captureFiles < 1 {
            throw ValidationError("--capture-files: expected at least 1, not \(captureFiles)")
        }
        if captureSize == nil, captureFiles != nil {
            throw ValidationError("--capture-files goes with --capture-size")
        }
        if capture == "-", captureSize != nil {
            throw ValidationError("--capture-size: standard output cannot be cut into files")
        }
    }

    func run() throws {
        #if Live
            Signals.block()
            signal(SIGPIPE, SIG_IGN)
            do {
                var source = try LabSource(labFile)
                source.plan.serverIdentity = try certificates.identity()
                try certificates.checkAuthorities()
                source.plan.clientAuthorities = certificates.ca
                try bringUp(source)
            } catch let error as LabFileError {
                StandardError.print("\(error)")
                throw ExitCode.failure
            } catch let error as FileError {
                StandardError.print("roamlab up: \(error)")
                throw ExitCode.failure
            } catch let error as SystemError {
                StandardError.print("roamlab up: \(error)")
                throw ExitCode.failure
            } catch let error as NotEmulated {
                StandardError.print("roamlab up: \(error)")
                throw ExitCode.failure
            } catch let error as ServerCertificateOptions.Unusable {
                StandardError.print("roamlab up: \(error)")
                throw ExitCode.failure
            }
        #else
            StandardError.print("roamlab up: built without sockets; run `make`")
            throw ExitCode(64)
        #endif
    }

    #if Live
        private func bringUp(_ source: LabSource) throws {
            let plan = source.plan
            let target = capture.map {
                CaptureTarget(path: $0, size: captureSize.map { $0 * 1_000_000 }, files: captureFiles)
            }
            // What cannot be written is told before anything starts.
            let keysFile: OutputFile? = if let keys { try OutputFile(path: keys) } else { nil }
            let lab = try LiveLab(
                plan.labConfiguration(), stations: plan.stationControls(), accessPoints: plan.accessPointControls(),
                faults: plan.faults, script: plan.script, runDirectory: runDir, capture: target,
                tls: plan.tlsProvider())
            #if Console
                let run = source.begin("up", keeping)
                let served = try serveConsole(source, lab, run)
                let kept = served == nil ? run.map { KeptLab($0) } : nil
                if let kept { lab.watcher = kept.watcher }
                defer {
                    served?.stop()
                    kept?.stop()
                }
            #else
                if console != nil {
                    StandardError.print("roamlab up: built without the console; run `make`")
                    throw ExitCode(64)
                }
            #endif
            lab.stopAtSignals()
            StandardError.print(
                """
                roamlab up: \(Self.count(plan.stations.count, "station")), \
                \(Self.count(plan.accessPoints.flatMap(\.bsses).count, "BSS")), control sockets in \(runDir)
                """)
            lab.run { StandardError.print("roamlab up: \($0)") }
            if let keysFile {
                let text = lab.takeKeys().map { $0.line + "\n" }.joined()
                try keysFile.write([UInt8](text.utf8).octets)
            }
            let lateness = lab.lateness
            StandardError.print(
                """
                roamlab up: stopped; \(lateness.due) timers due, \(lateness.fired) fired, 99.9 % of them within \
                \(Self.shown(lateness.milliseconds(at: 0.999))) ms, the latest \
                \(Self.shown(lateness.maximum)) ms late
                """)
            if lab.hasCaptureFailed { throw ExitCode.failure }
        }

        #if Console
            private func serveConsole(
                _ source: LabSource, _ lab: LiveLab, _ run: LiveRun?
            ) throws -> ConsoleServer? {
                guard let console else { return nil }
                guard let address = ConsoleAddress(console) else {
                    throw ValidationError("--console: expected address:port in numbers, not \(console)")
                }
                var configuration = ConsoleConfiguration(address: address)
                configuration.version = Version.text
                configuration.tell = { StandardError.print("roamlab up: \($0)") }
                configuration.takeTokenOfEnvironment()
                if case .file(let path) = keeping.place { configuration.history = path }
                let server: ConsoleServer
                do throws(ConsoleError) {
                    server = try ConsoleServer(
                        configuration,
                        lab: ConsoleLab(
                            name: source.name, mailbox: lab.mailbox, plan: source.plan, texts: source.texts, run: run))
                } catch {
                    StandardError.print("roamlab up: \(error)")
                    throw ExitCode.failure
                }
                lab.watcher = server.watcher
                StandardError.print("roamlab up: \(server.link)")
                return server
            }
        #endif

        private static func count(_ number: Int, _ thing: String) -> String {
            "\(number) \(thing)\(number == 1 ? "" : "s")"
        }

        private static func shown(_ milliseconds: Double) -> String {
            let micros = Int((milliseconds * 1000).rounded())
            let fraction = String(micros % 1000)
            return "\(micros / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
        }
    #endif
}
