public import Dot11
internal import Octets
internal import RSN
public import Timeline

extension Station {
    /// Takes in a frame, without FCS, that the radio received on `channel` at `signal` dBm; any octets at all.
    public mutating func receive(
        frame: RawSpan, signal: Int8, channel: Channel, at now: Instant, _ out: inout StationOutputs
    ) {
        guard let header = try? MACHeader(parsing: frame), let transmitter = header.transmitter,
            header.receiver == configuration.address || header.receiver.isGroup, transmitter != configuration.address
        else { return }
        if header.type == .beacon || header.type == .probeResponse {
            guard header.bssid == transmitter else { return }
            let isBeacon = header.type == .beacon
            bssTable.receive(
                header.body, isBeacon: isBeacon, from: transmitter, signal: signal, channel: channel, at: now)
            if isBeacon, link?.bss.bssid == transmitter {
                noteChannelSwitch(header.body, at: now, &out)
                if backgroundScan != nil { noteBeacon(signal, at: now, &out) }
            }
            return
        }
        let isPeer = link?.bss.bssid == transmitter
        if isPeer, !header.receiver.isGroup, link?.duplicates.isDuplicate(header) == true { return }
        switch header.type {
        case .authentication where isPeer: receiveAuthentication(header.body, at: now, &out)
        case .associationResponse where isPeer, .reassociationResponse where isPeer:
            receiveAssociationResponse(
                header.body, isReassociation: header.type == .reassociationResponse, at: now, &out)
        case .deauthentication, .disassociation, .action:
            receiveRobust(header, from: transmitter, isPeer: isPeer, at: now, &out)
        case _ where isPeer && header.type.carriesData: receiveData(header, at: now, &out)
        default: break
        }
    }

    /// A Deauthentication or Disassociation: it ends the association that it belongs to and nothing else.
    mutating func receiveFarewell(
        _ body: RawSpan, from bssid: MACAddress, isPeer: Bool, at now: Instant, _ out: inout StationOutputs
    ) {
        guard body.byteCount >= 2 else { return }
        let reason = ReasonCode(rawValue: body.littleEndian(UInt16.self, at: 0))
        switch phase {
        case .associating where isPeer, .associated where isPeer:
            out.report(.disconnected(bssid: bssid, reason: reason, isLocallyGenerated: false))
            // Of the first 4-way handshake, as wpa_supplicant 2.10 guesses (could_be_psk_mismatch).
            var isKeyWrong = false
            if let link, link.progress == .fourWayHandshake, link.akm?.usesPSK == true, link.currentAP == nil {
                isKeyWrong = true
                out.report(.keyMayBeWrong(bssid: bssid))
            }
            end(.deauthenticated(reason), at: now, &out)
            if isKeyWrong { leaveAlone(.wrongKey, usesEAP: false, at: now, &out) }
        default:
            // Of the BSS just left, late; or of the one that is being asked, for an earlier association there.
            if bssTable[bssid]?.ssid == configuration.ssid {
                out.report(.lateDeauthentication(bssid: bssid, reason: reason))
            }
        }
    }
}
