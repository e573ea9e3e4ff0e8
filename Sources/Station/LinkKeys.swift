internal import Dot11
internal import Octets
internal import RSN

/// The keys of a link, each expanded when the first frame needs it.
struct LinkKeys {
    private var pairwise: CCMPLink?
    private var groupKeys = InlineArray<4, GroupKey?>(repeating: nil)

    /// Key IDs 4 and 5.
    private var integrityKeys = InlineArray<2, BIPReceiver?>(repeating: nil)

    private struct GroupKey {
        let key: TemporalKey
        let packetNumber: UInt64
        var receiver: CCMPReceiver?
    }

    /// Whether unicast frames are encrypted.
    var hasPairwiseKey: Bool { pairwise != nil }

    /// Begins to use a new pairwise key, from packet number 1 on.
    mutating func install(pairwise key: TemporalKey) {
        pairwise = CCMPLink(key)
    }

    /// Begins to take group frames with a new key, whose sender has reached `packetNumber`.
    mutating func install(group key: TemporalKey, keyID: UInt8, packetNumber: UInt64) {
        groupKeys[Int(keyID & 3)] = GroupKey(key: key, packetNumber: packetNumber)
    }

    /// Begins to take group-addressed robust management frames with a new key, whose sender has reached `packetNumber`.
    mutating func install(integrity key: TemporalKey, keyID: UInt16, packetNumber: UInt64) {
        guard 4...5 ~= keyID else { return }
        integrityKeys[Int(keyID - 4)] = BIPReceiver(key, keyID: keyID, packetNumber: packetNumber)
    }

    /// Whether a group-addressed management frame is genuine and new.
    mutating func accepts(_ frame: MACHeader) -> Bool {
        integrityKeys[0]?.accepts(frame) == true || integrityKeys[1]?.accepts(frame) == true
    }

    /// Appends a frame protected with the pairwise key; false, and nothing appended, without one.
    mutating func protect(_ frame: MACHeader, to out: inout [UInt8]) -> Bool {
        pairwise?.protect(frame, to: &out) ?? false
    }

    /// Appends the body of a protected frame in the clear; false, and nothing appended, where no key fits or it is a
    /// replay.
    mutating func open(_ frame: MACHeader, to out: inout [UInt8]) -> Bool {
        guard frame.receiver.isGroup else { return pairwise?.open(frame, to: &out) ?? false }
        do throws(CCMPError) {
            guard let header = try? CCMPHeader(parsing: frame.body) else { return false }
            let id = Int(header.keyID)
            guard let key = groupKeys[id] else { return false }
            if key.receiver == nil {
                groupKeys[id]?.receiver = CCMPReceiver(key.key, packetNumber: key.packetNumber)
            }
            try groupKeys[id]?.receiver?.open(frame, to: &out)
            return true
        } catch {
            return false
        }
    }
}
