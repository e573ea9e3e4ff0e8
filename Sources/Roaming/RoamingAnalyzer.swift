public import Capture
internal import Dot11
internal import Octets
internal import RSN

/// Reads a capture packet by packet and tells every association of every station: kind, phases, reason.
///
/// It knows captured bytes alone, and keeps a bounded table of stations and BSSs, so that its memory does not grow with
/// the capture, only with the associations found.
///
/// ```swift
/// var analyzer = RoamingAnalyzer()
/// let ending = try CaptureFile(path: "roam.pcapng").read(into: &analyzer)
/// let results = analyzer.finish(ending)
/// ```
public struct RoamingAnalyzer: PacketSink, FactSink, ~Copyable {
    static let stationLimit = 65_536
    static let bssLimit = 16_384

    var keys: KeyRing
    let gathersLadders: Bool
    var results = RoamingResults()
    /// When the capture began, in nanoseconds since the epoch.
    var start: Int64?
    var hasUntimedPackets = false
    var stations = BoundedTable<StationRecord>(capacity: stationLimit)
    var bsss = BoundedTable<BSSRecord>(capacity: bssLimit)
    var unacknowledged: [UnacknowledgedData] = []
    var pendingRADIUS: [PendingRADIUS] = []
    var fragments = FragmentTable()
    /// Of several files: which were captured by clocks that were compared, and which frames more than one has.
    private var files: (clocks: [UInt16], copies: CopyFilter)?
    /// Associations to be told before the capture ends; nil where nobody listens.
    var settled: [Association]?
    /// Frames of attempts to be told as they come; nil where nobody listens. Then what is over is told, not kept.
    var rungs: [FollowedFrame]?
    /// When attempts were last looked through for settled ones.
    var lastSettling = Int64.min

    /// An analyzer at the start of a capture.
    ///
    /// - Parameters:
    ///   - keys: PMKs that are known; with them kinds are proven rather than inferred.
    ///   - gathersLadders: whether to keep the frames of each association for a diagram, which costs memory.
    public init(keys: KeysFile = KeysFile(), gathersLadders: Bool = false) {
        self.keys = KeyRing(keys)
        self.gathersLadders = gathersLadders
    }

    /// Takes the next packet of the capture.
    public mutating func receive(_ packet: borrowing CapturedPacket) {
        results.packetCount += 1
        if packet.isSimulated { results.simulatedPacketCount += 1 }
        if start == nil { start = Self.clamped(packet.time) }
        if !packet.isTimed { hasUntimedPackets = true }
        count(FactReader.read(packet, into: &self))
    }

    /// Takes the facts of the next chunk of the capture.
    mutating func receive(_ batch: borrowing FactBatch) {
        results.packetCount += batch.packetCount
        results.simulatedPacketCount += batch.simulatedPacketCount
        results.ignoredPacketCount += batch.ignoredPacketCount
        results.damagedFrameCount += batch.damagedFrameCount
        if start == nil, let time = batch.firstTime { start = Self.clamped(time) }
        batch.forEach(&self)
    }

    private mutating func count(_ outcome: FactReader.Outcome) {
        switch outcome {
        case .read: break
        case .damaged: results.damagedFrameCount += 1
        case .unknown: results.ignoredPacketCount += 1
        }
    }

    /// Ends the capture. Of one that was followed, what was not told yet is told.
    ///
    /// - Parameter ending: how its reading ended.
    public consuming func finish(_ ending: CaptureFile.Ending = .complete) -> RoamingResults {
        for place in 0..<stations.count {
            if let dialogue = stations[place].dialogue { conclude(dialogue) }
        }
        if rungs != nil { results.associations = settled ?? [] }
        results.associations.sort { ($0.firstFrame, $0.lastFrame) < ($1.firstFrame, $1.lastFrame) }
        if case .damaged(let error) = ending { results.damage = error }
        return results
    }

    /// What the capture says if it ends here; it may go on.
    mutating func resultsSoFar() -> RoamingResults {
        var found = results
        for place in 0..<stations.count {
            guard let dialogue = stations[place].dialogue, let attempt = dialogue.attempt else { continue }
            found.associations.append(judge(attempt, dialogue.history).association)
        }
        found.associations.sort { ($0.firstFrame, $0.lastFrame) < ($1.firstFrame, $1.lastFrame) }
        return found
    }

    /// Times that a damaged file claims must not make differences overflow: 73 years on both sides of the epoch are.
    static func clamped(_ time: Int64) -> Int64 { min(max(time, -(1 << 61)), 1 << 61) }

    /// Says that packets come from several files, whose interfaces `MergedCaptures` numbers.
    ///
    /// - Parameter clockGroups: for each file, the number of the group of clocks that were compared.
    mutating func setFiles(clockGroups: [Int]) {
        files = (clockGroups.map { UInt16(truncatingIfNeeded: $0) }, CopyFilter())
    }

    mutating func receive(_ fact: Fact, _ octets: RawSpan) {
        var fact = fact
        fact.time = Self.clamped(fact.time)
        if files != nil {
            let file = fact.interface / MergedCaptures.interfacesOfAFile
            fact.clock = files?.clocks[file] ?? 0
            if files?.copies.isCopy(fact, octets, file: file) == true {
                results.commonFrameCount += 1
                return
            }
        }
        switch fact.kind {
        case .management: receiveManagement(fact, octets)
        case .eapol: receiveEAPOL(fact, octets)
        case .data, .null: receiveData(fact)
        case .acknowledgement: receiveAcknowledgement(fact)
        case .blockAcknowledgement: receiveBlockAcknowledgement(fact, octets)
        case .radius: receiveRADIUS(fact, octets)
        case .untimed: hasUntimedPackets = true
        case .fragment:
            if let whole = fragments.take(fact, octets) { count(FactReader.readUDP(whole.octets, &fact, into: &self)) }
        }
    }

    /// Where the record of a station stands.
    mutating func place(ofStation address: MACAddress) -> Int {
        let (place, forgotten) = stations.place(of: address, making: StationRecord())
        if let dialogue = forgotten?.dialogue { conclude(dialogue) }
        return place
    }

    /// The dialogue of a station, a new one if there was none.
    mutating func dialogue(at place: Int) -> Dialogue {
        if let dialogue = stations[place].dialogue { return dialogue }
        let dialogue = Dialogue()
        stations[place].dialogue = dialogue
        return dialogue
    }

    /// Begins an attempt at `bssid`, and concludes the one before.
    mutating func begin(_ place: Int, _ dialogue: Dialogue, _ bssid: MACAddress, _ fact: Fact) -> Attempt {
        conclude(dialogue)
        var origin = Origin()
        if let latest = stations[place].latestPresence, latest.bssid != bssid { origin.presence = latest }
        if let first = dialogue.firstProbe, let last = dialogue.lastProbe, last > first,
            fact.time - last < 10_000_000_000
        {
            origin.scan = Elapsed(from: first, to: last)
        }
        origin.transitionRequest = dialogue.transitionRequest
        dialogue.firstProbe = nil
        dialogue.lastProbe = nil
        let attempt = Attempt(
            station: stations.address(at: place), bssid: bssid, first: fact.mark, origin: origin)
        if let bss = bsss.place(of: bssid) { attempt.signal = bsss[bss].signal }
        if !fact.isFromStation { attempt.signal = fact.signal ?? attempt.signal }
        dialogue.attempt = attempt
        return attempt
    }

    /// Judges the attempt that a dialogue holds, and remembers what it tells about later ones.
    mutating func conclude(_ dialogue: Dialogue) {
        guard let attempt = dialogue.attempt else { return }
        dialogue.attempt = nil
        var verdict = judge(attempt, dialogue.history)
        if files != nil {
            verdict.association.unsurePhases = attempt.unsurePhases(verdict.association)
            verdict.association.explanation += Self.doubt(verdict.association.unsurePhases)
        }
        dialogue.history.learn(from: attempt, verdict, ssid: ssid(of: attempt))
        if rungs == nil { results.associations.append(verdict.association) }
        if !attempt.isTold { settled?.append(verdict.association) }
    }

    /// What times rest on that begin in one file and end in another.
    private static func doubt(_ phases: [Phase]) -> String {
        guard !phases.isEmpty else { return "" }
        return " Unsure: \(phases.map(\.rawValue).joined(separator: ", ")), from files that share no frame to compare "
            + "their clocks by."
    }

    /// Adds a frame to an attempt, and to its ladder where ladders are gathered.
    mutating func note(
        _ fact: Fact, _ attempt: Attempt, _ phase: LadderFrame.Phase, isCopy: Bool = false,
        _ text: @autoclosure () -> String
    ) {
        if isCopy {
            attempt.retries += 1
        } else {
            attempt.latest = fact.mark
            attempt.steps += 1
        }
        guard gathersLadders, attempt.ladder.count < 1000 else { return }
        let accessPoint: LadderFrame.Party = fact.bssid == attempt.bssid ? .target : .old
        add(ladderFrame(fact.mark, accessPoint, phase, isCopy: isCopy, text()), to: attempt)
    }

    /// A rung between the station and an AP.
    func ladderFrame(
        _ mark: Mark, _ accessPoint: LadderFrame.Party, _ phase: LadderFrame.Phase, isCopy: Bool = false, _ text: String
    ) -> LadderFrame {
        LadderFrame(
            number: mark.number, time: sinceStart(mark), sender: mark.isFromStation ? .station : accessPoint,
            receiver: mark.isFromStation ? accessPoint : .station, text: text, length: mark.length, phase: phase,
            isRetry: isCopy)
    }

    func sinceStart(_ mark: Mark) -> Elapsed { Elapsed(from: start ?? mark.time, to: mark.time) }

    /// The network of an attempt: what its request says, or its BSS.
    mutating func ssid(of attempt: Attempt) -> [UInt8]? {
        attempt.request?.ssid ?? bsss.place(of: attempt.bssid).flatMap { bsss[$0].ssid }
    }
}

extension RoamingResults {
    /// What the capture in `octets` says.
    public init(analyzing octets: RawSpan, keys: KeysFile = KeysFile(), gathersLadders: Bool = false) {
        var analyzer = RoamingAnalyzer(keys: keys, gathersLadders: gathersLadders)
        var decoder = CaptureDecoder()
        var ending = CaptureFile.Ending.complete
        do throws(CaptureError) {
            let taken = try decoder.decode(octets, into: &analyzer)
            try decoder.finish(octets.extracting(taken..<octets.byteCount))
        } catch {
            ending = .damaged(error)
        }
        self = analyzer.finish(ending)
    }

    /// What the capture in a file says; "-" is standard input. Throws where the file cannot be read.
    ///
    /// - Parameters:
    ///   - workers: threads beside this one that read frames; the results are the same with any number. 0 is none.
    ///   - chunkLength: octets that a worker gets at a time.
    ///   - progress: told how many octets of the capture were read, now and then.
    ///   - settled: told of an association as soon as later frames will hardly change it; for a capture that goes on.
    ///     Needs a worker.
    public init(
        analyzing path: String, keys: KeysFile = KeysFile(), gathersLadders: Bool = false, workers: Int = 1,
        chunkLength: Int = 1 << 20, progress: (Int64) -> Void = { _ in }, settled: ((Association) -> Void)? = nil
    ) throws(FileError) {
        var analyzer = RoamingAnalyzer(keys: keys, gathersLadders: gathersLadders)
        if settled != nil { analyzer.settled = [] }
        let ending: CaptureFile.Ending
        if workers > 0 {
            let reading = ParallelReading(try CaptureFile(path: path), workers: workers, chunkLength: chunkLength)
            ending = try reading.read(into: &analyzer, progress: progress, settled: settled)
        } else {
            ending = try CaptureFile(path: path).read(into: &analyzer)
        }
        self = analyzer.finish(ending)
        if let damage { damages = [(path, damage)] }
    }
}
