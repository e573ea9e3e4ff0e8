internal import Octets
internal import RSN
internal import Timeline

extension FourWayAuthenticator {
    mutating func sendMessage1(
        pmk: PMK, pmkid: PMKID?, attempt: Int, at now: Instant, to out: inout HandshakeOutputs
    ) {
        replayCounter += 1
        state = .awaitingMessage2(pmk: pmk, pmkid: pmkid, attempt: attempt)
        deadline = now + (attempt == 1 ? Self.firstTimeout : Self.laterTimeout)
        out.send { out in
            out.appendEAPOLKey(
                version: version, information: information([.pairwise, .ack]), keyLength: UInt16(keyLength),
                replayCounter: replayCounter, nonce: nonce, micLength: scheme.micLength
            ) { out in
                if let pmkid { out.appendKDE(pmkid: pmkid) }
            }
        }
    }

    mutating func sendMessage3(
        ptk: PTK, attempt: Int, _ groupKeys: GroupKeys, at now: Instant, to out: inout HandshakeOutputs
    ) {
        replayCounter += 1
        state = .awaitingMessage4(ptk: ptk, attempt: attempt)
        deadline = now + (attempt == 1 ? Self.firstTimeout : Self.laterTimeout)
        out.send(signedBy: ptk.kck) { out in
            out.appendEAPOLKey(
                version: version,
                information: information([.pairwise, .install, .ack, .mic, .secure, .encryptedKeyData]),
                keyLength: UInt16(keyLength), replayCounter: replayCounter, nonce: nonce,
                receiveSequenceCounter: groupKeys.groupKey.packetNumber, micLength: scheme.micLength
            ) { out in
                ptk.kek.appendWrapped(to: &out) { out in
                    out.append(contentsOf: security.authenticatorElement)
                    groupKeys.appendKDEs(to: &out)
                }
            }
        }
    }

    mutating func sendGroup1(
        kck: KCK, kek: KEK, attempt: Int, _ groupKeys: GroupKeys, at now: Instant, to out: inout HandshakeOutputs
    ) {
        replayCounter += 1
        rekeysGroupNext = false
        state = .awaitingGroup2(kck: kck, kek: kek, attempt: attempt)
        deadline = now + (attempt == 1 ? Self.firstGroupTimeout : Self.laterTimeout)
        out.send(signedBy: kck) { out in
            out.appendEAPOLKey(
                version: version, information: information([.ack, .mic, .secure, .encryptedKeyData]),
                replayCounter: replayCounter, receiveSequenceCounter: groupKeys.groupKey.packetNumber,
                micLength: scheme.micLength
            ) { out in
                kek.appendWrapped(to: &out) { groupKeys.appendKDEs(to: &$0) }
            }
        }
    }

    /// Flags with this AKM's Key Descriptor Version.
    private func information(_ flags: KeyInformation) -> KeyInformation {
        flags.union(KeyInformation(rawValue: security.akm.keyDescriptorVersion))
    }
}
