internal import Configuration
internal import Lab

/// The bridges that BSSs are ports of, and those that they make by naming them.
extension ControlledLab {
    /// Bridges at the most: a client that names new ones without end is refused.
    static var bridgeLimit: Int { 64 }

    /// The names of a lab's bridges from its beginning.
    static func bridgeNumbers(of lab: LabConfiguration, _ accessPoints: [AccessPointControl]) -> [String: Int] {
        var names: [String: Int] = [:]
        for (number, bridge) in lab.bridges.enumerated() { names[bridge.name] = number }
        guard lab.bridges.isEmpty else { return names }
        for name in accessPoints.flatMap(\.settings.bsses).compactMap(\.bridge) { names[name] = 0 }
        if names.isEmpty { names[LaterInterfaces.bridge] = 0 }
        return names
    }

    /// Whether each bridge that an access point names is there, or can be made.
    func canHaveBridges(_ settings: HostapdConfiguration) -> Bool {
        let new = Set(settings.bsses.compactMap(\.bridge)).filter { bridgeNumbers[$0] == nil }
        return new.allSatisfy { LaterInterfaces.isName($0) && !isInterface($0) }
            && (new.isEmpty || bridgeNumbers.count + new.count <= Self.bridgeLimit)
    }

    /// Makes the BSSs of an access point ports of the bridges that they name: one that is not there is made, as hostapd
    /// makes it. An added BSS that names none is a port of the first; one of the lab's file stays where it is.
    mutating func joinBridges(_ index: Int, _ settings: HostapdConfiguration) {
        let isAdded = later.accessPoints.contains(index)
        for (bss, section) in settings.bsses.enumerated() {
            if let name = section.bridge, isAdded || accessPoints[index].isSet("bridge", bss: bss) {
                bridgeNumbers[name] = lab.join(bridge: bridgeNumbers[name], named: name, bss: bss, accessPoint: index)
            } else if isAdded {
                lab.join(bridge: 0, bss: bss, accessPoint: index)
            }
        }
    }
}
