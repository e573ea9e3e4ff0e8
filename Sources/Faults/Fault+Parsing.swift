internal import EAP
internal import Octets
internal import RADIUS
internal import RSN
internal import Timeline

extension Fault {
    /// The verbs, for those who read other words in the same place.
    public static let verbs = Verb.allCases.map(\.rawValue)

    enum Verb: String, CaseIterable {
        case drop, withhold, delay, duplicate, reorder, corrupt, override
    }

    enum Clause: String, CaseIterable {
        case from, station, bssid, first, nth, every, probability, attempts, by, octet, xor, fcs, pmkid
    }

    /// Reads a fault: verb, frame, clauses in any order, as `Docs/Faults.md` describes them.
    public init(parsing line: String) throws(FaultError) {
        var words = try FaultWords(line)
        let first = try words.take("a verb: \(Self.verbs.joined(separator: ", "))")
        guard let verb = Verb(rawValue: first.text) else { throw FaultWords.unknown("verb", first, Self.verbs) }
        let place = words.next
        let purpose = try FrameSelector.Purpose(reading: &words)
        var clauses = Clauses(FrameSelector(purpose))
        while let word = words.next { try clauses.read(word, for: verb, &words) }
        try self.init(verb, clauses, place: place?.column ?? 1, text: words.text)
    }

    private init(_ verb: Verb, _ clauses: Clauses, place: Int, text: String) throws(FaultError) {
        let frames = clauses.frames
        if frames.isOfAcknowledgements, verb != .drop {
            throw FaultError(column: place, message: "Acknowledgements can be dropped, and nothing else")
        }
        if frames.isOfRADIUS, [.withhold, .reorder, .override].contains(verb) {
            throw FaultError(column: place, message: "RADIUS packets can't be told to \(verb.rawValue)")
        }
        if frames.isOfRADIUS, clauses.attempts != nil || clauses.hasWrongFCS {
            throw FaultError(column: place, message: "attempts and fcs are for frames on the air, not for RADIUS")
        }
        let action: Action
        switch verb {
        case .drop: action = .drop(attempts: clauses.attempts)
        case .withhold: action = .withhold
        case .delay:
            guard let interval = clauses.interval else {
                throw FaultError(column: place, message: "how long? add by TIME, like by 50ms")
            }
            action = .delay(interval)
        case .duplicate: action = .duplicate(after: clauses.interval ?? .zero)
        case .reorder: action = .reorder(within: clauses.interval ?? .milliseconds(500))
        case .corrupt:
            action = .corrupt(octet: clauses.octet, mask: clauses.mask, hasWrongFCS: clauses.hasWrongFCS)
        case .override:
            guard let pmkid = clauses.pmkid else {
                throw FaultError(column: place, message: "with what? add pmkid and its 32 hexadecimal digits")
            }
            switch frames.purpose {
            case .kind(.associationRequest), .kind(.reassociationRequest), .eapolKey(1): break
            default:
                throw FaultError(
                    column: place,
                    message: "only association-request, reassociation-request and eapol-key 1 have a PMKID in clear")
            }
            action = .overridePMKID(pmkid)
        }
        self.init(
            action, to: frames, occurrences: clauses.occurrences, probability: clauses.probability, text: text)
    }

    /// What the clauses say.
    struct Clauses {
        var frames: FrameSelector
        var occurrences = Occurrences.every
        var probability = 1.0
        var attempts: Int?
        var interval: Interval?
        var octet: Int?
        var mask: UInt8?
        var hasWrongFCS = false
        var pmkid: PMKID?
        private var seen: Set<Clause> = []

        init(_ frames: FrameSelector) { self.frames = frames }

        mutating func read(
            _ word: FaultWords.Word, for verb: Verb, _ words: inout FaultWords
        ) throws(FaultError) {
            guard let clause = Clause(rawValue: word.text) else {
                throw FaultWords.unknown("word", word, Clause.allCases.map(\.rawValue))
            }
            guard clause.verbs.contains(verb) else {
                throw FaultError(column: word.column, message: "\(verb.rawValue) takes no \(clause.rawValue)")
            }
            let others: Set<Clause> = [.first, .nth, .every]
            guard !seen.contains(clause), !others.contains(clause) || seen.isDisjoint(with: others) else {
                throw FaultError(
                    column: word.column,
                    message: others.contains(clause)
                        ? "which ones was said already" : "\(clause.rawValue) was said already")
            }
            seen.insert(clause)
            _ = try words.take(clause.rawValue)
            try read(clause, &words)
        }

        private mutating func read(_ clause: Clause, _ words: inout FaultWords) throws(FaultError) {
            switch clause {
            case .from: frames.sender = try sender(&words)
            case .station: frames.station = try words.address()
            case .bssid: frames.bssid = try words.address()
            case .first: occurrences = .numbers(1...(try words.number(1...1_000_000, "how many")))
            case .nth: occurrences = .numbers(try words.numbers("a number"))
            case .every: occurrences = .every
            case .probability: probability = try words.probability()
            case .attempts: attempts = try words.number(1...7, "how many attempts")
            case .by: interval = try words.interval()
            case .octet: octet = try words.number(0...4095, "an octet")
            case .xor:
                mask = try words.octets(1, "two hexadecimal digits other than 00") { $0 != [0] }[0]
            case .fcs:
                let word = try words.take("right or wrong")
                guard ["right", "wrong"].contains(word.text) else {
                    throw FaultWords.unknown("FCS", word, ["right", "wrong"])
                }
                hasWrongFCS = word.text == "wrong"
            case .pmkid:
                let octets = try words.octets(16, "a PMKID of 32 hexadecimal digits")
                pmkid = PMKID(octets.octets, at: 0)
            }
        }

        private func sender(_ words: inout FaultWords) throws(FaultError) -> FrameSelector.Sender {
            let word = try words.take("who sends: station or ap")
            let known: [FrameSelector.Sender] = frames.isOfRADIUS ? [.client, .server] : [.station, .accessPoint]
            guard let sender = known.first(where: { $0.rawValue == word.text }) else {
                throw FaultWords.unknown("sender", word, known.map(\.rawValue))
            }
            if let only = frames.purpose.onlySender, only != sender {
                throw FaultError(column: word.column, message: "these frames come from \(only.rawValue) only")
            }
            return sender
        }
    }
}

extension Fault.Clause {
    /// The verbs that it goes with.
    var verbs: [Fault.Verb] {
        switch self {
        case .from, .station, .bssid, .first, .nth, .every, .probability: Fault.Verb.allCases
        case .attempts: [.drop]
        case .by: [.delay, .duplicate, .reorder]
        case .octet, .xor, .fcs: [.corrupt]
        case .pmkid: [.override]
        }
    }
}

extension FrameSelector.Purpose {
    /// Who alone sends such frames; nil where both do.
    var onlySender: FrameSelector.Sender? {
        switch self {
        case .kind(.beacon), .kind(.probeResponse), .kind(.associationResponse), .kind(.reassociationResponse),
            .eapolKey(1), .eapolKey(3), .groupKey(1), .eap(.request, _), .eap(.success, _), .eap(.failure, _):
            .accessPoint
        case .kind(.probeRequest), .kind(.associationRequest), .kind(.reassociationRequest), .kind(.eapolStart),
            .kind(.eapolLogoff), .eapolKey(2), .eapolKey(4), .groupKey(2), .eap(.response, _):
            .station
        case .radius(.accessRequest), .radius(.statusServer), .radius(.accountingRequest): .client
        case .radius(.accessAccept), .radius(.accessReject), .radius(.accessChallenge),
            .radius(.accountingResponse):
            .server
        default: nil
        }
    }

    /// Reads a frame's words.
    init(reading words: inout FaultWords) throws(FaultError) {
        let word = try words.take("a frame, like eapol-key 3")
        switch word.text {
        case "eap":
            let code = words.take { text in FrameWords.codes.first { $0.word == text }?.code }
            let type =
                code == .success || code == .failure
                ? nil
                : words.take { text in
                    FrameWords.types.first { $0.word == text }?.type ?? UInt8(text).map(EAPType.init(rawValue:))
                }
            if type == nil, code != .success, code != .failure { try Self.refuseUnknown(&words, after: code) }
            self = .eap(code, type)
        case "eapol-key": self = .eapolKey(try Self.message(4, &words))
        case "group-key": self = .groupKey(try Self.message(2, &words))
        case "ack": self = .acknowledgement(of: words.take(if: "of") ? try Self(reading: &words) : nil)
        case "radius":
            let code = words.take { text in FrameWords.packets.first { $0.word == text }?.code }
            if code == nil, let next = words.next, Fault.Clause(rawValue: next.text) == nil {
                throw FaultWords.unknown("RADIUS packet", next, FrameWords.packets.map(\.word) + Self.clauses)
            }
            self = .radius(code)
        default:
            guard let kind = FrameWords.plain.first(where: { $0.word == word.text })?.kind else {
                throw FaultWords.unknown(
                    "frame", word, FrameWords.plain.map(\.word) + ["eap", "eapol-key", "group-key", "ack", "radius"])
            }
            self = .kind(kind)
        }
    }

    private static var clauses: [String] { Fault.Clause.allCases.map(\.rawValue) }

    private static func message(_ count: Int, _ words: inout FaultWords) throws(FaultError) -> UInt8? {
        guard let next = words.next, Fault.Clause(rawValue: next.text) == nil, Int(next.text) != nil else { return nil }
        return UInt8(try words.number(1...count, "a message"))
    }

    private static func refuseUnknown(_ words: inout FaultWords, after code: EAPPacket.Code?) throws(FaultError) {
        guard let next = words.next, Fault.Clause(rawValue: next.text) == nil else { return }
        let known = (code == nil ? FrameWords.codes.map(\.word) : []) + FrameWords.types.map(\.word)
        throw FaultWords.unknown(code == nil ? "EAP packet" : "EAP type", next, known + clauses)
    }
}
