internal import Dot11
internal import Octets
internal import RSN
internal import Station
internal import Timeline

/// Scans and what they find.
extension StationControl {
    /// `SCAN`, with `freq=` and `TYPE=ONLY`; other parameters of real ones are taken and change nothing here.
    mutating func scan(
        _ words: [String], _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) -> String {
        var wanted: [Channel]?
        for word in words {
            if word.hasPrefix("freq=") {
                guard let list = frequencies(String(word.dropFirst(5))) else { return Reply.fail }
                wanted = list
            }
        }
        if let wanted, wanted.isEmpty { return Reply.fail }
        guard !station.isScanning else { return Reply.busy }
        let actsOnResults = !words.contains("TYPE=ONLY")
        // A station that seeks its network connects to what it finds.
        if actsOnResults, !station.state.isOnItsWay, !isHeldBack, current != nil {
            station.connect(channels: wanted, at: now, &out)
            return Reply.ok
        }
        return station.scan(channels: wanted, mayRoam: actsOnResults, at: now, &out) ? Reply.ok : Reply.busy
    }

    /// "5180,5200-5240": channels of the emulated bands; nil for anything else.
    private func frequencies(_ text: String) -> [Channel]? {
        var list: [Channel] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last
            else { return nil }
            for frequency in first...last where Channel(frequency: frequency).number != nil {
                let channel = Channel(frequency: frequency)
                // Within a range, the frequencies between channels are passed over.
                if !list.contains(channel), list.count < 64, channel.isExact { list.append(channel) }
            }
        }
        return list
    }

    func scanResults(_ station: borrowing Station) -> String {
        var text = "bssid / frequency / signal level / flags / ssid\n"
        for bss in station.bssTable.entries {
            text += "\(bss.bssid)\t\(bss.channel.frequency)\t\(bss.signal)\t\(bss.flags)\t\(escapedText(bss.ssid))\n"
        }
        return text
    }

    /// `BSS`: by BSSID, by number, the current one, the first, the last, or all; empty for one that is unknown.
    func bss(_ argument: String, _ station: borrowing Station, at now: Instant) -> String {
        let entries = station.bssTable.entries
        let word = ControlRequest.words(argument).first ?? ""
        let index: Int?
        switch word {
        case "FIRST": index = 0
        case "LAST": index = entries.count - 1
        case "CURRENT": index = entries.firstIndex { $0.bssid == station.bssid }
        case "RANGE=ALL":
            return entries.indices.map { describe($0, entries[$0], at: now) + "====\n" }.joined()
        case _ where word.hasPrefix("NEXT-"): index = Int(word.dropFirst(5)).map { $0 + 1 }
        case _ where word.hasPrefix("ID-"): index = Int(word.dropFirst(3))
        default:
            if let bssid = MACAddress(word) {
                index = entries.firstIndex { $0.bssid == bssid }
            } else {
                index = Int(word)
            }
        }
        guard let index, entries.indices.contains(index) else { return "" }
        return describe(index, entries[index], at: now)
    }

    private func describe(_ id: Int, _ bss: BSS, at now: Instant) -> String {
        let capabilities = String(bss.capabilities.rawValue, radix: 16)
        let padding = String(repeating: "0", count: 4 - capabilities.count)
        let clock = String(bss.timestamp)
        let (beacon, response) = (bss.beaconElements, bss.probeResponseElements)
        let beaconLine = beacon.isEmpty ? "" : "beacon_ie=\(beacon.octets.hexadecimal)\n"
        return """
            id=\(id)
            bssid=\(bss.bssid)
            freq=\(bss.channel.frequency)
            beacon_int=\(bss.beaconInterval)
            capabilities=0x\(padding)\(capabilities)
            qual=0
            noise=0
            level=\(bss.signal)
            tsf=\(String(repeating: "0", count: max(0, 16 - clock.count)) + clock)
            age=\((now - bss.lastSeen).nanoseconds / 1_000_000_000)
            ie=\((response.isEmpty ? beacon : response).octets.hexadecimal)
            \(beaconLine)flags=\(bss.flags)
            ssid=\(escapedText(bss.ssid))

            """
    }
}

extension Channel {
    /// Whether the frequency is a channel's centre, not one beside it.
    var isExact: Bool { number.flatMap { Channel(number: $0) } == self }
}

extension BSS {
    /// "[WPA2-EAP+EAP-SHA256-CCMP][ESS]", as `SCAN_RESULTS` has it.
    var flags: String {
        var text = ""
        if rsnElement.count > 2,
            let element = try? RSNElement(parsing: rsnElement.octets.extracting(2..<rsnElement.count))
        {
            let akms = Self.akmNames.filter { element.akms.contains($0.akm) }.map(\.name)
            let ciphers = Self.cipherNames.filter { element.pairwiseCiphers.contains($0) }.map(\.description)
            text += "[WPA2-\(akms.joined(separator: "+"))-\(ciphers.joined(separator: "+"))"
            text += element.capabilities.contains(.preauthentication) ? "-preauth]" : "]"
        } else if capabilities.contains(.privacy) {
            text += "[WEP]"
        }
        return capabilities.contains(.ess) ? text + "[ESS]" : text
    }

    /// In wpa_supplicant's order.
    private static let akmNames: [(akm: AKM, name: String)] = [
        (.wpaEAP, "EAP"), (.wpaPSK, "PSK"), (.sae, "SAE"), (.ftEAP, "FT/EAP"), (.ftPSK, "FT/PSK"), (.ftSAE, "FT/SAE"),
        (.wpaEAPSHA256, "EAP-SHA256"), (.wpaPSKSHA256, "PSK-SHA256"), (.wpaEAPSuiteB, "EAP-SUITE-B"),
        (.wpaEAPSuiteB192, "EAP-SUITE-B-192"), (.owe, "OWE"),
    ]

    private static let cipherNames: [Cipher] = [.ccmp256, .gcmp256, .ccmp, .gcmp, .tkip]
}
