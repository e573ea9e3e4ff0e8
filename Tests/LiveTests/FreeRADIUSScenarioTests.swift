import EAPMethods
import Octets
import Roaming
import Scenarios
import Testing

/// The four scenarios with FreeRADIUS as the RADIUS server. It offers EAP-TLS first, as the seed's did.
@Suite(.serialized) struct FreeRADIUSScenarioTests {
    /// One way to the server; requests go one after another.
    private final class Wire: Sendable {
        let socket: UDPSocket

        init(to port: UInt16) throws { socket = try UDPSocket(to: port) }

        func ask(_ request: [UInt8]) -> [UInt8]? {
            socket.send(request)
            return socket.receive()
        }
    }

    @Test(arguments: [EAPMethod.ttls(.pap), .peap(.msCHAPv2), .tls])
    func theScenariosHaveTheirVerdictsWithFreeRADIUS(method: EAPMethod) throws {
        guard RealServer.isThere() else { return }
        let server = try RealServer(tls: "1.2", clientAuthority: TLSIdentity.laboratory().authorityPEM())
        for scenario in OKCScenario.allCases {
            // A port of its own: the seeded client begins each run with the same identifiers and authenticators, which
            // from one port were duplicates (RFC 5080, 2.2.2).
            let wire = try Wire(to: server.port)
            var options = ScenarioOptions()
            options.method = method
            options.remoteServer = { wire.ask($0) }
            let products = try ScenarioRun(scenario, options: options).run()
            let judgement = Judgement(
                RoamingResults(analyzing: products.capture.octets).associations, of: scenario, rounds: 1,
                station: ScenarioRun.station, home: ScenarioRun.home, target: ScenarioRun.target)
            #expect(judgement.differences == [], "\(scenario) \(products.complaints)")
            // As the seed's: EAP at the new BSS, but for the scenario with OKC on both sides.
            #expect(judgement.roams.map(\.kind) == [scenario == .both ? .okc : .full])
            #expect(judgement.returns.map(\.kind) == [.pmksa])
        }
    }
}
