public import Octets

/// What a NAS tells the server about a station in each Access-Request, the EAP packet and State apart (RFC 3580, 3).
///
/// The attributes, and their order, are those of hostapd 2.10.
public struct AccessRequest: Sendable {
    /// The identity of the station's EAP-Response/Identity, at most 253 octets of it.
    public var userName: [UInt8]
    /// NAS-IP-Address, first octet most significant.
    public var nasIPAddress: UInt32?
    /// NAS-Identifier.
    public var nasIdentifier: String?
    /// Called-Station-Id: see ``calledStationID(bssid:ssid:)``.
    public var calledStationID: [UInt8]
    /// NAS-Port: the station's association ID.
    public var nasPort: UInt32
    /// Calling-Station-Id: the station.
    public var callingStation: MACAddress
    /// Connect-Info, such as "CONNECT 54Mbps 802.11g".
    public var connectInfo: String
    /// Acct-Session-Id, 16 hexadecimal digits in hostapd.
    public var acctSessionID: String?
    /// Acct-Multi-Session-Id, 16 hexadecimal digits in hostapd.
    public var acctMultiSessionID: String?
    /// WLAN-Pairwise-Cipher: a cipher suite selector, 0x000FAC04 for CCMP.
    public var pairwiseCipher: UInt32?
    /// WLAN-Group-Cipher: a cipher suite selector.
    public var groupCipher: UInt32?
    /// WLAN-AKM-Suite: an AKM suite selector.
    public var akmSuite: UInt32?
    /// WLAN-Group-Mgmt-Cipher: a cipher suite selector, 0x000FAC06 for BIP-CMAC-128.
    public var groupManagementCipher: UInt32?
    /// Framed-MTU, in octets: how long an EAP packet may be.
    public var framedMTU: UInt32 = 1400

    /// What is known of every station.
    public init(
        userName: [UInt8], calledStationID: [UInt8], callingStation: MACAddress, nasPort: UInt32, connectInfo: String
    ) {
        self.userName = userName
        self.calledStationID = calledStationID
        self.callingStation = callingStation
        self.nasPort = nasPort
        self.connectInfo = connectInfo
    }

    /// "04-F0-21-19-88-44:okctest1" (RFC 3580, 3.20).
    public static func calledStationID(bssid: MACAddress, ssid: RawSpan) -> [UInt8] {
        var value = hyphenated(bssid)
        value.append(UInt8(ascii: ":"))
        value.append(octets: ssid)
        return value
    }

    private static func hyphenated(_ address: MACAddress) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(17)
        for shift in stride(from: 44, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: address.rawValue >> UInt64(shift) & 0xF)
            text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
            if shift.isMultiple(of: 8), shift > 0 { text.append(UInt8(ascii: "-")) }
        }
        return text
    }

    /// Appends the attributes in hostapd's order, with `eap` and `state` where hostapd puts them.
    func append(to packet: inout RADIUSPacketBuilder, eap: RawSpan, state: [UInt8]?) {
        packet.append(.userName, octets: userName.octets)
        appendNAS(to: &packet)
        appendStation(to: &packet)
        packet.append(.framedMTU, integer: framedMTU)
        packet.appendEAPMessage(eap)
        if let state { packet.append(.state, octets: state.octets) }
        packet.appendMessageAuthenticator()
    }

    /// What the NAS says of itself in requests of either kind.
    func appendNAS(to packet: inout RADIUSPacketBuilder) {
        if let nasIPAddress { packet.append(.nasIPAddress, integer: nasIPAddress) }
        if let nasIdentifier { packet.append(.nasIdentifier, text: nasIdentifier) }
        packet.append(.calledStationID, octets: calledStationID.octets)
        packet.append(.nasPortType, integer: 19)  // Wireless - IEEE 802.11
    }

    /// What it says of the station in requests of either kind.
    func appendStation(to packet: inout RADIUSPacketBuilder) {
        packet.append(.serviceType, integer: 2)  // Framed
        packet.append(.nasPort, integer: nasPort)
        packet.append(.callingStationID, octets: Self.hyphenated(callingStation).octets)
        packet.append(.connectInfo, text: connectInfo)
        if let acctSessionID { packet.append(.acctSessionID, text: acctSessionID) }
        if let acctMultiSessionID { packet.append(.acctMultiSessionID, text: acctMultiSessionID) }
        if let pairwiseCipher { packet.append(.wlanPairwiseCipher, integer: pairwiseCipher) }
        if let groupCipher { packet.append(.wlanGroupCipher, integer: groupCipher) }
        if let akmSuite { packet.append(.wlanAKMSuite, integer: akmSuite) }
        if let groupManagementCipher { packet.append(.wlanGroupManagementCipher, integer: groupManagementCipher) }
    }
}
