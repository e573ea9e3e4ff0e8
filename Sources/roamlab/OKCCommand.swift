internal import ArgumentParser
internal import Capture
internal import Configuration
internal import EAPMethods
internal import Faults
internal import Lab
internal import Octets
internal import RSN
internal import Reports
internal import Roaming
internal import Scenarios
internal import Timeline

/// `roamlab okc`: the seed's four scenarios.
struct OKCCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "okc",
        abstract: "Run the four OKC scenarios in simulated time, and judge them by their captures.",
        discussion: """
            A station joins 04:f0:21:19:89:44, roams to 04:f0:21:19:88:44 and goes back, with EAP-TTLS:

              vap-only   OKC on the VAP, not on the station: full RADIUS authentication
              both       OKC on both: the station sends a PMKID, and the 4-way handshake is enough
              none       OKC on neither: full RADIUS authentication
              sta-only   OKC on the station alone: the VAP ignores the PMKID, full RADIUS authentication

            The way back is plain PMKSA caching in all four. The verdicts are read from the captures.

            A fault on the air or the wire is written as verb, frame and clauses (Docs/Faults.md has them all):

              drop, withhold, delay, duplicate, reorder, corrupt, override
              beacon, authentication, reassociation-request, eap response identity, eapol-key 3, data, ack, \
            radius access-challenge, …
              from ap|station, station ADDRESS, bssid ADDRESS, first N, nth N or N..M, probability P, attempts N, \
            by TIME, octet N, xor HH, fcs right|wrong, pmkid HEX

            Exit status: 0 if each scenario did what the seed says it does, 1 if not, 64 for a wrong command line.

            Equal seeds give equal times, frame kinds and lengths, with RSA certificates: ECDSA signatures vary in \
            length.
            """)

    @Option(help: ArgumentHelp("Where the captures, keys, results.json and report.html go.", valueName: "dir"))
    var out = "okc-results"

    @Option(
        help: ArgumentHelp(
            "Only this scenario: vap-only, both, none or sta-only; may be repeated.", valueName: "name"),
        transform: named)
    var scenario: [OKCScenario] = []

    @Option(help: ArgumentHelp("Roams there and back in each scenario.", valueName: "n"))
    var roams = 1

    @Option(
        help: ArgumentHelp(
            "The EAP method; the station's configuration says ttls-pap.", valueName: "method"))
    var eap: MethodName?

    @Option(help: ArgumentHelp("The station's AKM: WPA-EAP or WPA-EAP-SHA256.", valueName: "akm"))
    var keyManagement: KeyManagement?

    @Option(
        help: ArgumentHelp(
            "An access point of your own, a hostapd.conf like Examples/okc.conf; okc= is set as each scenario says.",
            valueName: "file"))
    var vap: String?

    @Option(
        help: ArgumentHelp(
            "A station of your own, a wpa_supplicant.conf; proactive_key_caching= is set as each scenario says.",
            valueName: "file"))
    var station: String?

    @Option(help: ArgumentHelp("What every random number comes from.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("What goes to standard output: text or json.", valueName: "format"))
    var format = Format.text

    @Option(help: ArgumentHelp("The version of TLS: 1.2 or 1.3.", valueName: "version"))
    var tls = TLSVersion.tls12

    @Option(help: ArgumentHelp("The server's certificate: rsa-2048 or p-256.", valueName: "kind"))
    var key = CertificateKey.rsa

    @OptionGroup var certificates: ServerCertificateOptions

    @Option(help: ArgumentHelp("Simulated: to the RADIUS server and back.", valueName: "ms"))
    var radiusRtt = Delays().radiusRoundTrip.milliseconds

    @Option(help: ArgumentHelp("Simulated: what the station takes for a frame.", valueName: "ms"))
    var stationDelay = Delays().station.milliseconds

    @Option(help: ArgumentHelp("Simulated: what the AP takes for a frame.", valueName: "ms"))
    var apDelay = Delays().accessPoint.milliseconds

    @Option(help: ArgumentHelp("Simulated: what a TLS step with public keys takes.", valueName: "ms"))
    var tlsDelay = Delays().tls.milliseconds

    @Option(
        help: ArgumentHelp(
            """
            Show a failure: wrong-secret, wrong-password, unknown-user or dead-server; or what goes wrong on the air or \
            the wire, like "drop eapol-key 3 from ap first 2"; may be repeated.
            """, valueName: "fault"),
        transform: FaultArgument.init)
    var fault: [FaultArgument] = []

    @OptionGroup var keeping: HistoryOptions

    func validate() throws {
        guard fault.count(where: { $0.mistake != nil }) <= 1 else {
            throw ValidationError("--fault: one of \(FaultArgument.mistakes) at a time")
        }
        guard (1...100_000).contains(roams) else {
            throw ValidationError("--roams: expected 1 to 100000, not \(roams)")
        }
        for (name, value) in [
            ("radius-rtt", radiusRtt), ("station-delay", stationDelay), ("ap-delay", apDelay), ("tls-delay", tlsDelay),
        ] where !(0...10_000).contains(value) {
            throw ValidationError("--\(name): expected 0 to 10000 milliseconds, not \(value)")
        }
    }

    func run() throws {
        do {
            let options = try makeOptions()
            for scenario in chosen { try ScenarioRun(scenario, options: options).check() }
            try OutputDirectory.make(out)
            let report = try runScenarios(options)
            try OutputFile.write([UInt8](report.json.utf8).octets, to: "\(out)/results.json")
            try OutputFile.write([UInt8](report.html.utf8).octets, to: "\(out)/report.html")
            keep(report)
            switch format {
            case .text:
                try StandardOutput.write(
                    report.text(isColored: StandardOutput.isColored)
                        + "\nLook at \(out)/report.html; the captures and results.json are beside it.\n")
            case .json: try StandardOutput.write(report.json)
            }
            if !report.isAsExpected { throw ExitCode.failure }
        } catch let error as ConfigurationError {
            StandardError.print("\(error)")
            throw ExitCode.failure
        } catch let error as NotEmulated {
            StandardError.print("\(error)")
            throw ExitCode.failure
        } catch let error as UnusableCertificate {
            StandardError.print("\(error)")
            throw ExitCode.failure
        } catch let error as ScenarioRun.UnfitConfiguration {
            StandardError.print("roamlab okc: \(error)")
            throw ExitCode.failure
        } catch let error as ServerCertificateOptions.Unusable {
            StandardError.print("roamlab okc: \(error)")
            throw ExitCode.failure
        } catch let error as FileError {
            StandardError.print("roamlab okc: \(error)")
            throw ExitCode.failure
        }
    }

    private func keep(_ report: ScenarioReport) {
        var run = HistoryOptions.Run(source: "okc", title: report.title, command: command, isSimulated: true)
        run.isAsExpected = report.isAsExpected
        run.configuration = [
            "roams": "\(roams)", "seed": "\(seed)", "tls": tls.rawValue, "key": key.rawValue,
            "eap": eap?.method.name ?? "as configured", "key-management": keyManagement?.rawValue ?? "as configured",
            "radius-rtt": "\(radiusRtt) ms", "station-delay": "\(stationDelay) ms", "ap-delay": "\(apDelay) ms",
            "tls-delay": "\(tlsDelay) ms", "vap": vap ?? "built in", "station": station ?? "built in",
            "faults": fault.isEmpty ? "none" : "\(fault.count), as in the command",
        ]
        for scenario in report.scenarios {
            run.associations += scenario.associations.map { (scenario.name, $0) }
        }
        keeping.keep(run)
    }

    /// Runs each scenario, writes its capture, and judges it by reading that file back.
    private func runScenarios(_ options: ScenarioOptions) throws -> ScenarioReport {
        var report = ScenarioReport(
            title: "Opportunistic key caching, four scenarios", command: command, clock: .simulated)
        report.version = Version.text
        var lengths = FrameLengths()
        let progress = Progress(total: chosen.count * roams, unit: "rounds")
        for scenario in chosen {
            let products = try ScenarioRun(scenario, options: options).run { _ in progress.advance() }
            let path = "\(out)/\(scenario.fileName)"
            try OutputFile.write(products.capture.octets, to: path + ".pcapng")
            try OutputFile.write([UInt8](products.keys.utf8).octets, to: path + ".keys")
            let keys = try KeysFile(parsing: products.keys)
            let results = try RoamingResults(analyzing: path + ".pcapng", keys: keys, gathersLadders: true)
            let judgement = Judgement(
                results.associations, of: scenario, rounds: roams, station: ScenarioRun.station,
                home: ScenarioRun.home, target: ScenarioRun.target)
            report.scenarios.append(
                Reports.Scenario(
                    scenario, associations: results.associations, judgement: judgement,
                    products: products))
            lengths.merge(FrameLengths(ofCapture: products.capture.octets, station: ScenarioRun.station))
        }
        progress.finish()
        report.lengths = lengths.comparisons
        report.delays = options.delays.stated
        return report
    }

    private var chosen: [OKCScenario] { scenario.isEmpty ? OKCScenario.allCases : scenario }

    private func makeOptions() throws -> ScenarioOptions {
        var options = ScenarioOptions()
        options.rounds = roams
        options.method = eap?.method
        options.akm = keyManagement?.akm
        options.seed = seed
        options.tls = tls.versions
        options.keyKind = key.kind
        options.fault = fault.compactMap(\.mistake).first
        options.faults = fault.compactMap(\.fault)
        options.serverIdentity = try certificates.identity()
        try certificates.checkAuthorities()
        options.clientAuthorities = certificates.ca
        if let vap {
            let text = try InputFile.octets(of: vap)
            let file = try HostapdConfiguration(parsing: text.octets, file: vap)
            file.notes.forEach { StandardError.print("\($0)") }
            options.accessPoint = file
        }
        if let station {
            let text = try InputFile.octets(of: station)
            let file = try SupplicantConfiguration(parsing: text.octets, file: station)
            file.notes.forEach { StandardError.print("\($0)") }
            options.supplicant = file
        }
        options.delays.radiusRoundTrip = Self.interval(radiusRtt)
        options.delays.station = Self.interval(stationDelay)
        options.delays.accessPoint = Self.interval(apDelay)
        options.delays.tls = Self.interval(tlsDelay)
        return options
    }

    private static func interval(_ milliseconds: Double) -> Interval {
        Interval(nanoseconds: UInt64((milliseconds * 1e6).rounded()))
    }

    private var command: String { ShellWords.line(["roamlab"] + CommandLine.arguments.dropFirst()) }
}

extension OKCCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    struct MethodName: ExpressibleByArgument {
        var method: EAPMethod

        init?(argument: String) {
            guard let method = EAPMethod.allCases.first(where: { $0.name == argument }) else { return nil }
            self.method = method
        }

        static var allValueStrings: [String] { EAPMethod.allCases.map(\.name) }
    }

    enum KeyManagement: String, ExpressibleByArgument, CaseIterable {
        case eap = "WPA-EAP"
        case eapSHA256 = "WPA-EAP-SHA256"

        var akm: AKM { self == .eap ? .wpaEAP : .wpaEAPSHA256 }
    }

    enum TLSVersion: String, ExpressibleByArgument, CaseIterable {
        case tls12 = "1.2"
        case tls13 = "1.3"

        var versions: ClosedRange<TLSContext.Version> { self == .tls12 ? .tls12 ... .tls12 : .tls13 ... .tls13 }
    }

    enum CertificateKey: String, ExpressibleByArgument, CaseIterable {
        case rsa = "rsa-2048"
        case p256 = "p-256"

        var kind: TLSIdentity.KeyKind { self == .rsa ? .rsa2048 : .p256 }
    }
}
