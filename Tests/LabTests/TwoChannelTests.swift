import AccessPoint
import Airspace
import Capture
import Configuration
import Dot11
import Hosts
import Lab
import Octets
import Roaming
import Station
import Testing
import Timeline

/// Two access points on two channels, as two processes of hostapd have them: no key is shared.
@Suite struct TwoChannelTests {
    /// The seed's base section alone, on a channel, with a BSSID.
    private func text(channel: Int, bssid: String) -> String {
        let base = String(Example.okc.text.split(separator: "\n\nbss=", maxSplits: 1)[0])
        return base.replacing("channel=36", with: "channel=\(channel)")
            .replacing("bssid=04:f0:21:19:87:44", with: "bssid=\(bssid)")
    }

    private struct Frame: Equatable {
        var type: FrameType
        var frequency: UInt16
        var isDozing: Bool
    }

    private struct Frames: PacketSink {
        var fromStation: [Frame] = []

        mutating func receive(_ packet: borrowing CapturedPacket) {
            guard packet.linkType == .radiotap, let radiotap = try? Radiotap(parsing: packet.octets),
                let header = try? MACHeader(
                    parsing: packet.octets.extracting(radiotap.length..<packet.octets.byteCount)),
                header.transmitter == MACAddress(0x000E_8EFD_9371)
            else { return }
            fromStation.append(
                Frame(
                    type: header.type, frequency: radiotap.channel?.frequency ?? 0,
                    isDozing: header.control.isPowerManagement))
        }
    }

    @Test func theStationScansBothAndRoamsByAFullAuthentication() throws {
        let first = try TestLab.accessPoint(text(channel: 36, bssid: "04:f0:21:00:00:36"))
        let second = try TestLab.accessPoint(text(channel: 40, bssid: "04:f0:21:00:00:40"))
        var station = try TestLab.station(channels: [first.channel, second.channel])
        station.bssid = MACAddress(0x04F0_2100_0036)
        var lab = Lab(
            configuration: try TestLab.configuration(accessPoints: [first, second], stations: [station]),
            policy: PerfectAir())
        lab.connect(station: 0)
        let isLinked = lab.run(until: .zero + .seconds(10)) {
            $0.state(ofStation: 0) == .completed(MACAddress(0x04F0_2100_0036))
        }
        #expect(isLinked)
        lab.run(until: lab.now + .milliseconds(500))
        lab.scan(station: 0)
        lab.run(until: lab.now + .milliseconds(500))
        let isKnown = lab.roam(station: 0, to: MACAddress(0x04F0_2100_0040))
        #expect(isKnown)
        lab.run(until: lab.now + .seconds(1))

        let capture = lab.capture.file()
        let roam = try #require(RoamingResults(analyzing: capture.octets).associations.last)
        #expect(roam.isRoam && roam.kind == .full && roam.channel == 40 && roam.fromChannel == 36)
        // PKC offers a PMKID to every AP of the SSID; this one does not share the key.
        #expect(roam.pmkidsOffered.count == 1 && roam.reason == .pmkidNotAccepted)

        var frames = Frames()
        var decoder = CaptureDecoder()
        _ = try decoder.decode(capture.octets, into: &frames)
        let doze = try #require(frames.fromStation.firstIndex { $0.type == .qosNull && $0.isDozing })
        let wake = try #require(frames.fromStation.lastIndex { $0.type == .qosNull && !$0.isDozing })
        #expect(doze < wake)
        #expect(frames.fromStation[doze].frequency == 5180 && frames.fromStation[wake].frequency == 5180)
        let between = frames.fromStation[doze..<wake].filter { $0.frequency == 5200 }
        #expect(!between.isEmpty && between.allSatisfy { $0.type == .probeRequest })
        #expect(lab.flow(ofStation: 0).answered > 30)
    }
}
