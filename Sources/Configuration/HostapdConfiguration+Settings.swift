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
        bss.rsnPairwise = reader.defaults.rsnPairwise ?? bss.rsnPairwise
        if key.hasSuffix("pairwise") || key == "wpa" { bss.groupCipher = reader.groupCipher(of: bss) }
        bss.groupCipher = reader.defaults.groupCipher ?? bss.groupCipher
        bss.groupRekeyInterval = reader.defaults.groupRekeyInterval ?? bss.groupRekeyInterval
        bss.lines = bsses[index].lines
        bsses[index] = bss
        // Refused when it is to act, by RELOAD: drivers of hostapd set many keys and look at that.
        notEmulated += reader.diagnostics.notEmulated
    }
}
