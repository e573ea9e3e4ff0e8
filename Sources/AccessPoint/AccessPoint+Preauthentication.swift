internal import Dot11
internal import EAP
internal import Octets
internal import RSN
internal import Timeline

/// Pre-authentication: EAP through the distribution system with a station that is associated elsewhere (802.11-2020,
/// 12.6.10.2; hostapd 2.10, preauth_auth.c). Its key waits in the PMKSA cache for the station to come.
extension AccessPoint {
    /// Takes in an Ethernet frame for the BSS itself.
    mutating func receivePreauthentication(
        _ frame: RawSpan, bss: Int, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        let configuration = bsses[bss].configuration
        guard configuration.takesPreauthentication, frame.bigEndian(UInt16.self, at: 12) == LLC.preauthentication,
            let eapol = try? EAPOLFrame(parsing: frame.extracting(14..<frame.byteCount))
        else { return }
        let station = MACAddress(frame, at: 6)
        guard
            let index = entry(of: station, bss: bss)
                ?? beginPreauthentication(station, eapol.kind, bss: bss, at: now, &out),
            let entry = stations[index], entry.isPreauthenticating
        else { return }
        switch eapol.kind {
        case .start: beginEAP(index, at: now, &out)
        case .eapPacket:
            if entry.eap.receive(eapol.body) == .forward { askServer(index, eapol.body, at: now, &out) }
        case .logoff: removeEntry(index, at: now, &out)
        case .key, nil: return
        }
    }

    /// An EAPOL-Start makes an entry, as long as there is room, and as every new entry it makes the process's other BSSs let
    /// go of the station (ap_sta_add): pre-authentication is of use between processes.
    private mutating func beginPreauthentication(
        _ station: MACAddress, _ kind: EAPOLFrame.Kind?, bss: Int, at now: Instant, _ out: inout AccessPointOutputs
    ) -> Int? {
        let configuration = bsses[bss].configuration
        guard kind == .start, !station.isGroup, configuration.akms.contains(where: \.usesEAP),
            bsses[bss].entries.count < configuration.maximumStations
        else { return nil }
        leaveOtherBSSs(station, than: bss, at: now, &out)
        let index = addEntry(station, bss: bss)
        stations[index]?.state = .preauthenticating
        // hostapd keeps the key as one of this suite, whatever the station will ask for (wpa_auth_pmksa_add_preauth).
        stations[index]?.akm = .wpaEAP
        return index
    }

    /// Sends an EAPOL frame to a station through the distribution system.
    mutating func sendPreauthentication(
        to entry: StationEntry, _ out: inout AccessPointOutputs, _ eapol: (inout [UInt8]) -> Void
    ) {
        let bssid = bsses[entry.bss].configuration.bssid
        out.forward(bss: entry.bss) { frame in
            frame.append(entry.address)
            frame.append(bssid)
            frame.append(bigEndian: LLC.preauthentication)
            eapol(&frame)
        }
    }
}
