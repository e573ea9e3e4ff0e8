import Airspace
import Capture
import Dot11
import EAP
@testable import Lab
import Octets
import RSN
import Station
import Testing
import Timeline

/// Loses every attempt to send one message of the 4-way handshake, as often as said.
private struct LosingMessages: AirPolicy {
    let message: EAPOLKeyMessage
    /// How many tries of the message; each with all its attempts.
    var tries: Int
    private var replayCounter: UInt64?

    init(_ message: EAPOLKeyMessage, tries: Int) {
        self.message = message
        self.tries = tries
    }

    mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate {
        guard let header = try? MACHeader(parsing: frame), header.type.carriesData,
            let eapol = LLC.eapol(in: header.body), let key = try? EAPOLKeyFrame(parsing: eapol),
            key.message == message
        else { return .delivered }
        if path.attempt == 1 {
            guard tries > 0 else { return .delivered }
            tries -= 1
            replayCounter = key.replayCounter
        }
        return key.replayCounter == replayCounter ? .lost : .delivered
    }
}

/// hostapd 2.10, wpa_auth.c: eapol_key_timeout_first is 100 ms; wpa_auth_eapol_key_tx_status moves the deadline of the first
/// message 1 to eapol_key_timeout_subseq, 1000 ms, after its Acknowledgement, and that of no other message.
@Suite struct MessageTimeoutTests {
    /// When each message left for the first time, in microseconds; retries of the medium apart.
    private struct Times: PacketSink {
        let message: EAPOLKeyMessage
        var sent: [Int64] = []

        mutating func receive(_ packet: borrowing CapturedPacket) {
            guard packet.linkType == .radiotap, let radiotap = try? Radiotap(parsing: packet.octets),
                let header = try? MACHeader(
                    parsing: packet.octets.extracting(radiotap.length..<packet.octets.byteCount)),
                header.type.carriesData, !header.control.isRetry, let eapol = LLC.eapol(in: header.body),
                let key = try? EAPOLKeyFrame(parsing: eapol), key.message == message
            else { return }
            sent.append(packet.time / 1000)
        }
    }

    private func times(
        of message: EAPOLKeyMessage, losing lost: EAPOLKeyMessage, tries: Int
    ) throws -> [Int64] {
        var configuration = try TestLab.seeds()
        configuration.delays.accessPoint = .zero
        var lab = Lab(configuration: configuration, policy: LosingMessages(lost, tries: tries))
        lab.connect(station: 0)
        let isLinked = lab.run(until: .zero + .seconds(10)) { $0.state(ofStation: 0) == .completed(TestLab.home) }
        #expect(isLinked)
        lab.run(until: lab.now + .milliseconds(500))
        var times = Times(message: message)
        var decoder = CaptureDecoder()
        let capture = lab.capture.file()
        _ = try decoder.decode(capture.octets, into: &times)
        return times.sent
    }

    @Test func anAcknowledgedMessage1IsRepeatedAfterASecond() throws {
        let sent = try times(of: .message1, losing: .message2, tries: 1)
        try #require(sent.count == 2)
        #expect((1_000_000...1_005_000).contains(sent[1] - sent[0]))
    }

    @Test func aMessage1ThatNobodyAcknowledgedIsRepeatedAfter100Milliseconds() throws {
        let sent = try times(of: .message1, losing: .message1, tries: 1)
        try #require(sent.count == 2)
        #expect((99_000...105_000).contains(sent[1] - sent[0]))
    }

    @Test func anAcknowledgedMessage3IsRepeatedAfter100Milliseconds() throws {
        let sent = try times(of: .message3, losing: .message4, tries: 1)
        try #require(sent.count >= 2)
        #expect((99_000...105_000).contains(sent[1] - sent[0]))
    }

    @Test func aFrameThatTheRadioRefusesIsReported() throws {
        var lab = Lab(configuration: try TestLab.seeds(), policy: PerfectAir())
        lab.connect(station: 0)
        lab.run(until: .zero + .seconds(3))
        #expect(lab.state(ofStation: 0) == .completed(TestLab.home))
        // An OFDM PPDU carries 4095 octets with the FCS (802.11-2020, 17.3.4.3); the bridge hands on what is longer.
        var frame: [UInt8] = []
        frame.append(MACAddress(0x000E_8EFD_9371))
        frame.append(MACAddress(0x04F0_2119_8744))
        frame += [0x08, 0x00] + [UInt8](repeating: 0, count: 4200)
        lab.deliverToBridge(frame.octets, port: lab.wire.gatewayPort)
        lab.run(until: lab.now + .milliseconds(10))
        let isReported = lab.events.contains {
            if case .accessPointDropped(0, octets: 4200...) = $0.what { true } else { false }
        }
        #expect(isReported)
    }
}
