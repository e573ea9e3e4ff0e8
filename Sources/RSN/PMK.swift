internal import Cryptography
internal import Octets

/// A pairwise master key of 32 or 48 octets (802.11-2020, 12.7.1.3). Never printed, compared in constant time.
public struct PMK: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    private let key: SecretKey

    /// A key of 32 or 48 octets; nil for any other length.
    public init?(_ octets: RawSpan) {
        guard octets.byteCount == 32 || octets.byteCount == 48, let key = SecretKey(octets) else { return nil }
        self.key = key
    }

    /// A key written in hexadecimal; nil for anything else.
    public init?(hexadecimal text: some StringProtocol) {
        guard let octets = [UInt8](hexadecimal: text) else { return nil }
        self.init(octets.octets)
    }

    /// The first octets of the MSK that EAP exported, 32 or 48 as the AKM asks; nil if the MSK is shorter.
    ///
    /// (802.11-2020, 12.7.1.3. The FT hierarchy begins elsewhere: 12.7.1.6.3.)
    public init?(msk: RawSpan, akm: AKM) {
        guard msk.byteCount >= akm.pmkLength else { return nil }
        self.init(msk.extracting(first: akm.pmkLength))
    }

    /// The key that a passphrase of 8 to 63 octets stands for in the networks of that name; nil for another length
    /// (802.11-2020, J.4).
    public init?(passphrase: some StringProtocol, ssid: RawSpan) {
        let octets = Array(passphrase.utf8)
        self.init(passphraseOctets: octets.octets, ssid: ssid)
    }

    /// The same, of a passphrase whose octets need not be text.
    public init?(passphraseOctets passphrase: RawSpan, ssid: RawSpan) {
        guard 8...63 ~= passphrase.byteCount else { return nil }
        var octets: [UInt8] = []
        PBKDF2.appendKey(ofLength: 32, password: passphrase, salt: ssid, iterations: 4096, to: &octets)
        self.init(octets.octets)
    }

    /// The octets, for derivations and the keys file.
    public var octets: RawSpan {
        @_lifetime(borrow self)
        get { key.octets }
    }

    /// Never shows the key.
    public var description: String { "PMK (hidden)" }
    /// Never shows the key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
