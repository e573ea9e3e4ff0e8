#if Console
    internal import Configuration
    internal import Control
    internal import Foundation
    internal import History
    internal import HTTPTypes
    internal import Hummingbird
    internal import HummingbirdCore
    public import Live
    internal import Lab
    internal import Logging
    internal import NIOCore
    internal import NIOPosix
    internal import Roaming
    internal import Sockets
    internal import Synchronization
    internal import Timeline

    /// The web console, on threads of its own.
    ///
    /// ```swift
    /// let console = try ConsoleServer(ConsoleConfiguration(address: address))
    /// print(console.link)
    /// // … until a signal comes …
    /// console.stop()
    /// ```
    public final class ConsoleServer: Sendable {
        /// Connections at most.
        private static let connectionLimit = 256
        private static let http = HTTP1Channel.Configuration(
            idleTimeout: .seconds(60),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))

        /// Where it listens; the port is the chosen one where 0 was asked for.
        public let address: ConsoleAddress
        /// What looks on at the lab for the console: the lab's ``/Live/LiveLab/watcher``. Nil without a lab.
        public let watcher: LabWatcher?
        let parts: ConsoleParts
        private let server: Task<Void, Never>
        private let ticker: Task<Void, Never>
        private let end: Ending
        private let listening: Listening
        private let accepted: AcceptedConnections

        /// Binds the address and begins to answer.
        ///
        /// - Parameter lab: the live lab; nil where captures alone are shown.
        /// - Throws: ``ConsoleError`` where the address cannot be bound.
        public init(_ configuration: ConsoleConfiguration, lab: ConsoleLab? = nil) throws(ConsoleError) {
            let address = configuration.address
            let captures: OwnCaptures
            do throws(SystemError) {
                captures = try OwnCaptures()
            } catch {
                throw ConsoleError(address: address, reason: "\(error)")
            }
            let events = EventHub()
            let (access, watcher) = lab.map { Self.watch($0, events, captures, configuration) } ?? (nil, nil)
            let history = HistoryBook(path: configuration.history, version: configuration.version)
            let parts = ConsoleParts(
                events: events, captures: captures, lab: access,
                scenarios: ScenarioRuns(captures: captures, events: events) { history.keep($0) }, history: history,
                configuration: configuration)
            let start = Starting()
            let end = Ending()
            let listening = Listening()
            let accepted = AcceptedConnections()
            var logger = Logger(label: "roamlab console")
            logger.logLevel = .critical
            let application = Application(
                router: ConsoleRoutes.router(parts),
                server: HTTPServerBuilder { responder in
                    AcceptedConnections.Channels(
                        http: HTTP1Channel(responder: responder, configuration: Self.http), connections: accepted)
                },
                configuration: ApplicationConfiguration(
                    address: .hostname(address.address, port: address.port), backlog: 64,
                    availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionLimit)),
                onServerRunning: { channel in
                    listening.channel.withLock { $0 = channel }
                    start.finish(.success(channel.localAddress?.port ?? address.port))
                },
                eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
                logger: logger)
            server = Task.detached {
                do {
                    try await application.run()
                } catch let error as IOError {
                    let reason = SystemError("", "listen", code: error.errnoCode).reason
                    start.finish(.failure(ConsoleError(address: address, reason: reason)))
                } catch {
                    start.finish(.failure(ConsoleError(address: address, reason: "\(error)")))
                }
                end.signal()
            }
            ticker = Task.detached { await Self.tick(parts) }
            self.parts = parts
            self.watcher = watcher
            self.end = end
            self.listening = listening
            self.accepted = accepted
            switch start.wait() {
            case .success(let port): self.address = ConsoleAddress(address: address.address, port: port)
            case .failure(let error):
                self.address = address
                stop()
                throw error
            }
        }

        /// The link that opens the page, with the token where one is needed.
        public var link: String {
            guard let token = parts.configuration.token else { return "http://\(address)/" }
            return "http://\(address)/?token=\(String(decoding: token.octets, as: UTF8.self))"
        }

        /// Stops answering, frees the address and removes the console's own captures.
        public func stop() {
            parts.events.finish()
            parts.scenarios.stop()
            ticker.cancel()
            // None comes any more, then those that came are taken up, then they end.
            listening.pause()
            for _ in 0..<200 where !accepted.isEmpty { Thread.sleep(forTimeInterval: 0.01) }
            listening.close()
            server.cancel()
            end.wait(milliseconds: 2000)
            parts.lab?.stop()
            parts.captures.remove()
        }

        // MARK: The lab

        private static func watch(
            _ lab: ConsoleLab, _ events: EventHub, _ captures: OwnCaptures, _ configuration: ConsoleConfiguration
        ) -> (LabAccess, LabWatcher) {
            let path = captures.folder + "/live.pcapng"
            captures.add(
                OwnCaptures.Capture(id: "live", name: "\(lab.name), live", path: path, keys: nil, isGrowing: true))
            let witness = LiveWitness(
                path: path, fileLimit: configuration.liveCaptureLimit, events: events,
                ended: { reason in
                    let problem = "the live capture ends here: \(reason); the lab and its verdicts go on"
                    captures.note(problem, of: "live")
                    events.publish(.capture, ["id": "live", "problem": problem])
                    configuration.tell(
                        problem + "; roamlab up --capture FILE --capture-size MB keeps all of it, in a row of files")
                }, settled: { lab.run?.add($0) })
            let log = LabLog()
            let watcher = LabWatcher(
                blocks: { witness.receive($0) },
                keys: { made in
                    let keys = made.map { KeysFile.Entry($0) }
                    witness.learn(keys)
                    captures.learn(keys, of: "live")
                },
                lines: { lines in
                    let named = lines.map { line in
                        LabLog.Line(
                            device: line.interface, time: Double(line.time.nanoseconds) / 1e9, text: line.text)
                    }
                    log.add(named)
                    for line in named { events.publish(.control, line) }
                })
            return (LabAccess(lab, log: log, witness: witness), watcher)
        }

        /// Devices that are told of at a time.
        private static let changeLimit = 64

        /// Tells pages of devices that have changed, ten times a second at most; of an access point with many stations the
        /// less often, the more there is to tell.
        private static func tick(_ parts: ConsoleParts) async {
            var count = 0
            // When BSSs are told of again, in tenths of a second.
            var due: [String: Int] = [:]
            while !Task.isCancelled {
                guard (try? await Task.sleep(for: .milliseconds(100))) != nil else { return }
                count += 1
                if count % 150 == 0 { parts.events.tick() }
                guard let lab = parts.lab, parts.events.hasListeners else { continue }
                let changed = lab.log.takeChanged(changeLimit) { due[$0, default: 0] <= count }
                guard !changed.isEmpty, let devices = try? await lab.ask({ $0.devices(named: changed) }) else {
                    continue
                }
                for device in devices {
                    if case .accessPoint(let accessPoint) = device {
                        let entries = accessPoint.bsses.reduce(0) { $0 + $1.stations.count + $1.pmksa.count }
                        for bss in accessPoint.bsses { due[bss.name] = count + entries / 100 }
                    }
                    parts.events.publish(.lab, device)
                }
                if due.count > 10_000 { due = [:] }
            }
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

    /// The channel that takes connections.
    private final class Listening: Sendable {
        let channel = Mutex<(any Channel)?>(nil)

        /// Accepts no more connections.
        func pause() {
            guard let channel = channel.withLock({ $0 }) else { return }
            try? channel.setOption(.autoRead, value: false).wait()
        }

        /// Closes it, and waits for that.
        func close() {
            guard let channel = channel.withLock({ $0 }) else { return }
            try? channel.close().wait()
        }
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
        private let condition = NSCondition()
        private let flag = Mutex(false)

        func signal() {
            condition.withLock {
                flag.withLock { $0 = true }
                condition.broadcast()
            }
        }

        func wait(milliseconds: Int) {
            let limit = Date(timeIntervalSinceNow: Double(milliseconds) / 1000)
            condition.withLock {
                while !flag.withLock({ $0 }), condition.wait(until: limit) {}
            }
        }
    }
#endif
