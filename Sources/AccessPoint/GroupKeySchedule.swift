internal import Cryptography
internal import Dot11
internal import Handshakes
internal import Octets
internal import RSN
internal import Timeline

/// The group key of a BSS, its sending side, and when it is due to be replaced.
///
/// A new key is handed out first and used once every station has it, as hostapd's group state machine goes from SETKEYS to
/// SETKEYSDONE when GKeyDoneStations is 0 (802.11-2020, 12.7.10).
struct GroupKeySchedule {
    private struct Key {
        /// 1 or 2, in turn (802.11-2020, 12.7.7.1).
        let keyID: UInt8
        let key: TemporalKey
        var transmitter: CCMPTransmitter
        /// The integrity group key: key ID 4 or 5, in turn (802.11-2020, 12.7.7.1); nil without management frame protection.
        let integrityKey: TemporalKey?
        var integrityTransmitter: BIPTransmitter?

        init(random: inout RandomSource, keyID: UInt8, hasIntegrityKey: Bool) {
            let key = Self.key(random: &random)
            guard let transmitter = CCMPTransmitter(key, keyID: keyID) else {
                preconditionFailure("16 octets are a key of CCMP")
            }
            self.keyID = keyID
            self.key = key
            self.transmitter = transmitter
            integrityKey = hasIntegrityKey ? Self.key(random: &random) : nil
            integrityTransmitter = integrityKey.flatMap { BIPTransmitter($0, keyID: UInt16(keyID) + 3) }
        }

        private static func key(random: inout RandomSource) -> TemporalKey {
            var octets: [UInt8] = []
            random.fill(&octets, count: 16)
            guard let key = TemporalKey(octets.octets) else { preconditionFailure("16 octets are a key") }
            return key
        }
    }

    /// Protects what is sent.
    private var current: Key
    /// Is being handed out.
    private var next: Key?
    private(set) var rekeyAt: Instant?
    private let interval: Interval?
    private let hasIntegrityKey: Bool

    init(random: inout RandomSource, rekey interval: Interval?, hasIntegrityKey: Bool, at now: Instant) {
        self.hasIntegrityKey = hasIntegrityKey
        current = Key(random: &random, keyID: 1, hasIntegrityKey: hasIntegrityKey)
        // The key counts whole seconds; a key that is due at once is due for ever.
        self.interval = interval.map { max($0, .seconds(1)) }
        rekeyAt = self.interval.map { now + $0 }
    }

    /// What a station gets, the new keys as soon as there are some, with the packet numbers that were reached; the
    /// integrity group key only if it protects management frames.
    func keys(for station: StationEntry) -> GroupKeys {
        let key = next ?? current
        var keys = GroupKeys(
            groupKey: GroupKey(keyID: key.keyID, key: key.key, packetNumber: key.transmitter.packetNumber))
        if station.negotiatedManagementProtection, let integrityKey = key.integrityKey {
            keys.integrityGroupKey = IntegrityGroupKey(
                keyID: UInt16(key.keyID) + 3, key: integrityKey,
                packetNumber: key.integrityTransmitter?.packetNumber ?? 0)
        }
        return keys
    }

    /// Makes a new key to be handed out, in place of one that not every station has yet.
    mutating func rekey(random: inout RandomSource, at now: Instant) {
        next = Key(random: &random, keyID: current.keyID == 1 ? 2 : 1, hasIntegrityKey: hasIntegrityKey)
        rekeyAt = interval.map { now + $0 }
    }

    /// Every station has the new key: it is used from now on.
    mutating func useNext() {
        guard let next else { return }
        current = next
        self.next = nil
    }

    /// Appends a group-addressed management frame, with a Management MIC element where there is a key for it.
    mutating func protectManagement(_ frame: borrowing MACHeader, to out: inout [UInt8]) {
        if current.integrityTransmitter?.protect(frame, to: &out) != true { out.append(octets: frame.frame) }
    }

    /// Appends a frame protected with the group key.
    mutating func protect(_ frame: borrowing MACHeader, to out: inout [UInt8]) {
        _ = current.transmitter.protect(frame, to: &out)
    }
}
