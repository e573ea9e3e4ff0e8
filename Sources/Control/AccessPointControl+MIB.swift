internal import AccessPoint
internal import Internet
internal import Octets
internal import RADIUS
internal import RSN
internal import Timeline

/// `MIB`: what hostapd 2.10 shows of a BSS's keys and RADIUS servers, in its order.
extension AccessPointControl {
    func mib(_ accessPoint: borrowing AccessPoint, bss: Int) -> String {
        let counters = accessPoint.counters(bss: bss)
        let configuration = accessPoint.configuration.basicServiceSets[bss]
        var text = configuration.isRSN ? keysText(counters, configuration) : ""
        for (index, server) in counters.servers.enumerated() { text += serverText(server, number: index + 1) }
        // hostapd numbers the servers of both kinds through.
        for (index, server) in counters.accountingServers.enumerated() {
            text += serverText(server, number: counters.servers.count + index + 1)
        }
        return text
    }

    private func keysText(_ counters: BSSCounters, _ configuration: BSSConfiguration) -> String {
        let akm = counters.lastAKM.map { "00-0f-ac-\($0.rawValue & 0xFF)" } ?? "00-00-00-0"
        let cipher = counters.lastAKM == nil ? "00-00-00-0" : "00-0f-ac-4"
        let pmkid = counters.lastPMKID?.octets.hexadecimal ?? String(repeating: "0", count: 32)
        return """
            dot11RSNAOptionImplemented=TRUE
            dot11RSNAPreauthenticationImplemented=TRUE
            dot11RSNAEnabled=TRUE
            dot11RSNAPreauthenticationEnabled=\(configuration.announcesPreauthentication ? "TRUE" : "FALSE")
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
            dot11RSNAAuthenticationSuiteSelected=\(akm)
            dot11RSNAPairwiseCipherSelected=\(cipher)
            dot11RSNAGroupCipherSelected=\(cipher)
            dot11RSNAPMKIDUsed=\(pmkid)
            dot11RSNAAuthenticationSuiteRequested=\(akm)
            dot11RSNAPairwiseCipherRequested=\(cipher)
            dot11RSNAGroupCipherRequested=\(cipher)
            dot11RSNATKIPCounterMeasuresInvoked=0
            dot11RSNA4WayHandshakeFailures=\(counters.failedHandshakes)
            dot11RSNAConfigNumberOfGTKSAReplayCounters=0
            hostapdWPAGroupState=\(counters.isRenewingGroupKey ? 1 : 2)

            """
    }

    private func serverText(_ server: BSSCounters.AccountingServer, number: Int) -> String {
        let counters = server.counters
        return """
            radiusAccServerIndex=\(number)
            radiusAccServerAddress=\(addressText(server.endpoint))
            radiusAccClientServerPortNumber=\(server.endpoint.port)
            radiusAccClientRoundTripTime=\(counters.roundTripTime.nanoseconds / 10_000_000)
            radiusAccClientRequests=\(counters.requests)
            radiusAccClientRetransmissions=\(counters.retransmissions)
            radiusAccClientResponses=\(counters.responses)
            radiusAccClientMalformedResponses=\(counters.malformedResponses)
            radiusAccClientBadAuthenticators=\(counters.badAuthenticators)
            radiusAccClientPendingRequests=\(server.pendingRequests)
            radiusAccClientTimeouts=\(counters.timeouts)
            radiusAccClientUnknownTypes=\(counters.unknownTypes)
            radiusAccClientPacketsDropped=\(counters.packetsDropped)

            """
    }

    private func addressText(_ endpoint: RADIUSEndpoint) -> String {
        endpoint.ipv4.map { IPv4Address($0).description } ?? endpoint.description
    }

    private func serverText(_ server: BSSCounters.Server, number: Int) -> String {
        let counters = server.counters
        return """
            radiusAuthServerIndex=\(number)
            radiusAuthServerAddress=\(addressText(server.endpoint))
            radiusAuthClientServerPortNumber=\(server.endpoint.port)
            radiusAuthClientRoundTripTime=\(counters.roundTripTime.nanoseconds / 10_000_000)
            radiusAuthClientAccessRequests=\(counters.accessRequests)
            radiusAuthClientAccessRetransmissions=\(counters.accessRetransmissions)
            radiusAuthClientAccessAccepts=\(counters.accessAccepts)
            radiusAuthClientAccessRejects=\(counters.accessRejects)
            radiusAuthClientAccessChallenges=\(counters.accessChallenges)
            radiusAuthClientMalformedAccessResponses=\(counters.malformedAccessResponses)
            radiusAuthClientBadAuthenticators=\(counters.badAuthenticators)
            radiusAuthClientPendingRequests=\(server.pendingRequests)
            radiusAuthClientTimeouts=\(counters.timeouts)
            radiusAuthClientUnknownTypes=\(counters.unknownTypes)
            radiusAuthClientPacketsDropped=\(counters.packetsDropped)

            """
    }
}
