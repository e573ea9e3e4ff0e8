internal import Configuration
internal import Internet
internal import Lab
internal import Octets

/// What a dialog for a bridge shows, and the one thing that it sets.
public struct BridgeSettings: Sendable, Encodable, Equatable {
    /// Its name.
    public var name: String
    /// Its own address.
    public var hardware: String
    /// The address of its host.
    public var address: String
    /// Seconds after its last frame at which an address is forgotten.
    public var agingS: Int
    /// Its ports, and which of the lab's addresses were last heard there.
    public var ports: [BridgeDescription.Port]
    /// The entry of `bridges` in a lab file that makes it as it is.
    public var text: String
}

extension ControlledLab {
    /// What a bridge is set to.
    public func settings(ofBridge index: Int) -> BridgeSettings {
        let (description, state) = bridges[index]
        let ports = description.ports.map(\.name).filter { $0 != "gateway" }
        return BridgeSettings(
            name: description.name, hardware: state.hardware.description, address: state.address.description,
            agingS: state.agingSeconds, ports: description.ports,
            text: """
                bridges:
                  - name: \(description.name)
                    ports: [\(ports.joined(separator: ", "))]
                    aging_s: \(state.agingSeconds)

                """)
    }

    /// Sets after how many seconds a bridge forgets an address, at once.
    ///
    /// - Parameter text: the seconds, as a lab file's `aging_s` has them.
    /// - Throws: ``SettingsRefusal``, in a lab file's words; then nothing has changed.
    public mutating func setAging(_ text: String, ofBridge index: Int) throws(SettingsRefusal) {
        let range = BridgeConfiguration.agingRange
        guard let seconds = Int(text), range.contains(seconds) else {
            let shown = String(text.unicodeScalars.prefix(64).map { (" "..."~").contains($0) ? Character($0) : "?" })
            throw SettingsRefusal(
                lines: ["aging_s is a number from \(range.lowerBound) to \(range.upperBound), not \"\(shown)\""])
        }
        lab.setAging(seconds, ofBridge: index)
    }
}
