public import Dot11
public import Octets
internal import Timeline

/// BSS transition management, the AP's side.
extension AccessPoint {
    /// Asks a station to go elsewhere (`hostapd_cli bss_tm_req`).
    ///
    /// - Returns: false for one that is not associated here.
    public mutating func requestTransition(
        _ request: BSSTransitionRequest, of station: MACAddress, bss: Int, _ out: inout AccessPointOutputs
    ) -> Bool {
        guard let index = entry(of: station, bss: bss), stations[index]?.isAssociated == true else { return false }
        sendManagement(.action, to: station, bss: bss, &out) { request.write(into: &$0) }
        return true
    }

    /// What an associated station answers in an Action frame.
    func receiveTransition(_ body: RawSpan, from entry: StationEntry, _ out: inout AccessPointOutputs) {
        guard let response = BSSTransitionResponse(parsing: body) else { return }
        out.report(.transitionAnswered(entry.address, bss: entry.bss, response))
    }
}
