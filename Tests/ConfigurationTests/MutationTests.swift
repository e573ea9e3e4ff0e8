import Configuration
import Octets
import TestSupport
import Testing

/// Garbage made from real files: no text traps a reader, whatever it says.
@Suite struct MutationTests {
    private static let cases = mutationCases

    static let hostapd = """
        interface=vap0000
        channel=36
        bssid=04:f0:21:19:87:44
        wpa=2
        wpa_key_mgmt=WPA-EAP WPA-EAP-SHA256
        auth_server_addr=::1
        auth_server_shared_secret=lanforge
        bss=vap0000_0
        ssid2=P"a\\x41"
        okc=1

        """

    static let supplicant = """
        okc=1
        network={
          ssid="okctest1" # the seed's
          key_mgmt=WPA-EAP
          eap=TTLS
          identity=74657374
          password="testpasswd"
          phase2="auth=PAP"
          scan_freq=5180 5200
        }

        """

    @Test func noTextTrapsTheReaderOfHostapdConf() {
        run("hostapd.conf", Self.hostapd) { text in
            do throws(ConfigurationError) {
                _ = try HostapdConfiguration(parsing: text.octets, file: "ap.conf")
                return nil
            } catch { return error }
        }
    }

    @Test func noTextTrapsTheReaderOfWpaSupplicantConf() {
        run("wpa_supplicant.conf", Self.supplicant) { text in
            do throws(ConfigurationError) {
                _ = try SupplicantConfiguration(parsing: text.octets, file: "sta.conf")
                return nil
            } catch { return error }
        }
    }

    @Test func noTextTrapsTheReaderOfUsers() {
        run("users", Example.users.text + "\"a b\" Cleartext-Password := 'x' # y\n\tReply = 1\n") { text in
            do throws(ConfigurationError) {
                _ = try UsersFile(parsing: text.octets, file: "users")
                return nil
            } catch { return error }
        }
    }

    private func run(_ name: String, _ text: String, read: ([UInt8]) -> ConfigurationError?) {
        var generator = Generator(state: 7)
        let original = Array(text.utf8)
        var readCount = 0
        var acceptedCount = 0
        for index in 0..<Self.cases {
            let error = read(mutation(of: original, &generator))
            if error == nil { acceptedCount += 1 }
            // The first check refuses what is no text at all; what passes it was read line by line.
            if error?.diagnostics.first?.message != "a NUL octet: this is not a text file" { readCount += 1 }
            // Messages are made when asked for, so ask for some.
            if index.isMultiple(of: 500), let error { #expect(!error.description.isEmpty) }
        }
        print("\(name): \(Self.cases) mutations, \(readCount * 100 / Self.cases) % read, ", terminator: "")
        print("\(acceptedCount * 100 / Self.cases) % accepted")
        #expect(readCount * 5 >= Self.cases)
    }

    private func mutation(of original: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var text = original
        for _ in 0...Int.random(in: 0...2, using: &generator) where !text.isEmpty {
            let place = Int.random(in: 0..<text.count, using: &generator)
            let end = min(text.count, place + Int.random(in: 0...12, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: text.removeSubrange(place..<end)
            case 2: text.insert(contentsOf: text[place..<end], at: Int.random(in: 0...text.count, using: &generator))
            case 3: text.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            case 4: text[place] = Array("\n\"#={} \\-:0".utf8).randomElement(using: &generator) ?? 0
            default: text.removeLast(text.count - place)
            }
        }
        return text
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }
}
