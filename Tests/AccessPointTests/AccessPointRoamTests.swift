import AccessPoint
import Dot11
import Octets
import RADIUS
import RSN
import Testing
import Timeline

/// The order at a roam is real hostapd's (okc_both.pcapng, frames 751 to 762, 812 to 818 and 972 to 985) with the seed's
/// layer-2 update.
@Suite struct AccessPointRoamTests {
    static let station = MACAddress(0x000E_8EFD_9371)
    static let bssids = [0x04F0_2119_8744, 0x04F0_2119_8844, 0x04F0_2119_8944].map { MACAddress($0) }

    struct Bench: ~Copyable {
        var accessPoint: AccessPoint
        var out = AccessPointOutputs()
        var now = Instant.zero
        var sequenceNumber: UInt16 = 0

        init() {
            let bsses = AccessPointRoamTests.bssids.enumerated().map { index, bssid in
                var bss = BSSConfiguration(interface: "vap\(index)", bssid: bssid, ssid: Array("okctest1".utf8))
                bss.akms = [.wpaEAP, .wpaEAPSHA256]
                bss.okc = true
                return bss
            }
            accessPoint = AccessPoint(
                configuration: AccessPointConfiguration(channel: Channel(frequency: 5180), basicServiceSets: bsses),
                random: .seeded(state: 7))
        }

        /// Hands in a management frame; the outcome is what leaves, in words.
        mutating func receive(_ type: FrameType, bss: Int, _ body: [UInt8]) -> [String] {
            let bssid = AccessPointRoamTests.bssids[bss]
            var frame: [UInt8] = []
            sequenceNumber += 1
            frame.appendManagementHeader(
                type, to: bssid, from: AccessPointRoamTests.station, bssid: bssid, duration: 60,
                sequenceNumber: sequenceNumber)
            frame += body
            out.removeAll()
            accessPoint.receive(frame.octets, at: now, &out)
            return words()
        }

        mutating func authenticate(bss: Int) -> [String] { receive(.authentication, bss: bss, [0, 0, 1, 0, 0, 0]) }

        /// Lets time pass; Beacons are left out.
        mutating func wait(_ interval: Interval) -> [String] {
            now = now + interval
            out.removeAll()
            accessPoint.wake(at: now, &out)
            return words().filter { !$0.hasPrefix("8 ") }
        }

        /// Anything else that an access point can be told.
        mutating func command(
            _ body: (inout AccessPoint, Instant, inout AccessPointOutputs) -> Void
        ) -> [String] {
            out.removeAll()
            body(&accessPoint, now, &out)
            return words()
        }

        private func words() -> [String] {
            var words: [String] = []
            for step in out.steps {
                switch step {
                case .transmit(let range, _):
                    let octets = out.octets(range)
                    guard let header = try? MACHeader(parsing: octets) else { continue }
                    let bss = AccessPointRoamTests.bssids.firstIndex { $0 == header.transmitter }
                    words.append(
                        "\(String(header.type.rawValue, radix: 16)) from \(bss ?? -1), \(octets.byteCount) octets")
                case .forward(let range, let bss):
                    words.append("forward \(out.octets(range).hexadecimal) from \(bss)")
                case .ask(_, _, let bss): words.append("ask from \(bss)")
                case .tune, .event: continue
                }
            }
            return words
        }
    }

    static let layer2Update = "forward ffffffffffff000e8efd937100060001af810100 from"

    @Test func aNewStationIsAnnouncedToTheBridgeBeforeTheResponse() {
        var bench = Bench()
        let words = bench.authenticate(bss: 2)
        #expect(words == ["\(Self.layer2Update) 2", "b from 2, 30 octets"])
    }

    @Test func everyOtherBSSThatHoldsTheStationDeauthenticatesItFirst() {
        var bench = Bench()
        _ = bench.authenticate(bss: 2)
        let first = bench.authenticate(bss: 1)
        #expect(first == ["c from 2, 26 octets", "\(Self.layer2Update) 1", "b from 1, 30 octets"])
        let second = bench.authenticate(bss: 0)
        #expect(
            second == [
                "c from 1, 26 octets", "c from 2, 26 octets", "\(Self.layer2Update) 0", "b from 0, 30 octets",
            ])
    }

    @Test func neitherPrecedesTheResponseWhileTheTargetStillHoldsTheEntry() {
        var bench = Bench()
        _ = bench.authenticate(bss: 2)
        _ = bench.authenticate(bss: 1)
        _ = bench.wait(.seconds(4))
        let words = bench.authenticate(bss: 2)
        #expect(words == ["b from 2, 30 octets"])
    }

    @Test func theEntryIsGoneFiveSecondsAfterTheDeauthentication() {
        var bench = Bench()
        _ = bench.authenticate(bss: 2)
        _ = bench.authenticate(bss: 1)
        _ = bench.wait(.seconds(6))
        let words = bench.authenticate(bss: 2)
        #expect(words == ["c from 1, 26 octets", "\(Self.layer2Update) 2", "b from 2, 30 octets"])
    }

    @Test func aStationThatLeavesIsForgottenAtOnce() {
        var bench = Bench()
        _ = bench.authenticate(bss: 2)
        _ = bench.receive(.deauthentication, bss: 2, [3, 0])
        let words = bench.authenticate(bss: 2)
        #expect(words == ["\(Self.layer2Update) 2", "b from 2, 30 octets"])
    }

    @Test func otherAlgorithmsThanOpenSystemAreRefusedWithStatus13() {
        var bench = Bench()
        let words = bench.receive(.authentication, bss: 0, [1, 0, 1, 0, 0, 0])
        #expect(words == ["b from 0, 30 octets"])
    }

    @Test func anAssociationRequestWithoutAuthenticationIsAnsweredWithADeauthentication() {
        var bench = Bench()
        let words = bench.receive(.associationRequest, bss: 0, [0x31, 0x04, 5, 0])
        #expect(words == ["c from 0, 26 octets"])
    }
}
