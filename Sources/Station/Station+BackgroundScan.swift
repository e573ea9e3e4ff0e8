internal import Dot11
internal import Octets
internal import Timeline

/// Roaming without being told: scans while there is a link, and what follows from what they find.
extension Station {
    /// Begins with a link that is up.
    mutating func beginBackgroundScan(at now: Instant) {
        guard let settings = configuration.backgroundScan, let link else { return }
        let signal = bssTable[link.bss.bssid]?.signal ?? link.bss.signal
        backgroundScan = BackgroundScan(settings, signal: Int(signal), at: now)
    }

    /// Takes in the signal of a Beacon of the AP.
    mutating func noteBeacon(_ signal: Int8, at now: Instant, _ out: inout StationOutputs) {
        guard let change = backgroundScan?.receive(signal, at: now) else { return }
        out.report(.signalChanged(isAbove: change.isAbove, signal: change.signal))
    }

    mutating func wakeBackgroundScan(at now: Instant, _ out: inout StationOutputs) {
        guard let due = backgroundScan?.dueAt, due <= now else { return }
        let begins = scanning == nil && isAuthorized
        if begins {
            beginScan(configuration.scanChannels, thenConnects: false, namesNetwork: true, at: now, &out)
        }
        backgroundScan?.scan(hasBegun: begins, at: now)
    }

    /// A scan has ended: goes to the best BSS that it has found where that is worth it.
    mutating func considerRoam(at now: Instant, _ out: inout StationOutputs) {
        guard isAuthorized, let link, let (best, security) = bestBSS(at: now),
            best.bssid != link.bss.bssid, let current = bssTable[link.bss.bssid]
        else { return }
        let (here, there) = (current.estimatedThroughput, best.estimatedThroughput)
        let comparison = RoamComparison(
            current: RoamComparison.Side(
                bssid: current.bssid, channel: current.channel, signal: Int(current.signal), throughput: here.rate),
            selected: RoamComparison.Side(
                bssid: best.bssid, channel: best.channel, signal: Int(best.signal), throughput: there.rate))
        switch comparison.outcome(signalToNoise: here.signalToNoise) {
        case .stays: break
        case .roamsForThroughput: join(best, security, at: now, &out)
        case .signals(let differ):
            out.report(.roamConsidered(comparison, isRoam: differ))
            if differ { join(best, security, at: now, &out) }
        }
    }
}
