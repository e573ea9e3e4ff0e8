internal import Dot11
internal import Octets

/// An Association Request or, with a ``currentAP``, a Reassociation Request (802.11-2020, 9.3.3.5 and 9.3.3.7), with the
/// elements that wpa_supplicant 2.10 and mac80211 put there, in their order.
struct AssociationRequest {
    /// In beacon intervals; mac80211's default.
    static let listenInterval: UInt16 = 5

    /// Who asks.
    var station: MACAddress
    /// Whom it asks.
    var bss: BSS
    /// The BSS that it comes from; nil for an Association Request.
    var currentAP: MACAddress?
    /// The RSN element, identifier and length included; empty for an open network.
    var rsnElement: [UInt8]

    /// Capability Information: short slots and preambles exist in 2.4 GHz alone.
    var capabilities: CapabilityInformation {
        var capabilities: CapabilityInformation = [.ess, .radioMeasurement]
        if bss.channel.isIn2GHz { capabilities.formUnion([.shortPreamble, .shortSlotTime]) }
        if bss.capabilities.contains(.privacy) { capabilities.insert(.privacy) }
        return capabilities
    }

    /// Appends the frame.
    func write(into frame: inout [UInt8], ssid: [UInt8], sequenceNumber: UInt16) {
        frame.appendManagementHeader(
            currentAP == nil ? .associationRequest : .reassociationRequest, to: bss.bssid, from: station,
            bssid: bss.bssid, duration: bss.channel.durationAtLowestRate, sequenceNumber: sequenceNumber)
        frame.append(littleEndian: capabilities.rawValue)
        frame.append(littleEndian: Self.listenInterval)
        if let currentAP { frame.append(currentAP) }
        frame.appendElement(.ssid, ssid)
        if bss.channel.isIn2GHz {
            frame.appendElement(.supportedRates, SupportedRates.first2GHz)
            frame.appendElement(.extendedSupportedRates, SupportedRates.extended2GHz)
        } else {
            frame.appendElement(.supportedRates, SupportedRates.all5GHz)
        }
        // Who measures radio says what it can send: 0 to 20 dBm (802.11-2020, 9.4.2.14).
        frame.appendElement(.powerCapability, [0, 20])
        frame.append(contentsOf: rsnElement)
        // A peer without WMM gets no HT either (802.11-2020, 10.25.2).
        if bss.supportsHT && bss.supportsWMM { frame.appendElement(.htCapabilities, StationCapabilities.ht) }
        frame.appendElement(.extendedCapabilities, StationCapabilities.extended)
        frame.appendElement(.rmEnabledCapabilities, StationCapabilities.radioMeasurement)
        frame.append(ElementID.supportedOperatingClasses.rawValue)
        frame.append(UInt8(1 + StationCapabilities.operatingClasses.count))
        frame.append(bss.channel.operatingClass)
        frame.append(contentsOf: StationCapabilities.operatingClasses)
        if bss.supportsWMM { frame.appendElement(.vendorSpecific, StationCapabilities.wmm) }
    }
}
