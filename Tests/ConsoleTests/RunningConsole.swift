#if Console
    import Configuration
    @testable import Console
    import Control
    import Foundation
    import Lab
    import Live
    import Synchronization
    import TestSupport
    import Testing

    /// A console with a lab, in this process. Everything here blocks: call it ``onAThread(_:)``.
    final class RunningConsole: Sendable {
        let console: ConsoleServer
        private let thread: SystemThread?
        private let stopLab: (@Sendable () -> Void)?

        struct Failure: Error, CustomStringConvertible {
            var description: String
        }

        /// Starts a console on a free port.
        ///
        /// - Parameter plan: changes the seed's lab; nil starts none.
        init(
            on address: String = "127.0.0.1", configure: (inout ConsoleConfiguration) -> Void = { _ in },
            plan change: ((inout LabPlan) throws -> Void)? = { _ in }
        ) throws {
            var configuration = ConsoleConfiguration(address: ConsoleAddress(address: address, port: 0))
            configure(&configuration)
            guard let change else {
                console = try ConsoleServer(configuration)
                (thread, stopLab) = (nil, nil)
                return
            }
            var made = try LabPlan.seeds()
            try change(&made)
            let (plan, final) = (made, configuration)
            let folder = try #require(Program.newFolder())
            let state = Mutex<(ConsoleServer, @Sendable () -> Void)?>(nil)
            let failure = Mutex<String?>(nil)
            let box = Box(state: state, failure: failure)
            thread = SystemThread {
                do {
                    let lab = try LiveLab(
                        plan.labConfiguration(), stations: plan.stationControls(),
                        accessPoints: plan.accessPointControls(), runDirectory: folder + "/run", capture: nil)
                    let texts = Dictionary(uniqueKeysWithValues: Example.all.map { ($0.file, $0.text) })
                    let console = try ConsoleServer(
                        final, lab: ConsoleLab(name: "test", mailbox: lab.mailbox, plan: plan, texts: texts))
                    lab.watcher = console.watcher
                    box.state.withLock { $0 = (console, lab.stop) }
                    lab.run { _ in }
                } catch {
                    box.failure.withLock { $0 = "\(error)" }
                }
            }
            for _ in 0..<12_000 where box.state.withLock({ $0 == nil }) && box.failure.withLock({ $0 == nil }) {
                SystemThread.sleep(milliseconds: 10)
            }
            guard let (server, stop) = box.state.withLock({ $0 }) else {
                throw Failure(description: box.failure.withLock { $0 } ?? "the lab did not start")
            }
            console = server
            stopLab = stop
        }

        private final class Box: Sendable {
            let state: Mutex<(ConsoleServer, @Sendable () -> Void)?>
            let failure: Mutex<String?>

            init(
                state: consuming Mutex<(ConsoleServer, @Sendable () -> Void)?>, failure: consuming Mutex<String?>
            ) {
                self.state = state
                self.failure = failure
            }
        }

        /// Ends the lab and the console.
        func stop() {
            stopLab?()
            thread?.join()
            console.stop()
        }

        /// Sends a request with these fields; Host is the console's own where none is among them.
        func ask(
            _ method: String, _ path: String, fields: [String] = [], body: String? = nil
        ) throws -> HTTPClient.Answer {
            let client = try HTTPClient(port: console.address.port)
            var text = "\(method) \(path) HTTP/1.1\r\nConnection: close\r\n"
            if !fields.contains(where: { $0.lowercased().hasPrefix("host:") }) {
                text += "Host: 127.0.0.1:\(console.address.port)\r\n"
            }
            for field in fields { text += field + "\r\n" }
            if let body { text += "Content-Length: \(body.utf8.count)\r\n" }
            client.send(text + "\r\n" + (body ?? ""))
            return try client.answer()
        }

        /// A connection that listens to `/events`.
        func events(receiveBuffer: Int32? = nil) throws -> HTTPClient {
            let client = try HTTPClient(port: console.address.port, receiveBuffer: receiveBuffer)
            client.send("GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:\(console.address.port)\r\n\r\n")
            return client
        }

        /// Whether the station comes to have a link to `bssid` (nil: any) within ten seconds.
        func isLinked(to bssid: String? = nil, state: String = "COMPLETED") throws -> Bool {
            for _ in 0..<200 {
                let station = try station()
                if station["state"] as? String == state, bssid == nil || station["bssid"] as? String == bssid {
                    return true
                }
                SystemThread.sleep(milliseconds: 50)
            }
            return false
        }

        /// The station, as `/lab` has it.
        func station() throws -> [String: Any] {
            let lab = try ask("GET", "/api/v1/lab").json()
            return (lab["stations"] as? [[String: Any]])?.first ?? [:]
        }
    }

    /// Does what blocks on a thread of its own: the threads of tests are those of the server's tasks too.
    func onAThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            _ = SystemThread { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
#endif
