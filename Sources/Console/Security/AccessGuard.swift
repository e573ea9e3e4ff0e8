#if Console
    internal import Configuration
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOCore

    /// Who may ask: what each request must show before anything is done for it, and what each response tells a browser.
    ///
    /// - A page of another site cannot ask, nor can one whose name was made to lead here (DNS rebinding): the Host must be
    ///   an address in numbers, "localhost", or a name that was given, and an Origin must be that Host's.
    /// - Off loopback each request carries the token, in a field or in a cookie.
    struct AccessGuard: RouterMiddleware {
        static let cookie = "roamlab_token"

        /// Whether the console listens where this machine alone reaches it.
        let isLoopback: Bool
        /// Names that lead here, beside addresses.
        let names: [String]
        /// What a client must show; nil where it need not.
        let token: Secret?

        func handle(
            _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
        ) async throws -> Response {
            var response: Response
            do {
                response = try await answer(request, context, next)
            } catch let problem as Problem {
                response = problem.response
            } catch let error as any HTTPResponseError {
                let status = error.status
                response = Problem(status, Self.detail(status, request)).response
            } catch is CancellationError {
                response = Problem(.serviceUnavailable, "the console ends").response
            } catch is NIOTooManyBytesError {
                response = Problem(.contentTooLarge, "the body is too long").response
            }
            Self.protect(&response)
            return response
        }

        private static func detail(_ status: HTTPResponse.Status, _ request: Request) -> String {
            switch status.code {
            case 404: "there is nothing at this address"
            case 405: "\(request.method.rawValue) is not answered here"
            default: status.reasonPhrase.lowercased()
            }
        }

        private func answer(
            _ request: Request, _ context: ConsoleContext,
            _ next: (Request, ConsoleContext) async throws -> Response
        ) async throws -> Response {
            let host = try checkHost(request)
            try checkOrigin(request, host)
            guard let token else { return try await next(request, context) }
            if request.uri.path == "/", let given = request.uri.queryParameters["token"] {
                guard Secret(Array(given.utf8)) == token else { throw refusal }
                return Self.welcome(token)
            }
            guard hasToken(request, token) else { throw refusal }
            return try await next(request, context)
        }

        // MARK: Where it was sent, and from where

        private func checkHost(_ request: Request) throws -> String {
            guard let host = request.head.authority, let (name, _) = HostName.parts(host[...]) else {
                throw Problem(.badRequest, "expected a Host field")
            }
            let lower = name.lowercased()
            let isKnown =
                isLoopback
                ? HostName.isLoopback(lower[...]) || names.contains(lower)
                : HostName.isAddress(lower[...]) || lower == "localhost" || names.contains(lower)
            guard isKnown else {
                throw Problem(.misdirectedRequest, "this console is not called so; start it with --name for a name")
            }
            return host.lowercased()
        }

        private func checkOrigin(_ request: Request, _ host: String) throws {
            let origins = request.headers[values: .origin]
            for origin in origins {
                guard let scheme = ["http://", "https://"].first(where: { origin.lowercased().hasPrefix($0) }),
                    origin.lowercased().dropFirst(scheme.count) == host
                else { throw Problem(.forbidden, "pages of other sites may not ask") }
            }
            // Browsers say of each request where it comes from (Fetch Metadata); a link to the page itself is no harm.
            guard let site = Self.fetchMetadata("Site", request), site != "same-origin", site != "none" else { return }
            let isLink =
                request.method == .get && Self.fetchMetadata("Mode", request) == "navigate"
                && !request.uri.path.hasPrefix("/api/")
            guard isLink else { throw Problem(.forbidden, "pages of other sites may not ask") }
        }

        // MARK: The token

        private var refusal: Problem {
            Problem(.unauthorized, "expected the token that the console printed at its start")
        }

        private func hasToken(_ request: Request, _ token: Secret) -> Bool {
            if let field = request.headers[.authorization], field.lowercased().hasPrefix("bearer ") {
                return Secret(Array(field.utf8.dropFirst(7))) == token
            }
            for field in request.headers[values: .cookie] {
                for pair in field.split(separator: ";") {
                    let pair = pair.drop { $0 == " " }
                    guard pair.hasPrefix(Self.cookie + "=") else { continue }
                    if Secret(Array(pair.utf8.dropFirst(Self.cookie.utf8.count + 1))) == token { return true }
                }
            }
            return false
        }

        /// Gives the token to the browser to keep, out of the address and out of reach of scripts. The page is then asked
        /// for by this one, so that a cookie for this site alone goes with it.
        private static func welcome(_ token: Secret) -> Response {
            let text = "<!doctype html><meta http-equiv=\"refresh\" content=\"0;url=/\"><a href=\"/\">roamlab</a>\n"
            let value = String(decoding: token.octets, as: UTF8.self)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                    .setCookie: "\(cookie)=\(value); Path=/; HttpOnly; SameSite=Strict",
                ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }

        // MARK: What browsers are told

        /// The page takes scripts, styles and data from here alone, and nobody frames it.
        static let policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

        private static let fields: [(name: HTTPField.Name, value: String)] = [
            ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-store"),
        ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

        /// Adds what the response does not say itself.
        private static func protect(_ response: inout Response) {
            for (name, value) in fields where response.headers[name] == nil { response.headers[name] = value }
            if response.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        }

        /// What browsers say of where a request comes from and what it is for.
        private static func fetchMetadata(_ name: String, _ request: Request) -> String? {
            HTTPField.Name("Sec-Fetch-" + name).flatMap { request.headers[$0] }
        }
    }
#endif
