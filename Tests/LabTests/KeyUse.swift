import Dot11
import Octets
import RSN

/// Watches on the air what no fault may bring about: a packet number used twice with one key, as a key that is
/// installed again would have it (KRACK), and replay counters that don't rise. It knows no key: the nonce in message 3
/// tells when a new one begins.
struct KeyUse {
    private struct Direction: Hashable {
        var transmitter: MACAddress
        var receiver: MACAddress
        var keyID: UInt8
    }

    private struct Pair: Hashable {
        var bssid: MACAddress
        var station: MACAddress
    }

    private var sent: [Direction: [UInt64: [UInt8]]] = [:]
    private var authenticatorNonces: [Pair: Nonce] = [:]
    private var replayCounters: [Pair: UInt64] = [:]
    /// What must not happen, in words.
    private(set) var violations: [String] = []
    /// Messages 3 that repeat the nonce of the one before: each invites to install a key again.
    private(set) var repeatedMessages3 = 0
    /// Protected frames that were looked at.
    private(set) var protectedFrames = 0

    mutating func look(at frames: [[UInt8]]) {
        for (number, octets) in frames.enumerated() {
            guard let header = try? MACHeader(parsing: octets.octets), let transmitter = header.transmitter else {
                continue
            }
            switch header.type {
            case .associationResponse, .reassociationResponse:
                replayCounters[Pair(bssid: transmitter, station: header.receiver)] = nil
            case .data, .qosData:
                if header.control.isProtected {
                    lookAtProtected(header, from: transmitter, number)
                } else if header.control.isFromDS, !header.control.isRetry, let eapol = LLC.eapol(in: header.body) {
                    lookAtKey(eapol, Pair(bssid: transmitter, station: header.receiver), number)
                }
            default: break
            }
        }
    }

    private mutating func lookAtProtected(_ header: borrowing MACHeader, from transmitter: MACAddress, _ number: Int) {
        guard let ccmp = try? CCMPHeader(parsing: header.body) else { return violations.append("\(number): no CCMP") }
        protectedFrames += 1
        let direction = Direction(transmitter: transmitter, receiver: header.receiver, keyID: ccmp.keyID)
        // A retry of the medium carries the same octets.
        let body = header.body.array
        if let before = sent[direction, default: [:]].updateValue(body, forKey: ccmp.packetNumber), before != body {
            violations.append("\(number): packet number \(ccmp.packetNumber) again, from \(transmitter)")
        }
    }

    private mutating func lookAtKey(_ eapol: RawSpan, _ pair: Pair, _ number: Int) {
        guard let frame = try? EAPOLKeyFrame(parsing: eapol) else { return }
        let counter = frame.replayCounter
        if let before = replayCounters.updateValue(counter, forKey: pair), before >= counter {
            violations.append("\(number): replay counter \(counter) after \(before)")
        }
        guard frame.message == .message3 else { return }
        let nonce = frame.nonce
        if authenticatorNonces.updateValue(nonce, forKey: pair) == nonce {
            repeatedMessages3 += 1
        } else {
            sent[Direction(transmitter: pair.bssid, receiver: pair.station, keyID: 0)] = nil
            sent[Direction(transmitter: pair.station, receiver: pair.bssid, keyID: 0)] = nil
        }
    }
}
