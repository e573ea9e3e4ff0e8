import Dot11
import Octets
import RSN
import Roaming
import Testing

/// Kinds of links of which no real capture is at hand: frames built from the clauses that each test names.
@Suite struct KindTests {
    private let home = Air.home
    private let target = Air.target
    private let first = PMKID([UInt8](repeating: 0xA1, count: 16).octets, at: 0)
    private let second = PMKID([UInt8](repeating: 0xB2, count: 16).octets, at: 0)

    /// A Fast BSS Transition element: MIC control, MIC, both nonces (802.11-2020, 9.4.2.47).
    private func transition(_ octets: inout [UInt8], mic: UInt8 = 5) {
        octets.appendElement(
            .fastBSSTransition,
            [0, 3] + [UInt8](repeating: mic, count: 16) + [UInt8](repeating: 6, count: 32)
                + [UInt8](repeating: 7, count: 32))
    }

    /// An initial FT association: Open System, EAP, 4-way handshake; message 2 adds PMKR1Name (802.11-2020, 13.4.2).
    private func joinByFT(_ air: inout Air) {
        air.authenticate(home)
        air.associate(home) { octets in
            octets.appendRSNElement(akms: [.ftEAP])
            octets.appendElement(.mobilityDomain, [0xA1, 0xB2, 0])
        }
        air.eap(home)
        air.fourWay(
            home, pmkid: first, version: 3, message2: { $0.appendRSNElement(akms: [.ftEAP], pmkids: [second]) })
    }

    @Test func anInitialFTAssociationIsFullAndOffersNoPMKID() throws {
        var air = Air()
        joinByFT(&air)
        let association = try #require(air.associations().first)
        #expect(association.kind == .full && association.akm == "FT-EAP" && association.pmkidsOffered.isEmpty)
        // Without its request message 2 is all that shows the AKM: PMKR1Name is still no PMKID.
        let late = air.recording.dropping { $0.type == .associationRequest }.associations()
        #expect(late[0].kind == .full && late[0].akm == "FT-EAP" && late[0].pmkidsOffered.isEmpty)
    }

    /// FT Request and Response through the current AP (802.11-2020, 9.6.8.2, 9.6.8.3), then Reassociation (13.7.1).
    private func moveOverTheDS(_ air: inout Air, status: UInt16 = 0, associationStatus: UInt16 = 0) {
        let station = air.station
        for isRequest in [true, false] {
            air.management(.action, home, fromStation: isRequest) { octets in
                octets += [6, isRequest ? 1 : 2]
                octets.append(station)
                octets.append(target)
                if !isRequest { octets.append(littleEndian: status) }
                transition(&octets, mic: 0)
            }
        }
        guard status == 0 else { return }
        air.associate(
            target, from: home, status: associationStatus,
            request: { octets in
                octets.appendRSNElement(akms: [.ftEAP], pmkids: [second])
                transition(&octets)
            }, response: { transition(&$0) })
    }

    @Test func aTransitionOverTheDSIsTimedFromItsActionRequest() throws {
        var air = Air()
        joinByFT(&air)
        moveOverTheDS(&air)
        let roam = air.associations()[1]
        #expect(roam.kind == .ft && roam.over == .ds && roam.isRoam && roam.from == home)
        #expect(roam.pmkidsOffered.isEmpty && roam.reason == nil)
        #expect(roam.phases.roam?.milliseconds == "3.000")
    }

    @Test func aTransitionWhoseBeginningWasMissedIsStillOne() throws {
        var air = Air()
        joinByFT(&air)
        moveOverTheDS(&air)
        let roam = air.recording.dropping { $0.type == .action }.associations()[1]
        #expect(roam.kind == .ft && roam.over == nil && roam.phases.roam == nil)
        #expect(roam.phases.roamFromRequest?.milliseconds == "1.000")
    }

    /// Status 53 is "invalid PMKID", 28 "R0KH unreachable" (802.11-2020, Table 9-50).
    @Test func aRefusedTransitionCarriesItsStatus() throws {
        var air = Air()
        joinByFT(&air)
        moveOverTheDS(&air, status: 28)
        #expect(air.associations()[1].reason == .ftRejected(status: 28))
        air = Air()
        joinByFT(&air)
        moveOverTheDS(&air, associationStatus: 53)
        #expect(air.associations()[1].reason == .ftRejected(status: 53))
    }

    /// SAE with group 19 (802.11-2020, 12.4.7.4): scalars 2 and 3 of 32 octets, whose sum names the key (12.4.5.4).
    @Test func aKeyOfSAEIsKnownByItsScalars() throws {
        var air = Air()
        let pmkid = PMKID([UInt8](repeating: 5, count: 16).octets, at: 0)
        for (transaction, scalar): (UInt8, UInt8) in [(1, 2), (1, 3), (2, 0), (2, 0)] {
            air.management(.authentication, home, fromStation: air.recording.packets.count % 2 == 0) { octets in
                octets += [3, 0, transaction, 0, 0, 0]
                if transaction == 1 { octets += [19, 0] + [UInt8](repeating: scalar, count: 32) }
                octets.append(zeros: transaction == 1 ? 64 : 34)
            }
        }
        air.associate(home) { $0.appendRSNElement(akms: [.sae], capabilities: .managementFrameProtectionRequired) }
        air.fourWay(home, version: 0, message2: { $0.appendRSNElement(akms: [.sae]) })
        // Reuse: Open System, the same PMKID at another BSS (12.4.5.4 knows no address), and back.
        for (from, to) in [(home, target), (target, home)] {
            air.authenticate(to)
            air.associate(to, from: from) { $0.appendRSNElement(akms: [.sae], pmkids: [pmkid]) }
            air.fourWay(to, pmkid: pmkid, version: 0, message2: { $0.appendRSNElement(akms: [.sae]) })
        }
        let associations = air.associations()
        #expect(associations.map(\.kind) == [.sae, .okc, .pmksa])
        #expect(associations.map(\.evidence) == [nil, .pmkid, .pmkid])
        #expect(associations.map(\.akm) == ["SAE", "SAE", "SAE"])
    }

    /// A Diffie-Hellman Parameter element in request and response (RFC 8110, 4.3, 4.4); an AP that takes the PMKID
    /// leaves its own out (4.5).
    @Test func oweIsTheExchangeAndItsReuseIsNot() throws {
        func element(_ octets: inout [UInt8]) {
            octets.appendElement(.extension255, [32, 19, 0] + [UInt8](repeating: 9, count: 32))
        }
        var air = Air()
        func join(_ bssid: MACAddress, from: MACAddress? = nil, offering: [PMKID], answers: Bool) {
            air.authenticate(bssid)
            air.associate(
                bssid, from: from,
                request: { octets in
                    octets.appendRSNElement(akms: [.owe], pmkids: offering)
                    element(&octets)
                }, response: { if answers { element(&$0) } })
            air.fourWay(
                bssid, pmkid: bssid == home ? first : second, version: 0,
                message2: { $0.appendRSNElement(akms: [.owe], pmkids: offering) })
        }
        join(home, offering: [], answers: true)
        join(target, from: home, offering: [], answers: true)
        join(home, from: target, offering: [first], answers: false)
        let associations = air.associations()
        #expect(associations.map(\.kind) == [.owe, .owe, .pmksa])
        #expect(associations[2].evidence == .pmkid)
        #expect(associations.map(\.akm) == ["OWE", "OWE", "OWE"])
    }

    /// Privacy without any RSN or WPA element (802.11-2020, 9.4.1.4); Shared Key authentication has four frames (12.3.3.3).
    @Test func wepIsNamed() throws {
        var air = Air()
        air.management(.authentication, home, fromStation: true) { $0 += [1, 0, 1, 0, 0, 0] }
        air.management(.authentication, home, fromStation: false) { octets in
            octets += [1, 0, 2, 0, 0, 0]
            octets.appendElement(ElementID(rawValue: 16), [UInt8](repeating: 3, count: 128))
        }
        air.management(.authentication, home, fromStation: true, isProtected: true) { $0.append(zeros: 144) }
        air.management(.authentication, home, fromStation: false) { $0 += [1, 0, 4, 0, 0, 0] }
        air.associate(home) { _ in }
        let association = try #require(air.associations().first)
        #expect(association.kind == .wep && association.protection == .wep && association.akm == nil)
        #expect(air.associations().count == 1)
    }

    /// WPA's element: OUI 00-50-F2, type 1, TKIP, AKM 1 (802.1X); it has no PMKIDs.
    @Test func wpaIsNamedAndItsKeysAreNeverReused() throws {
        let element: [UInt8] = [
            0xDD, 22, 0, 0x50, 0xF2, 1, 1, 0, 0, 0x50, 0xF2, 2, 1, 0, 0, 0x50, 0xF2, 2, 1, 0, 0, 0x50, 0xF2, 1,
        ]
        var air = Air()
        air.authenticate(home)
        air.associate(home) { $0 += element }
        air.eap(home, type: 25)
        air.fourWay(home, version: 1, message2: { $0 += element })
        air.authenticate(target)
        air.associate(target, from: home) { $0 += element }
        air.fourWay(target, version: 1, message2: { $0 += element })
        let associations = air.associations()
        #expect(associations.map(\.kind) == [.full, .unknown])
        #expect(associations.map(\.protection) == [.wpa, .wpa])
        #expect(associations[0].akm == "WPA-EAP" && associations[0].eapMethod == "EAP-PEAP")
    }

    /// With management frame protection a Deauthentication is encrypted (802.11-2020, 12.2.7): seen, but not its reason.
    @Test func anEncryptedDeauthenticationHasNoReason() throws {
        var air = Air()
        air.authenticate(home)
        air.associate(home) { octets in
            octets.appendRSNElement(akms: [.wpaEAPSHA256], capabilities: .managementFrameProtectionRequired)
        }
        air.eap(home)
        air.fourWay(home, pmkid: first, version: 3, message2: { $0.appendRSNElement(akms: [.wpaEAPSHA256]) })
        air.management(.deauthentication, home, fromStation: false, isProtected: true) { $0.append(zeros: 18) }
        air.authenticate(target)
        air.associate(target) { $0.appendRSNElement(akms: [.wpaEAPSHA256]) }
        air.eap(target)
        air.management(.deauthentication, target, fromStation: false, isProtected: true) { $0.append(zeros: 18) }
        let associations = air.associations()
        #expect(associations[0].kind == .full && associations[0].akm == "WPA-EAP-SHA256")
        #expect(associations[1].isReconnect && associations[1].trigger == .deauthenticated)
        #expect(associations[1].kind == .failed)
        #expect(associations[1].reason == .deauthenticated(reason: nil))
    }

    /// AKM 12: MICs of 24 octets (802.11-2020, Table 12-10); a PMKID from the KCK, so good at one BSS only (12.7.1.3).
    @Test func suiteBHasLongMICsAndNoOKC() throws {
        var air = Air()
        func join(_ bssid: MACAddress, from: MACAddress?, _ pmkids: [PMKID], eap: Bool) {
            air.authenticate(bssid)
            air.associate(bssid, from: from) { octets in
                octets.appendRSNElement(
                    groupCipher: .gcmp256, pairwiseCiphers: [.gcmp256], akms: [.wpaEAPSuiteB192], pmkids: pmkids)
            }
            if eap { air.eap(bssid) }
            air.fourWay(
                bssid, pmkid: pmkids.first, version: 0, micLength: 24,
                message2: { $0.appendRSNElement(akms: [.wpaEAPSuiteB192], pmkids: pmkids) })
        }
        join(home, from: nil, [], eap: true)
        join(target, from: home, [second], eap: false)
        let associations = air.associations()
        #expect(associations.map(\.kind) == [.full, .cached])
        #expect(associations.map(\.akm) == ["WPA-EAP-SUITE-B-192", "WPA-EAP-SUITE-B-192"])
        #expect(associations[1].pmkidAccepted == second && associations[1].phases.fourWay != nil)
    }

    /// An AKM that hostapd has no name for: OUI and type. 00-40-96:0 is Cisco's CCKM.
    @Test func anUnknownAKMIsItsSelectorAndItsLinkIsNotGuessed() throws {
        var air = Air()
        air.authenticate(home)
        air.associate(home) { $0.appendRSNElement(akms: [AKM(rawValue: 0x0040_9600)]) }
        air.fourWay(home, message2: { $0.appendRSNElement(akms: [AKM(rawValue: 0x0040_9600)]) })
        let association = try #require(air.associations().first)
        #expect(association.akm == "00-40-96:0" && association.kind == .unknown)
        #expect(association.reason == .incompleteCapture)
    }

    /// A Basic Multi-Link element gives the MLD addresses (802.11be, 9.4.2.312.2), and PMKIDs are made with those:
    /// HMAC-SHA-1 of 32 octets 0x11 over "PMK Name", AA 06:00:00:00:00:aa, SPA 06:00:00:00:00:01, by Python's hmac.
    @Test func multiLinkDevicesAreNamedByTheirMLDAddresses() throws {
        let station = MACAddress(0x0600_0000_0001)
        let accessPoint = MACAddress(0x0600_0000_00AA)
        func multiLink(_ octets: inout [UInt8], _ address: MACAddress) {
            var body: [UInt8] = [107, 0, 0, 7]
            body.append(address)
            octets.appendElement(.extension255, body)
        }
        let octets = try #require([UInt8](hexadecimal: "02252f5af8dc07f370ec915d8c01969c"))
        let pmkid = PMKID(octets.octets, at: 0)
        var air = Air()
        air.authenticate(target)
        air.associate(
            target, from: home,
            request: { octets in
                octets.appendRSNElement(akms: [.wpaEAP], pmkids: [pmkid])
                multiLink(&octets, station)
            }, response: { multiLink(&$0, accessPoint) })
        air.fourWay(target, pmkid: pmkid, message2: { $0.appendRSNElement(akms: [.wpaEAP], pmkids: [pmkid]) })
        var keys = KeysFile()
        let pmk = try #require(PMK(hexadecimal: String(repeating: "11", count: 32)))
        keys.entries = [.init(station: station, bssid: home, akm: .wpaEAP, pmk: pmk)]
        let roam = try #require(air.associations(keys).first)
        #expect(roam.isMultiLink && roam.station == station && roam.bssid == accessPoint)
        #expect(roam.isPMKIDVerified == true && roam.kind == .okc && roam.evidence == .key)
    }

    /// A station scans by Probe Requests (802.11-2020, 11.1.4.3), and a local address is as good as any (9.2.4.3.2).
    @Test func theScanBeforeARoamIsTimed() throws {
        var air = Air()
        air.authenticate(home)
        air.associate(home, capabilities: 0x0001) { _ in }
        for pause: Int64 in [500, 60, 45] {
            air.now += pause
            let station = air.station
            air.recording.add(at: air.now) { octets in
                octets.appendManagementHeader(
                    .probeRequest, to: .broadcast, from: station, bssid: .broadcast, duration: 0,
                    sequenceNumber: UInt16(air.now))
                octets.appendElement(.ssid, [])
            }
        }
        air.authenticate(target)
        air.associate(target, from: home, capabilities: 0x0001) { _ in }
        let roam = air.associations()[1]
        #expect(roam.kind == .open && roam.isRoam && roam.scan?.milliseconds == "105.000")
        #expect(roam.channel == 11 && roam.fromChannel == 1)
    }
}
