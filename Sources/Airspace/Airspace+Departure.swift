import Octets
import Timeline

/// What a policy does to frames before they are on the air.
extension Airspace {
    /// Asks the policy about the first frame of a radio's queue.
    ///
    /// - Returns: false where it is not sent now, and gone from the queue.
    mutating func departs(
        _ radio: Int, at now: Instant, policy: inout some AirPolicy, _ out: inout AirOutputs
    ) -> Bool {
        guard case .frame(let range, let token, _, let isHeldBack)? = queues[radio].first() else { return false }
        var frame: [UInt8] = []
        queues[radio].copy(range, to: &frame)
        let receiver = MACAddress(frame.octets, at: 4)
        let departure = policy.departure(of: &frame, from: radio, isHeldBack: isHeldBack, at: now)
        if departure.isAltered, (10...4095 - Self.fcsLength).contains(frame.count) {
            queues[radio].replaceFirst(by: frame)
        }
        func kept(_ token: UInt64?, awaitsSuccessor: Bool = false) -> HeldFrames.Frame {
            HeldFrames.Frame(
                radio: radio, receiver: receiver, token: token, awaitsSuccessor: awaitsSuccessor, octets: frame)
        }
        switch departure.course {
        case _ where isHeldBack, .sent: break
        case .sentWithWrongFCS: radios[radio].hasWrongFCS = true
        case .withheld:
            report(token, of: radio, at: now, &out)
            queues[radio].removeFirst()
            return false
        case .delayed(let interval):
            if held.insert(kept(token), until: now + interval) {
                queues[radio].removeFirst()
                return false
            }
        case .reordered(let limit):
            if held.insert(kept(token, awaitsSuccessor: true), until: now + limit) {
                queues[radio].removeFirst()
                return false
            }
        case .duplicated(let interval):
            _ = held.insert(kept(nil), until: now + interval)
        }
        if !isHeldBack { held.succeed(radio, to: receiver, at: now) }
        return true
    }

    /// Queues a held frame whose time has come, behind what waits already.
    mutating func release(at now: Instant, _ out: inout AirOutputs) {
        guard let frame = held.popFirst() else { return }
        guard !queues[frame.radio].isFull() else { return report(frame.token, of: frame.radio, at: now, &out) }
        queues[frame.radio].append(frame.octets.octets, token: frame.token, isHeldBack: true)
        if !radios[frame.radio].isBusy, radios[frame.radio].contendsSince == nil { arrive(frame.radio, at: now) }
    }

    /// A frame was never sent.
    private func report(_ token: UInt64?, of radio: Int, at now: Instant, _ out: inout AirOutputs) {
        guard let token else { return }
        out.outcomes.append(
            AirOutputs.Outcome(radio: radio, token: token, result: .unacknowledged, attempts: 0, instant: now))
    }
}
