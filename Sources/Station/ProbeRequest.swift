internal import Dot11
internal import Octets

extension [UInt8] {
    /// Appends a Probe Request (802.11-2020, 9.3.3.9) in mac80211's order.
    ///
    /// - Parameter ssid: the network to ask for; empty asks for all (the wildcard SSID).
    mutating func appendProbeRequest(
        from station: MACAddress, ssid: [UInt8], on channel: Channel, sequenceNumber: UInt16
    ) {
        // Nobody acknowledges a frame to a group.
        appendManagementHeader(
            .probeRequest, to: .broadcast, from: station, bssid: .broadcast, duration: 0,
            sequenceNumber: sequenceNumber)
        appendElement(.ssid, ssid)
        if channel.isIn2GHz {
            appendElement(.supportedRates, SupportedRates.first2GHz)
            appendElement(.extendedSupportedRates, SupportedRates.extended2GHz)
            appendElement(.dsssParameterSet, [UInt8(truncatingIfNeeded: channel.number ?? 0)])
        } else {
            appendElement(.supportedRates, SupportedRates.all5GHz)
        }
        appendElement(.htCapabilities, StationCapabilities.ht)
        appendElement(.extendedCapabilities, StationCapabilities.extended)
    }
}
