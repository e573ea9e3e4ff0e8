internal import AccessPoint
internal import Dot11
internal import EAPMethods
internal import Octets
internal import RADIUS
internal import RADIUSServer
internal import RSN
internal import Station
internal import Timeline

// What all benchmarks have in common: an access point, a station of EAP-TTLS with PAP, and the laboratory's
// server with RSA-2048 and TLS 1.2.
extension Rig {
    static func serverConfiguration() throws -> RADIUSServerConfiguration {
        var users = UserPasswords()
        users["testuser"] = Password("testpasswd")
        let tls = try TLSContext(server: .laboratory(.rsa2048))
        return RADIUSServerConfiguration(secret: secret, eap: EAPServerConfiguration(tls: tls, users: users))
    }

    static func server() throws -> RADIUSServer {
        RADIUSServer(try serverConfiguration(), random: .seeded(1, stream: 1))
    }

    static func peer() throws -> EAPPeerConfiguration {
        EAPPeerConfiguration(
            identity: Array("testuser".utf8), password: Password("testpasswd"), inner: .pap,
            tls: try TLSContext(client: .anyone))
    }

    static func accessPoint(okc: Bool, targets: some Sequence<MACAddress> = targets) -> AccessPointConfiguration {
        let bsses = ([home] + targets).map { bssid in
            var bss = BSSConfiguration(interface: "vap", bssid: bssid, ssid: Array("okctest1".utf8))
            bss.akms = [.wpaEAP, .wpaEAPSHA256]
            bss.okc = okc
            bss.radiusServers = [.init(endpoint: serverEndpoint, secret: secret)]
            return bss
        }
        return AccessPointConfiguration(channel: channel, basicServiceSets: bsses)
    }

    static func station(okc: Bool) throws -> StationConfiguration {
        var configuration = StationConfiguration(
            address: address, ssid: Array("okctest1".utf8), scanChannels: [channel])
        configuration.akms = [.wpaEAP]
        configuration.proactiveKeyCaching = okc
        configuration.bssid = home
        configuration.eap = try peer()
        return configuration
    }
}
