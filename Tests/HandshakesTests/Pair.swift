import Cryptography
import Octets
import RSN
import Testing
import Timeline

@testable import Handshakes

/// Both ends of a handshake, with the outputs of the last step.
struct Pair {
    var authenticator: FourWayAuthenticator
    var supplicant: FourWaySupplicant
    var random = RandomSource.seeded(7, stream: 1)
    var groupKeys: GroupKeys
    var atAP = HandshakeOutputs()
    var atStation = HandshakeOutputs()
    var now = Instant.zero
    let pmk: PMK

    static let authenticatorElement: [UInt8] = element([.wpaEAP, .wpaEAPSHA256], .sixteenPairwiseReplayCounters)

    static func element(_ akms: [AKM], _ capabilities: RSNCapabilities = []) -> [UInt8] {
        var out: [UInt8] = []
        out.appendRSNElement(akms: akms, capabilities: capabilities)
        return out
    }

    static func security(_ akm: AKM, cipher: Cipher = .ccmp) -> AssociationSecurity {
        AssociationSecurity(
            akm: akm, pairwiseCipher: cipher, authenticator: MACAddress(0x0200_0000_0001),
            supplicant: MACAddress(0x0200_0000_0002), authenticatorElement: authenticatorElement,
            supplicantElement: element([akm]))
    }

    init(_ akm: AKM = .wpaEAP, cipher: Cipher = .ccmp, integrity: Bool = false) throws {
        let security = Self.security(akm, cipher: cipher)
        authenticator = try #require(FourWayAuthenticator(security))
        supplicant = try #require(FourWaySupplicant(security))
        let octets = [UInt8](repeating: 0x42, count: akm.pmkLength)
        let key = PMK(octets.octets)
        pmk = try #require(key)
        groupKeys = try Self.groupKeys(1, packetNumber: 9, integrity: integrity)
    }

    static func groupKeys(_ seed: UInt8, packetNumber: UInt64 = 0, integrity: Bool = false) throws -> GroupKeys {
        let octets = [UInt8](repeating: seed, count: 16)
        let key = TemporalKey(octets.octets)
        let groupKey = GroupKey(keyID: seed, key: try #require(key), packetNumber: packetNumber)
        let integrityKey = IntegrityGroupKey(keyID: 4, key: try #require(key), packetNumber: 5)
        return GroupKeys(groupKey: groupKey, integrityGroupKey: integrity ? integrityKey : nil)
    }

    /// Begins at both ends, and gives message 1.
    mutating func begin(pmkid: PMKID? = nil) -> [[UInt8]] {
        supplicant.begin(pmk: pmk, pmkid: pmkid)
        atAP.removeAll()
        authenticator.begin(pmk: pmk, pmkid: pmkid, random: &random, at: now, to: &atAP)
        return atAP.frames
    }

    /// Gives frames to the station, and what it sends.
    mutating func toStation(_ frames: [[UInt8]]) -> [[UInt8]] {
        atStation.removeAll()
        for frame in frames { supplicant.receive(frame.octets, random: &random, to: &atStation) }
        return atStation.frames
    }

    /// Gives frames to the AP, and what it sends.
    mutating func toAP(_ frames: [[UInt8]]) -> [[UInt8]] {
        atAP.removeAll()
        for frame in frames { authenticator.receive(frame.octets, groupKeys: groupKeys, at: now, to: &atAP) }
        return atAP.frames
    }

    /// Lets the AP's deadline come, and gives what it sends.
    mutating func wake() -> [[UInt8]] {
        atAP.removeAll()
        now = authenticator.deadline ?? now
        authenticator.wake(at: now, groupKeys: groupKeys, to: &atAP)
        return atAP.frames
    }

    /// Runs a whole 4-way handshake.
    mutating func connect() {
        let message1 = begin()
        let message2 = toStation(message1)
        let message3 = toAP(message2)
        let message4 = toStation(message3)
        _ = toAP(message4)
    }

    /// The pairwise keys at both ends.
    var keysAreEqual: Bool {
        guard case .installPairwiseKey(let atAP)? = atAP.actions.first,
            let key = supplicant.confirmed?.ptk.temporalKey
        else { return false }
        return atAP == key
    }
}
