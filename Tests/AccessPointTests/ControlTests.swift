import AccessPoint
import Dot11
import Octets
import Testing
import Timeline

/// What a control interface asks of an access point, as hostapd 2.10 does it.
@Suite struct ControlTests {
    typealias Bench = AccessPointRoamTests.Bench
    static let station = AccessPointRoamTests.station

    @Test func aStationIsListedFromItsAuthenticationOn() {
        var bench = Bench()
        _ = bench.authenticate(bss: 1)
        let (there, elsewhere) = (bench.accessPoint.stations(bss: 1), bench.accessPoint.stations(bss: 0))
        #expect(there == [Self.station])
        #expect(elsewhere == [])
        let status = bench.accessPoint.status(of: Self.station, bss: 1)
        #expect(status?.progress == .authenticated)
        #expect(status?.associationID == 0)
    }

    @Test func deauthenticateSendsTheFrameToAnyAddress() {
        var bench = Bench()
        let unknown = bench.command {
            $0.deauthenticate(MACAddress(0x0200_0000_0001), bss: 2, reason: .invalidAuthentication, at: $1, &$2)
        }
        #expect(unknown == ["c from 2, 26 octets"])
    }

    @Test func aReloadDeauthenticatesAllAtOnceAndTakesTheSettings() {
        var bench = Bench()
        _ = bench.authenticate(bss: 1)
        var settings = bench.accessPoint.configuration.basicServiceSets
        settings[1].okc = false
        settings[1].ssid = Array("elsewhere".utf8)
        let words = bench.command { $0.reload(settings, at: $1, &$2) }
        #expect(words == ["c from 0, 26 octets", "c from 1, 26 octets", "c from 2, 26 octets"])
        let left = bench.accessPoint.stations(bss: 1)
        #expect(left == [])
        let running = bench.accessPoint.configuration.basicServiceSets[1]
        #expect(!running.okc)
        #expect(running.ssid == Array("elsewhere".utf8))
        // It announces the new name: 24 + 12 octets, then the SSID element.
        var out = AccessPointOutputs()
        bench.accessPoint.wake(at: bench.now + .milliseconds(103), &out)
        let names = out.steps.compactMap { step -> [UInt8]? in
            guard case .transmit(let range, _) = step else { return nil }
            let frame = out.octets(range)
            return frame.octet(at: 37) == 9 ? frame.extracting(38..<47).array : nil
        }
        #expect(names == [Array("elsewhere".utf8)])
    }

    @Test func whatIsDisabledNeitherSpeaksNorHears() {
        var bench = Bench()
        var wasEnabled = false
        let farewell = bench.command { wasEnabled = $0.disable(at: $1, &$2) }
        #expect(wasEnabled)
        #expect(farewell.count == 3)
        let answer = bench.authenticate(bss: 1)
        #expect(answer == [])
        var out = AccessPointOutputs()
        bench.accessPoint.wake(at: .zero + .seconds(1), &out)
        #expect(out.steps.isEmpty)
        let isEnabled = bench.accessPoint.enable()
        let isEnabledTwice = bench.accessPoint.enable()
        #expect(isEnabled)
        #expect(!isEnabledTwice)
        let heard = bench.authenticate(bss: 1)
        #expect(heard.last == "b from 1, 30 octets")
    }
}
