internal import Cryptography
internal import Dot11
internal import Handshakes
internal import Octets
internal import RSN
internal import Timeline

/// The group key of a BSS, its sending side, and when it is due to be replaced.
struct GroupKeySchedule {
    private var key: TemporalKey
    /// 1 or 2, in turn (802.11-2020, 12.7.7.1).
    private var keyID: UInt8 = 1
    private var transmitter: CCMPTransmitter
    private(set) var rekeyAt: Instant?
    private let interval: Interval?

    init(random: inout RandomSource, rekey interval: Interval?, at now: Instant) {
        (key, transmitter) = Self.make(&random, keyID: 1)
        // The key counts whole seconds; a key that is due at once is due for ever.
        self.interval = interval.map { max($0, .seconds(1)) }
        rekeyAt = self.interval.map { now + $0 }
    }

    /// What stations get, with the packet number that was reached.
    var keys: GroupKeys {
        GroupKeys(groupKey: GroupKey(keyID: keyID, key: key, packetNumber: transmitter.packetNumber))
    }

    /// Replaces the key.
    mutating func rekey(random: inout RandomSource, at now: Instant) {
        keyID = keyID == 1 ? 2 : 1
        (key, transmitter) = Self.make(&random, keyID: keyID)
        rekeyAt = interval.map { now + $0 }
    }

    /// Appends a frame protected with the group key.
    mutating func protect(_ frame: borrowing MACHeader, to out: inout [UInt8]) {
        _ = transmitter.protect(frame, to: &out)
    }

    private static func make(_ random: inout RandomSource, keyID: UInt8) -> (TemporalKey, CCMPTransmitter) {
        var octets: [UInt8] = []
        random.fill(&octets, count: 16)
        guard let key = TemporalKey(octets.octets), let transmitter = CCMPTransmitter(key, keyID: keyID) else {
            preconditionFailure("16 octets are a key of CCMP")
        }
        return (key, transmitter)
    }
}
