import Dot11
import Octets
import RSN
import Testing
import Timeline

@testable import Station

@Suite("Request frames")
struct RequestFrameTests {
    /// The BSS of a reference beacon.
    static func bss(_ beacon: [UInt8], on channel: Channel = StationDriver.channel6) throws -> BSS {
        var table = BSSTable(ownSSID: Array("okctest1".utf8))
        let bssid = MACAddress(beacon.octets, at: 16)
        table.receive(
            beacon.octets.extracting(24..<beacon.count), from: bssid, signal: -30, channel: channel, at: .zero)
        return try #require(table[bssid])
    }

    @Test func associationRequestEqualsFrame165() throws {
        var rsnElement: [UInt8] = []
        rsnElement.appendRSNElement(akms: [.wpaEAP])
        let request = AssociationRequest(
            station: StationDriver.address, bss: try Self.bss(ReferenceFrames.beaconA), currentAP: nil,
            rsnElement: rsnElement)
        var frame: [UInt8] = []
        request.write(into: &frame, ssid: Array("okctest1".utf8), sequenceNumber: 12)
        #expect(frame == ReferenceFrames.associationRequest)
    }

    @Test func reassociationRequestWithPMKIDEqualsFrame760() throws {
        var rsnElement: [UInt8] = []
        let pmkid = try #require(PMKID(hexadecimal: "1034a88f7e30d0763f452c6cbe520b1c"))
        rsnElement.appendRSNElement(akms: [.wpaEAP], pmkids: [pmkid])
        let request = AssociationRequest(
            station: StationDriver.address, bss: try Self.bss(ReferenceFrames.beaconB),
            currentAP: StationDriver.bssA, rsnElement: rsnElement)
        var frame: [UInt8] = []
        request.write(into: &frame, ssid: Array("okctest1".utf8), sequenceNumber: 53)
        #expect(frame == ReferenceFrames.reassociationRequest)
    }

    @Test func associationRequestIn5GHzHasTheEightOFDMRatesAndNoShortSlots() throws {
        let bss = try Self.bss(ReferenceFrames.beaconA, on: Channel(frequency: 5180))
        let request = AssociationRequest(
            station: StationDriver.address, bss: bss, currentAP: nil, rsnElement: [])
        var frame: [UInt8] = []
        request.write(into: &frame, ssid: Array("okctest1".utf8), sequenceNumber: 0)
        // Duration 60 µs, capabilities ESS, privacy and radio measurement.
        #expect(frame[2..<4] == [60, 0])
        #expect(frame[24..<26] == [0x11, 0x10])
        #expect(Array(frame[38..<48]) == [1, 8, 0x0C, 0x12, 0x18, 0x24, 0x30, 0x48, 0x60, 0x6C])
        // Power Capability follows at once: there are no Extended Supported Rates.
        #expect(Array(frame[48..<52]) == [33, 2, 0, 20])
        // 115 is the operating class of channel 36 (802.11-2020, Table E-4).
        #expect(frame.suffix(32).prefix(3) == [59, 21, 115])
    }

    @Test(arguments: [
        (2412, ReferenceFrames.probeRequest, 0, 86), (5180, ReferenceFrames.probeRequestIn5GHz, 28, 77),
    ])
    func probeRequestEqualsTheFirstElementsOfFrames30And402(
        frequency: Int, reference: [UInt8], sequenceNumber: Int, length: Int
    ) {
        var frame: [UInt8] = []
        frame.appendProbeRequest(
            from: StationDriver.address, ssid: [], on: Channel(frequency: UInt16(frequency)),
            sequenceNumber: UInt16(sequenceNumber))
        // The real station goes on with VHT or HE, WPS and P2P elements.
        #expect(frame.count == length)
        #expect(frame == Array(reference.prefix(length)))
    }
}
