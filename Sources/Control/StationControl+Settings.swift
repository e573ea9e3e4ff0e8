internal import Configuration
internal import Octets
internal import Station
internal import Timeline

/// What a dialog shows of a station, and sets.
extension StationControl {
    /// The file name in messages about a text.
    static let textFile = "wpa_supplicant.conf"

    /// The network that is shown: the current one, or the first.
    private var shownIndex: Int? { current.flatMap(index) ?? networks.indices.first }

    /// The settings as they are.
    ///
    /// - Parameter revealsSecrets: whether passwords are shown rather than ``StationSettings/mask``.
    func settings(revealsSecrets: Bool) -> StationSettings {
        var shown = StationSettings()
        shown.enabled = !isHeldBack && !isTerminated && current != nil
        let network = shownIndex.map { networks[$0].block } ?? SupplicantConfiguration.Network()
        shown.ssid = Self.text(network.ssid)
        shown.keyManagement = network.text(of: "key_mgmt") ?? ""
        shown.eap = network.text(of: "eap") ?? ""
        shown.identity = Self.text(network.identity)
        shown.anonymousIdentity = Self.text(network.anonymousIdentity)
        shown.password = Self.shown(network.password?.shownText, revealsSecrets)
        shown.psk = Self.shown(network.preSharedKey?.shownText, revealsSecrets)
        shown.phase2 = network.phase2
        shown.proactiveKeyCaching = settings.usesProactiveKeyCaching(network)
        shown.ieee80211w = network.managementFrameProtection?.rawValue ?? 3
        shown.bssid = network.bssid?.description ?? ""
        var file = settings
        file.networks = networks.map(\.block)
        shown.text = file.fileText(secret: { revealsSecrets ? $0 : StationSettings.mask })
        return shown
    }

    private static func text(_ octets: [UInt8]?) -> String { octets.map { String(decoding: $0, as: UTF8.self) } ?? "" }

    private static func shown(_ secret: String?, _ revealsSecrets: Bool) -> String {
        secret.map { revealsSecrets ? $0 : StationSettings.mask } ?? ""
    }

    /// Takes on settings, at once: what differs from what is set ends the link and makes a new one, with no key kept.
    ///
    /// - Throws: what is wrong; then nothing has changed.
    mutating func apply(
        _ wanted: StationSettings, _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) throws(SettingsRefusal) {
        let before = self
        let wasShown = settings(revealsSecrets: false)
        if let text = wanted.text, text != wasShown.text, text != settings(revealsSecrets: true).text {
            try take(text)
        } else {
            try change(wanted, from: wasShown)
        }
        let isOn = wanted.enabled ?? (wasShown.enabled ?? false)
        let isChanged = networks.map(\.block) != before.networks.map(\.block) || settings != before.settings
        isHeldBack = !isOn
        guard isChanged || isOn != wasShown.enabled else { return }
        if isChanged { station.flushPMKSA(at: now, &out) }
        if isOn {
            connect(&station, again: isChanged, at: now, &out)
        } else {
            if station.state.isOnItsWay || station.state == .scanning { station.disconnect(at: now, &out) }
            if isChanged { current = preferred.first }
            configure(&station)
        }
    }

    /// Takes on another wpa_supplicant.conf.
    private mutating func take(_ text: String) throws(SettingsRefusal) {
        var file: SupplicantConfiguration
        do throws(ConfigurationError) {
            file = try SupplicantConfiguration(parsing: text, file: Self.textFile)
        } catch {
            throw SettingsRefusal(lines: error.diagnostics.map { $0.description })
        }
        for index in file.networks.indices {
            let old = networks.first { $0.block.ssid == file.networks[index].ssid }?.block ?? networks.first?.block
            file.networks[index].keepMaskedSecrets(of: old, mask: StationSettings.mask)
        }
        let initial = file
        settings = file
        settings.networks = []
        networks = []
        nextID = 0
        for block in initial.networks { _ = add(block) }
        current = preferred.first
        try check()
    }

    private mutating func change(_ wanted: StationSettings, from shown: StationSettings) throws(SettingsRefusal) {
        if shownIndex == nil {
            var block = SupplicantConfiguration.Network(line: 1)
            block.isDisabled = false
            current = add(block).id
        }
        guard let index = shownIndex else { return }
        let wasUsable = current != nil && (try? stationConfiguration(for: networks[index].block)) != nil
        var block = networks[index].block
        var lines: [String] = []
        func set(_ key: String, _ value: String) {
            do throws(ConfigurationError) {
                try block.set(key, to: Array(value.utf8))
            } catch {
                lines += error.diagnostics.map { $0.message }
            }
        }
        func quoted(_ key: String, _ value: String?, _ old: String?) {
            guard let value, value != old else { return }
            if value.isEmpty { block.clear(key) } else { set(key, "\"\(value)\"") }
        }
        quoted("ssid", wanted.ssid, shown.ssid)
        if let value = wanted.keyManagement, value != shown.keyManagement { set("key_mgmt", value) }
        if let value = wanted.eap, value != shown.eap {
            if value.isEmpty { block.clear("eap") } else { set("eap", value) }
        }
        quoted("identity", wanted.identity, shown.identity)
        quoted("anonymous_identity", wanted.anonymousIdentity, shown.anonymousIdentity)
        if wanted.password != StationSettings.mask { quoted("password", wanted.password, nil) }
        if let value = wanted.psk, value != StationSettings.mask {
            if value.isEmpty {
                block.clear("psk")
            } else {
                let isKey = value.utf8.count == 64 && [UInt8](hexadecimal: value) != nil
                set("psk", isKey ? value : "\"\(value)\"")
            }
        }
        quoted("phase2", wanted.phase2, shown.phase2)
        if let value = wanted.proactiveKeyCaching, value != shown.proactiveKeyCaching {
            set("proactive_key_caching", value ? "1" : "0")
        }
        if let value = wanted.ieee80211w, value != shown.ieee80211w { set("ieee80211w", String(value)) }
        if let value = wanted.bssid, value != shown.bssid { set("bssid", value.isEmpty ? "any" : value) }
        guard lines.isEmpty else { throw SettingsRefusal(lines: lines) }
        guard block != networks[index].block else { return }
        networks[index].block = block
        // A station that could not connect before may be set right field by field.
        do throws(SettingsRefusal) { try check() } catch { if wasUsable || wanted.enabled == true { throw error } }
    }

    /// Whether the current network can be emulated.
    private func check() throws(SettingsRefusal) {
        guard let current, let index = index(of: current) else { return }
        do {
            _ = try stationConfiguration(for: networks[index].block)
        } catch let error as ConfigurationError {
            throw SettingsRefusal(lines: error.diagnostics.map { $0.description })
        } catch {
            throw SettingsRefusal(lines: "\(error)".split(separator: "\n").map(String.init))
        }
    }
}

extension SupplicantConfiguration.Password {
    /// As a person types it.
    fileprivate var shownText: String {
        switch self {
        case .text(let secret): String(decoding: secret.octets, as: UTF8.self)
        case .ntHash(let secret): "hash:" + secret.octets.octets.hexadecimal
        }
    }
}

extension SupplicantConfiguration.PreSharedKey {
    /// As a person types it.
    fileprivate var shownText: String {
        switch self {
        case .passphrase(let secret): String(decoding: secret.octets, as: UTF8.self)
        case .key(let secret): secret.octets.octets.hexadecimal
        }
    }
}
