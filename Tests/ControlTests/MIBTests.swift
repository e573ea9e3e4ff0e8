import Configuration
import Control
import Testing

/// `MIB` of a BSS: the lines of Debian's hostapd 2.10, and what they count.
@Suite struct MIBTests {
    private static let a = "04:f0:21:19:87:44"
    private static let vap = ControlSocket.bss(accessPoint: 0, bss: 0)

    private func value(_ key: String, _ bench: Bench) -> String? {
        bench.ask("MIB", on: Self.vap).split(separator: "\n").first { $0.hasPrefix(key + "=") }
            .map { String($0.dropFirst(key.count + 1)) }
    }

    @Test func theLinesAreHostapds() throws {
        let bench = try Bench()
        #expect(
            bench.ask("MIB", on: Self.vap) == """
                dot11RSNAOptionImplemented=TRUE
                dot11RSNAPreauthenticationImplemented=TRUE
                dot11RSNAEnabled=TRUE
                dot11RSNAPreauthenticationEnabled=FALSE
                dot11RSNAConfigVersion=1
                dot11RSNAConfigPairwiseKeysSupported=9999
                dot11RSNAConfigGroupRekeyStrict=0
                dot11RSNAConfigGroupUpdateCount=4
                dot11RSNAConfigPairwiseUpdateCount=4
                dot11RSNAConfigGroupCipherSize=128
                dot11RSNAConfigPMKLifetime=43200
                dot11RSNAConfigPMKReauthThreshold=70
                dot11RSNAConfigNumberOfPTKSAReplayCounters=0
                dot11RSNAConfigSATimeout=60
                dot11RSNAAuthenticationSuiteSelected=00-00-00-0
                dot11RSNAPairwiseCipherSelected=00-00-00-0
                dot11RSNAGroupCipherSelected=00-00-00-0
                dot11RSNAPMKIDUsed=00000000000000000000000000000000
                dot11RSNAAuthenticationSuiteRequested=00-00-00-0
                dot11RSNAPairwiseCipherRequested=00-00-00-0
                dot11RSNAGroupCipherRequested=00-00-00-0
                dot11RSNATKIPCounterMeasuresInvoked=0
                dot11RSNA4WayHandshakeFailures=0
                dot11RSNAConfigNumberOfGTKSAReplayCounters=0
                hostapdWPAGroupState=2
                radiusAuthServerIndex=1
                radiusAuthServerAddress=127.0.0.1
                radiusAuthClientServerPortNumber=1812
                radiusAuthClientRoundTripTime=0
                radiusAuthClientAccessRequests=0
                radiusAuthClientAccessRetransmissions=0
                radiusAuthClientAccessAccepts=0
                radiusAuthClientAccessRejects=0
                radiusAuthClientAccessChallenges=0
                radiusAuthClientMalformedAccessResponses=0
                radiusAuthClientBadAuthenticators=0
                radiusAuthClientPendingRequests=0
                radiusAuthClientTimeouts=0
                radiusAuthClientUnknownTypes=0
                radiusAuthClientPacketsDropped=0

                """)
        #expect(bench.ask("MIB radius_server", on: Self.vap) == "")
        #expect(bench.ask("MIB x", on: Self.vap) == "FAIL\n")
        #expect(bench.ask("MIB ", on: Self.vap) == "FAIL\n")
    }

    /// accounting-bss: Debian's hostapd numbers the servers of both kinds through.
    @Test func accountingServersHaveLinesOfTheirOwn() throws {
        let bench = try Bench { plan in
            for index in plan.accessPoints[0].bsses.indices {
                var server = plan.accessPoints[0].bsses[index].authenticationServers[0]
                server.port = 1813
                plan.accessPoints[0].bsses[index].accountingServers = [server]
            }
        }
        bench.connect()
        #expect(bench.link(to: Self.a))
        bench.run(100)
        let lines = bench.ask("MIB", on: Self.vap).split(separator: "\n").drop { $0 != "radiusAccServerIndex=2" }
        // Accounting-On and Start, both answered by the lab's server.
        #expect(
            lines.joined(separator: "\n") == """
                radiusAccServerIndex=2
                radiusAccServerAddress=127.0.0.1
                radiusAccClientServerPortNumber=1813
                radiusAccClientRoundTripTime=0
                radiusAccClientRequests=2
                radiusAccClientRetransmissions=0
                radiusAccClientResponses=2
                radiusAccClientMalformedResponses=0
                radiusAccClientBadAuthenticators=0
                radiusAccClientPendingRequests=0
                radiusAccClientTimeouts=0
                radiusAccClientUnknownTypes=0
                radiusAccClientPacketsDropped=0
                """)
    }

    /// hostapd says nothing of itself at RELOAD, and accounts the stations that come after it.
    @Test func aServerThatIsSetIsAskedAfterReload() throws {
        let bench = try Bench()
        for (key, value) in [
            ("addr", "127.0.0.1"), ("port", "1813"), ("shared_secret", "lanforge"),
        ] {
            #expect(bench.ask("SET acct_server_\(key) \(value)", on: Self.vap) == "OK\n")
        }
        #expect(bench.ask("SET radius_acct_interim_interval 2", on: Self.vap) == "OK\n")
        #expect(value("radiusAccClientRequests", bench) == nil)
        #expect(bench.ask("RELOAD", on: Self.vap) == "OK\n")
        bench.run(100)
        #expect(value("radiusAccClientRequests", bench) == "0")
        bench.connect()
        #expect(bench.link(to: Self.a))
        bench.run(5_000)
        // Start and two updates.
        #expect(value("radiusAccClientRequests", bench) == "3" && value("radiusAccClientResponses", bench) == "3")
        #expect(bench.ask("SET acct_server_port 1", on: .bss(accessPoint: 0, bss: 1)) == "FAIL\n")
    }

    @Test func requestsAndAnswersAreCounted() throws {
        let bench = try Bench()
        bench.connect()
        #expect(bench.link(to: Self.a))
        let challenges = try #require(value("radiusAuthClientAccessChallenges", bench).flatMap { Int($0) })
        #expect(challenges >= 5)
        #expect(value("radiusAuthClientAccessRequests", bench) == "\(challenges + 1)")
        #expect(value("radiusAuthClientAccessAccepts", bench) == "1")
        #expect(value("radiusAuthClientAccessRetransmissions", bench) == "0")
        // WPA-EAP and CCMP.
        #expect(value("dot11RSNAAuthenticationSuiteSelected", bench) == "00-0f-ac-1")
        #expect(value("dot11RSNAPairwiseCipherSelected", bench) == "00-0f-ac-4")
        // While the server is silent, requests are sent again after 3, 6 and 12 s.
        #expect(bench.ask("FAULT drop radius access-request", on: .lab) == "0\n")
        #expect(bench.ask("REAUTHENTICATE") == "OK\n")
        bench.run(11_000)
        #expect(value("radiusAuthClientAccessRequests", bench) == "\(challenges + 2)")
        #expect(value("radiusAuthClientAccessRetransmissions", bench) == "2")
        #expect(value("radiusAuthClientTimeouts", bench) == "2")
        #expect(value("radiusAuthClientPendingRequests", bench) == "1")
    }

    @Test func theNameOfTheKeyThatWasFoundIsShown() throws {
        let bench = try Bench()
        bench.connect()
        #expect(bench.link(to: Self.a))
        let list = bench.ask("PMKSA", on: Self.vap).split(separator: "\n")
        let name = try #require(list.last).split(separator: " ")[2]
        #expect(bench.ask("SCAN") == "OK\n")
        bench.run(300)
        for bssid in ["04:f0:21:19:88:44", Self.a] {
            #expect(bench.ask("ROAM \(bssid)") == "OK\n")
            #expect(bench.link(to: bssid))
        }
        #expect(value("dot11RSNAPMKIDUsed", bench) == String(name))
    }
}
