internal import Octets

extension HostapdConfiguration {
    /// Sets one value, of the radio or of a BSS, as `hostapd_cli set` does.
    ///
    /// - Parameter index: of the BSS whose interface is spoken to.
    /// - Throws: where the key is unknown or the value is none of its.
    public mutating func set(_ key: String, to value: [UInt8], bss index: Int) throws(ConfigurationError) {
        var reader = HostapdReader(file: "SET")
        reader.diagnostics.line = 1
        if key == "interface" || key == "bss" { reader.diagnostics.error("\(key) cannot be set") }
        if reader.diagnostics.accepts(value.octets) {
            reader.configuration.radio = radio
            reader.bss = bsses[index]
            reader.read(ConfigurationLine(number: 1, octets: Array("\(key)=".utf8) + value))
        }
        try reader.diagnostics.finish()
        reader.configuration.radio.lines = radio.lines
        radio = reader.configuration.radio
        var bss = reader.bss
        bss.wmmEnabled = reader.defaults.wmmEnabled ?? bss.wmmEnabled
        // hostapd settles them after each value that is set (hostapd_set_security_params), wpa_pairwise as it is then.
        if let ciphers = reader.defaults.rsnPairwise {
            (bss.rsnPairwise, bss.hasRSNPairwise) = (ciphers, true)
        } else if bss.wpa & 2 != 0, !bss.hasRSNPairwise {
            (bss.rsnPairwise, bss.hasRSNPairwise) = (bss.wpaPairwise, true)
        }
        if key.hasSuffix("pairwise") || key == "wpa" { bss.groupCipher = reader.groupCipher(of: bss) }
        bss.groupCipher = reader.defaults.groupCipher ?? bss.groupCipher
        bss.groupRekeyInterval = reader.defaults.groupRekeyInterval ?? bss.groupRekeyInterval
        bss.lines = bsses[index].lines
        bsses[index] = bss
        // Refused when it is to act, by RELOAD: drivers of hostapd set many keys and look at that.
        // A later value takes the place of an earlier one.
        notEmulated.removeAll { $0.message.hasPrefix("\(key) is not emulated yet:") }
        notEmulated += reader.diagnostics.notEmulated
    }

    /// hostapd's defaults for an interface, whose keys are then set one by one.
    public init(interface: String) { bsses = [BSS(interface: interface)] }

    /// Fills in what follows from the rest where neither the file nor one of `keys`, those that were set since, says it:
    /// `wmm_enabled`, `group_cipher`, `wpa_group_rekey`.
    public mutating func fillDefaults(bss index: Int, unlessSet keys: Set<String>) {
        var bss = bsses[index]
        func isOpen(_ key: String) -> Bool { bss.lines[key] == nil && !keys.contains(key) }
        if isOpen("wmm_enabled") { bss.wmmEnabled = radio.ieee80211n || radio.ieee80211ac || radio.ieee80211ax }
        if isOpen("group_cipher") { bss.groupCipher = HostapdReader(file: "").groupCipher(of: bss) }
        if isOpen("wpa_group_rekey") {
            bss.groupRekeyInterval = bss.groupCipher != .tkip && bss.wpa != 0 ? 86400 : 600
        }
        bsses[index] = bss
    }
}
