internal import Dot11
internal import Octets
internal import RADIUS
internal import RSN
internal import Timeline

/// One BSS of an access point at run time.
///
/// A reference, so that a frame moves no copy of it; the access point alone holds it.
final class BSS {
    var configuration: BSSConfiguration
    var elements: BSSElements
    /// Index into `AccessPoint.stations` of each station that has an entry.
    var entries: [MACAddress: Int] = [:]
    var pmksa = PMKSACache()
    var radius: RADIUSClient
    var accounting: Accounting
    var group: GroupKeySchedule
    /// How many stations have still to confirm the new group key (hostapd: GKeyDoneStations).
    var stationsWithoutGroupKey = 0
    /// Beacons and group-addressed data have counters of their own: on the seed's air they count apart.
    var beaconNumbers = SequenceCounters()
    var groupNumbers = SequenceCounters()
    var managementNumbers = SequenceCounters()
    var nextBeacon: Instant
    var dtimCount: UInt8
    /// How many stations doze, and what is held for groups until the next DTIM because of them.
    var dozingStations = 0
    var heldForGroups: [[UInt8]] = []
    /// What BSS Load says, and in how many Beacons it is brought up to date.
    var reportedStations: UInt16 = 0
    var beaconsUntilUpdate = 0
    /// Which association IDs are given, from 1 on.
    var associationIDs: [Bool]
    /// The channel switch that its next Beacon announces; nil when the last one has.
    var channelSwitch: ChannelSwitch?
    /// Whether it was taken out: it neither sends nor hears.
    var isGone = false
    /// What the last request that asked for a key said, and how many 4-way handshakes have failed, for `MIB`.
    var lastRequest: (akm: AKM, pmkid: PMKID?)?
    var failedHandshakes = 0
    /// How many entries count as receivers of group-addressed data.
    var receivers = 0

    /// Whether its accounting servers know of it.
    enum Accounting {
        case off
        /// It goes on the air, and they are to be told.
        case due
        /// They were told, of this Acct-Session-Id.
        case on(session: UInt64)

        var isDue: Bool {
            if case .due = self { true } else { false }
        }
    }

    init(
        configuration: BSSConfiguration, elements: BSSElements, random: inout RandomSource, at start: Instant,
        firstBeacon: Instant
    ) {
        self.configuration = configuration
        self.elements = elements
        dtimCount = elements.dtimPeriod - 1
        radius = RADIUSClient(
            servers: configuration.radiusServers, accountingServers: configuration.accountingServers,
            random: random.split())
        accounting = configuration.accountingServers.isEmpty ? .off : .due
        group = GroupKeySchedule(
            random: &random, rekey: configuration.groupRekey,
            hasIntegrityKey: configuration.managementFrameProtection != .disabled, at: start)
        nextBeacon = firstBeacon
        associationIDs = [Bool](repeating: false, count: min(configuration.maximumStations, 2007) + 1)
    }
}
