import Airspace
import Dot11
import Octets
import Testing
import Timeline

/// The Timestamp is the TSF at the moment when the data symbol with its first bit is on the air (802.11-2020, 11.1.3.1); the
/// TSFT of radiotap is the clock at the first bit of the MPDU, 24 octets earlier. Real hostapd's are so on mac80211_hwsim, whose
/// delay takes some of it: 178 µs are left in the median of okc_both.pcapng's frames at 1 Mb/s.
@Suite struct TimestampTests {
    private func beacon(_ type: FrameType = .beacon, to receiver: MACAddress = .broadcast) -> [UInt8] {
        var frame: [UInt8] = []
        frame.appendManagementHeader(
            type, to: receiver, from: accessPoint, bssid: accessPoint, duration: 0, sequenceNumber: 1)
        return frame + [UInt8](repeating: 0, count: 8) + [100, 0, 1, 4]
    }

    /// What the Timestamp of each transmission says past the first bit of the MPDU, in microseconds.
    private func offsets(_ out: borrowing AirOutputs) -> [Int] {
        out.transmissions.compactMap { transmission in
            let octets = out.octets(transmission.frame)
            guard octets.byteCount >= 32 else { return nil }
            return Int(octets.littleEndian(UInt64.self, at: 24)) - Int(transmission.firstBit.nanoseconds / 1000)
        }
    }

    private func send(_ frame: [UInt8], on channel: Channel, to fates: [AirFate] = []) -> AirOutputs {
        var air = Airspace(seed: 7)
        let radio = air.addRadio(on: channel, addresses: [accessPoint])
        _ = air.addRadio(on: channel, addresses: [station])
        // Queued long before it is sent: another frame goes first.
        air.transmit(beacon(.authentication).octets, from: radio, at: .zero)
        air.transmit(frame.octets, from: radio, at: .zero)
        var out = AirOutputs()
        var policy = Fates(fates: [.delivered] + fates)
        while let deadline = air.deadline { air.wake(at: deadline, policy: &policy, &out) }
        return out
    }

    @Test func itIs24OctetsAfterTheFirstBitInDSSS() {
        // 192 bits at 1 Mb/s.
        #expect(offsets(send(beacon(), on: Channel(frequency: 2437))).last == 192)
    }

    @Test func itIsInTheNinthSymbolInOFDM() {
        // 16 SERVICE bits and 192 more are 8 symbols of 24 bits at 6 Mb/s, and 16 bits of the ninth.
        #expect(offsets(send(beacon(), on: Channel(frequency: 5180))).last == 32)
    }

    @Test func eachAttemptHasItsOwn() {
        let out = send(
            beacon(.probeResponse, to: station), on: Channel(frequency: 5180), to: [.lost, .lost])
        #expect(offsets(out).suffix(3) == [32, 32, 32])
    }
}
