public import Configuration
public import EAPMethods
public import Faults
public import Lab
public import RSN

/// What a run of the scenarios can be told.
public struct ScenarioOptions: Sendable {
    /// Which scenarios.
    public var scenarios = OKCScenario.allCases
    /// How often each roams there and back; the station forgets its keys between rounds.
    public var rounds = 1
    /// The EAP method; nil for what the station's configuration says. EAP-TLS has a certificate of the lab's authority,
    /// unless the configuration names one.
    public var method: EAPMethod?
    /// The station's AKM; nil for what its configuration says.
    public var akm: AKM?
    /// The versions of TLS that both ends allow.
    public var tls: ClosedRange<TLSContext.Version> = .tls12 ... .tls12
    /// The kind of the server's key; with RSA, frame lengths repeat from run to run.
    public var keyKind = TLSIdentity.KeyKind.rsa2048
    /// What the server shows, in place of the laboratory's own certificate.
    public var serverIdentity: TLSIdentity?
    /// A PEM file of those who certify clients for EAP-TLS; nil for the authority of the server's certificate.
    public var clientAuthorities: String?
    /// A real RADIUS server, in place of the lab's: see ``Lab/LabConfiguration/remoteServer``. `fault` has no effect on it.
    public var remoteServer: (@Sendable ([UInt8]) -> [UInt8]?)?
    /// What every random number comes from.
    public var seed: UInt64 = 1
    /// What devices take.
    public var delays = Delays()
    /// The access point, in place of `Examples/okc.conf`; `okc` is set in each BSS as the scenario says.
    public var accessPoint: HostapdConfiguration?
    /// The station, in place of `Examples/station.conf`; `proactive_key_caching` is set as the scenario says.
    public var supplicant: SupplicantConfiguration?
    /// The fault to show, instead of a lab in which all is well.
    public var fault: Fault?
    /// What goes wrong on the air and between access point and RADIUS server.
    public var faults: [Faults.Fault] = []

    /// The seed's four scenarios, once each.
    public init() {}

    /// A mistake that a real network could have.
    public enum Fault: String, CaseIterable, Sendable {
        /// The VAP and the server don't share the secret.
        case wrongSecret = "wrong-secret"
        /// The station's password is not the user's.
        case wrongPassword = "wrong-password"
        /// The server doesn't know the station's identity.
        case unknownUser = "unknown-user"
        /// No server listens.
        case deadServer = "dead-server"
    }
}
