internal import Dot11
public import Octets
internal import RSN
public import Timeline

/// A PMK that another interface of the same hostapd process keeps of a station.
public struct SharedPMKSA: Sendable {
    let pmksa: PMKSA
}

/// A station that is about to be known.
public enum Newcomer: Equatable, Sendable {
    /// It asks to be authenticated by a BSS that has no entry of it.
    case authenticating(MACAddress)
    /// It asks to be associated.
    case associating(MACAddress)
}

/// What the interfaces of one hostapd process know of each other. Each is an access point with a radio of its own; who
/// drives them carries it between them.
extension AccessPoint {
    /// Whether a frame brings a station that the other interfaces should be asked about.
    public func newcomer(in frame: RawSpan) -> Newcomer? {
        guard isEnabled, let header = try? MACHeader(parsing: frame), let station = header.transmitter,
            !station.isGroup,
            let bss = bsses.firstIndex(where: { $0.configuration.bssid == header.receiver && !$0.isGone })
        else { return nil }
        switch header.type {
        case .authentication: return entry(of: station, bss: bss) == nil ? .authenticating(station) : nil
        case .associationRequest, .reassociationRequest: return .associating(station)
        default: return nil
        }
    }

    /// Lets go of a station that authenticates at another interface (hostapd, ap_sta_remove_in_other_bss).
    public mutating func leave(_ station: MACAddress, at now: Instant, _ out: inout AccessPointOutputs) {
        for bss in bsses.indices {
            if let index = entry(of: station, bss: bss) { deauthenticate(index, .invalidAuthentication, at: now, &out) }
        }
    }

    /// The PMKs of a station that its BSSs keep.
    public func keys(of station: MACAddress, at now: Instant) -> [SharedPMKSA] {
        bsses.compactMap { $0.pmksa.entry(of: station, at: now).map(SharedPMKSA.init) }
    }

    /// Takes in what other interfaces keep, for the association that follows.
    public mutating func lookInto(_ keys: [SharedPMKSA]) { foreignKeys += keys.map(\.pmksa) }

    /// Makes an access point that was just made one that is off the air, without a word to anyone.
    public mutating func keepOff() {
        isEnabled = false
        for index in bsses.indices { bsses[index].accounting = .off }
    }
}
