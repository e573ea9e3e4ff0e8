import Capture
import Octets
@testable import Roaming
import TestSupport
import Testing

/// A capture that goes on, read piece by piece: what is told on the way is what the whole tells.
@Suite struct FollowingTests {
    /// The reference capture of real hostapd and wpa_supplicant: EAP at 04:f0:21:19:89:44, OKC at 04:f0:21:19:88:44.
    @Test(arguments: [1 << 20, 4096, 300]) func framesAndVerdictsComeAsTheCaptureGrows(piece: Int) throws {
        let path = Reference.folder + "hostapd/okc_both.pcapng"
        let octets = try #require(Reference.octets("hostapd/okc_both.pcapng"))
        var decoder = CaptureDecoder()
        var sink = Sink()
        var start = 0
        var end = 0
        var told: [Association] = []
        var frames: [FollowedFrame] = []
        while end < octets.count {
            end = min(octets.count, end + piece)
            start += try decoder.decode(octets.octets.extracting(start..<end), into: &sink)
            frames += sink.analyzer.takeRungs()
            told += sink.analyzer.takeSettled(at: sink.time)
        }
        told += sink.analyzer.takeSettled(at: sink.time + 10_000_000_000)
        let whole = try RoamingResults(analyzing: path, gathersLadders: true)
        #expect(told.map(\.kind) == whole.associations.map(\.kind))
        #expect(told.map(\.firstFrame) == whole.associations.map(\.firstFrame))
        for association in whole.associations {
            let own = frames.filter { $0.firstFrame == association.firstFrame }
            #expect(own.allSatisfy { $0.bssid == association.bssid && $0.station == association.station })
            // The frames of data are found at the end alone.
            #expect(own.map(\.frame.number) == association.ladder.filter { $0.phase != .data }.map(\.number))
        }
        // None is kept, so that a lab may run for long.
        #expect(sink.analyzer.finish().associations.isEmpty)
    }

    private struct Sink: PacketSink, ~Copyable {
        var analyzer = RoamingAnalyzer(gathersLadders: true)
        var time: Int64 = 0

        init() { analyzer.follow() }

        mutating func receive(_ packet: borrowing CapturedPacket) {
            time = packet.time
            analyzer.receive(packet)
        }
    }
}
