import Dot11
import Octets
import Timeline

/// The exchange of a frame and its Acknowledgement, step by step.
///
/// ```
/// idle ── backoff over ─→ sending ─┬─ received, to be acknowledged ─→ acknowledging ─→ idle
///                                  ├─ not received ─→ unanswered ─ timeout, again or given up ─→ idle
///                                  └─ to a group ─→ idle
/// ```
extension Airspace {
    /// Does the next thing that happens on a medium, at the instant foreseen for it.
    mutating func step(_ medium: Int, at now: Instant, policy: inout some AirPolicy, _ out: inout AirOutputs) {
        switch media[medium].state {
        case .idle:
            begin(medium, from: media[medium].winner, at: now, policy: &policy, &out)
        case .sending(let radio, let rate, let start):
            finishFrame(medium, from: radio, rate: rate, start: start, end: now, policy: &policy, &out)
        case .acknowledging(let radio, let receiver, let rate, let start):
            finishAcknowledgement(
                medium, to: radio, from: receiver, rate: rate, start: start, end: now, policy: &policy, &out)
        case .unanswered(let radio):
            giveUpOrRetry(medium, radio, at: now, &out)
        }
    }

    private mutating func begin(
        _ medium: Int, from radio: Int, at now: Instant, policy: inout some AirPolicy, _ out: inout AirOutputs
    ) {
        media[medium].contenders.removeAll { $0 == radio }
        radios[radio].contendsSince = nil
        guard case .frame(let frame, _, let isAtLowestRate, _)? = queues[radio].first() else {
            foresee(medium)
            return
        }
        if radios[radio].attempts == 0, policy.looksAtDepartures,
            !departs(radio, at: now, policy: &policy, &out)
        {
            advance(radio, at: now)
            foresee(medium)
            return
        }
        let channel = media[medium].channel
        let rate = rate(of: frame, from: radio, isAtLowestRate: isAtLowestRate, on: channel, at: now)
        radios[radio].isBusy = true
        radios[radio].attempts += 1
        if radios[radio].attempts > 1 { queues[radio].setRetry(frame) }
        if queues[radio].holdsTimestamp(frame) {
            // All radios share one clock: the lab's, as the TSF is at an AP that began with it.
            let transmission = now + channel.preamble(at: rate) + channel.delay(toOctet: Self.timestampOffset, at: rate)
            queues[radio].setTimestamp(frame, at: Self.timestampOffset, transmission.nanoseconds / 1000)
        }
        media[medium].idleSlots = media[medium].slots(at: now)
        media[medium].state = .sending(radio: radio, rate: rate, start: now)
        media[medium].next = now + channel.airtime(octets: queues[radio].count(frame) + Self.fcsLength, at: rate)
    }

    private mutating func finishFrame(
        _ medium: Int, from radio: Int, rate: PHYRate, start: Instant, end: Instant, policy: inout some AirPolicy,
        _ out: inout AirOutputs
    ) {
        guard case .frame(let range, _, _, _)? = queues[radio].first() else { return }
        let channel = media[medium].channel
        let place = out.bytes.count
        queues[radio].copy(range, to: &out.bytes)
        let frame = place..<out.bytes.count
        let hasWrongFCS = radios[radio].hasWrongFCS
        let control = FrameControl(rawValue: out.octets(frame).littleEndian(UInt16.self, at: 0))
        let receiver = MACAddress(out.octets(frame), at: 4)
        // A control frame without Address 2 is its radio's own.
        let transmitter = frame.count >= 16 ? MACAddress(out.octets(frame), at: 10) : receiver
        let ends = Ends(transmitter: transmitter, receiver: receiver)
        record(
            frame, ends, from: radio, on: channel, rate: rate, start: start, end: end, hasWrongFCS: hasWrongFCS, &out)
        // An address that no radio owns belongs to nobody, as does one whose radio came after the frame's beginning.
        var owner = receiver.isGroup ? nil : owners[receiver]
        if let index = owner, index == radio || radios[index].medium != medium || radios[index].tunedAt > start {
            owner = nil
        }
        var isReceived = false
        for index in 0..<(hasWrongFCS ? 0 : media[medium].radios.count) {
            let listener = media[medium].radios[index]
            guard listener != radio, radios[listener].tunedAt <= start else { continue }
            guard receiver.isGroup || listener == owner || radios[listener].isPromiscuous else { continue }
            let path = AirPath(
                sender: radio, receiver: listener, channel: channel, instant: end, attempt: radios[radio].attempts)
            guard isHeard(ends, on: path, at: rate) else { continue }
            let fate = policy.fate(of: out.octets(frame), on: path)
            deliver(frame, ends, fate: fate, on: path, rate: rate, &out)
            if listener == owner, fate != .lost { isReceived = true }
        }

        let silence = end + channel.signalExtension(at: rate)
        if !Self.wantsAcknowledgement(control, out.octets(frame), to: receiver) {
            finish(medium, radio, result: .sent, at: silence, &out)
        } else if isReceived, let owner {
            let answer = rate.ofAcknowledgement
            let start = silence + channel.sifs
            media[medium].state = .acknowledging(radio: radio, receiver: owner, rate: answer, start: start)
            media[medium].next = start + channel.airtime(octets: 10 + Self.fcsLength, at: answer)
        } else {
            media[medium].state = .unanswered(radio: radio)
            media[medium].next = silence + channel.acknowledgementTimeout(at: rate)
        }
    }

    private mutating func finishAcknowledgement(
        _ medium: Int, to radio: Int, from receiver: Int, rate: PHYRate, start: Instant, end: Instant,
        policy: inout some AirPolicy, _ out: inout AirOutputs
    ) {
        guard case .frame(let range, _, _, _)? = queues[radio].first() else { return }
        let channel = media[medium].channel
        let place = out.bytes.count
        let ends = Ends(transmitter: queues[radio].receiver(range), receiver: queues[radio].transmitter(range))
        out.bytes.appendAcknowledgement(to: ends.receiver)
        let frame = place..<out.bytes.count
        record(frame, ends, from: receiver, on: channel, rate: rate, start: start, end: end, &out)
        let path = AirPath(
            sender: receiver, receiver: radio, channel: channel, instant: end, attempt: radios[radio].attempts)
        let silence = end + channel.signalExtension(at: rate)
        switch isHeard(ends, on: path, at: rate) ? policy.fate(of: out.octets(frame), on: path) : .lost {
        case .lost, .corrupted:
            giveUpOrRetry(medium, radio, at: silence, &out)
        case .delivered, .delayed, .duplicated:
            finish(medium, radio, result: .acknowledged, at: silence, &out)
        }
    }

    private mutating func giveUpOrRetry(_ medium: Int, _ radio: Int, at now: Instant, _ out: inout AirOutputs) {
        guard radios[radio].attempts < Self.attempts else {
            finish(medium, radio, result: .unacknowledged, at: now, &out)
            return
        }
        radios[radio].window = min(2 * radios[radio].window + 1, Self.windows.upperBound)
        release(medium, from: radio, at: now)
    }

    private mutating func finish(
        _ medium: Int, _ radio: Int, result: AirOutputs.Outcome.Result, at now: Instant, _ out: inout AirOutputs
    ) {
        if case .frame(_, let token?, _, _)? = queues[radio].first() {
            out.outcomes.append(
                AirOutputs.Outcome(
                    radio: radio, token: token, result: result, attempts: radios[radio].attempts, instant: now))
        }
        queues[radio].removeFirst()
        radios[radio].attempts = 0
        radios[radio].hasWrongFCS = false
        radios[radio].window = Self.windows.lowerBound
        release(medium, from: radio, at: now)
    }

    private func record(
        _ frame: Range<Int>, _ ends: Ends, from radio: Int, on channel: Channel, rate: PHYRate, start: Instant,
        end: Instant,
        hasWrongFCS: Bool = false, _ out: inout AirOutputs
    ) {
        out.transmissions.append(
            AirOutputs.Transmission(
                radio: radio, frame: frame, channel: channel, rate: rate,
                signal: signal(ends, from: radio, to: nil, on: channel, at: end),
                start: start, firstBit: start + channel.preamble(at: rate), end: end, hasWrongFCS: hasWrongFCS))
    }

    private mutating func deliver(
        _ frame: Range<Int>, _ ends: Ends, fate: AirFate, on path: AirPath, rate: PHYRate, _ out: inout AirOutputs
    ) {
        var reception = AirOutputs.Reception(
            radio: path.receiver, frame: frame, channel: path.channel, rate: rate,
            signal: signal(ends, from: path.sender, to: path.receiver, on: path.channel, at: path.instant),
            instant: path.instant)
        switch fate {
        case .lost: break
        case .delivered: out.receptions.append(reception)
        case .delayed(let interval):
            delayed.insert(out.octets(frame), reception, until: path.instant + interval)
        case .duplicated(let interval):
            out.receptions.append(reception)
            delayed.insert(out.octets(frame), reception, until: path.instant + interval)
        case .corrupted(let offset, let mask):
            let start = out.bytes.count
            out.bytes.append(contentsOf: out.bytes[frame])
            reception.frame = start..<out.bytes.count
            out.bytes[start + Int(offset.magnitude % UInt(frame.count))] ^= mask
            out.receptions.append(reception)
        }
    }

    /// Whether the receiver of a frame answers it: not where it is group-addressed, or QoS data with another Ack Policy
    /// than Normal Ack (802.11-2020, 9.2.4.5.4 and 10.3.2.11), or a control frame, since none that would be is sent here.
    private static func wantsAcknowledgement(
        _ control: FrameControl, _ frame: RawSpan, to receiver: MACAddress
    ) -> Bool {
        guard !receiver.isGroup, !control.type.isControl, frame.byteCount >= 16 else { return false }
        guard control.type.hasQoSControl, let header = try? MACHeader(parsing: frame),
            let offset = header.qosControlOffset
        else { return true }
        return frame.octet(at: offset) & 0x60 == 0
    }
}
