public import Octets

internal import Internet

extension GatewayHost.Configuration {
    /// The same for a lab's bridge of this number, a network of its own: 10.2.7.1 is followed by 10.3.7.1 and so on.
    ///
    /// - Parameter hardware: the bridge's address.
    public func ofBridge(_ number: Int, hardware: MACAddress) -> Self {
        var configuration = self
        configuration.hardware = hardware
        let offset = UInt32(truncatingIfNeeded: number) << 16
        for field in [\Self.address, \.firstLease, \.lastLease] {
            configuration[keyPath: field] = IPv4Address(configuration[keyPath: field].rawValue &+ offset)
        }
        return configuration
    }
}
