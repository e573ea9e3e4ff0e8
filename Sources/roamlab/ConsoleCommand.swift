internal import ArgumentParser

#if Console
    internal import Console
    internal import Live

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
        abstract: "Serve the web console, for an emulated lab and for captures, until SIGINT or SIGTERM.")

    @Argument(
        help: ArgumentHelp(
            "A lab file, or captures; without any it is the lab of the OKC scenarios.", valueName: "lab.yaml | file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "address:port"))
    var listen = "127.0.0.1:8080"

    @Flag(help: "Open the page in a browser.")
    var open = false

    @Option(help: ArgumentHelp("Read the page's files there, at each request.", valueName: "dir", visibility: .hidden))
    var page: String?

    func run() throws {
        #if Console
            guard let address = ConsoleAddress(listen) else {
                throw ValidationError("--listen: expected address:port, not \(listen)")
            }
            Signals.block()
            signal(SIGPIPE, SIG_IGN)
            var configuration = ConsoleConfiguration(address: address)
            configuration.pageFolder = page
            let console: ConsoleServer
            do throws(ConsoleError) {
                console = try ConsoleServer(configuration)
            } catch {
                StandardError.print("roamlab console: \(error)")
                throw ExitCode.failure
            }
            StandardError.print("roamlab console: \(console.link)")
            Signals.wait()
            console.stop()
        #else
            StandardError.print("roamlab console: built without the console; run `make`")
            throw ExitCode(64)
        #endif
    }
}
