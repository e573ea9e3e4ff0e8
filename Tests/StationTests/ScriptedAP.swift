import Cryptography
import Dot11
import EAP
import Octets
import RSN
import Timeline

/// The AP of a test: a script of the authenticator's half of the 4-way handshake and of CCMP data, made of room RSN's
/// functions and not of the handshakes that the station uses.
final class ScriptedAP {
    let bssid: MACAddress
    let pmk: PMK
    let akm: AKM
    /// The RSN element of message 3, identifier and length included.
    var rsnElement: [UInt8]
    let groupKey = [UInt8](0x10..<0x20)
    private(set) var ptk: PTK?
    private var replayCounter: UInt64 = 0
    private var sequenceNumber: UInt16 = 100
    private var transmitter: CCMPTransmitter?
    private var receiver: CCMPReceiver?
    private var groupTransmitter: CCMPTransmitter?

    static let authenticatorNonce = Nonce([UInt8](repeating: 0x5A, count: 32).octets) ?? Nonce()

    init(bssid: MACAddress, pmk: PMK, akm: AKM = .wpaEAP, beacon: [UInt8] = ReferenceFrames.beaconA) {
        self.bssid = bssid
        self.pmk = pmk
        self.akm = akm
        var walk = ElementWalk(beacon.octets.extracting(36..<beacon.count))
        rsnElement = []
        if let element = walk.first(.rsn) { rsnElement.appendElement(.rsn, octets: element.body) }
    }

    private var version: UInt16 { akm.keyDescriptorVersion }

    /// A QoS data frame of the AP to the station.
    func frame(_ body: [UInt8], to receiver: MACAddress = StationDriver.address, source: MACAddress? = nil) -> [UInt8] {
        var frame: [UInt8] = []
        frame.appendDataHeader(
            receiver.isGroup ? .data : .qosData, flags: FrameControl.fromDS, to: receiver, from: bssid,
            farEnd: source ?? bssid, duration: 314, sequenceNumber: sequenceNumber)
        sequenceNumber = (sequenceNumber + 1) & 0x0FFF
        return frame + body
    }

    func eapol(_ write: (inout [UInt8]) -> Void) -> [UInt8] {
        var body = LLC.snapHeader + [0x88, 0x8E]
        write(&body)
        return frame(body)
    }

    /// Message 1, with the PMKID of this AP's key or another one.
    func message1(pmkid: PMKID? = nil) -> [UInt8] {
        replayCounter += 1
        let own = pmk.pmkid(akm: akm, authenticator: bssid, supplicant: StationDriver.address)
        return eapol { out in
            out.appendEAPOLKey(
                version: 2, information: [.pairwise, .ack, KeyInformation(rawValue: version)], keyLength: 16,
                replayCounter: replayCounter, nonce: Self.authenticatorNonce
            ) { data in
                if let named = pmkid ?? own { data.appendKDE(pmkid: named) }
            }
        }
    }

    /// Takes in message 2; nil unless its MIC fits the key. Returns its RSN element.
    func receiveMessage2(_ frame: [UInt8]) -> [UInt8]? {
        guard let key = try? EAPOLKeyFrame(parsing: frame.octets.extracting(34..<frame.count)),
            key.message == .message2,
            let ptk = PTK(
                pmk: pmk, akm: akm, cipher: .ccmp, authenticator: bssid, supplicant: StationDriver.address,
                authenticatorNonce: Self.authenticatorNonce, supplicantNonce: key.nonce),
            ptk.kck.verifies(key), key.replayCounter == replayCounter
        else { return nil }
        self.ptk = ptk
        return key.keyData.array
    }

    /// Message 3, with a group key in slot 1 that has reached packet number 7.
    func message3() -> [UInt8]? {
        guard let ptk else { return nil }
        replayCounter += 1
        let groupKey = groupKey
        var eapol: [UInt8] = []
        eapol.appendEAPOLKey(
            version: 2,
            information: [
                .pairwise, .install, .ack, .mic, .secure, .encryptedKeyData, KeyInformation(rawValue: version),
            ],
            keyLength: 16, replayCounter: replayCounter, nonce: Self.authenticatorNonce, receiveSequenceCounter: 7
        ) { data in
            ptk.kek.appendWrapped(to: &data) {
                $0 += rsnElement
                $0.appendKDE(groupKey: groupKey.octets, keyID: 1)
            }
        }
        ptk.kck.sign(&eapol, from: 0)
        return frame(LLC.snapHeader + [0x88, 0x8E] + eapol)
    }

    /// Whether `frame` is a message 4 that answers the last message 3; begins to encrypt if so.
    func receiveMessage4(_ frame: [UInt8]) -> Bool {
        let eapol = frame.octets.extracting(34..<frame.count)
        guard let ptk, let key = try? EAPOLKeyFrame(parsing: eapol), key.message == .message4, ptk.kck.verifies(key),
            key.replayCounter == replayCounter
        else { return false }
        transmitter = CCMPTransmitter(ptk.temporalKey)
        receiver = CCMPReceiver(ptk.temporalKey)
        let groupKey = groupKey
        groupTransmitter = TemporalKey(groupKey.octets).flatMap { CCMPTransmitter($0, keyID: 1) }
        for _ in 0..<7 { _ = protect(self.frame([0], to: .broadcast)) }
        return true
    }

    /// Message 1 of a group key handshake, encrypted as data is, with another group key in slot 2.
    func group1(_ key: [UInt8]) -> [UInt8]? {
        guard let ptk else { return nil }
        replayCounter += 1
        var eapol: [UInt8] = []
        eapol.appendEAPOLKey(
            version: 2, information: [.ack, .mic, .secure, .encryptedKeyData, KeyInformation(rawValue: version)],
            replayCounter: replayCounter
        ) { data in
            ptk.kek.appendWrapped(to: &data) { $0.appendKDE(groupKey: key.octets, keyID: 2) }
        }
        ptk.kck.sign(&eapol, from: 0)
        groupTransmitter = TemporalKey(key.octets).flatMap { CCMPTransmitter($0, keyID: 2) }
        return protect(frame(LLC.snapHeader + [0x88, 0x8E] + eapol))
    }

    /// Whether an encrypted frame holds the message 2 that answers the last message 1 of a group key handshake.
    func receiveGroup2(_ frame: [UInt8]) -> Bool {
        guard let ptk, let msdu = open(frame) else { return false }
        let eapol = msdu.octets.extracting(8..<msdu.count)
        guard let key = try? EAPOLKeyFrame(parsing: eapol), key.message == .group2 else { return false }
        return ptk.kck.verifies(key) && key.replayCounter == replayCounter
    }

    /// A frame of this AP, encrypted.
    func protect(_ frame: [UInt8]) -> [UInt8] {
        var protected: [UInt8] = []
        guard let header = try? MACHeader(parsing: frame.octets) else { return [] }
        if header.receiver.isGroup {
            _ = groupTransmitter?.protect(header, to: &protected)
        } else {
            _ = transmitter?.protect(header, to: &protected)
        }
        return protected
    }

    /// The body of an encrypted frame of the station; nil where it is not genuine.
    func open(_ frame: [UInt8]) -> [UInt8]? {
        guard let header = try? MACHeader(parsing: frame.octets), header.control.isProtected else { return nil }
        var body: [UInt8] = []
        do throws(CCMPError) { try receiver?.open(header, to: &body) } catch { return nil }
        return body
    }
}
