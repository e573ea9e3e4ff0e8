internal import Octets

extension SupplicantConfiguration {
    /// The configuration as a file, without what is a default.
    ///
    /// - Parameter secret: what is written for a password, a passphrase or a key.
    public func fileText(secret: (String) -> String) -> String {
        var text = ""
        let plain = SupplicantConfiguration()
        for key in supplicantKeys {
            if let value = self.text(of: key), value != plain.text(of: key) { text += "\(key)=\(value)\n" }
        }
        for network in networks { text += network.blockText(secret: secret) }
        return text
    }
}

extension SupplicantConfiguration.Network {
    /// In which order a block is written; the rest follows as its keys are sorted.
    private static let order = [
        "ssid", "bssid", "key_mgmt", "psk", "eap", "identity", "anonymous_identity", "password", "phase1", "phase2",
        "ca_cert", "client_cert", "private_key", "private_key_passwd", "proactive_key_caching",
    ]

    fileprivate func blockText(secret: (String) -> String) -> String {
        var text = "network={\n"
        let plain = SupplicantConfiguration.Network()
        for key in Self.order + networkKeys.filter({ !Self.order.contains($0) }) {
            guard let value = self.text(of: key), value != plain.text(of: key) else { continue }
            text += "\t\(key)=\(value == "*" ? written(key, secret) : value)\n"
        }
        return text + "}\n"
    }

    private func written(_ key: String, _ secret: (String) -> String) -> String {
        switch (key, preSharedKey, password) {
        case ("psk", .passphrase(let value), _): "\"\(secret(String(decoding: value.octets, as: UTF8.self)))\""
        case ("psk", .key(let value), _): masked(value.octets.octets.hexadecimal, secret)
        case ("password", _, .text(let value)): "\"\(secret(String(decoding: value.octets, as: UTF8.self)))\""
        case ("password", _, .ntHash(let value)): masked("hash:" + value.octets.octets.hexadecimal, secret)
        case ("private_key_passwd", _, _):
            "\"\(secret(String(decoding: privateKeyPassword?.octets ?? [], as: UTF8.self)))\""
        default: "*"
        }
    }

    /// Hexadecimal stands without quotes, what stands for it within.
    private func masked(_ value: String, _ secret: (String) -> String) -> String {
        let shown = secret(value)
        return shown == value ? value : "\"\(shown)\""
    }

    /// Takes the secrets of `old` where this block only has what stands for them.
    public mutating func keepMaskedSecrets(of old: SupplicantConfiguration.Network?, mask: String) {
        let mask = Array(mask.utf8)
        if case .text(let value) = password, value.octets == mask { password = old?.password }
        if case .passphrase(let value) = preSharedKey, value.octets == mask { preSharedKey = old?.preSharedKey }
        if privateKeyPassword?.octets == mask { privateKeyPassword = old?.privateKeyPassword }
    }

    /// Takes a value back, as if its key had not been given.
    public mutating func clear(_ key: String) {
        switch key {
        case "ssid": ssid = nil
        case "eap": eapMethods = []
        case "identity": identity = nil
        case "anonymous_identity": anonymousIdentity = nil
        case "password": password = nil
        case "psk": preSharedKey = nil
        case "phase2": phase2 = ""
        default: break
        }
    }
}
