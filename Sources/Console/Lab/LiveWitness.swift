#if Console
    internal import Capture
    internal import Dispatch
    internal import Foundation
    internal import Lab
    internal import Octets
    internal import Reports
    internal import Roaming
    internal import Synchronization

    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Musl
    #endif

    /// Reads the lab's capture as it grows, on a thread of its own, and tells frames and verdicts from captured octets
    /// alone. It may keep the capture in a file, where others read it.
    final class LiveWitness: Sendable {
        /// Octets that wait to be read at most: what comes then is lost, whole blocks of it.
        static let backlogLimit = 64 << 20

        /// A frame of an association, as `/events` tells it.
        struct Frame: Encodable {
            var number: Int
            var time: Double
            var from: String
            var to: String
            var kind: String
            var label: String
            var phase: String
            var station: String
            var bssid: String
            var old: String?
            var firstFrame: Int
            var length: Int
            var retry: Bool
        }

        private struct State {
            var blocks: [[UInt8]] = []
            var keys: [KeysFile.Entry] = []
            var octets = 0
            var lost = 0
            var isEnded = false
        }

        private let state = Mutex(State())
        private let bell = DispatchSemaphore(value: 0)
        private let done = DispatchSemaphore(value: 0)
        private let events: EventHub?
        private let path: String?
        private let fileLimit: Int
        private let ended: @Sendable (String) -> Void
        private let settled: @Sendable ([Association]) -> Void

        /// - Parameters:
        ///   - path: the file, which is made anew; nil keeps none.
        ///   - fileLimit: octets of the file at most; the witness goes on without it.
        ///   - ended: told why the file ends before the lab, once, on the witness's thread.
        ///   - events: where frames and verdicts are told.
        ///   - settled: told of each association once, when later frames will hardly change it, on the witness's thread.
        init(
            path: String?, fileLimit: Int = 0, events: EventHub?,
            ended: @escaping @Sendable (String) -> Void = { _ in },
            settled: @escaping @Sendable ([Association]) -> Void = { _ in }
        ) {
            self.path = path
            self.fileLimit = fileLimit
            self.ended = ended
            self.events = events
            self.settled = settled
            let thread = Thread { [self] in read() }
            thread.name = "witness"
            thread.stackSize = 4 << 20
            thread.start()
        }

        /// Octets of the capture that were lost because reading was too slow.
        var lostOctets: Int { state.withLock { $0.lost } }

        /// Takes in blocks; called on the lab's thread, which it does not hold up.
        func receive(_ blocks: [UInt8]) {
            let isTaken = state.withLock { state in
                guard !state.isEnded else { return false }
                guard state.octets + blocks.count <= Self.backlogLimit else {
                    state.lost += blocks.count
                    return false
                }
                state.blocks.append(blocks)
                state.octets += blocks.count
                return true
            }
            if isTaken { bell.signal() }
        }

        /// Learns keys before the blocks in which they are used; called on the lab's thread.
        func learn(_ keys: [KeysFile.Entry]) { state.withLock { $0.keys += keys } }

        /// Ends the thread, and waits for that.
        func stop() {
            let wasEnded = state.withLock { state in
                defer { state.isEnded = true }
                return state.isEnded
            }
            guard !wasEnded else { return }
            bell.signal()
            done.wait()
        }

        // MARK: On its own thread

        private func read() {
            defer { done.signal() }
            let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
            let file = path.map { path in unsafe open(path, flags, mode_t(0o600)) } ?? -1
            if path != nil, file < 0 { ended("it cannot be made: \(Self.reason(errno))") }
            defer { if file >= 0 { close(file) } }
            var isWritten = file >= 0
            var length = 0
            var decoder = CaptureDecoder()
            var sink = WitnessSink(gathersLadders: events != nil)
            var isReadable = true
            var chunk = CaptureRecorder.head(application: "roamlab up")
            while true {
                if isWritten {
                    if length + chunk.count > fileLimit {
                        isWritten = false
                        ended("it is full, with \(length) octets")
                    } else if let code = Self.write(chunk, to: file, at: length) {
                        // With a gap it would be no capture of what follows.
                        isWritten = false
                        ended("it cannot be written: \(Self.reason(code))")
                    } else {
                        length += chunk.count
                    }
                }
                if isReadable { isReadable = (try? decoder.decode(chunk.octets, into: &sink)) != nil }
                tell(sink.analyzer.takeRungs(), sink.analyzer.takeSettled(at: sink.time))
                guard let (next, keys) = take() else { break }
                for key in keys { sink.analyzer.learn(key) }
                chunk = next
            }
            tell([], sink.finish())
        }

        private func take() -> (blocks: [UInt8], keys: [KeysFile.Entry])? {
            while true {
                let (taken, isEnded) = state.withLock { state -> ((blocks: [UInt8], keys: [KeysFile.Entry])?, Bool) in
                    guard !state.blocks.isEmpty else { return (nil, state.isEnded) }
                    let taken = (Array(state.blocks.joined()), state.keys)
                    state.blocks = []
                    state.keys = []
                    state.octets = 0
                    return (taken, false)
                }
                if let taken { return taken }
                if isEnded { return nil }
                bell.wait()
            }
        }

        private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }

        /// Writes all or nothing: a reader of the file sees whole blocks. Returns what the system has against it.
        private static func write(_ octets: [UInt8], to file: Int32, at offset: Int) -> Int32? {
            var written = 0
            while written < octets.count {
                let count = unsafe octets.withUnsafeBytes { bytes in
                    unsafe pwrite(
                        file, bytes.baseAddress?.advanced(by: written), bytes.count - written, off_t(offset + written))
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    let code = count < 0 ? errno : ENOSPC
                    ftruncate(file, off_t(offset))
                    return code
                }
                written += count
            }
            return nil
        }

        private func tell(_ frames: [FollowedFrame], _ associations: [Association]) {
            if !associations.isEmpty { settled(associations) }
            guard let events else { return }
            for followed in frames {
                events.publish(.frame, Self.frame(followed))
            }
            for association in associations {
                events.publish(.association, text: ResultsJSON.object(association))
            }
        }

        private static func frame(_ followed: FollowedFrame) -> Frame {
            let frame = followed.frame
            return Frame(
                number: frame.number, time: Double(frame.time.nanoseconds) / 1e9, from: frame.sender.rawValue,
                to: frame.receiver.rawValue, kind: String(frame.text.prefix { $0 != "," }), label: frame.text,
                phase: frame.phase.rawValue, station: followed.station.description, bssid: followed.bssid.description,
                old: followed.from?.description, firstFrame: followed.firstFrame, length: frame.length,
                retry: frame.isRetry)
        }
    }

    /// The analyzer, and the time of the packet that came last.
    private struct WitnessSink: PacketSink, ~Copyable {
        var analyzer: RoamingAnalyzer
        var time = Int64.min

        init(gathersLadders: Bool) {
            analyzer = RoamingAnalyzer(gathersLadders: gathersLadders)
            analyzer.follow()
        }

        /// What was not told yet.
        consuming func finish() -> [Association] { analyzer.finish().associations }

        mutating func receive(_ packet: borrowing CapturedPacket) {
            time = packet.time
            analyzer.receive(packet)
        }
    }

    extension KeysFile.Entry {
        /// A key that the lab has made.
        init(_ made: LabKey) { self.init(station: made.station, bssid: made.bssid, akm: made.akm, pmk: made.pmk) }
    }
#endif
