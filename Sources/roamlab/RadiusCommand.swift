internal import ArgumentParser

#if Live
    internal import Capture
    internal import Configuration
    internal import EAPMethods
    internal import Lab
    internal import Live
    internal import Octets
    internal import RADIUS
    internal import RADIUSServer
#endif

/// `roamlab radius`: the authentication server on a UDP socket.
struct RadiusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "radius",
        abstract: "Serve EAP-TLS, EAP-TTLS and PEAP over RADIUS, until a signal ends it.",
        discussion: """
            The users file is FreeRADIUS's, a line a user:

              testuser Cleartext-Password := "testpasswd"

            Indented lines below a user hold what the Access-Accept says of the session: Session-Timeout = 30 and \
            Termination-Action = RADIUS-Request.

            Without --server-cert and --server-key, certificates are made at start and live as long as the server does. \
            --write-certificates DIR writes them as PEM: ca.pem to check the server with, and client.pem with \
            client.key for EAP-TLS. Whoever shows a certificate of this authority, or of one in --ca, is the user in \
            its common name, who must stand in the users file; client.pem is the first user's.

            --accounting-listen takes accounting too (RFC 2866), by port 1813 as assigned, and prints a line for each \
            Start, Interim-Update and Stop: user, station, session, seconds, octets.

            Every NAS uses the one secret. A request without a right Message-Authenticator is not answered, only counted. \
            Status-Server is answered (RFC 5997).
            """)

    @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "address:port"))
    var listen = "127.0.0.1:1812"

    @Option(help: "The port, in place of the one in --listen; 0 takes a free one.")
    var port: UInt16?

    @Option(
        help: ArgumentHelp(
            "Where to take accounting: 127.0.0.1:1813 as assigned; port 0 takes a free one. Nowhere, if not given.",
            valueName: "address:port"))
    var accountingListen: String?

    @Option(help: ArgumentHelp("Who may come in.", valueName: "file"))
    var users: String

    @Option(help: "The secret shared with every NAS.")
    var secret: String

    @Option(
        help: ArgumentHelp(
            "The methods that may run, with commas; the first is proposed, another one is run where the station asks.",
            valueName: "methods"))
    var eap = "tls,ttls,peap"

    @Option(help: ArgumentHelp("The highest version of TLS: 1.0, 1.1, 1.2 or 1.3.", valueName: "version"))
    var tls = "1.2"

    @Option(
        help: ArgumentHelp(
            "The lowest version of TLS: 1.2 where nothing is said, or --tls if that is lower. 1.0 and 1.1 are broken.",
            valueName: "version"))
    var tlsMin: String?

    @Option(
        help: ArgumentHelp(
            "How many TLS sessions may be resumed, each for a day; 0 makes every authentication a full one.",
            valueName: "sessions"))
    var resumption = 0

    @Option(help: ArgumentHelp("The kind of the certificate's key: rsa-2048 or p-256.", valueName: "kind"))
    var key = "rsa-2048"

    @OptionGroup var certificates: ServerCertificateOptions

    @Option(help: ArgumentHelp("Write the authority's certificate (PEM) there.", valueName: "file"))
    var writeCa: String?

    @Option(
        help: ArgumentHelp("Write ca.pem, and the first user's client.pem and client.key, there.", valueName: "dir"))
    var writeCertificates: String?

    func validate() throws {
        // A client of the laboratory's authority is none of another one's.
        if writeCertificates != nil, certificates.serverCert != nil || certificates.ca != nil {
            throw ValidationError("--write-certificates writes the laboratory's own: not with --server-cert or --ca")
        }
    }

    func run() throws {
        #if Live
            let (address, listenPort) = try endpoint(listen, of: "--listen")
            let accountingPlace = try accountingListen.map { try endpoint($0, of: "--accounting-listen") }
            let configuration = try serverConfiguration()
            Signals.block()
            let log: @Sendable (RADIUSServerEvent) -> Void = { StandardError.print("roamlab radius: \($0)") }
            let listener: RADIUSListener
            var accounting: RADIUSListener?
            do throws(ListenError) {
                listener = try RADIUSListener(on: address, port: port ?? listenPort, configuration, log: log)
                if let (address, port) = accountingPlace {
                    let settings = AccountingServerConfiguration(secret: configuration.secret)
                    accounting = try RADIUSListener(on: address, port: port, accounting: settings, log: log)
                }
            } catch {
                throw Failure("cannot listen on \(error)")
            }
            StandardError.print(
                """
                roamlab radius: listening on \(listener.endpoint), TLS up to \(tls), \
                \(configuration.eap.users.count) users
                """)
            if let accounting {
                StandardError.print("roamlab radius: taking accounting on \(accounting.endpoint)")
            }
            Signals.wait()
            let counters = listener.counters
            let accounted = accounting.map { "; \($0.accountingCounters)" } ?? ""
            listener.close()
            accounting?.close()
            StandardError.print("roamlab radius: stopped; \(counters)\(accounted)")
        #else
            StandardError.print("roamlab radius: built without sockets; run `make`")
            throw ExitCode(64)
        #endif
    }

    #if Live
        /// A failure that is told in one line, with exit status 1.
        struct Failure: Error, CustomStringConvertible {
            var description: String
            init(_ description: String) { self.description = description }
        }

        private func endpoint(_ text: String, of option: String) throws -> (address: String, port: UInt16) {
            guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
            else { throw ValidationError("\(option): expected address:port, not \(text)") }
            var address = text[..<colon]
            if address.first == "[", address.last == "]" { address = address.dropFirst().dropLast() }
            return (String(address), port)
        }

        private func serverConfiguration() throws -> RADIUSServerConfiguration {
            let highest = try version(tls, of: "--tls")
            let lowest = try tlsMin.map { try version($0, of: "--tls-min") } ?? min(.tls12, highest)
            guard lowest <= highest else {
                throw ValidationError("--tls-min: \(lowest.rawValue) is above --tls \(tls)")
            }
            guard 0...1_000_000 ~= resumption else {
                throw ValidationError("--resumption: expected 0 to 1000000 sessions, not \(resumption)")
            }
            var kept: TLSContext.Resumption?
            if resumption > 0 {
                kept = TLSContext.Resumption()
                kept?.maximumSessions = resumption
            }
            guard let kind = TLSIdentity.KeyKind(rawValue: key) else {
                throw ValidationError("--key: expected rsa-2048 or p-256, not \(key)")
            }
            guard !secret.isEmpty else { throw ValidationError("--secret: expected a secret that is not empty") }
            let identity: TLSIdentity
            do {
                identity = try certificates.identity() ?? .laboratory(kind)
                try certificates.checkAuthorities()
            } catch let error as ServerCertificateOptions.Unusable {
                throw Failure("\(error)")
            }
            let context = try TLSContext(
                server: identity, clientAuthorities: certificates.ca, versions: lowest...highest, resumption: kept)
            if let writeCa {
                let certificate = try identity.authorityPEM()
                try OutputFile.write(certificate.octets, to: writeCa)
            }
            let file = try usersFile()
            if let writeCertificates { try write(identity, kind, file, to: writeCertificates) }
            var configuration = RADIUSServerConfiguration(secret: RADIUSSecret(secret), tls: context, users: file)
            configuration.eap.methods = try methods()
            return configuration
        }

        private func version(_ text: String, of option: String) throws -> TLSContext.Version {
            guard let version = TLSContext.Version(rawValue: text) else {
                throw ValidationError("\(option): expected 1.0, 1.1, 1.2 or 1.3, not \(text)")
            }
            return version
        }

        private func methods() throws -> [TLSMethod] {
            try eap.split(separator: ",", omittingEmptySubsequences: false).map { name in
                guard let method = TLSMethod(rawValue: name.lowercased()) else {
                    throw ValidationError("--eap: expected tls, ttls or peap, not \"\(name)\"")
                }
                return method
            }
        }

        private func write(
            _ server: TLSIdentity, _ kind: TLSIdentity.KeyKind, _ file: UsersFile, to directory: String
        ) throws {
            guard let user = file.users.first else {
                throw Failure("--write-certificates: \(users) names no user to certify")
            }
            let client = try TLSIdentity.laboratoryClient(kind, userName: String(decoding: user.name, as: UTF8.self))
            try OutputDirectory.make(directory)
            let (authority, certificate) = (try server.authorityPEM(), try client.certificatePEM())
            let key = try client.privateKeyPEM()
            try OutputFile.write(authority.octets, to: directory + "/ca.pem")
            try OutputFile.write(certificate.octets, to: directory + "/client.pem")
            try OutputFile.write(key.octets, to: directory + "/client.key", isPrivate: true)
        }

        private func usersFile() throws -> UsersFile {
            let text = try InputFile.octets(of: users)
            let file = try UsersFile(parsing: text.octets, file: users)
            for note in file.notes { StandardError.print("\(note)") }
            return file
        }
    #endif
}
