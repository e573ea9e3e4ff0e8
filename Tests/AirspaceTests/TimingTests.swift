import Airspace
import Dot11
import Testing
import Timeline

/// Expectations are worked out by hand from the TXTIME formulas of 802.11-2020, 16.3.4, 17.4.3 and 18.5.3.
@Suite struct TimingTests {
    private let in5GHz = Channel(frequency: 5180)
    private let in2GHz = Channel(frequency: 2437)

    private func microseconds(_ interval: Interval) -> Double { Double(interval.nanoseconds) / 1000 }

    @Test func anOFDMFrameTakesAPreambleAndWholeSymbols() {
        // (16 + 8 * 1500 + 6) / 216 bits a symbol: 56 symbols.
        #expect(microseconds(in5GHz.airtime(octets: 1500, at: .mbps54)) == 244)
        // (16 + 8 * 1536 + 6) / 216: 57.
        #expect(microseconds(in5GHz.airtime(octets: 1536, at: .mbps54)) == 248)
        // (16 + 8 * 1500 + 6) / 24: 501.
        #expect(microseconds(in5GHz.airtime(octets: 1500, at: .mbps6)) == 2024)
    }

    @Test func anAcknowledgementTakesTheTimesThatEveryTableOfThemGives() {
        #expect(microseconds(in5GHz.airtime(octets: 14, at: .mbps24)) == 28)
        #expect(microseconds(in5GHz.airtime(octets: 14, at: .mbps12)) == 32)
        #expect(microseconds(in5GHz.airtime(octets: 14, at: .mbps6)) == 44)
        #expect(microseconds(in2GHz.airtime(octets: 14, at: .mbps1)) == 304)
        #expect(microseconds(in2GHz.airtime(octets: 14, at: .mbps2)) == 248)
        #expect(microseconds(in2GHz.airtime(octets: 14, at: .mbps11)) == 203)
        #expect(microseconds(in2GHz.airtime(octets: 14, at: .mbps5_5)) == 213)
    }

    @Test func pausesAreThoseOfTheBand() {
        #expect(microseconds(in5GHz.sifs) == 16)
        #expect(microseconds(in5GHz.difs) == 34)
        #expect(microseconds(in2GHz.sifs) == 10)
        #expect(microseconds(in2GHz.difs) == 28)
        #expect(microseconds(in2GHz.signalExtension(at: .mbps54)) == 6)
        #expect(microseconds(in2GHz.signalExtension(at: .mbps11)) == 0)
        #expect(microseconds(in5GHz.signalExtension(at: .mbps54)) == 0)
        // 16 + 9 + 20, and 10 + 9 + 192.
        #expect(microseconds(in5GHz.acknowledgementTimeout(at: .mbps54)) == 45)
        #expect(microseconds(in2GHz.acknowledgementTimeout(at: .mbps1)) == 211)
    }

    @Test func anAcknowledgementGoesAtTheHighestMandatoryRateNotAbove() {
        #expect(PHYRate.mbps54.ofAcknowledgement == .mbps24)
        #expect(PHYRate(rawValue: 36).ofAcknowledgement == .mbps12)
        #expect(PHYRate(rawValue: 18).ofAcknowledgement == .mbps6)
        #expect(PHYRate.mbps6.ofAcknowledgement == .mbps6)
        #expect(PHYRate.mbps11.ofAcknowledgement == .mbps11)
        #expect(PHYRate.mbps1.ofAcknowledgement == .mbps1)
    }

    @Test func timesAgreeWithTheDurationFieldsThatDot11Writes() {
        for channel in [in5GHz, in2GHz] {
            let lowest: PHYRate = channel.isIn2GHz ? .mbps1 : .mbps6
            let low = channel.sifs + channel.airtime(octets: 14, at: lowest)
            let high = channel.sifs + channel.airtime(octets: 14, at: .mbps24) + channel.signalExtension(at: .mbps24)
            #expect(microseconds(low) == Double(channel.durationAtLowestRate))
            #expect(microseconds(high) == Double(channel.durationOfData))
        }
    }
}
