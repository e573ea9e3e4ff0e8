public import AccessPoint
public import Hosts
public import Octets
public import RADIUSServer
public import RSN
public import Station
public import Timeline

/// Something that happened at a device.
public struct LabEvent: Sendable {
    /// Who says it, and what.
    public enum What: Sendable {
        /// A station.
        case station(Int, StationEvent)
        /// An access point.
        case accessPoint(Int, AccessPointEvent)
        /// The RADIUS server.
        case server(RADIUSServerEvent)
        /// A test frame reached an end that looks for them.
        case dataTest(DataTestEnd, DataTestFrame)
        /// A station's radio refused a frame of so many octets: its queue is full, or the frame too short or too long.
        case stationDropped(Int, octets: Int)
        /// An access point's radio refused a frame so.
        case accessPointDropped(Int, octets: Int)
    }

    /// When.
    public var instant: Instant
    /// Who and what.
    public var what: What
}

/// A PMK that an authentication made: one line of a keys file.
public struct LabKey: Sendable {
    /// The station.
    public var station: MACAddress
    /// The BSS at which it was made.
    public var bssid: MACAddress
    /// The AKM.
    public var akm: AKM
    /// The key. It is secret outside of a laboratory.
    public var pmk: PMK

    /// "station BSSID AKM PMK", as keys files have it.
    public var line: String { "\(station) \(bssid) \(akm) \(pmk.octets.hexadecimal)" }
}
