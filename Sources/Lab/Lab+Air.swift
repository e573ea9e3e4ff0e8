internal import AccessPoint
internal import Airspace
internal import Dot11
internal import Octets
internal import Station
internal import Timeline

/// The air: what it delivers, and what the monitor sees.
extension Lab {
    mutating func stepAir() {
        guard let deadline = airspace.deadline, deadline <= now else { return }
        var out = AirOutputs()
        swap(&out, &airOutputs)
        airspace.wake(at: now, policy: &policy, &out)
        for transmission in out.transmissions { capture.record(transmission, out.octets(transmission.frame)) }
        for reception in out.receptions {
            switch radios[reception.radio] {
            case .station(let index):
                let device = stations[index]
                device.core.receive(
                    frame: out.octets(reception.frame), signal: reception.signal, channel: reception.channel,
                    at: reception.instant, &device.outputs)
                drainStation(index)
            case .accessPoint(let index):
                if hasSharedProcesses { consultProcess(of: index, out.octets(reception.frame)) }
                let device = accessPoints[index]
                device.core.receive(out.octets(reception.frame), at: reception.instant, &device.outputs)
                drainAccessPoint(index)
            }
        }
        for outcome in out.outcomes {
            let isAcknowledged = outcome.result == .acknowledged
            switch radios[outcome.radio] {
            case .accessPoint(let index): tellAccessPoint(index, outcome.token, isAcknowledged: isAcknowledged)
            case .station(let index): tellStation(index, isAcknowledged: isAcknowledged)
            }
        }
        out.removeAll()
        swap(&out, &airOutputs)
    }

    /// Tells an access point what became of a frame of its own.
    mutating func tellAccessPoint(_ index: Int, _ token: UInt64, isAcknowledged: Bool) {
        let device = accessPoints[index]
        device.core.transmitted(token, isAcknowledged: isAcknowledged, at: now, &device.outputs)
        drainAccessPoint(index)
    }

    /// Tells a station what became of the frame by which it polled its AP.
    mutating func tellStation(_ index: Int, isAcknowledged: Bool) {
        let device = stations[index]
        device.core.polled(isAcknowledged: isAcknowledged, at: now, &device.outputs)
        drainStation(index)
    }

    /// Whether a device needs its processor for the frame: authentication, association, their ends, and EAPOL.
    /// Beacons, Probe Responses and data cost nothing but airtime.
    static func takesProcessing(_ frame: RawSpan) -> Bool {
        guard let header = try? MACHeader(parsing: frame) else { return false }
        switch header.type {
        case .beacon, .probeRequest, .probeResponse: return false
        default: break
        }
        guard header.type.isData else { return header.type.isManagement }
        return !header.control.isProtected && LLC.etherType(of: header.body) == LLC.eapol
    }
}
