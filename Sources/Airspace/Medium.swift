import Dot11
import Timeline

/// One channel: who is tuned to it, who wants to send, and what is on the air.
struct Medium {
    enum State {
        /// Nothing is on the air.
        case idle(since: Instant)
        /// A frame is on the air.
        case sending(radio: Int, rate: PHYRate, start: Instant)
        /// It was received, and its Acknowledgement comes or is on the air.
        case acknowledging(radio: Int, receiver: Int, rate: PHYRate, start: Instant)
        /// It was not, and its sender still waits.
        case unanswered(radio: Int)
    }

    let channel: Channel
    var state = State.idle(since: .zero)
    /// Slots that passed after DIFS in all idle times before this one: the clock that backoffs are counted by.
    var idleSlots: UInt64 = 0
    /// The radios tuned here, in order of index.
    private(set) var radios: [Int] = []
    /// Those of them that contend.
    var contenders: [Int] = []
    /// When something happens next.
    var next: Instant?
    /// Who sends then, where the medium is idle.
    var winner = 0

    init(channel: Channel) { self.channel = channel }

    mutating func insert(_ radio: Int) {
        let place = radios.firstIndex { $0 > radio } ?? radios.endIndex
        radios.insert(radio, at: place)
    }

    mutating func remove(_ radio: Int) { radios.removeAll { $0 == radio } }

    /// When DIFS is over; nil while something is on the air.
    var ready: Instant? {
        if case .idle(let since) = state { since + channel.difs } else { nil }
    }

    /// The clock that backoffs are counted by, at `now`: it stands while something is on the air.
    func slots(at now: Instant) -> UInt64 {
        guard let ready else { return idleSlots }
        return idleSlots + (now - ready).nanoseconds / channel.slot.nanoseconds
    }
}

extension Airspace {
    /// The index of a channel's medium, which is made when the channel is first named.
    mutating func medium(of channel: Channel) -> Int {
        if let index = media.firstIndex(where: { $0.channel == channel }) { return index }
        media.append(Medium(channel: channel))
        return media.count - 1
    }
}
