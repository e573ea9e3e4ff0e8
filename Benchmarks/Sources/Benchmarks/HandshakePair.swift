internal import Cryptography
internal import Dot11
internal import Handshakes
internal import Octets
internal import RSN
internal import Timeline

/// Both ends of a 4-way handshake, back to back, with nothing around them: each derives the PMKID, message 1 to 4 cross.
final class HandshakePair {
    private let security: AssociationSecurity
    private let pmk: PMK
    private let groupKeys: GroupKeys
    private var random = RandomSource.seeded(1, stream: 4)
    private var authenticatorOutputs = HandshakeOutputs()
    private var supplicantOutputs = HandshakeOutputs()

    struct Stuck: Error {}

    init() throws {
        // CCMP and 802.1X, the access point with both AKMs and the station with one: 26 and 22 octets.
        let offered = [UInt8](hexadecimal: "30180100000fac040100000fac040200000fac01000fac050000")
        let chosen = [UInt8](hexadecimal: "30140100000fac040100000fac040100000fac010000")
        guard let offered, let chosen, let pmk = PMK([UInt8](repeating: 0x5A, count: 32).octets),
            let key = TemporalKey([UInt8](repeating: 0xA5, count: 16).octets)
        else { throw Stuck() }
        self.pmk = pmk
        groupKeys = GroupKeys(groupKey: GroupKey(keyID: 1, key: key))
        security = AssociationSecurity(
            akm: .wpaEAP, authenticator: Rig.home, supplicant: Rig.address, authenticatorElement: offered,
            supplicantElement: chosen)
    }

    /// One handshake.
    func run() throws {
        guard var authenticator = FourWayAuthenticator(security), var supplicant = FourWaySupplicant(security) else {
            throw Stuck()
        }
        supplicant.begin(pmk: pmk, pmkid: pmkid)
        authenticator.begin(pmk: pmk, pmkid: pmkid, random: &random, at: .zero, to: &authenticatorOutputs)
        while !authenticatorOutputs.actions.isEmpty {
            for case .send(let range) in authenticatorOutputs.actions {
                supplicant.receive(authenticatorOutputs.frame(range), random: &random, to: &supplicantOutputs)
            }
            authenticatorOutputs.removeAll()
            for case .send(let range) in supplicantOutputs.actions {
                authenticator.receive(
                    supplicantOutputs.frame(range), groupKeys: groupKeys, at: .zero, to: &authenticatorOutputs)
            }
            supplicantOutputs.removeAll()
        }
        guard authenticator.isEstablished, supplicant.isEstablished else { throw Stuck() }
    }

    private var pmkid: PMKID? {
        pmk.pmkid(akm: .wpaEAP, authenticator: security.authenticator, supplicant: security.supplicant)
    }
}
