internal import Configuration
internal import EAPMethods

extension EAPMethod {
    /// The methods of a network's `eap=`, in its order, with what its `phase2=` says of each. One for which that says
    /// nothing that is emulated is refused.
    static func methods(
        of network: SupplicantConfiguration.Network, _ refusals: inout Refusals
    ) -> [EAPMethod] {
        let words = network.phase2.split(separator: " ")
        return network.eapMethods.compactMap { name in
            let method: EAPMethod?
            let inner: String
            switch name {
            case .tls:
                return .tls
            case .ttls:
                method = words.isEmpty ? .ttls(.eapMSCHAPv2) : ttls(words)
                inner = "auth= with PAP, CHAP, MSCHAP or MSCHAPV2, and autheap= with MSCHAPV2, MD5 or GTC"
            case .peap:
                method = words.isEmpty ? .peap(.msCHAPv2) : peap(words)
                inner = "auth= with MSCHAPV2, MD5 or GTC"
            default:
                return nil
            }
            if method == nil {
                refusals.add(
                    line: network.lines["phase2"] ?? network.line,
                    "phase2=\"\(network.phase2)\"; with eap=\(name.rawValue) \(inner) are emulated, one alone")
            }
            return method
        }
    }

    private static func ttls(_ words: [Substring]) -> EAPMethod? {
        for inner in TTLSInnerMethod.allCases {
            let word = inner.eap.map { "autheap=" + $0.rawValue } ?? "auth=" + inner.rawValue
            if words == [word[...]] { return .ttls(inner) }
        }
        return nil
    }

    private static func peap(_ words: [Substring]) -> EAPMethod? {
        InnerEAPMethod.allCases.first { words == [("auth=" + $0.rawValue)[...]] }.map { .peap($0) }
    }
}
