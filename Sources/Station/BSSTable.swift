public import Dot11
public import Octets
public import RSN
public import Timeline

/// What a station knows of one BSS from its Beacons and Probe Responses.
public struct BSS: Sendable {
    /// The BSSID.
    public internal(set) var bssid: MACAddress
    /// The SSID as it was sent, at most 32 octets; empty or zeros where it is hidden.
    public internal(set) var ssid: [UInt8]
    /// The channel that the BSS says it is on; the one it was heard on where it says nothing.
    public internal(set) var channel: Channel
    /// The strength of the last frame, in dBm.
    public internal(set) var signal: Int8
    /// Capability Information.
    public internal(set) var capabilities: CapabilityInformation
    /// In time units of 1024 µs.
    public internal(set) var beaconInterval: UInt16
    /// When the last frame came.
    public internal(set) var lastSeen: Instant
    /// When the last Beacon came; nil before one did.
    var lastBeacon: Instant?
    /// The RSN element, identifier and length included, empty if there is none.
    public internal(set) var rsnElement: [UInt8]
    /// The RSN Capabilities; none where there is no RSN element that can be read.
    public internal(set) var rsnCapabilities: RSNCapabilities
    /// The sender's clock in the last frame, in microseconds (TSF).
    public internal(set) var timestamp: UInt64 = 0
    /// The elements of its last Beacon; empty before one was heard.
    public internal(set) var beaconElements: [UInt8] = []
    /// The elements of its last Probe Response; empty before one was heard.
    public internal(set) var probeResponseElements: [UInt8] = []
    /// Whether it sends HT Capabilities (802.11n).
    public internal(set) var supportsHT: Bool
    /// Whether it sends a WMM element, and so takes QoS data.
    public internal(set) var supportsWMM: Bool

    /// Whether it asks for no keys: neither an RSN element nor privacy, which WEP and WPA claim too.
    var isOpen: Bool { rsnElement.isEmpty && !capabilities.contains(.privacy) }
}

/// The BSSs in range: bounded in number and age, so that a flood of beacons doesn't grow it.
public struct BSSTable: Sendable {
    /// How many are kept, as wpa_supplicant's `bss_max_count`.
    public static let limit = 200
    /// How long one is kept that is no longer heard, as wpa_supplicant's `bss_expiration_age`.
    public static let maximumAge = Interval.seconds(180)

    /// The BSSs, by BSSID.
    public private(set) var entries: [BSS] = []
    /// The SSID of the network that the station is configured for: its BSSs are the last to be forgotten.
    var ownSSID: [UInt8]

    init(ownSSID: [UInt8]) { self.ownSSID = ownSSID }

    /// The BSS with this BSSID; nil if it was never heard, or not for long.
    public subscript(bssid: MACAddress) -> BSS? {
        let index = position(of: bssid)
        return index < entries.count && entries[index].bssid == bssid ? entries[index] : nil
    }

    /// When a BSS's last Beacon came; nil where none did.
    func lastBeacon(of bssid: MACAddress) -> Instant? {
        let index = position(of: bssid)
        return index < entries.count && entries[index].bssid == bssid ? entries[index].lastBeacon : nil
    }

    /// Forgets a BSS.
    mutating func forget(_ bssid: MACAddress) { entries.removeAll { $0.bssid == bssid } }

    /// Forgets what was not heard for ``maximumAge``, except `kept`.
    mutating func expire(at now: Instant, except kept: MACAddress?) {
        entries.removeAll { $0.bssid != kept && now - $0.lastSeen > Self.maximumAge }
    }

    /// Forgets what was not heard for `age`, except `kept`.
    mutating func flush(olderThan age: Interval, at now: Instant, except kept: MACAddress?) {
        entries.removeAll { $0.bssid != kept && now - $0.lastSeen >= age }
    }

    /// Takes in the body of a Beacon or Probe Response; anything malformed changes nothing.
    mutating func receive(
        _ body: RawSpan, isBeacon: Bool = true, from bssid: MACAddress, signal: Int8, channel: Channel, at now: Instant
    ) {
        guard let beacon = try? BeaconBody(parsing: body), !bssid.isGroup else { return }
        var walk = ElementWalk(beacon.elements)
        guard let ssid = walk.first(.ssid), ssid.body.byteCount <= 32 else { return }
        guard let index = place(bssid, isOwn: ssid.body.isEqual(to: ownSSID.octets)) else { return }

        entries[index].ssid.become(ssid.body)
        entries[index].signal = signal
        entries[index].timestamp = beacon.timestamp
        if isBeacon {
            entries[index].lastBeacon = now
            entries[index].beaconElements.become(beacon.elements)
        } else {
            entries[index].probeResponseElements.become(beacon.elements)
        }
        entries[index].capabilities = beacon.capabilities
        entries[index].beaconInterval = beacon.beaconInterval
        entries[index].lastSeen = now
        entries[index].channel = channel
        readElements(beacon.elements, into: index, heardOn: channel)
    }

    private mutating func readElements(_ elements: RawSpan, into index: Int, heardOn channel: Channel) {
        var walk = ElementWalk(elements)
        var supportsHT = false
        var supportsWMM = false
        var hasRSN = false
        while let element = try? walk.next() {
            switch element.id {
            // A strong BSS is heard on the channels beside its own, too.
            case .dsssParameterSet where channel.isIn2GHz && element.body.byteCount == 1:
                entries[index].channel = Channel(number: Int(element.body.octet(at: 0))) ?? channel
            case .htOperation where !channel.isIn2GHz && element.body.byteCount > 0:
                let primary = Channel(number: Int(element.body.octet(at: 0)))
                if let primary, !primary.isIn2GHz { entries[index].channel = primary }
            case .htCapabilities: supportsHT = element.body.byteCount == 26
            case .vendorSpecific: supportsWMM = supportsWMM || element.isWMM
            case .rsn where !hasRSN:
                hasRSN = true
                let whole = elements.extracting(element.offset..<element.offset + 2 + element.body.byteCount)
                if entries[index].rsnElement.become(whole) {
                    entries[index].rsnCapabilities = (try? RSNElement(parsing: element.body).capabilities) ?? []
                }
            default: break
            }
        }
        if !hasRSN {
            entries[index].rsnElement = []
            entries[index].rsnCapabilities = []
        }
        entries[index].supportsHT = supportsHT
        entries[index].supportsWMM = supportsWMM
    }

    /// Where `bssid` stands or should stand.
    private func position(of bssid: MACAddress) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].bssid < bssid { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The index of the entry for `bssid`, made if need be; nil where the table is full of the station's own BSSs.
    private mutating func place(_ bssid: MACAddress, isOwn: Bool) -> Int? {
        var index = position(of: bssid)
        if index < entries.count, entries[index].bssid == bssid { return index }
        if entries.count >= Self.limit {
            // The longest unheard goes; the station's own network stays as long as there is another.
            let victim =
                entries.indices.filter { entries[$0].ssid != ownSSID }.min {
                    entries[$0].lastSeen < entries[$1].lastSeen
                }
                ?? (isOwn ? entries.indices.min { entries[$0].lastSeen < entries[$1].lastSeen } : nil)
            guard let victim else { return nil }
            entries.remove(at: victim)
            index = position(of: bssid)
        }
        entries.insert(
            BSS(
                bssid: bssid, ssid: [], channel: Channel(frequency: 0), signal: 0, capabilities: [], beaconInterval: 0,
                lastSeen: .zero, rsnElement: [], rsnCapabilities: [], supportsHT: false, supportsWMM: false),
            at: index)
        return index
    }
}

extension [UInt8] {
    /// Takes on other octets, and says whether they differed; allocates only where they are more than there were before.
    @discardableResult
    fileprivate mutating func become(_ other: RawSpan) -> Bool {
        if other.isEqual(to: octets) { return false }
        removeAll(keepingCapacity: true)
        append(octets: other)
        return true
    }
}

extension Element {
    /// Whether this is a WMM information or parameter element (Wi-Fi Alliance WMM 1.2, 2.2).
    var isWMM: Bool {
        id == .vendorSpecific && body.byteCount >= 5 && body.bigEndian(UInt32.self, at: 0) == 0x0050_F202
            && body.octet(at: 4) <= 1
    }
}
