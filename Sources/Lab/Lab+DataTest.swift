internal import AccessPoint
internal import Hosts
internal import Octets
internal import Station
internal import Wired

/// An end of a link at which test frames are looked for.
public enum DataTestEnd: Hashable, Sendable {
    /// A station's interface.
    case station(Int)
    /// A BSS's.
    case bss(accessPoint: Int, bss: Int)
}

/// Where test frames enter and leave.
public enum DataTestInterface: Sendable {
    /// The interface of the station or BSS itself.
    case own
    /// The bridge that the BSS is a port of.
    case bridge
}

/// Which ends look for test frames, and where.
struct DataTests {
    private var ends: [DataTestEnd: DataTestInterface] = [:]

    /// Whether none does: then no frame need be looked at.
    var isEmpty: Bool { ends.isEmpty }

    subscript(_ end: DataTestEnd) -> DataTestInterface? { ends[end] }

    mutating func set(_ interface: DataTestInterface?, at end: DataTestEnd) { ends[end] = interface }
}

/// `DATA_TEST_…`: frames that show whether data pass.
extension Lab {
    /// Begins to look for test frames at an end, or, with nil, stops.
    public mutating func setDataTest(_ interface: DataTestInterface?, at end: DataTestEnd) {
        dataTests.set(interface, at: end)
    }

    /// Where an end looks for test frames; nil where it doesn't.
    public func dataTest(at end: DataTestEnd) -> DataTestInterface? { dataTests[end] }

    /// Sends an Ethernet frame of 14 octets or more out of an interface: through the link, or through the bridge.
    public mutating func send(frame: [UInt8], from end: DataTestEnd, through interface: DataTestInterface) {
        switch (end, interface) {
        case (.station(let index), _): work.insert(.stationSends(index), at: now, frame.octets)
        case (.bss(let index, let bss), .own):
            let port = accessPoints[index].ports.lowerBound + bss
            work.insert(.bridgeDelivers(port: port), at: now, frame.octets)
        case (.bss(let index, let bss), .bridge):
            guard let bridge = bridge(ofBSS: bss, accessPoint: index) else { return }
            work.insert(.bridgeReceives(port: wires[bridge].gatewayPort), at: now, frame.octets)
        }
    }

    /// A frame reaches an end: if it looks for test frames and this is one, it says so.
    mutating func lookForTest(_ frame: RawSpan, at end: DataTestEnd, on interface: DataTestInterface) {
        guard dataTests[end] == interface, let test = DataTestFrame(parsing: frame) else { return }
        events.append(LabEvent(instant: now, what: .dataTest(end, test)))
    }

    /// A frame enters the bridge through a port: it reaches the interface of the BSS there and, if it is for the bridge's
    /// host or for a group, the bridge.
    mutating func lookForTests(entering frame: RawSpan, port: Int) {
        guard frame.byteCount >= 14 else { return }
        let destination = MACAddress(frame, at: 0)
        for index in accessPoints.indices {
            let device = accessPoints[index]
            for (bss, settings) in device.core.configuration.basicServiceSets.enumerated() {
                let end = DataTestEnd.bss(accessPoint: index, bss: bss)
                guard let interface = dataTests[end] else { continue }
                let isOwn = destination == settings.bssid || destination.isGroup
                switch interface {
                case .own where isOwn && port == device.ports.lowerBound + bss: lookForTest(frame, at: end, on: .own)
                case .bridge:
                    guard let entry = portPlaces[port]?.wire, entry == bridge(ofBSS: bss, accessPoint: index),
                        isOwn || destination == wires[entry].gatewayAddress, port != wires[entry].gatewayPort
                    else { continue }
                    lookForTest(frame, at: end, on: .bridge)
                case .own: continue
                }
            }
        }
    }
}
