#if Live
    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Musl
    #endif
    public import Control
    public import EAPMethods
    public import Faults
    public import Lab
    internal import Octets
    internal import RADIUS
    public import Sockets
    internal import Synchronization
    public import Timeline

    /// A lab in wall-clock time, with its control sockets, its capture and the UDP ports of its RADIUS clients: one event
    /// loop on the thread that calls ``run(log:)``.
    ///
    /// Nothing that comes in can stop it: sockets never block, what a client doesn't read is dropped, and a full disk ends
    /// the capture, not the lab.
    public final class LiveLab {
        /// Datagrams that are read from one socket before the others have their turn.
        private static let burst = 16

        /// Between the bringing up of two stations: a full authentication takes up to 12 ms of air.
        private static let spacing = Interval.milliseconds(25)

        /// Time of the lab after which sockets and wishes have their turn, where it is behind.
        private static let turn = Interval.milliseconds(20)

        private let runDirectory: String
        private var lab: ControlledLab
        private let clock: MonotonicClock
        private var readiness: Readiness
        private var sockets: [ControlSocket: ControlEndpoint] = [:]
        private var clients: [RADIUSClientID: RADIUSPort] = [:]
        private var watched: [Int: Watched] = [:]
        private var nextToken = 0
        private var capture: CaptureStream?
        /// Whether the capture ended before the lab did, because it could not be written.
        public private(set) var hasCaptureFailed = false
        private var isCaptureWatched = false
        private var blocks: [UInt8] = []
        private var buffer = [UInt8](repeating: 0, count: 1 << 16)
        private var ready: [Int] = []
        private let stopper: Stopper
        /// What other threads want of it.
        public let mailbox: LabMailbox
        /// Keys that a watcher was told of, for ``takeKeys()`` too.
        private var keys: [LabKey] = []
        /// Who looks on; set it before ``run(log:)``.
        public var watcher: LabWatcher? {
            didSet { lab.isOverheard = watcher != nil }
        }
        private var madeDirectories: [String] = []
        /// How late its timers fired.
        public var lateness: Lateness { lab.lab.lateness }

        /// What a token stands for.
        private enum Watched {
            case control(ControlSocket)
            case client(RADIUSClientID)
            case capture
            case mailbox
            case stop
        }

        private final class ControlEndpoint {
            let socket: UnixDatagramSocket
            let token: Int

            init(path: String, token: Int) throws(SystemError) {
                socket = try UnixDatagramSocket(path: path)
                self.token = token
            }
        }

        private final class RADIUSPort {
            let socket: UDPSocket

            init() throws(SystemError) { socket = try UDPSocket() }
        }

        /// Assembles the lab and binds its sockets below `runDirectory`, which is made if need be.
        ///
        /// - Parameters:
        ///   - stations: one a station.
        ///   - accessPoints: one an access point.
        ///   - faults: what goes wrong from the beginning.
        ///   - script: what the lab is told later.
        ///   - tls: makes TLS contexts of stations that are added while it runs.
        /// - Throws: ``SystemError`` where a socket or the capture cannot be made, or what a configuration is refused for.
        public init(
            _ configuration: LabConfiguration, stations: [StationControl], accessPoints: [AccessPointControl],
            faults: [Fault] = [], script: [LabStep] = [], runDirectory: String, capture target: CaptureTarget?,
            tls: @escaping StationControl.TLSProvider = { try TLSContext(client: $0) }
        ) throws {
            self.runDirectory = runDirectory
            clock = MonotonicClock()
            var configuration = configuration
            configuration.asksOutside = true
            configuration.epoch = clock.epoch
            readiness = try Readiness()
            stopper = try Stopper()
            mailbox = try LabMailbox()
            lab = try ControlledLab(
                configuration, stations: stations, accessPoints: accessPoints, faults: faults, script: script, tls: tls,
                readFile: { SmallFile.octets(of: $0) })
            try watch(stopper.doorbell.descriptor, .stop)
            try watch(mailbox.doorbell.descriptor, .mailbox)
            for folder in [runDirectory, runDirectory + "/wpa_supplicant", runDirectory + "/hostapd"] {
                try makeDirectory(folder)
            }
            for socket in lab.sockets { try open(socket) }
            if let target {
                capture = try CaptureStream(target, head: CaptureRecorder.head(application: "roamlab up"))
            }
        }

        deinit {
            sockets.removeAll()
            // What others have put there stays, and its folder with it.
            for folder in madeDirectories.reversed() { _ = unsafe rmdir(folder) }
        }

        /// Runs until ``stop`` is called; `log` is told, in one line each, what a person should know.
        public func run(log: (String) -> Void) {
            lab.connect(spacing: Self.spacing)
            writeCapture(log: log)
            while !stopper.isStopped, !lab.isEnded {
                let now = clock.now
                // A lab that is behind its clock catches up turn by turn, so that whoever asks it something is answered.
                lab.run(until: lab.deadline.map { min(now, $0 + Self.turn) } ?? now) { clock.now }
                for line in lab.takeJournal() { log(line) }
                askServers()
                sendMessages()
                tellLines()
                writeCapture(log: log)
                let next = lab.deadline
                ready.removeAll(keepingCapacity: true)
                readiness.wait(for: next.map { $0 - clock.now }, &ready)
                for token in ready { handle(token, log: log) }
            }
            lab.endAccounting()
            lab.run(until: clock.now) { clock.now }
            askServers()
            mailbox.close()
            finishCapture(log: log)
        }

        /// Ends ``run(log:)``, from any thread.
        public var stop: @Sendable () -> Void {
            let stopper = stopper
            return { stopper.stop() }
        }

        /// The PMKs that were made since it was last asked; only between runs, or after the last.
        public func takeKeys() -> [LabKey] {
            defer { keys = [] }
            return keys + lab.lab.takeKeys()
        }

        // MARK: Descriptors

        /// Makes a directory, with those above it where `makesParents`.
        private func makeDirectory(_ path: String, makesParents: Bool = true) throws(SystemError) {
            var prefix = ""
            for part in path.split(separator: "/", omittingEmptySubsequences: false) {
                prefix += prefix.isEmpty && !path.hasPrefix("/") ? String(part) : "/" + part
                if prefix == "/" || prefix.isEmpty { prefix = ""; continue }
                if !makesParents, prefix != path { continue }
                if unsafe mkdir(prefix, 0o770) == 0 {
                    madeDirectories.append(prefix)
                } else if errno != EEXIST {
                    throw SystemError(prefix, "mkdir", code: errno)
                }
            }
        }

        @discardableResult
        private func watch(
            _ descriptor: Int32, _ what: Watched, forWriting: Bool = false
        ) throws(SystemError) -> Int {
            let token = nextToken
            nextToken += 1
            try readiness.watch(descriptor, token: token, forWriting: forWriting)
            watched[token] = what
            return token
        }

        private func open(_ socket: ControlSocket) throws(SystemError) {
            let path = lab.path(of: socket)
            let endpoint = try ControlEndpoint(
                path: path.hasPrefix("/") ? path : runDirectory + "/" + path, token: nextToken)
            try watch(endpoint.socket.descriptor, .control(socket))
            sockets[socket] = endpoint
        }

        /// Opens the sockets of interfaces that were added.
        private func openAdded() {
            for socket in lab.takeOpenings() {
                let path = lab.path(of: socket)
                do {
                    if let slash = path.lastIndex(of: "/"), path.hasPrefix("/") {
                        // hostapd and wpa_supplicant make the last part alone.
                        try makeDirectory(String(path[..<slash]), makesParents: false)
                    }
                    try open(socket)
                } catch {
                    lab.refuse(socket)
                }
            }
        }

        private func close(_ socket: ControlSocket) {
            guard let endpoint = sockets.removeValue(forKey: socket) else { return }
            watched[endpoint.token] = nil
        }

        private func handle(_ token: Int, log: (String) -> Void) {
            switch watched[token] {
            case .control(let socket): readCommands(socket)
            case .client(let client): readReplies(client)
            case .capture: writeCapture(log: log)
            case .mailbox: for wish in mailbox.take() { wish(&lab) }
            case .stop, nil: return
            }
        }

        // MARK: Control clients

        private func readCommands(_ socket: ControlSocket) {
            guard let endpoint = sockets[socket] else { return }
            for _ in 0..<Self.burst {
                guard let (count, sender) = endpoint.socket.receive(into: &buffer) else { return }
                lab.receive(
                    buffer.octets.extracting(0..<count), from: ControlClient(address: sender), on: socket)
                openAdded()
                sendMessages()
            }
        }

        /// Sends what there is to send. What leaves by sockets that go leaves first, so that who is told of their end
        /// finds them gone.
        private func sendMessages() {
            let messages = lab.takeMessages()
            let closing = lab.takeClosings()
            for message in messages where closing.contains(message.socket) { send(message) }
            for socket in closing { close(socket) }
            for message in messages where !closing.contains(message.socket) { send(message) }
        }

        private func send(_ message: ControlMessage) {
            guard let endpoint = sockets[message.socket] else { return }
            let delivery = endpoint.socket.send(message.octets, to: message.client.address)
            lab.note(delivered: delivery == .done, isGone: delivery == .gone, of: message)
        }

        private func tellWatcher() {
            guard let watcher else { return }
            let made = lab.lab.takeKeys()
            if !made.isEmpty {
                watcher.keys(made)
                keys += made
            }
            if !blocks.isEmpty { watcher.blocks(blocks) }
        }

        private func tellLines() {
            guard let watcher else { return }
            let lines = lab.takeLines()
            if !lines.isEmpty { watcher.lines(lines) }
        }

        // MARK: RADIUS servers outside

        private func askServers() {
            for request in lab.lab.takeRequests() {
                guard let port = port(of: request.client, toward: request.server) else { continue }
                guard let ipv4 = request.server.ipv4 else { continue }
                port.socket.send(
                    request.octets, to: IPv4Endpoint(address: ipv4, port: request.server.port))
            }
        }

        private func port(of client: RADIUSClientID, toward server: RADIUSEndpoint) -> RADIUSPort? {
            if let port = clients[client] { return port }
            guard let port = try? RADIUSPort(), (try? watch(port.socket.descriptor, .client(client))) != nil
            else { return nil }
            clients[client] = port
            if let ipv4 = server.ipv4,
                let source = port.socket.source(toward: IPv4Endpoint(address: ipv4, port: server.port))
            {
                lab.lab.setEndpoint(RADIUSEndpoint(ipv4: source.address, port: source.port), of: client)
            }
            return port
        }

        private func readReplies(_ client: RADIUSClientID) {
            guard let port = clients[client] else { return }
            for _ in 0..<Self.burst {
                guard let (count, sender) = port.socket.receive(into: &buffer) else { return }
                let server = RADIUSEndpoint(ipv4: sender.address, port: sender.port)
                lab.lab.receive(reply: buffer.octets.extracting(0..<count), from: server, to: client)
            }
        }

        // MARK: Capture

        private func writeCapture(log: (String) -> Void) {
            guard capture != nil || watcher != nil else { return lab.lab.discardCapture() }
            blocks.removeAll(keepingCapacity: true)
            lab.lab.takeCapture(into: &blocks)
            tellWatcher()
            guard capture != nil else { return }
            do throws(CaptureStream.Ending) {
                if blocks.isEmpty { try capture?.flush() } else { try capture?.write(blocks) }
                watchCapture()
            } catch {
                end(error, log: log)
            }
        }

        /// A slow reader is waited for while something waits for it, and only then.
        private func watchCapture() {
            guard let descriptor = capture?.descriptor, let hasBacklog = capture?.hasBacklog else { return }
            guard hasBacklog != isCaptureWatched else { return }
            if hasBacklog {
                isCaptureWatched = (try? watch(descriptor, .capture, forWriting: true)) != nil
            } else {
                readiness.forget(descriptor)
                isCaptureWatched = false
            }
        }

        private func finishCapture(log: (String) -> Void) {
            writeCapture(log: log)
            do throws(CaptureStream.Ending) {
                try capture?.finish(within: 2000)
            } catch {
                end(error, log: log)
            }
            if let lost = capture?.lostOctets, lost > 0 {
                log("the reader of the capture was too slow: \(lost) octets were lost")
            }
        }

        private func end(_ ending: CaptureStream.Ending, log: (String) -> Void) {
            switch ending {
            case .readerLeft:
                // Whoever looked on has closed the window: that is how a live capture ends.
                log("the reader of the capture has gone")
                stopper.stop()
            case .failed(let error):
                log("\(error); the capture ends here, the lab goes on")
                hasCaptureFailed = true
            }
            capture = nil
        }
    }

    /// Ends the loop from another thread, and wakes it for that.
    private final class Stopper: Sendable {
        let doorbell: Doorbell
        private let flag = Mutex(false)

        init() throws(SystemError) { doorbell = try Doorbell() }

        var isStopped: Bool { flag.withLock { $0 } }

        func stop() {
            flag.withLock { $0 = true }
            doorbell.ring()
        }
    }
#endif
