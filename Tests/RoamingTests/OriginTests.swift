import Dot11
import Octets
import RSN
import Roaming
import Testing

/// Where a station came from: roam, reconnect, or neither. Made-up frames of an open network with two BSSs.
@Suite struct OriginTests {
    static let station = MACAddress(0x0200_0000_0001)
    static let first = MACAddress(0x0200_0000_0100)
    static let second = MACAddress(0x0200_0000_0200)

    static func beacon(_ recording: inout Recording, _ bssid: MACAddress, at milliseconds: Int64, channel: UInt8) {
        recording.add(at: milliseconds) { octets in
            octets.appendManagementHeader(
                .beacon, to: .broadcast, from: bssid, bssid: bssid, duration: 0, sequenceNumber: 1)
            octets.append(littleEndian: UInt64(0))
            octets.append(littleEndian: UInt16(100))
            octets.append(littleEndian: UInt16(1))
            octets.appendElement(.ssid, Array("lab".utf8))
            octets.appendElement(.dsssParameterSet, [channel])
        }
    }

    static func management(
        _ recording: inout Recording, _ type: FrameType, _ bssid: MACAddress, at milliseconds: Int64,
        fromStation: Bool, sequence: UInt16 = 1, _ body: (inout [UInt8]) -> Void
    ) {
        recording.add(at: milliseconds) { octets in
            octets.appendManagementHeader(
                type, to: fromStation ? bssid : station, from: fromStation ? station : bssid, bssid: bssid,
                duration: 0, sequenceNumber: sequence)
            body(&octets)
        }
    }

    /// Authentication, Association, and a data frame 10 ms later.
    static func join(_ recording: inout Recording, _ bssid: MACAddress, at time: Int64, data: Bool = true) {
        management(&recording, .authentication, bssid, at: time, fromStation: true) { $0 += [0, 0, 1, 0, 0, 0] }
        management(&recording, .authentication, bssid, at: time + 1, fromStation: false) { $0 += [0, 0, 2, 0, 0, 0] }
        management(&recording, .associationRequest, bssid, at: time + 2, fromStation: true) { octets in
            octets += [1, 0, 10, 0]
            octets.appendElement(.ssid, Array("lab".utf8))
        }
        management(&recording, .associationResponse, bssid, at: time + 3, fromStation: false) {
            $0 += [1, 0, 0, 0, 1, 0xC0]
        }
        if data { send(&recording, bssid, at: time + 10) }
    }

    static func send(_ recording: inout Recording, _ bssid: MACAddress, at time: Int64, sequence: UInt16 = 7) {
        recording.add(at: time) { octets in
            octets.appendDataHeader(
                .data, flags: FrameControl.toDS, to: bssid, from: station, farEnd: MACAddress(0x0200_0000_0009),
                duration: 0, sequenceNumber: sequence)
            octets += [0xAA, 0xAA, 3, 0, 0, 0, 8, 0, 0x45]
        }
    }

    static func twoBSSs() -> Recording {
        var recording = Recording()
        beacon(&recording, first, at: 0, channel: 1)
        beacon(&recording, second, at: 1, channel: 11)
        join(&recording, first, at: 10)
        return recording
    }

    @Test func anAssociationSoonAfterAnotherBSSOfTheNetworkIsARoam() throws {
        var recording = Self.twoBSSs()
        Self.send(&recording, Self.first, at: 1000)
        Self.join(&recording, Self.second, at: 1100)
        let associations = recording.associations()
        #expect(associations.map(\.kind) == [.open, .open])
        #expect(!associations[0].isRoam && associations[0].from == nil)
        let roam = associations[1]
        #expect(roam.isRoam && !roam.isReconnect && roam.from == Self.first)
        #expect(roam.channel == 11 && roam.fromChannel == 1)
        #expect(roam.phases.roam?.milliseconds == "3.000")
        #expect(roam.phases.dataGap?.milliseconds == "110.000")
    }

    @Test func aDeauthenticationBetweenMakesItAReconnect() throws {
        var recording = Self.twoBSSs()
        Self.management(&recording, .deauthentication, Self.first, at: 1000, fromStation: false, sequence: 5) {
            $0 += [4, 0]
        }
        Self.join(&recording, Self.second, at: 1100)
        let again = recording.associations()[1]
        #expect(!again.isRoam && again.isReconnect && again.from == Self.first)
        #expect(again.trigger == .deauthenticated)
    }

    @Test func afterTenSecondsItIsNeither() throws {
        var recording = Self.twoBSSs()
        Self.join(&recording, Self.second, at: 10_100)
        let later = recording.associations()[1]
        #expect(!later.isRoam && !later.isReconnect && later.from == nil)
    }

    /// The station authenticates here, goes to a BSS on a channel that nobody listens to, and comes to another one without
    /// EAP: its key was made at one of the first two, which is another BSS either way. If the BSS between is heard, but
    /// not the way there, so may have been a way to this one.
    @Test func aWayThroughABSSOutOfHearingHidesNoExchangeHere() throws {
        let between = MACAddress(0x0200_0000_0300)
        let pmkid = PMKID([UInt8](repeating: 0xB2, count: 16).octets, at: 0)
        for isHeard in [false, true] {
            var air = Air()
            if isHeard { Self.beacon(&air.recording, between, at: 5, channel: 6) }
            air.authenticate(Air.home)
            air.associate(Air.home) { $0.appendRSNElement(akms: [.wpaEAP]) }
            air.eap(Air.home)
            air.fourWay(Air.home)
            air.now += 2000
            air.authenticate(Air.target)
            air.associate(Air.target, from: between) { $0.appendRSNElement(akms: [.wpaEAP], pmkids: [pmkid]) }
            air.fourWay(Air.target, pmkid: pmkid)
            let roam = air.associations()[1]
            #expect(roam.isRoam && roam.from == between)
            #expect(roam.kind == (isHeard ? .cached : .okc) && roam.evidence == (isHeard ? nil : .inferred))
        }
        // Without its first association nothing is known of the station's keys.
        var air = Air()
        air.authenticate(Air.target)
        air.associate(Air.target, from: between) { $0.appendRSNElement(akms: [.wpaEAP], pmkids: [pmkid]) }
        air.fourWay(Air.target, pmkid: pmkid)
        #expect(air.associations().map(\.kind) == [.cached])
    }

    @Test func aRequestToLeaveIsTheTrigger() throws {
        var recording = Self.twoBSSs()
        Self.management(&recording, .action, Self.first, at: 900, fromStation: false, sequence: 6) {
            $0 += [10, 7, 1, 0, 0, 0, 0]
        }
        Self.join(&recording, Self.second, at: 1100)
        #expect(recording.associations()[1].trigger == .bssTransitionRequest)
    }

    @Test func dataTowardAStationCountsOnlyWhenItIsAcknowledged() throws {
        var recording = Self.twoBSSs()
        func toStation(_ time: Int64, sequence: UInt16) {
            recording.add(at: time) { octets in
                octets.appendDataHeader(
                    .data, flags: FrameControl.fromDS, to: Self.station, from: Self.first,
                    farEnd: MACAddress(0x0200_0000_0009), duration: 0, sequenceNumber: sequence)
                octets += [0xAA, 0xAA, 3, 0, 0, 0, 8, 0, 0x45]
            }
        }
        toStation(500, sequence: 30)
        recording.add(at: 500) { $0.appendAcknowledgement(to: Self.first) }
        toStation(900, sequence: 31)
        Self.join(&recording, Self.second, at: 1000)
        #expect(recording.associations()[1].phases.dataGap?.milliseconds == "510.000")
    }
}
