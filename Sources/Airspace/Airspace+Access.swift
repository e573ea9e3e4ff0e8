import Dot11
import Timeline

/// Who may send when: the distributed coordination function (802.11-2020, 10.3.4).
extension Airspace {
    /// Begins with a frame that came to an empty queue: a radio whose last backoff is over sends it at once if the
    /// medium has been idle for DIFS, else it draws a new backoff (10.3.4.2).
    mutating func arrive(_ radio: Int, at now: Instant) {
        let medium = radios[radio].medium
        let slots = media[medium].slots(at: now)
        if radios[radio].backoffEnd <= slots, media[medium].ready.map({ $0 > now }) ?? true {
            drawBackoff(radio, from: slots)
        }
        advance(radio, at: now)
    }

    /// Looks at the first entry of a radio's queue: tunes, or contends for the medium.
    mutating func advance(_ radio: Int, at now: Instant) {
        while case .tune(let channel)? = queues[radio].first() {
            queues[radio].removeFirst()
            retune(radio, to: channel, at: now)
        }
        guard queues[radio].first() != nil else { return }
        let medium = radios[radio].medium
        radios[radio].contendsSince = now
        media[medium].contenders.append(radio)
        foresee(medium)
    }

    /// Moves a radio to a medium, where it backs off before it sends.
    private mutating func retune(_ radio: Int, to channel: Channel, at now: Instant) {
        let medium = medium(of: channel)
        guard radios[radio].medium != medium else { return }
        media[radios[radio].medium].remove(radio)
        media[medium].insert(radio)
        radios[radio].medium = medium
        radios[radio].tunedAt = now
        drawBackoff(radio, from: media[medium].slots(at: now))
    }

    /// Draws a backoff of 0 to the contention window's slots (10.3.4.3).
    mutating func drawBackoff(_ radio: Int, from slots: UInt64) {
        // The window is a power of two less one, so the low bits are uniform.
        radios[radio].backoffEnd = slots + (radios[radio].random.next() & radios[radio].window)
    }

    /// Works out which contender sends next on an idle medium, and when.
    mutating func foresee(_ medium: Int) {
        guard let ready = media[medium].ready else { return }
        var earliest: (instant: Instant, radio: Int)?
        for radio in media[medium].contenders {
            guard let since = radios[radio].contendsSince else { continue }
            let end = radios[radio].backoffEnd
            let slots = end > media[medium].idleSlots ? end - media[medium].idleSlots : 0
            let access = (max(ready + media[medium].channel.slot * slots, since), radio)
            if let known = earliest, known <= access { continue }
            earliest = access
        }
        media[medium].next = earliest?.instant
        media[medium].winner = earliest?.radio ?? 0
    }

    /// Ends an exchange: the medium is idle from `now` on, and its sender backs off before it sends anything else.
    mutating func release(_ medium: Int, from radio: Int, at now: Instant) {
        media[medium].state = .idle(since: now)
        radios[radio].isBusy = false
        drawBackoff(radio, from: media[medium].idleSlots)
        media[medium].next = nil
        advance(radio, at: now)
        foresee(medium)
    }
}
