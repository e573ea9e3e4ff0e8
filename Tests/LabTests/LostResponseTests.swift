import Octets
import Roaming
import Testing
import Timeline

/// The Response that takes a station in, and its Acknowledgement, lost at each of the seven attempts (hostapd 2.10,
/// ieee802_11.c: handle_assoc_cb).
@Suite struct LostResponseTests {
    /// The station believes that it is associated, the access point does not. It waits for two seconds, asks by EAPOL-Start
    /// (802.1X startWhen), and hears that it is not: Disassociation, reason 7.
    @Test(arguments: [FaultyRoam.Scenario.both, .none])
    func theStationIsDisassociatedWhereItsAcknowledgementsAreLost(scenario: FaultyRoam.Scenario) throws {
        let roam = try FaultyRoam(scenario, ["drop ack of reassociation-response first 1"])
        #expect(roam.acted == 1)
        #expect(roam.starts == 1)
        #expect(!roam.isLinked && !roam.hangs)
        #expect(roam.farewells.isEmpty)
        #expect(roam.disassociations == [7])
        #expect(roam.attempts.map(\.kind) == [.failed])
    }

    /// The station asks again after 200 ms (mac80211, IEEE80211_ASSOC_TIMEOUT), and is still authenticated.
    @Test func theStationAsksAgainWhereTheResponseIsLost() throws {
        let roam = try FaultyRoam(.both, ["drop reassociation-response first 1"])
        #expect(roam.isLinked && roam.disassociations.isEmpty && roam.farewells.isEmpty)
        let lossless = try FaultyRoam(.both, [])
        let (time, shortest) = (try #require(roam.time), try #require(lossless.time))
        #expect((198_000_000...210_000_000).contains(time.nanoseconds - shortest.nanoseconds))
    }

    /// The Response is late, the station asks again, and the access point begins anew with each request: the witness sees one
    /// association with the four messages of the handshake that was completed, whatever crossed on the way.
    @Test(arguments: [
        ["delay reassociation-response from ap by 199ms first 1", "delay reassociation-request by 1500us nth 2"],
        ["delay reassociation-response from ap by 201ms first 1"],
    ])
    func aRequestThatCrossesALateResponseIsOneAssociation(faults: [String]) throws {
        let roam = try FaultyRoam(.both, faults)
        #expect(roam.isLinked)
        #expect(roam.attempts.map(\.kind) == [.okc], "\(roam.attempts.map(\.explanation))")
        #expect(roam.attempts.first?.phases.fourWay != nil)
    }
}
