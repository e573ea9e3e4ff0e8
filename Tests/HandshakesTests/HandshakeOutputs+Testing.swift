import Cryptography
import Octets
import RSN

@testable import Handshakes

extension HandshakeOutputs {
    /// Copies of the frames to send.
    var frames: [[UInt8]] {
        actions.compactMap { action in
            if case .send(let range) = action { Array(bytes[range]) } else { nil }
        }
    }

    /// The actions in words, to compare them.
    var names: [String] {
        actions.map { action in
            switch action {
            case .send: "send"
            case .pairwiseKeyRequested: "pairwiseKeyRequested"
            case .installPairwiseKey: "installPairwiseKey"
            case .installGroupKey(let key): "installGroupKey \(key.keyID)"
            case .installIntegrityGroupKey(let key): "installIntegrityGroupKey \(key.keyID)"
            case .completed: "completed"
            case .groupKeysConfirmed: "groupKeysConfirmed"
            case .unknownPMKID: "unknownPMKID"
            case .ignored(let drop): "ignored \(drop)"
            case .failed(let failure): "failed \(failure)"
            }
        }
    }
}
