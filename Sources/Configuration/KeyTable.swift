/// The keys that a program knows.
enum KeyTable: Sendable {
    /// hostapd.conf, in and outside of a `bss=` section.
    case hostapd
    /// wpa_supplicant.conf outside of any block.
    case supplicant
    /// A `network={` block of wpa_supplicant.conf.
    case network

    var names: [String] {
        switch self {
        case .hostapd: hostapdKeys
        case .supplicant: supplicantKeys
        case .network: networkKeys
        }
    }

    /// Whose file it is.
    var program: String { self == .hostapd ? "hostapd" : "wpa_supplicant" }

    /// How the names of whole families of keys begin.
    var prefixes: [String] {
        switch self {
        case .hostapd: ["tx_queue_", "wmm_ac_", "wme_ac_"]
        case .supplicant: ["tx_queue_", "wmm_ac_"]
        case .network: []
        }
    }

    func contains(_ key: String) -> Bool {
        var low = 0
        var high = names.count
        while low < high {
            let middle = (low + high) / 2
            if names[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < names.count && names[low] == key || prefixes.contains { key.hasPrefix($0) }
    }

    /// The known key that `key` is most likely a misspelling of; nil where none is near.
    func nearest(to key: String) -> String? { nearestName(to: key, in: names) }
}
