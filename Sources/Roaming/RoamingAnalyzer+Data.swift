internal import Dot11
internal import Octets

/// Data sent to a station that waits for its Acknowledgement, the frame that follows it on the air.
struct UnacknowledgedData {
    var interface: Int
    var transmitter: MACAddress
    var station: MACAddress
    var time: Int64
}

// Data frames: who talks with whom, when the flow stops and goes on.
extension RoamingAnalyzer {
    mutating func receiveData(_ fact: Fact) {
        guard fact.control.isToDS != fact.control.isFromDS else { return }
        // What an AP sends to a group, or relays for a station, is not the station's.
        guard !fact.receiver.isGroup else { return }
        let place = place(ofStation: fact.station)
        let presence = stations[place].presence(at: fact.bssid, fact)
        if fact.kind == .data, fact.isProtected { markProtected(fact, place) }
        guard fact.isFromStation else {
            guard fact.kind == .data else { return }
            if stations[place][presence].firstUnacknowledged == nil {
                stations[place][presence].firstUnacknowledged = fact.mark
            }
            stations[place][presence].lastUnacknowledged = fact.mark
            stations[place][presence].unacknowledgedSequence = fact.sequenceControl >> 4
            expectAcknowledgement(of: fact)
            return
        }
        stations[place][presence].lastFrame = fact.time
        stations[place][presence].lastNumber = fact.number
        guard fact.kind == .data else { return }
        count(fact.mark, place, presence, first: fact.mark)
    }

    /// Remembers the last data frame toward a station on its interface.
    private mutating func expectAcknowledgement(of fact: Fact) {
        let waiting = UnacknowledgedData(
            interface: fact.interface, transmitter: fact.transmitter, station: fact.receiver, time: fact.time)
        if let index = unacknowledged.firstIndex(where: { $0.interface == fact.interface }) {
            unacknowledged[index] = waiting
        } else {
            if unacknowledged.count >= 64 { unacknowledged.removeFirst() }
            unacknowledged.append(waiting)
        }
    }

    /// An Acknowledgement names only its receiver: it answers the last frame of that sender, if it comes at once.
    mutating func receiveAcknowledgement(_ fact: Fact) {
        guard
            let index = unacknowledged.firstIndex(where: {
                $0.interface == fact.interface && $0.transmitter == fact.receiver
            })
        else { return }
        let waiting = unacknowledged.remove(at: index)
        guard abs(fact.time - waiting.time) < 10_000_000 else { return }
        acknowledge(waiting.station, waiting.transmitter) { _ in true }
    }

    /// A BlockAck lists the sequence numbers that arrived (802.11-2020, 9.3.1.8.2: compressed, 64 of them or more).
    mutating func receiveBlockAcknowledgement(_ fact: Fact, _ octets: RawSpan) {
        guard octets.byteCount >= 12 else { return }
        let start = octets.littleEndian(UInt16.self, at: 2) >> 4
        acknowledge(fact.transmitter, fact.receiver) { sequence in
            let distance = Int((sequence &- start) & 0x0FFF)
            guard distance / 8 + 4 < octets.byteCount else { return false }
            return octets.octet(at: 4 + distance / 8) & (1 << UInt8(distance % 8)) != 0
        }
    }

    private mutating func acknowledge(
        _ station: MACAddress, _ bssid: MACAddress, _ covers: (UInt16) -> Bool
    ) {
        guard let place = stations.place(of: station),
            let presence = stations[place].presences.firstIndex(where: { $0.bssid == bssid }),
            let first = stations[place][presence].firstUnacknowledged,
            let last = stations[place][presence].lastUnacknowledged,
            covers(stations[place][presence].unacknowledgedSequence)
        else { return }
        stations[place][presence].firstUnacknowledged = nil
        stations[place][presence].lastUnacknowledged = nil
        stations[place][presence].lastFrame = last.time
        stations[place][presence].lastNumber = last.number
        count(last, place, presence, first: first)
    }

    /// Takes a data frame that counts: for the old BSS the last so far, for the new one perhaps the first.
    private mutating func count(_ last: Mark, _ place: Int, _ presence: Int, first: Mark) {
        stations[place][presence].lastData = last
        guard let attempt = stations[place].dialogue?.attempt, attempt.firstData == nil,
            attempt.bssid == stations[place][presence].bssid,
            let beginning = attempt.response?.mark ?? attempt.fourWay.message1, first.number > beginning.number
        else { return }
        attempt.firstData = first
        attempt.lastDataElsewhere = stations[place].presences.filter { $0.bssid != attempt.bssid }
    }

    /// Keeps that encrypted data flows: keys are in place, whatever else was captured.
    private func markProtected(_ fact: Fact, _ place: Int) {
        guard let attempt = stations[place].dialogue?.attempt, attempt.bssid == fact.bssid,
            let beginning = attempt.response?.mark ?? attempt.fourWay.message1, fact.number > beginning.number
        else { return }
        if attempt.protectedData == nil { attempt.protectedData = fact.mark }
        guard attempt.fourWay.lastMessage > 2 else { return }
        if attempt.fourWay.message3 != nil { attempt.hasProtectedDataAfterMessage3 = true }
        if fact.isFromStation {
            attempt.fourWay.isMessage4Implied = true
        } else {
            attempt.hasProtectedDataFromAccessPoint = true
        }
    }
}
