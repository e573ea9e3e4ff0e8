public import Dot11
internal import Octets

/// Both directions of a pairwise CCMP key, each expanded when the first frame needs it: a roam pays for none that it
/// doesn't use.
public struct CCMPLink {
    private let key: TemporalKey
    private var transmitter: CCMPTransmitter?
    private var receiver: CCMPReceiver?

    /// A fresh key, used from packet number 1 on.
    public init(_ key: TemporalKey) { self.key = key }

    /// Appends a frame protected; false, and nothing appended, where ``CCMPTransmitter`` refuses it.
    public mutating func protect(_ frame: MACHeader, to out: inout [UInt8]) -> Bool {
        if transmitter == nil { transmitter = CCMPTransmitter(key) }
        return transmitter?.protect(frame, to: &out) ?? false
    }

    /// Appends the body of a protected frame in the clear; false, and nothing appended, where it is malformed, a replay or
    /// not genuine.
    public mutating func open(_ frame: MACHeader, to out: inout [UInt8]) -> Bool {
        if receiver == nil { receiver = CCMPReceiver(key) }
        guard receiver != nil else { return false }
        do throws(CCMPError) {
            try receiver?.open(frame, to: &out)
            return true
        } catch {
            return false
        }
    }
}
