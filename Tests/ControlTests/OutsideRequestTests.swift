import Configuration
import Control
import EAPMethods
import Lab
import Octets
import RADIUS
import RADIUSServer
import Station
import Testing
import Timeline

/// Requests that leave the lab: retransmission and failover with hostapd's times (RADIUS_CLIENT_FIRST_WAIT 3 s, doubled;
/// RADIUS_CLIENT_NUM_FAILOVER 4 attempts).
@Suite struct OutsideRequestTests {
    @Test func theSecondServerIsAskedWhereTheFirstIsSilent() throws {
        var plan = try LabPlan.seeds()
        plan.hasServer = false
        for index in plan.accessPoints[0].bsses.indices {
            let first = plan.accessPoints[0].bsses[index].authenticationServers[0]
            var second = first
            second.port = 1912
            plan.accessPoints[0].bsses[index].authenticationServers = [first, second]
        }
        var configuration = try plan.labConfiguration()
        configuration.asksOutside = true
        var lab = try ControlledLab(
            configuration, stations: plan.stationControls(), accessPoints: plan.accessPointControls())
        var users = UserPasswords()
        users["testuser"] = Password("testpasswd")
        let tls = try TLSContext(server: try TLSIdentity.laboratory())
        var server = RADIUSServer(
            RADIUSServerConfiguration(
                secret: RADIUSSecret("lanforge"), eap: EAPServerConfiguration(tls: tls, users: users)),
            random: .system)
        var out = RADIUSServerOutputs()
        var firstAsked: [Double] = []
        var firstOfSecond: Double?
        let nas = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 40_000)
        lab.connect()
        for _ in 0..<120_000 {
            lab.run(until: lab.lab.now + .milliseconds(1))
            for request in lab.lab.takeRequests() {
                let second = lab.lab.now.nanoseconds
                if request.server.port == 1812 {
                    firstAsked.append(Double(second) / 1e9)
                    continue
                }
                if firstOfSecond == nil { firstOfSecond = Double(second) / 1e9 }
                server.receive(request.octets.octets, from: nas, at: lab.lab.now, &out)
                for datagram in out.datagrams {
                    lab.lab.receive(reply: datagram.octets.octets, from: request.server, to: request.client)
                }
                out.removeAll()
            }
            if case .completed = lab.lab.state(ofStation: 0) { break }
        }
        guard case .completed = lab.lab.state(ofStation: 0) else {
            Issue.record("the station did not get in: \(firstAsked)")
            return
        }
        // At once, and after 3, 6 and 12 seconds more; then the other one.
        let start = try #require(firstAsked.first)
        #expect(firstAsked.map { ($0 - start).rounded() } == [0, 3, 9, 21])
        #expect(try #require(firstOfSecond) > firstAsked[3])
    }
}
