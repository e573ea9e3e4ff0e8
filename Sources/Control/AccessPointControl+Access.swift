internal import AccessPoint
internal import Configuration
internal import Lab
internal import Octets
internal import Timeline

/// `ACCEPT_ACL` and `DENY_ACL`: the lists of stations that a BSS lets in, or keeps out.
extension AccessPointControl {
    /// Stations of a list at the most.
    private static let accessLimit = 4096

    /// Answers as hostapd does, to which what is none of its four words is a command without effect.
    mutating func access(
        _ argument: String, toAccept: Bool, bss: Int, _ accessPoint: inout AccessPoint, at now: Instant,
        _ out: inout AccessPointOutputs
    ) -> String {
        var list = toAccept ? settings.bsses[bss].acceptedStations : settings.bsses[bss].deniedStations
        let isAdded: Bool
        switch (argument, ControlRequest.split(argument)) {
        case ("SHOW", _):
            return list.sorted { $0.key < $1.key }.map { "\($0.key) VLAN_ID=\($0.value)\n" }.joined()
        case ("CLEAR", _):
            list.removeAll()
            isAdded = false
        case (_, ("ADD_MAC", let rest)?):
            let words = ControlRequest.words(rest)
            guard let station = words.first.flatMap({ MACAddress($0) }) else { return Reply.fail }
            guard list.count < Self.accessLimit || list[station] != nil else { return Reply.fail }
            let vlan = words.first { $0.hasPrefix("VLAN_ID=") }.flatMap { Int32($0.dropFirst(8)) } ?? 0
            // A station that is there keeps the VLAN that it has.
            list[station] = list[station] ?? Int(vlan)
            isAdded = true
        case (_, ("DEL_MAC", let rest)?):
            if let station = MACAddress(rest) { list[station] = nil }
            isAdded = false
        default: return Reply.ok
        }
        if toAccept {
            settings.bsses[bss].acceptedStations = list
        } else {
            settings.bsses[bss].deniedStations = list
        }
        guard hasStarted else { return Reply.ok }
        var running = accessPoint.configuration.basicServiceSets[bss]
        running.access = AccessList(settings.bsses[bss])
        accessPoint.update(running, bss: bss, renewsServers: false)
        // Only what keeps someone out who was in ends links.
        if toAccept != isAdded { accessPoint.endLinks(notAccepted: toAccept, bss: bss, at: now, &out) }
        return Reply.ok
    }
}
