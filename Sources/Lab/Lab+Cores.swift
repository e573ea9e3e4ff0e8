internal import AccessPoint
internal import Airspace
internal import Hosts
internal import Octets
internal import RADIUSServer
internal import Station
internal import Timeline

/// Waking cores at their deadlines.
extension Lab {
    /// A core that has a deadline.
    enum Core {
        case server
        case accessPoint(Int)
        case station(Int)
        case host(Int)

        init(index: Int) {
            switch (index % 4, index / 4) {
            case (0, _): self = .server
            case (1, let number): self = .accessPoint(number)
            case (2, let number): self = .station(number)
            case (_, let number): self = .host(number)
            }
        }

        var index: Int {
            switch self {
            case .server: 0
            case .accessPoint(let number): 4 * number + 1
            case .station(let number): 4 * number + 2
            case .host(let number): 4 * number + 3
            }
        }
    }

    mutating func schedule(_ core: Core, _ deadline: Instant?) {
        if let deadline { deadlines.insert(deadline, index: core.index) }
    }

    /// Wakes a core whose deadline may have come; one whose deadline moved away waits for that.
    mutating func wake(_ core: Core) {
        guard let due = deadline(of: core) else { return }
        guard due <= now else { return schedule(core, due) }
        switch core {
        case .server: wakeServer()
        case .accessPoint(let index): wakeAccessPoint(index)
        case .station(let index): wakeStation(index)
        case .host(let index): wakeHost(index)
        }
        // A timer has fired once its core waits for something else.
        lateness.note(now - due, hasFired: deadline(of: core).map { $0 > due } ?? true)
    }

    private mutating func deadline(of core: Core) -> Instant? {
        switch core {
        case .server: server.core?.deadline
        case .accessPoint(let index): accessPoints[index].core.deadline
        case .station(let index): stations[index].core.deadline
        case .host(let index): stations[index].host.deadline
        }
    }

    /// Does what was put on the agenda.
    mutating func perform(_ action: WorkQueue.Action, _ octets: RawSpan) {
        switch action {
        case .stationTransmits(let index):
            if !airspace.transmit(octets, from: stations[index].radio, at: now) {
                events.append(LabEvent(instant: now, what: .stationDropped(index, octets: octets.byteCount)))
            }
        case .stationPolls(let index):
            if !airspace.transmit(octets, from: stations[index].radio, at: now, token: 0) {
                tellStation(index, isAcknowledged: false)
            }
        case .stationTunes(let index, let channel):
            airspace.tune(stations[index].radio, to: channel, at: now)
        case .accessPointTransmits(let index, let token):
            if !airspace.transmit(octets, from: accessPoints[index].radio, at: now, token: token) {
                events.append(LabEvent(instant: now, what: .accessPointDropped(index, octets: octets.byteCount)))
                if let token { tellAccessPoint(index, token, isAcknowledged: false) }
            }
        case .accessPointTunes(let index, let channel):
            airspace.tune(accessPoints[index].radio, to: channel, at: now)
        case .hostReceives(let index):
            deliverToHost(index, octets)
        case .hostLink(let index, let isUp):
            changeLink(ofHost: index, isUp: isUp)
        case .stationSends(let index):
            send(octets, fromHostOf: index)
        case .bridgeReceives(let port):
            deliverToBridge(octets, port: port)
        case .bridgeDelivers(let port):
            deliverToAccessPoint(octets, port: port)
        case .requestLeaves(let client, let server):
            sendRequest(octets, from: client, to: server)
        case .requestArrives(let client, let server):
            deliverToServer(octets, from: client, at: server)
        case .replyArrives(let client, let server):
            deliverReply(octets, from: server, to: client)
        }
    }
}
