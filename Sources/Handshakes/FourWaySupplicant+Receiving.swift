internal import Cryptography
internal import Octets
internal import RSN
public import Timeline

extension FourWaySupplicant {
    /// Takes in an EAPOL-Key frame of the AP, from its EAPOL header on.
    ///
    /// - Parameter random: draws the nonce.
    public mutating func receive(_ eapol: RawSpan, random: inout RandomSource, to out: inout HandshakeOutputs) {
        do throws(ParseError) {
            let frame = try EAPOLKeyFrame(parsing: eapol, micLength: scheme.micLength)
            let message = frame.message
            guard !hasFailed, frame.descriptor == .rsn,
                frame.information.descriptorVersion == security.akm.keyDescriptorVersion
            else { return out.append(.ignored(.unexpected(message))) }
            if let replayCounter, frame.replayCounter <= replayCounter {
                return out.append(.ignored(.replayed(message)))
            }
            switch message {
            case .message1: try receiveMessage1(frame, random: &random, to: &out)
            case .message3: receiveMessage3(frame, to: &out)
            case .group1: receiveGroup1(frame, to: &out)
            case .message2, .message4, .group2, .request: out.append(.ignored(.unexpected(message)))
            }
        } catch {
            out.append(.ignored(.malformed(error)))
        }
    }

    /// Message 1 carries no MIC: it may give an unconfirmed key, and nothing else (802.11-2020, 12.7.6.2).
    private mutating func receiveMessage1(
        _ frame: EAPOLKeyFrame, random: inout RandomSource, to out: inout HandshakeOutputs
    ) throws(ParseError) {
        guard let pmk else { return out.append(.ignored(.unexpected(.message1))) }
        if let shown = try KeyData(parsing: frame.keyData).pmkid, let pmkid, shown != pmkid {
            return out.append(.unknownPMKID(shown))
        }
        let nonce = supplicantNonce ?? Nonce(random: &random)
        if unconfirmed?.authenticatorNonce != frame.nonce {
            unconfirmed = PTK(
                pmk: pmk, akm: security.akm, cipher: security.pairwiseCipher, authenticator: security.authenticator,
                supplicant: security.supplicant, authenticatorNonce: frame.nonce, supplicantNonce: nonce
            ).map { DerivedKey(ptk: $0, authenticatorNonce: frame.nonce) }
        }
        supplicantNonce = nonce
        let counter = frame.replayCounter
        out.send(signedBy: unconfirmed?.ptk.kck) { out in
            out.appendEAPOLKey(
                version: version, information: information([.pairwise, .mic]), replayCounter: counter, nonce: nonce,
                micLength: scheme.micLength
            ) { $0.append(contentsOf: security.supplicantElement) }
        }
    }

    private mutating func receiveMessage3(_ frame: EAPOLKeyFrame, to out: inout HandshakeOutputs) {
        let isFirst: Bool
        let key: DerivedKey
        if let unconfirmed, unconfirmed.ptk.kck.verifies(frame) {
            (key, isFirst) = (unconfirmed, true)
        } else if let confirmed, confirmed.ptk.kck.verifies(frame) {
            (key, isFirst) = (confirmed, false)
        } else {
            return out.append(.ignored(.notGenuine(.message3)))
        }
        replayCounter = frame.replayCounter
        guard frame.information.contains(.encryptedKeyData), Int(frame.keyLength) == keyLength else {
            return out.append(.ignored(.badKeyData(.message3)))
        }
        guard frame.nonce == key.authenticatorNonce else { return out.append(.ignored(.otherNonce)) }
        let sequenceCounter = frame.receiveSequenceCounter
        let read = out.withUnwrapped(frame.keyData, by: key.ptk.kek) { clear in
            ReceivedKeys(
                clear, sequenceCounter: sequenceCounter, groupCipher: security.groupCipher,
                beaconElement: security.authenticatorElement.octets)
        }
        guard let keys = read else { return out.append(.ignored(.badKeyData(.message3))) }
        guard keys.hasBeaconElement else {
            hasFailed = true
            return out.append(.failed(.beaconElementDiffers))
        }
        guard let groupKey = keys.groupKey else { return out.append(.ignored(.badKeyData(.message3))) }

        answer([.pairwise, .mic, .secure], to: frame.replayCounter, kck: key.ptk.kck, &out)
        if isFirst {
            confirmed = key
            unconfirmed = nil
            supplicantNonce = nil
            out.append(.installPairwiseKey(key.ptk.temporalKey))
        }
        install(groupKey, keys.integrityGroupKey, &out)
        if isFirst { out.append(.completed) }
    }

    private mutating func receiveGroup1(_ frame: EAPOLKeyFrame, to out: inout HandshakeOutputs) {
        guard let confirmed else { return out.append(.ignored(.unexpected(.group1))) }
        guard frame.information.contains(.mic), confirmed.ptk.kck.verifies(frame) else {
            return out.append(.ignored(.notGenuine(.group1)))
        }
        replayCounter = frame.replayCounter
        let sequenceCounter = frame.receiveSequenceCounter
        let read =
            !frame.information.contains(.encryptedKeyData)
            ? nil
            : out.withUnwrapped(frame.keyData, by: confirmed.ptk.kek) { clear in
                ReceivedKeys(
                    clear, sequenceCounter: sequenceCounter, groupCipher: security.groupCipher,
                    beaconElement: security.authenticatorElement.octets)
            }
        guard let keys = read, let groupKey = keys.groupKey else {
            return out.append(.ignored(.badKeyData(.group1)))
        }
        answer([.mic, .secure], to: frame.replayCounter, kck: confirmed.ptk.kck, &out)
        install(groupKey, keys.integrityGroupKey, &out)
    }

    /// Asks the AP for a new 4-way handshake (802.11-2020, 12.7.2, the Request bit), if the first one is over.
    public mutating func requestPairwiseKey(to out: inout HandshakeOutputs) {
        guard let confirmed else { return }
        answer([.request, .pairwise, .mic, .secure], to: requestCounter, kck: confirmed.ptk.kck, &out)
        requestCounter += 1
    }

    private func answer(
        _ flags: KeyInformation, to counter: UInt64, kck: KCK, _ out: inout HandshakeOutputs
    ) {
        out.send(signedBy: kck) { out in
            out.appendEAPOLKey(
                version: version, information: information(flags), replayCounter: counter, micLength: scheme.micLength)
        }
    }

    /// A key that is in use stays as it is: to install it again would begin its packet numbers again (KRACK, Vanhoef
    /// and Piessens 2017).
    private mutating func install(
        _ groupKey: GroupKey, _ integrityGroupKey: IntegrityGroupKey?, _ out: inout HandshakeOutputs
    ) {
        if installedGroupKey?.key != groupKey.key {
            installedGroupKey = groupKey
            out.append(.installGroupKey(groupKey))
        }
        if let integrityGroupKey, installedIntegrityGroupKey?.key != integrityGroupKey.key {
            installedIntegrityGroupKey = integrityGroupKey
            out.append(.installIntegrityGroupKey(integrityGroupKey))
        }
    }

    /// Flags with this AKM's Key Descriptor Version.
    private func information(_ flags: KeyInformation) -> KeyInformation {
        flags.union(KeyInformation(rawValue: security.akm.keyDescriptorVersion))
    }
}

/// What the supplicant takes from decrypted key data.
struct ReceivedKeys {
    var hasBeaconElement = false
    var groupKey: GroupKey?
    var integrityGroupKey: IntegrityGroupKey?

    init?(_ clear: RawSpan, sequenceCounter: UInt64, groupCipher: Cipher, beaconElement: RawSpan) {
        guard let keyData = try? KeyData(parsing: clear) else { return nil }
        if let element = keyData.rsnElement { hasBeaconElement = element.isEqual(to: beaconElement) }
        if let entry = keyData.groupKey, entry.key.byteCount == groupCipher.keyLength,
            let key = TemporalKey(entry.key)
        {
            groupKey = GroupKey(keyID: entry.keyID, key: key, packetNumber: sequenceCounter)
        }
        if let entry = keyData.integrityGroupKey, let key = TemporalKey(entry.key) {
            integrityGroupKey = IntegrityGroupKey(keyID: entry.keyID, key: key, packetNumber: entry.packetNumber)
        }
    }
}
