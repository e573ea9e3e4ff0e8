internal import Octets
internal import RADIUS
public import Timeline

/// What becomes of a RADIUS packet between an access point's tap and the server.
public enum WireFate: Equatable, Sendable {
    /// It arrives.
    case delivered
    /// It doesn't.
    case lost
    /// It arrives this much later.
    case delayed(Interval)
    /// It arrives, and this much later once more.
    case duplicated(after: Interval)
}

/// Faults on the wire between access points and the RADIUS server.
///
/// They happen in the network behind the access point's tap: a capture shows a request that is lost or altered, and not
/// a reply that is lost; it shows an altered reply as it arrives.
public struct WireFaults: Sendable {
    /// The faults, with what they have done.
    public private(set) var records: [FaultRecord] = []
    /// Station and BSS of the requests on their way, by client and Identifier, to know the replies by.
    private var requests: [Request: (station: MACAddress?, bssid: MACAddress?)] = [:]
    private let seed: UInt64
    private var setCount = 0

    private struct Request: Hashable {
        let client: Int
        let identifier: UInt8
    }

    /// A wire with those of `faults` that are about RADIUS.
    public init(_ faults: [Fault] = [], seed: UInt64 = 0) {
        self.seed = seed
        for fault in faults { set(fault) }
    }

    /// Adds a fault; one about frames on the air is counted and does nothing here.
    public mutating func set(_ fault: Fault) {
        if fault.frames.isOfRADIUS { records.append(FaultRecord(fault, index: setCount, seed: seed)) }
        setCount += 1
    }

    /// Ends the fault with this ``FaultRecord/index``, and forgets what it has done; false where there is none here.
    @discardableResult
    public mutating func remove(_ index: Int) -> Bool {
        guard let place = records.firstIndex(where: { $0.index == index }) else { return false }
        records.remove(at: place)
        return true
    }

    /// Ends all faults and forgets what they have done.
    public mutating func removeAll() {
        records.removeAll()
        requests.removeAll()
    }

    /// Whether there is nothing to ask.
    public var isEmpty: Bool { records.isEmpty }

    /// What becomes of a packet, which may be altered on the way.
    ///
    /// - Parameters:
    ///   - client: a number for the client that sends it, or that it is for.
    ///   - isReply: whether the server sent it.
    public mutating func fate(
        of packet: inout [UInt8], client: Int, isReply: Bool, at now: Instant
    ) -> WireFate {
        guard !records.isEmpty, packet.count >= RADIUSPacket.headerLength else { return .delivered }
        let code = RADIUSPacket.Code(rawValue: packet[0])
        let request = Request(client: client, identifier: packet[1])
        if !isReply { requests[request] = Self.parties(packet.octets) }
        let parties = requests[request]
        var fate = WireFate.delivered
        for index in records.indices {
            let frames = records[index].fault.frames
            guard frames.purpose.matches(.radius(code)),
                frames.sender.map({ ($0 == .server) == isReply }) ?? true,
                frames.station.map({ $0 == parties?.station }) ?? true,
                frames.bssid.map({ $0 == parties?.bssid }) ?? true,
                records[index].count()
            else { continue }
            switch records[index].fault.action {
            case .corrupt(let octet, let mask, _):
                // Behind the header by default, so that the packet still finds its receiver.
                let alteration = records[index].alteration(
                    octet: octet, mask: mask, from: RADIUSPacket.headerLength, of: packet.count)
                guard let alteration else { continue }
                packet[alteration.offset] ^= alteration.mask
            case _ where fate != .delivered: continue
            case .drop: fate = .lost
            case .delay(let interval): fate = .delayed(interval)
            case .duplicate(let interval): fate = .duplicated(after: interval)
            case .withhold, .reorder, .overridePMKID: continue
            }
            records[index].act(at: now, on: .radius(code), from: isReply ? "server" : "client")
        }
        return fate
    }

    /// Calling-Station-Id, and the BSSID that Called-Station-Id begins with (RFC 3580, 3.20 and 3.21).
    private static func parties(_ packet: RawSpan) -> (station: MACAddress?, bssid: MACAddress?) {
        guard let packet = try? RADIUSPacket(parsing: packet) else { return (nil, nil) }
        let station = packet.attributes.first(.callingStationID)?.text
        let bssid = packet.attributes.first(.calledStationID)?.text
        return (station.flatMap { MACAddress($0.prefix(17)) }, bssid.flatMap { MACAddress($0.prefix(17)) })
    }
}
