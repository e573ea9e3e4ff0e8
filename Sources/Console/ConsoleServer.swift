#if Console
    internal import HTTPTypes
    internal import Hummingbird
    internal import Logging
    internal import NIOCore
    internal import Synchronization

    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Musl
    #endif

    /// The web console, on threads of its own.
    ///
    /// ```swift
    /// let console = try ConsoleServer(ConsoleConfiguration(address: address))
    /// print(console.link)
    /// // … until a signal comes …
    /// console.stop()
    /// ```
    public final class ConsoleServer: Sendable {
        /// Where it listens; the port is the chosen one where 0 was asked for.
        public let address: ConsoleAddress
        private let task: Task<Void, Never>
        private let end: Ending

        /// Binds the address and begins to answer.
        ///
        /// - Throws: ``ConsoleError`` where the address cannot be bound.
        public init(_ configuration: ConsoleConfiguration) throws(ConsoleError) {
            let start = Starting()
            let end = Ending()
            let router = ConsoleRoutes.router(configuration)
            var logger = Logger(label: "roamlab console")
            logger.logLevel = .critical
            let address = configuration.address
            let application = Application(
                router: router,
                configuration: ApplicationConfiguration(
                    address: .hostname(address.address, port: address.port), backlog: 64),
                onServerRunning: { channel in start.finish(.success(channel.localAddress?.port ?? address.port)) },
                logger: logger)
            task = Task.detached {
                do {
                    try await application.run()
                } catch {
                    start.finish(.failure(ConsoleError(address: address, reason: "\(error)")))
                }
                end.signal()
            }
            self.end = end
            let port = try start.wait().get()
            self.address = ConsoleAddress(address: address.address, port: port)
        }

        /// The link that opens the page.
        public var link: String { "http://\(address)/" }

        /// Stops answering and frees the address.
        public func stop() {
            task.cancel()
            end.wait(milliseconds: 2000)
        }
    }

    /// Why the console cannot be served.
    public struct ConsoleError: Error, CustomStringConvertible {
        /// Where it should have listened.
        public let address: ConsoleAddress
        /// What the system said.
        public let reason: String

        /// "127.0.0.1:80: bind(…): Permission denied".
        public var description: String { "\(address): \(reason)" }
    }

    /// The port, or why there is none, from the server's task to the thread that made it.
    private final class Starting: Sendable {
        private let result = Mutex<Result<Int, ConsoleError>?>(nil)
        private let done = Ending()

        func finish(_ value: Result<Int, ConsoleError>) {
            result.withLock { if $0 == nil { $0 = value } }
            done.signal()
        }

        func wait() -> Result<Int, ConsoleError> {
            while true {
                if let value = result.withLock({ $0 }) { return value }
                done.wait(milliseconds: 100)
            }
        }
    }

    /// What one thread waits for and another tells.
    private final class Ending: Sendable {
        private let flag = Mutex(false)

        func signal() { flag.withLock { $0 = true } }

        func wait(milliseconds: Int) {
            for _ in 0..<milliseconds where !flag.withLock({ $0 }) { usleep(1000) }
        }
    }
#endif
