internal import Dot11
internal import Octets
internal import RSN
internal import Timeline

/// The elements that a BSS's configuration asks for, in the order in which hostapd 2.10 sends them.
///
/// Octets that no configuration key reaches are those of the reference capture (okc_both.pcapng, frames 2, 45 and 167).
struct BSSElements {
    let channel: Channel
    let isHT: Bool
    let configuration: BSSConfiguration
    /// The RSN element, identifier and length included; empty for an open BSS.
    let rsnElement: [UInt8]
    /// The elements of an Association or Reassociation Response that lets a station in, or refuses it for good: all are alike.
    private(set) var associationResponse: [UInt8] = []

    init(channel: Channel, isHT: Bool, configuration: BSSConfiguration) {
        self.channel = channel
        self.isHT = isHT
        self.configuration = configuration
        var octets: [UInt8] = []
        if configuration.isRSN {
            // hostapd leaves out the cipher of group management frames where it is the default, BIP-CMAC-128 (wpa_write_rsn_ie).
            octets.appendRSNElement(
                akms: configuration.akms,
                capabilities: configuration.managementFrameProtection.capabilities
                    .union(configuration.wmm ? .sixteenPairwiseReplayCounters : [])
                    .union(configuration.announcesPreauthentication ? .preauthentication : []))
        }
        rsnElement = octets
        appendAssociationResponse(comeback: nil, into: &octets)
        associationResponse = Array(octets.dropFirst(rsnElement.count))
    }

    var capabilities: CapabilityInformation {
        var bits: CapabilityInformation = [.ess]
        if configuration.isRSN { bits.insert(.privacy) }
        if channel.isIn2GHz { bits.insert(.shortSlotTime) }
        if configuration.neighborReport || configuration.beaconReport { bits.insert(.radioMeasurement) }
        return bits
    }

    /// Beacons from one DTIM to the next.
    var dtimPeriod: UInt8 { max(1, configuration.dtimPeriod) }

    /// Appends the elements of a Beacon.
    ///
    /// - Parameters:
    ///   - traffic: for whom frames are held.
    ///   - stationCount: what BSS Load says.
    ///   - change: the channel switch that it announces.
    func appendBeacon(
        traffic: TrafficIndicationMap, stationCount: UInt16, change: ChannelSwitch? = nil, into frame: inout [UInt8]
    ) {
        frame.appendElement(.ssid, configuration.ssid)
        appendSupportedRates(into: &frame)
        appendDSSSParameterSet(into: &frame)
        traffic.append(into: &frame)
        appendBeaconTail(stationCount: stationCount, change: change, into: &frame)
    }

    /// Appends the elements of a Probe Response: a Beacon's without TIM.
    func appendProbeResponse(stationCount: UInt16, change: ChannelSwitch? = nil, into frame: inout [UInt8]) {
        frame.appendElement(.ssid, configuration.ssid)
        appendSupportedRates(into: &frame)
        appendDSSSParameterSet(into: &frame)
        appendBeaconTail(stationCount: stationCount, change: change, into: &frame)
    }

    /// The elements of a Response that refuses a station for now.
    ///
    /// - Parameter comeback: time units after which it may try again.
    func associationResponse(comeback: Int) -> [UInt8] {
        var octets: [UInt8] = []
        appendAssociationResponse(comeback: comeback, into: &octets)
        return octets
    }

    private func appendAssociationResponse(comeback: Int?, into frame: inout [UInt8]) {
        appendSupportedRates(into: &frame)
        appendExtendedSupportedRates(into: &frame)
        appendRMEnabledCapabilities(into: &frame)
        if let comeback {
            // Association comeback time (802.11-2020, Table 9-189).
            frame.append(contentsOf: [ElementID.timeoutInterval.rawValue, 5, 3])
            frame.append(littleEndian: UInt32(clamping: comeback))
        }
        appendHT(into: &frame)
        appendExtendedCapabilities(into: &frame)
        appendBSSMaxIdlePeriod(into: &frame)
        appendWMM(into: &frame)
    }

    private func appendBeaconTail(stationCount: UInt16, change: ChannelSwitch?, into frame: inout [UInt8]) {
        if let change { frame.appendChannelSwitch(change) }
        if channel.isIn2GHz { frame.appendElement(.erp, [0x04]) }
        appendExtendedSupportedRates(into: &frame)
        frame.append(contentsOf: rsnElement)
        if configuration.bssLoadUpdatePeriod > 0 {
            // No channel utilization, as where a driver has no survey; no admission control.
            frame.appendElement(
                .bssLoad,
                [UInt8(truncatingIfNeeded: stationCount), UInt8(truncatingIfNeeded: stationCount >> 8), 0, 0, 0])
        }
        appendRMEnabledCapabilities(into: &frame)
        if let change { frame.appendExtendedChannelSwitch(change) }
        // The current operating class alone, whatever is configured (beacon.c, with a driver that can switch channels).
        frame.appendElement(.supportedOperatingClasses, [channel.operatingClass, 0])
        appendHT(into: &frame)
        appendExtendedCapabilities(into: &frame)
        appendWMM(into: &frame)
    }

    private func appendSupportedRates(into frame: inout [UInt8]) {
        frame.appendElement(
            .supportedRates,
            channel.isIn2GHz
                ? [0x82, 0x84, 0x8B, 0x96, 0x0C, 0x12, 0x18, 0x24]
                : [0x8C, 0x12, 0x98, 0x24, 0xB0, 0x48, 0x60, 0x6C])
    }

    private func appendExtendedSupportedRates(into frame: inout [UInt8]) {
        if channel.isIn2GHz { frame.appendElement(.extendedSupportedRates, [0x30, 0x48, 0x60, 0x6C]) }
    }

    /// In 5 GHz too: the standard has no use for it there (802.11-2020, 9.3.3.2), but hostapd 2.10 sends it in every band
    /// (beacon.c, hostapd_eid_ds_params).
    private func appendDSSSParameterSet(into frame: inout [UInt8]) {
        frame.appendElement(.dsssParameterSet, [UInt8(channel.number ?? 0)])
    }

    private func appendRMEnabledCapabilities(into frame: inout [UInt8]) {
        guard configuration.neighborReport || configuration.beaconReport else { return }
        let neighbor: UInt8 = configuration.neighborReport ? 0x02 : 0
        let beacon: UInt8 = configuration.beaconReport ? 0x70 : 0
        frame.appendElement(.rmEnabledCapabilities, [neighbor | beacon, 0, 0, 0, 0])
    }

    private func appendHT(into frame: inout [UInt8]) {
        guard isHT else { return }
        frame.appendElement(
            .htCapabilities,
            [0x0C, 0x00, 0x1B, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 10) + [0x01]
                + [UInt8](repeating: 0, count: 10))
        frame.appendElement(.htOperation, [UInt8(channel.number ?? 0)] + [UInt8](repeating: 0, count: 21))
    }

    private func appendExtendedCapabilities(into frame: inout [UInt8]) {
        frame.appendElement(
            .extendedCapabilities, [0x04, 0x00, configuration.bssTransition ? 0x48 : 0x40, 0x02, 0, 0, 0, 0x40])
    }

    /// BSS Max Idle Period counts units of 1000 TU (802.11-2020, 9.4.2.78); of 0 s there is none.
    private func appendBSSMaxIdlePeriod(into frame: inout [UInt8]) {
        guard configuration.maximumInactivity > .zero else { return }
        let units = configuration.maximumInactivity.nanoseconds / 1_024_000_000
        let period = UInt16(clamping: max(1, units))
        frame.appendElement(
            ElementID(rawValue: 90), [UInt8(truncatingIfNeeded: period), UInt8(truncatingIfNeeded: period >> 8), 0])
    }

    private func appendWMM(into frame: inout [UInt8]) {
        guard configuration.wmm else { return }
        // Parameter element, U-APSD off, then BE, BK, VI, VO with hostapd's default EDCA parameters.
        frame.appendElement(
            .vendorSpecific,
            [
                0x00, 0x50, 0xF2, 0x02, 0x01, 0x01, 0x01, 0x00,
                0x03, 0xA4, 0x00, 0x00, 0x27, 0xA4, 0x00, 0x00, 0x42, 0x43, 0x5E, 0x00, 0x62, 0x32, 0x2F, 0x00,
            ])
    }
}
