import Configuration
import Foundation
import Testing

/// hostapd and wpa_supplicant judge: each line of these files they and we must refuse or accept alike.
@Suite struct PeerTests {
    /// A last line that both programs refuse, so that they end after reading.
    private static let end = "no_such_key=1"

    static let hostapdFiles = [
        Example.okc.text, Example.okcOff.text, Example.okcAsPrinted.text,
        """
        interface=wlan0
        driver=none
        okc =1
         okc=1
        #okc=1
         #okc=1
        nokey
        =1
        bss=
        ssid=
        ssid=0123456789012345678901234567890123
        ssid=with space and = sign
        ssid2="quoted"
        ssid2=P"a\\x41"
        ssid2=616263
        ssid2=bare
        ssid2=""
        """,
        """
        interface=wlan0
        driver=none
        wpa_key_mgmt=WPA-EAP  WPA-EAP-SHA256 \n\
        wpa_key_mgmt=WPA-EAP,WPA-PSK
        wpa_key_mgmt=
        rsn_pairwise=CCMP  TKIP
        rsn_pairwise=CCMP,TKIP
        rsn_pairwise=WEP40
        rsn_pairwise=NONE
        rsn_pairwise=
        eapol_version=2
        eapol_version=3
        beacon_int=9
        beacon_int=10
        beacon_int=65536
        dtim_period=0
        dtim_period=255
        max_num_sta=2007
        max_num_sta=2008
        bss_load_update_period=100
        bss_load_update_period=101
        wpa_passphrase=1234567
        wpa_passphrase=12345678
        wpa_psk=00
        hw_mode=q
        hw_mode=ad
        country_code=D
        country_code=DE
        bssid=1:2:3:4:5:6
        bssid=02:00:00:00:00:01
        auth_server_port=1812
        auth_server_addr=name
        auth_server_addr=::1
        auth_server_shared_secret=
        auth_server_port=1812
        acct_server_port=1813
        acct_server_shared_secret=a
        acct_server_addr=name
        acct_server_addr=::1
        acct_server_shared_secret=
        acct_server_port=1813
        radius_acct_interim_interval=60
        own_ip_addr=name
        vht_capab=[SHORT-GI-80]
        tx_queue_data3_aifs=7
        wmm_ac_be_aifs=3
        """,
    ]

    @Test(arguments: hostapdFiles)
    func hostapdRefusesTheSameLines(text: String) throws {
        let text = text + "\n" + Self.end + "\n"
        let refused = try lines(refusedBy: "/usr/sbin/hostapd", ["-dd"], text)
        #expect(refused == errors { _ = try HostapdConfiguration(parsing: text, file: "ap.conf") })
    }

    static let supplicantFiles = [
        Example.station.text, Example.stationPKC.text,
        """
        # comment
          ap_scan=1
        ap_scan =1
        ap_scan= 1
        ap_scan=x
        okc=1 # yes
        nokey
        }
        network={
            ssid="okctest1"   # comment
            ssid=6162
            ssid=okctest1
            ssid="a"b"
            ssid="a"b#c"
            ssid="a" #b"
            ssid=P"a\\x01"
            ssid="012345678901234567890123456789012"
            ssid=
            scan_ssid=2
            scan_ssid=x
            key_mgmt=WPA-EAP  WPA-EAP-SHA256 \n\
            key_mgmt=WPA-FOO
            key_mgmt=
            key_mgmt=NONE
            eap=TTLS PEAP
            eap=FOO
            identity=testuser
            identity="a#b"
            identity=7465
            password=hash:00112233445566778899aabbccddeeff
            password=hash:00
            password=ext:foo
            password="abc
            phase2=auth=PAP
            proactive_key_caching=1
            proactive_key_caching=-1
            proactive_key_caching=2
            ieee80211w=3
            ieee80211w=4
            scan_freq=5180 5200
            bssid=00:11:22:33:44:55
            bssid=00-11-22-33-44-55
            bssid=x
            bssid=any
            proto=RSN WPA
            proto=WPA2
            proto=XXX
            pairwise=CCMP TKIP
            pairwise=WEP40
            pairwise=NONE
            group=WEP40
            group=NONE
            psk="short"
            psk=0011
            psk="12345678"
            priority=1x
            disabled=3
            ssid ="x"
            ca_cert=/x
            network={
            key_mgmt=WPA-EAP
        }
        cred={
            realm="x"
        }
        """,
    ]

    @Test(arguments: supplicantFiles)
    func wpaSupplicantRefusesTheSameLines(text: String) throws {
        let text = text + "\n" + Self.end + "\n"
        let options = ["-Dnone", "-ilo", "-dd", "-c"]
        let refused = try lines(refusedBy: "/usr/sbin/wpa_supplicant", options, text)
        #expect(refused == errors { _ = try SupplicantConfiguration(parsing: text, file: "sta.conf") })
    }

    /// The lines that a program complains of.
    private func lines(refusedBy program: String, _ arguments: [String], _ text: String) throws -> [Int] {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            Issue.record("\(program) is not installed: `make test` installs it")
            return []
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "roamlab-\(UUID().uuidString).conf")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments + [file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let complaints = String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap { line -> Int? in
            // A block whose lines were refused is refused once more as a whole, at its end.
            guard line.hasPrefix("Line "), !line.hasSuffix("failed to parse network block.") else { return nil }
            return Int(line.dropFirst(5).prefix { $0.isNumber })
        }
        return Set(complaints).sorted()
    }

    private func errors(_ read: () throws -> Void) -> [Int] {
        do { try read() } catch {
            let lines = (error as? ConfigurationError)?.diagnostics.compactMap(\.line) ?? []
            return Set(lines).sorted()
        }
        return []
    }
}
