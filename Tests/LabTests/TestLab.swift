import AccessPoint
import Airspace
import Configuration
import Dot11
import EAPMethods
import Lab
import Octets
import RADIUS
import RADIUSServer
import Station
import Testing
import Timeline

/// Labs for tests: the seed's access point, or others, and stations that know the password.
enum TestLab {
    static let home = MACAddress(0x04F0_2119_8944)
    static let target = MACAddress(0x04F0_2119_8844)

    static func accessPoint(_ text: String = Example.okc.text) throws -> AccessPointConfiguration {
        try AccessPointConfiguration(HostapdConfiguration(parsing: text, file: "test.conf"))
    }

    static func station(_ number: UInt64 = 0, channels: [Channel], pkc: Bool = true) throws -> StationConfiguration {
        let example = pkc ? Example.stationPKC : Example.station
        let tls = try TLSContext(client: .anyone)
        return try StationConfiguration(
            SupplicantConfiguration(parsing: example.text, file: example.file),
            address: MACAddress(0x000E_8EFD_9371 + number), channels: channels, tls: tls)
    }

    static func configuration(
        accessPoints: [AccessPointConfiguration], stations: [StationConfiguration], seed: UInt64 = 1
    ) throws -> LabConfiguration {
        var users = UserPasswords()
        users["testuser"] = Password("testpasswd")
        let context = try TLSContext(server: .laboratory(.rsa2048))
        var lab = LabConfiguration()
        lab.accessPoints = accessPoints
        lab.stations = stations
        lab.server = RADIUSServerConfiguration(
            secret: RADIUSSecret("lanforge"), eap: EAPServerConfiguration(tls: context, users: users))
        lab.seed = seed
        return lab
    }

    /// The seed's lab with its one station.
    static func seeds(seed: UInt64 = 1) throws -> LabConfiguration {
        let accessPoint = try accessPoint()
        var station = try station(channels: [accessPoint.channel])
        station.bssid = home
        return try configuration(accessPoints: [accessPoint], stations: [station], seed: seed)
    }
}
