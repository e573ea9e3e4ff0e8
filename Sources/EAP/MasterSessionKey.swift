internal import Octets

/// The 64 octets that an EAP method gives to the authenticator (RFC 3748, 7.10), and that RADIUS carries to it.
///
/// The first half is the PMK of 802.1X (802.11-2020, 12.7.1.3). Never printed.
public struct MasterSessionKey: Sendable, CustomStringConvertible, CustomReflectable {
    private var key: FixedOctets<64>

    /// The key whose octets stand in `octets`; nil unless there are exactly 64.
    public init?(_ octets: RawSpan) {
        guard let key = FixedOctets<64>(octets) else { return nil }
        self.key = key
    }

    /// All 64 octets.
    public var octets: RawSpan {
        @_lifetime(borrow self)
        get { key.octets }
    }

    /// Octets 0 to 31: the PMK, and what RADIUS calls MS-MPPE-Recv-Key.
    public var receiveKey: RawSpan {
        @_lifetime(borrow self)
        get { key.octets.extracting(0..<32) }
    }

    /// Octets 32 to 63: what RADIUS calls MS-MPPE-Send-Key; FT derives from them.
    public var sendKey: RawSpan {
        @_lifetime(borrow self)
        get { key.octets.extracting(32..<64) }
    }

    /// "MSK (hidden)".
    public var description: String { "MSK (hidden)" }
    /// Nothing, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
