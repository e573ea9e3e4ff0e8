import Dot11
import EAP
import Octets
import RSN
import Roaming

/// Frames of a station and the APs around it, one a millisecond, built by hand from the clauses of the standard.
struct Air {
    var recording = Recording()
    var now: Int64 = 0
    var station = MACAddress(0x0200_0000_0001)
    private var sequence: UInt16 = 0

    static let home = MACAddress(0x0200_0000_0100)
    static let target = MACAddress(0x0200_0000_0200)

    /// Two beacons of the network "lab", on channels 1 and 11.
    init() {
        OriginTests.beacon(&recording, Self.home, at: 0, channel: 1)
        OriginTests.beacon(&recording, Self.target, at: 1, channel: 11)
        now = 10
    }

    /// A management frame between the station and a BSS.
    mutating func management(
        _ type: FrameType, _ bssid: MACAddress, fromStation: Bool, isProtected: Bool = false,
        _ body: (inout [UInt8]) -> Void
    ) {
        now += 1
        sequence += 1
        let station = station
        let number = sequence
        recording.add(at: now) { octets in
            let start = octets.count
            octets.appendManagementHeader(
                type, to: fromStation ? bssid : station, from: fromStation ? station : bssid, bssid: bssid,
                duration: 0, sequenceNumber: number)
            if isProtected { octets[start + 1] |= 0x40 }
            body(&octets)
        }
    }

    /// An EAPOL frame in the clear.
    mutating func eapol(_ bssid: MACAddress, fromStation: Bool, _ body: (inout [UInt8]) -> Void) {
        now += 1
        sequence += 1
        let station = station
        let number = sequence
        recording.add(at: now) { octets in
            octets.appendDataHeader(
                .data, flags: fromStation ? FrameControl.toDS : FrameControl.fromDS, to: fromStation ? bssid : station,
                from: fromStation ? station : bssid, farEnd: bssid, duration: 0, sequenceNumber: number)
            octets += [0xAA, 0xAA, 3, 0, 0, 0, 0x88, 0x8E]
            body(&octets)
        }
    }

    /// Authentication of two frames (802.11-2020, 9.3.3.11); what follows the fixed fields is the same in both.
    mutating func authenticate(_ bssid: MACAddress, algorithm: UInt16 = 0, _ rest: [UInt8] = []) {
        for transaction: UInt16 in [1, 2] {
            management(.authentication, bssid, fromStation: transaction == 1) { octets in
                octets.append(littleEndian: algorithm)
                octets.append(littleEndian: transaction)
                octets.append(littleEndian: UInt16(0))
                octets += rest
            }
        }
    }

    /// (Re)Association, request and response (802.11-2020, 9.3.3.5 to 9.3.3.8).
    mutating func associate(
        _ bssid: MACAddress, from current: MACAddress? = nil, capabilities: UInt16 = 0x0011, status: UInt16 = 0,
        request: (inout [UInt8]) -> Void, response: (inout [UInt8]) -> Void = { _ in }
    ) {
        management(current == nil ? .associationRequest : .reassociationRequest, bssid, fromStation: true) { octets in
            octets.append(littleEndian: capabilities)
            octets.append(littleEndian: UInt16(10))
            if let current { octets.append(current) }
            octets.appendElement(.ssid, Array("lab".utf8))
            request(&octets)
        }
        let type: FrameType = current == nil ? .associationResponse : .reassociationResponse
        management(type, bssid, fromStation: false) { octets in
            octets.append(littleEndian: capabilities)
            octets.append(littleEndian: status)
            octets.append(littleEndian: UInt16(0xC001))
            response(&octets)
        }
    }

    /// EAP from Request/Identity to Success with a method of one round trip (RFC 3748, 4).
    mutating func eap(_ bssid: MACAddress, type: UInt8 = 13, success: Bool = true) {
        let packets: [(Bool, [UInt8])] = [
            (false, [1, 1, 0, 5, 1]), (true, [2, 1, 0, 6, 1, 0x61]), (false, [1, 2, 0, 6, type, 0x20]),
            (true, [2, 2, 0, 6, type, 0]), (false, [success ? 3 : 4, 2, 0, 4]),
        ]
        for (fromStation, packet) in packets {
            eapol(bssid, fromStation: fromStation) { octets in
                octets.appendEAPOL(.eapPacket, version: 2) { $0 += packet }
            }
        }
    }

    /// The four messages (802.11-2020, 12.7.6): MICs are zeros, as nothing here knows a key.
    mutating func fourWay(
        _ bssid: MACAddress, pmkid: PMKID? = nil, version: UInt16 = 2, micLength: Int = 16,
        message2: (inout [UInt8]) -> Void = { $0.appendRSNElement(akms: [.wpaEAP]) }, upTo last: Int = 4
    ) {
        for message in 1...last {
            key(
                bssid, message, counter: message > 2 ? 2 : 1, pmkid: pmkid, version: version, micLength: micLength,
                message2: message2)
        }
    }

    /// One message of the four, with this replay counter.
    mutating func key(
        _ bssid: MACAddress, _ message: Int, counter: UInt64, pmkid: PMKID? = nil, version: UInt16 = 2,
        micLength: Int = 16, message2: (inout [UInt8]) -> Void = { $0.appendRSNElement(akms: [.wpaEAP]) }
    ) {
        let nonces = [UInt8](repeating: 7, count: 32)
        let nonce = Nonce(nonces.octets, at: 0)
        let information = [0x0088, 0x0108, 0x13C8, 0x0308][message - 1] as UInt16 | version
        eapol(bssid, fromStation: message % 2 == 0) { octets in
            octets.appendEAPOLKey(
                version: 2, information: KeyInformation(rawValue: information), replayCounter: counter,
                nonce: message == 4 ? Nonce() : nonce, micLength: micLength
            ) { data in
                if message == 1, let pmkid { data.appendKDE(pmkid: pmkid) }
                if message == 2 { message2(&data) }
                if message == 3 { data.append(zeros: 56) }
            }
        }
    }

    /// An encrypted data frame: CCMP header, what it hides, MIC (802.11-2020, 12.5.3.2).
    mutating func data(_ bssid: MACAddress, fromStation: Bool) {
        now += 1
        sequence += 1
        let station = station
        let number = sequence
        recording.add(at: now) { octets in
            let start = octets.count
            octets.appendDataHeader(
                .data, flags: fromStation ? FrameControl.toDS : FrameControl.fromDS, to: fromStation ? bssid : station,
                from: fromStation ? station : bssid, farEnd: bssid, duration: 0, sequenceNumber: number)
            octets[start + 1] |= 0x40
            octets += [1, 0, 0, 0x20, 0, 0, 0, 0] + [UInt8](repeating: 0x5A, count: 48)
        }
    }

    /// The AP's Deauthentication in the clear.
    mutating func deauthenticate(_ bssid: MACAddress, reason: UInt16, fromStation: Bool = false) {
        management(.deauthentication, bssid, fromStation: fromStation) { $0.append(littleEndian: reason) }
    }

    /// What the analysis says.
    func associations(_ keys: KeysFile = KeysFile()) -> [Association] { recording.associations(keys) }
}
