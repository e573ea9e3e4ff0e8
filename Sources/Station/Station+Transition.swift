internal import Dot11
internal import Octets
internal import Timeline

/// BSS transition management: the AP asks the station to go elsewhere (802.11-2020, 11.21.7).
extension Station {
    /// An Action frame of the AP: accepts a request where a BSS that it may join is known, and goes there.
    mutating func receiveTransition(_ body: RawSpan, at now: Instant, _ out: inout StationOutputs) {
        guard case .associated = phase, isAuthorized, let link, let request = BSSTransitionRequest(parsing: body)
        else { return }
        out.report(
            .transitionRequested(
                disassociationTimer: request.isDisassociationImminent ? request.disassociationTimer : nil,
                hasCandidates: request.candidates != nil))
        let target = target(of: request, except: link.bss.bssid)
        let response = BSSTransitionResponse(
            dialogToken: request.dialogToken,
            status: target == nil ? BSSTransitionResponse.noSuitableCandidates : BSSTransitionResponse.accept,
            target: target)
        sendRobust(.action, &out) { response.write(into: &$0) }
        if let target { roam(to: target, at: now, &out) }
    }

    /// The first candidate that the station can join; without a list the strongest BSS of the network.
    private func target(of request: BSSTransitionRequest, except current: MACAddress) -> MACAddress? {
        let named = request.candidates?.map(\.bssid)
        let others = bssTable.entries.filter { bss in
            bss.bssid != current && !configuration.isDisallowed && !configuration.ignored.contains(bss.bssid)
                && configuration.security(for: bss) != nil
        }
        guard let named else { return others.max { $0.signal < $1.signal }?.bssid }
        return named.first { bssid in others.contains { $0.bssid == bssid } }
    }
}
