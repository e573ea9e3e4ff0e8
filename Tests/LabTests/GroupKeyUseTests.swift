import AccessPoint
import Airspace
import Capture
import Dot11
import Hosts
@testable import Lab
import Octets
import RSN
import Station
import Testing
import Timeline

/// Loses what one station sends under protection with the length of message 2 of the group key handshake, so often.
private struct LosingGroup2: AirPolicy {
    let station: MACAddress
    var tries: Int

    mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate {
        // QoS header 26, CCMP 8 + 8, LLC 8, EAPOL 4, EAPOL-Key 95 octets without key data.
        guard tries > 0, frame.byteCount == 149, let header = try? MACHeader(parsing: frame),
            header.control.isProtected, header.transmitter == station
        else { return .delivered }
        if path.attempt == Airspace.attempts { tries -= 1 }
        return .lost
    }
}

/// 802.11-2020, 12.7.10, and hostapd 2.10 (wpa_auth.c, wpa_group_sm_step): from SETKEYS to SETKEYSDONE, where the key is
/// installed for sending, when no station has still to confirm it.
@Suite struct GroupKeyUseTests {
    private struct Frames: PacketSink {
        /// Key ID and time in milliseconds of what the BSS sent to groups under protection.
        var group: [(keyID: UInt8, time: Int64)] = []
        /// When stations sent frames of the length of message 2 of the group key handshake.
        var group2: [(station: MACAddress, time: Int64)] = []

        var deauthentications: [(reason: UInt16, time: Int64)] = []

        mutating func receive(_ packet: borrowing CapturedPacket) {
            guard packet.linkType == .radiotap, let radiotap = try? Radiotap(parsing: packet.octets),
                let header = try? MACHeader(
                    parsing: packet.octets.extracting(radiotap.length..<packet.octets.byteCount)),
                let transmitter = header.transmitter
            else { return }
            let time = packet.time / 1_000_000 - CaptureRecorder.epoch * 1000
            if header.type == .deauthentication {
                deauthentications.append((header.body.littleEndian(UInt16.self, at: 0), time))
            }
            guard header.type.carriesData, header.control.isProtected else { return }
            if header.receiver.isGroup, let ccmp = try? CCMPHeader(parsing: header.body) {
                group.append((ccmp.keyID, time))
            } else if header.frame.byteCount == 149, !header.control.isRetry {
                group2.append((transmitter, time))
            }
        }
    }

    private func frames(losing tries: Int) throws -> Frames {
        var accessPoint = try TestLab.accessPoint()
        accessPoint.basicServiceSets[2].groupRekey = .seconds(4)
        let stations = try (0..<2).map { number in
            var station = try TestLab.station(UInt64(number), channels: [accessPoint.channel])
            station.bssid = TestLab.home
            return station
        }
        let policy = LosingGroup2(station: MACAddress(0x000E_8EFD_9371), tries: tries)
        var lab = Lab(
            configuration: try TestLab.configuration(accessPoints: [accessPoint], stations: stations),
            policy: policy)
        for index in 0..<2 { lab.connect(station: index) }
        var broadcast: [UInt8] = []
        broadcast.append(MACAddress.broadcast)
        broadcast.append(MACAddress(0x04F0_2119_8744))
        broadcast += [0x88, 0xB5] + [UInt8](repeating: 0x5A, count: 60)
        // A broadcast of the wire every 100 ms, through the rekeying at 4 s.
        for step in 1...80 {
            lab.run(until: .zero + .milliseconds(UInt64(100 * step)))
            lab.deliverToBridge(broadcast.octets, port: lab.wire.gatewayPort)
        }
        #expect(lab.state(ofStation: 1) == .completed(TestLab.home))
        var frames = Frames()
        var decoder = CaptureDecoder()
        let capture = lab.capture.file()
        _ = try decoder.decode(capture.octets, into: &frames)
        return frames
    }

    @Test func theNewKeyIsUsedAtOnceWhereAllConfirmIt() throws {
        let frames = try frames(losing: 0)
        let first = try #require(frames.group.first { $0.keyID == 2 })
        #expect((4_000...4_110).contains(first.time))
        #expect(frames.group.allSatisfy { ($0.keyID == 1) == ($0.time < first.time) })
    }

    @Test func theOldKeyIsUsedUntilTheLastStationConfirmed() throws {
        let frames = try frames(losing: 2)
        // hostapd repeats message 1 after 0.5 s, then after 1 s: the third answer arrives at 5.5 s.
        let answers = frames.group2.filter { $0.station == MACAddress(0x000E_8EFD_9371) }.map(\.time)
        #expect(answers.count == 3 && answers[2] >= 5_490 && answers[2] < 5_600, "\(answers)")
        let first = try #require(frames.group.first { $0.keyID == 2 })
        #expect((5_500...5_620).contains(first.time))
        #expect(frames.group.filter { $0.time >= 4_050 && $0.time < 5_450 }.count >= 14)
        #expect(frames.group.allSatisfy { ($0.keyID == 1) == ($0.time < first.time) })
    }

    @Test func aStationThatNeverConfirmsIsLeftBehindWithReason16() throws {
        let frames = try frames(losing: 4)
        // Four tries, after 0.5, 1, 1 and 1 s; then the station is deauthenticated.
        let end = try #require(frames.deauthentications.first)
        #expect(end.reason == 16 && (7_490...7_600).contains(end.time))
        let first = try #require(frames.group.first { $0.keyID == 2 })
        #expect(first.time >= end.time && first.time < end.time + 120)
    }
}
