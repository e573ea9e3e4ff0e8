import Cryptography
import Dot11
import Octets
import Testing

@testable import RSN

@Suite struct CCMPTests {
    // 802.11-2020, J.6.4: the header, data and result; the Retry bit of the header is not covered by the MIC.
    static let temporalKey = TemporalKey(hexadecimal: "c97c1f67ce371185514a8a19f2bdd52f")
    static let clear: [UInt8] = octets(
        "0848c32c0fd2e128a57c5030f1844408abaea5b8fcba8033f8ba1a55d02f85ae967bb62fb6cda8eb7e78a050")
    static let protected: [UInt8] = octets(
        "0848c32c0fd2e128a57c5030f1844408abaea5b8fcba80330ce70020769703b5"
            + "f3d0a2fe9a3dbf2342a643e43246e80c3c04d0197845ce0b16f97623")

    private static func octets(_ hexadecimal: String) -> [UInt8] { [UInt8](hexadecimal: hexadecimal) ?? [] }

    @Test func ccmpGivesTheValuesOfAnnexJ() throws {
        let temporalKey = try #require(Self.temporalKey)
        let key = try #require(CCMPKey(temporalKey))
        let (clear, protected) = (Self.clear, Self.protected)
        let frame = try MACHeader(parsing: clear.octets)
        let (additionalData, count) = CCMPKey.additionalData(frame)
        #expect(count == 22)
        #expect(additionalData.description.hasPrefix("08400fd2e128a57c5030f1844408abaea5b8fcba0000"))
        #expect(CCMPKey.nonce(frame, packetNumber: 0xB503_9776_E70C).description == "005030f1844408b5039776e70c")

        var out: [UInt8] = []
        key.protect(frame, with: CCMPHeader(packetNumber: 0xB503_9776_E70C, keyID: 0), to: &out)
        #expect(out.octets.hexadecimal == Self.protected.octets.hexadecimal)

        out = []
        let header = try key.open(try MACHeader(parsing: protected.octets), to: &out)
        #expect(header == CCMPHeader(packetNumber: 0xB503_9776_E70C, keyID: 0))
        #expect(out == Array(Self.clear[24...]))
    }

    /// Frames of the captures, their keys, and what tshark shows of them once it has decrypted them.
    @Test func realFramesOpenToWhatTsharkShows() throws {
        let station = try CapturedHandshake.okcFull.ptk().temporalKey
        let data = try opened(Captured.okcData, station)
        #expect(
            data
                == "aaaa0300000086dd600000000024000100000000000000000000000000000000"
                + "ff0200000000000000000000000000163a000502000001008f006edf00000001"
                + "04000000ff0200000000000000000001ffaa0001")

        let group = try #require(TemporalKey(hexadecimal: CapturedHandshake.okcFull.groupKey))
        let groupData = try opened(Captured.okcGroupData, group)
        #expect(
            groupData
                == "aaaa0300000086dd6000000000103afffe8000000000000006f021fffe198744"
                + "ff0200000000000000000000000000028500209300000000010104f021198744")

        let dlink = try CapturedHandshake.dlink.ptk().temporalKey
        let arp = try opened(Captured.dlinkData, dlink)
        #expect(arp == "aaaa0300000008060001080006040001001122334457c0a8028f000000000000c0a80201")

        let neheb = try CapturedHandshake.neheb.ptk().temporalKey
        let action = try opened(Captured.nehebAction, neheb)
        #expect(action == "030001031000000000")
    }

    private func opened(_ frame: [UInt8], _ key: TemporalKey) throws -> String {
        var receiver = try #require(CCMPReceiver(key))
        var out: [UInt8] = []
        try receiver.open(try MACHeader(parsing: frame.octets), to: &out)
        return out.octets.hexadecimal
    }

    @Test func aRealFrameIsProtectedAsItWas() throws {
        let key = try CapturedHandshake.dlink.ptk().temporalKey
        var out: [UInt8] = []
        var receiver = try #require(CCMPReceiver(key))
        let captured = Captured.dlinkData
        try receiver.open(try MACHeader(parsing: captured.octets), to: &out)
        // The header without its Protected bit, and the body in the clear.
        var clear = Array(captured[..<26]) + out
        clear[1] &= ~0x40
        var transmitter = try #require(CCMPTransmitter(key))
        out = []
        let isProtected = transmitter.protect(try MACHeader(parsing: clear.octets), to: &out)
        #expect(isProtected)
        #expect(transmitter.packetNumber == 1)
        #expect(out.octets.hexadecimal == captured.octets.hexadecimal)
    }

    @Test func aReplayIsDroppedForEachTrafficIdentifierByItself() throws {
        let key = try #require(Self.temporalKey)
        var transmitter = try #require(CCMPTransmitter(key))
        var receiver = try #require(CCMPReceiver(key))
        var frames: [[UInt8]] = []
        for priority: UInt8 in [0, 6, 0] {
            var clear: [UInt8] = []
            clear.appendDataHeader(
                .qosData, flags: FrameControl.toDS, to: MACAddress(0x0200_0000_0001),
                from: MACAddress(0x0200_0000_0002),
                farEnd: MACAddress(0x0200_0000_0003), duration: 0, sequenceNumber: 1, priority: priority)
            clear.append(contentsOf: [1, 2, 3])
            var out: [UInt8] = []
            _ = transmitter.protect(try MACHeader(parsing: clear.octets), to: &out)
            frames.append(out)
        }
        var out: [UInt8] = []
        // The third of priority 0 has number 3; the second, of priority 6, is below it and yet no replay.
        for index in [2, 1] {
            let frame = frames[index]
            try receiver.open(try MACHeader(parsing: frame.octets), to: &out)
        }
        #expect(out == [1, 2, 3, 1, 2, 3])
        for index in [0, 1, 2] {
            #expect(throws: CCMPError.replayed(packetNumber: UInt64(index + 1))) {
                let frame = frames[index]
                try receiver.open(try MACHeader(parsing: frame.octets), to: &out)
            }
        }
        #expect(out.count == 6)
    }

    @Test func aForgedFrameDoesNotMoveTheReplayCounter() throws {
        let key = try #require(Self.temporalKey)
        let genuine = Self.protected
        var receiver = try #require(CCMPReceiver(key))
        var out: [UInt8] = []
        var forged = genuine
        forged[31] = 0xFF  // the highest octet of the packet number
        #expect(throws: CCMPError.notGenuine) {
            try receiver.open(try MACHeader(parsing: forged.octets), to: &out)
        }
        try receiver.open(try MACHeader(parsing: genuine.octets), to: &out)
        #expect(out == Array(Self.clear[24...]))
    }

    @Test func groupKeysBeginWhereTheirRSCSays() throws {
        let key = try #require(Self.temporalKey)
        var receiver = try #require(CCMPReceiver(key, packetNumber: 0xB503_9776_E70C))
        var out: [UInt8] = []
        #expect(throws: CCMPError.replayed(packetNumber: 0xB503_9776_E70C)) {
            let protected = Self.protected
            try receiver.open(try MACHeader(parsing: protected.octets), to: &out)
        }
    }

    @Test func framesTooShortAreRefused() throws {
        let key = try #require(Self.temporalKey)
        var receiver = try #require(CCMPReceiver(key))
        for length in 24..<40 {
            var out: [UInt8] = []
            #expect(throws: CCMPError.self) {
                let cut = Array(Self.protected[..<length])
                try receiver.open(try MACHeader(parsing: cut.octets), to: &out)
            }
            #expect(out.isEmpty)
        }
    }
}
