public import RADIUS
public import RSN

/// What an access point has counted of one BSS (`hostapd_cli mib`).
public struct BSSCounters: Sendable {
    /// The suite of the last request that asked for keys; nil where none did.
    public var lastAKM: AKM?
    /// The PMKID of the last PMKSA that was found for one.
    public var lastPMKID: PMKID?
    /// 4-way handshakes that have failed.
    public var failedHandshakes: Int
    /// Whether a new group key is being handed out.
    public var isRenewingGroupKey: Bool
    /// The RADIUS servers with what was counted of each.
    public var servers: [Server]
    /// The accounting servers, likewise.
    public var accountingServers: [AccountingServer]

    /// A RADIUS server as the BSS has seen it.
    public struct Server: Sendable {
        /// Where it is.
        public var endpoint: RADIUSEndpoint
        /// What was counted.
        public var counters: RADIUSClientCounters
        /// Requests that are on their way to it.
        public var pendingRequests: Int
    }

    /// A RADIUS accounting server as the BSS has seen it.
    public struct AccountingServer: Sendable {
        /// Where it is.
        public var endpoint: RADIUSEndpoint
        /// What was counted.
        public var counters: AccountingClientCounters
        /// Requests that wait for its answer.
        public var pendingRequests: Int
    }
}

extension AccessPoint {
    /// What was counted of a BSS.
    public func counters(bss: Int) -> BSSCounters {
        let state = bsses[bss]
        return BSSCounters(
            lastAKM: state.lastRequest?.akm, lastPMKID: state.lastRequest?.pmkid,
            failedHandshakes: state.failedHandshakes, isRenewingGroupKey: state.stationsWithoutGroupKey > 0,
            servers: state.radius.servers.indices.map {
                BSSCounters.Server(
                    endpoint: state.radius.servers[$0].endpoint, counters: state.radius.counters[$0],
                    pendingRequests: state.radius.pendingRequests(to: $0))
            },
            accountingServers: state.radius.accountingServers.indices.map {
                BSSCounters.AccountingServer(
                    endpoint: state.radius.accountingServers[$0].endpoint,
                    counters: state.radius.accountingCounters[$0],
                    pendingRequests: state.radius.pendingAccountingRequests(to: $0))
            })
    }
}
