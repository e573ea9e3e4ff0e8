public import Airspace
internal import Dot11
internal import Octets
public import Timeline

/// Air with faults: a policy for an `Airspace` that knows frames. Without faults it costs two comparisons a frame.
///
/// Each frame that a radio is about to send is told from its octets once. Faults that alter it act all, in order; of the
/// others the first that means it. A frame that was held back is not asked about again.
public struct AirFaults: AirPolicy, Sendable {
    /// What the frame that a radio is sending meets.
    private struct Flight {
        var identity: FrameIdentity
        /// How many attempts the receivers lose.
        var lostAttempts = 0
        /// How many of its Acknowledgements are lost; nil as long as none came.
        var lostAcknowledgements: Int?
    }

    /// The faults, with what they have done.
    public private(set) var records: [FaultRecord] = []
    private var flights: [Flight?] = []
    private let seed: UInt64
    private var setCount = 0

    /// Air without faults yet.
    public init(seed: UInt64) { self.seed = seed }

    /// Air with those of `faults` that are about frames on the air.
    public init(_ faults: [Fault], seed: UInt64) {
        self.seed = seed
        for fault in faults { set(fault) }
    }

    /// Adds a fault, while frames are on the air too; one about RADIUS is counted and does nothing here.
    public mutating func set(_ fault: Fault) {
        if !fault.frames.isOfRADIUS { records.append(FaultRecord(fault, index: setCount, seed: seed)) }
        setCount += 1
    }

    /// Ends the fault with this ``FaultRecord/index``, and forgets what it has done; false where there is none here.
    @discardableResult
    public mutating func remove(_ index: Int) -> Bool {
        guard let place = records.firstIndex(where: { $0.index == index }) else { return false }
        records.remove(at: place)
        // What was known of frames on their way means nothing to faults that come later.
        if records.isEmpty { flights.removeAll() }
        return true
    }

    /// Ends all faults and forgets what they have done.
    public mutating func removeAll() {
        records.removeAll()
        flights.removeAll()
    }

    /// Whether a fault is set.
    @inlinable
    public var looksAtDepartures: Bool { !records.isEmpty }

    /// What the faults make of a frame that `radio` is about to send.
    public mutating func departure(
        of frame: inout [UInt8], from radio: Int, isHeldBack: Bool, at now: Instant
    ) -> AirDeparture {
        let identity = FrameIdentity(of: frame.octets)
        while flights.count <= radio { flights.append(nil) }
        flights[radio] = Flight(identity: identity)
        var departure = AirDeparture()
        guard !isHeldBack else { return departure }
        var isTaken = false
        for index in records.indices {
            guard !records[index].fault.frames.isOfAcknowledgements, records[index].fault.frames.matches(identity),
                records[index].count()
            else { continue }
            if act(index, on: &frame, identity, from: radio, &departure, isTaken: &isTaken) {
                records[index].act(
                    at: now, on: identity.kind,
                    from: (identity.isFromAccessPoint ? identity.bssid : identity.station).description)
            }
        }
        return departure
    }

    /// Lets a fault act on a frame; false where it can't, or where another one has.
    private mutating func act(
        _ index: Int, on frame: inout [UInt8], _ identity: FrameIdentity, from radio: Int,
        _ departure: inout AirDeparture, isTaken: inout Bool
    ) -> Bool {
        switch records[index].fault.action {
        case .overridePMKID(let pmkid):
            guard frame.overridePMKID(pmkid, kind: identity.kind) else { return false }
            departure.isAltered = true
            return true
        case .corrupt(let octet, let mask, let hasWrongFCS):
            guard !hasWrongFCS || !isTaken else { return false }
            let start = (try? MACHeader(parsing: frame.octets))?.length ?? 0
            let alteration = records[index].alteration(octet: octet, mask: mask, from: start, of: frame.count)
            guard let alteration else { return false }
            frame[alteration.offset] ^= alteration.mask
            departure.isAltered = true
            if hasWrongFCS {
                departure.course = .sentWithWrongFCS
                isTaken = true
            }
            return true
        case _ where isTaken: return false
        case .drop(let attempts): flights[radio]?.lostAttempts = attempts ?? .max
        case .withhold: departure.course = .withheld
        case .delay(let interval): departure.course = .delayed(interval)
        case .duplicate(let interval): departure.course = .duplicated(after: interval)
        case .reorder(let limit): departure.course = .reordered(within: limit)
        }
        isTaken = true
        return true
    }

    /// Whether the faults lose an attempt, or its Acknowledgement.
    public mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate {
        guard !records.isEmpty else { return .delivered }
        let type = FrameControl(rawValue: frame.littleEndian(UInt16.self, at: 0)).type
        guard type == .acknowledgement else {
            guard path.sender < flights.count, let flight = flights[path.sender] else { return .delivered }
            return path.attempt <= flight.lostAttempts ? .lost : .delivered
        }
        guard path.receiver < flights.count, let flight = flights[path.receiver] else { return .delivered }
        let lost = flight.lostAcknowledgements ?? lostAcknowledgements(of: flight.identity, at: path.instant)
        flights[path.receiver]?.lostAcknowledgements = lost
        return path.attempt <= lost ? .lost : .delivered
    }

    /// How many attempts of a frame go without the Acknowledgement that was sent: the first fault that means it says.
    private mutating func lostAcknowledgements(of identity: FrameIdentity, at now: Instant) -> Int {
        var lost: Int?
        for index in records.indices
        where records[index].fault.frames.matchesAcknowledgement(of: identity) && records[index].count() {
            guard lost == nil, case .drop(let attempts) = records[index].fault.action else { continue }
            lost = attempts ?? .max
            records[index].act(
                at: now, on: .acknowledgement,
                from: (identity.isFromAccessPoint ? identity.station : identity.bssid).description)
        }
        return lost ?? 0
    }
}
