import Configuration
import Control
import Octets
import Testing

/// BSSs on bridges of their own.
@Suite struct BridgeTests {
    /// The bridges' hosts give addresses of 10.2.7.0/24 and 10.3.7.0/24.
    @Test func aStationHasItsAddressFromTheBridgeOfItsBSS() throws {
        let (near, far) = (try #require(MACAddress("04:f0:21:19:88:44")), try #require(MACAddress("04:f0:21:19:89:44")))
        let bench = try Bench(stations: 2) { plan in
            let first = try #require(MACAddress("04:f0:21:19:87:44"))
            plan.bridges = [("br0000", [first, near]), ("br0001", [far])]
            plan.stations[0].configuration.networks[0].bssid = near
            plan.stations[1].configuration.networks[0].bssid = far
        }
        bench.connect(spacing: 100)
        bench.run(5000)
        #expect(bench.ask("STATUS").contains("ip_address=10.2.7."))
        #expect(bench.ask("STATUS", on: .station(1)).contains("ip_address=10.3.7."))
    }

    @Test func aBSSWithoutABridgeReachesNobody() throws {
        let bench = try Bench {
            let far = try #require(MACAddress("04:f0:21:19:89:44"))
            $0.bridges = [("br0001", [far])]
        }
        bench.connect()
        bench.run(5000)
        let status = bench.ask("STATUS")
        #expect(status.contains("wpa_state=COMPLETED\n"))
        #expect(!status.contains("ip_address="))
    }
}
