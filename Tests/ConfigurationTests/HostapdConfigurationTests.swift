import Configuration
import Octets
import Testing

@Suite struct HostapdConfigurationTests {
    /// The messages with which a text is refused; none if it is accepted.
    private func refusals(_ text: String) -> [String] {
        do {
            _ = try HostapdConfiguration(parsing: text, file: "ap.conf")
            return []
        } catch { return error.diagnostics.map(\.description) }
    }

    @Test func theSeedsBlocksAreReadWithHostapdsDefaults() throws {
        let configuration = try HostapdConfiguration(parsing: Example.okc.text, file: "okc.conf")
        #expect(configuration.radio.hardwareMode == .a)
        #expect(configuration.radio.channel == 36)
        #expect(configuration.bsses.map(\.interface) == ["vap0000", "vap0000_0", "vap0000_1"])
        #expect(
            configuration.bsses.map { $0.bssid?.description } == [
                "04:f0:21:19:87:44", "04:f0:21:19:88:44", "04:f0:21:19:89:44",
            ])
        #expect(configuration.bsses.map(\.bridge) == ["br0000", nil, nil])
        for bss in configuration.bsses {
            #expect(bss.ssid == Array("okctest1".utf8))
            #expect(bss.wpa == 2)
            #expect(bss.keyManagement.map(\.rawValue) == ["WPA-EAP", "WPA-EAP-SHA256"])
            #expect(bss.keyManagement.map(\.selector) == [0x000F_AC01, 0x000F_AC05])
            #expect(bss.rsnPairwise == [.ccmp])
            #expect(bss.groupCipher == .ccmp)
            #expect(bss.groupRekeyInterval == 86400)
            #expect(bss.eapolVersion == 2)
            #expect(bss.authenticationAlgorithms == 3)
            #expect(bss.nasIdentifier == nil)
            #expect(bss.wmmEnabled)
            #expect(bss.authenticationServers.map(\.address) == ["127.0.0.1"])
            #expect(bss.authenticationServers.map(\.port) == [1812])
            #expect(bss.authenticationServers.map(\.sharedSecret) == [Secret(Array("lanforge".utf8))])
            #expect(bss.okc && bss.bssTransition && bss.rrmBeaconReport && bss.rrmNeighborReport)
            #expect(bss.bssLoadUpdatePeriod == 100)
            #expect(configuration.offersHT(bss))
        }
        #expect(
            configuration.notes.map(\.description) == [
                "okc.conf:11: note: driver is known to hostapd, without effect here",
                "okc.conf:29: note: chan_util_avg_period is known to hostapd, without effect here",
                "okc.conf:48: note: chan_util_avg_period is known to hostapd, without effect here",
                "okc.conf:67: note: chan_util_avg_period is known to hostapd, without effect here",
            ])
        #expect(configuration.notEmulated == [])
    }

    @Test func aLineThatIsCommentedOutHasNoEffect() throws {
        let configuration = try HostapdConfiguration(parsing: Example.okcOff.text, file: "okc-off.conf")
        #expect(configuration.bsses.map(\.okc) == [false, false, false])
    }

    @Test func theSeedsMisspeltKeyIsRefusedWithTheOneMeant() {
        do {
            let example = Example.okcAsPrinted
            _ = try HostapdConfiguration(parsing: example.text, file: example.file)
            Issue.record("accepted")
        } catch {
            #expect(
                error.description
                    == "Examples/okc-as-printed.conf:38: unknown key \"ieee80211x\"; did you mean \"ieee8021x\"?")
        }
    }

    @Test func allErrorsOfAFileAreToldAtOnceInOrder() {
        let text = """
            interface=wlan0
            ssid=a
            wpa=2
            wpa_key_mgmt=WPA-EAP WPA-FOO
            ieee8021x=1
            auth_server_addr=127.0.0.1
            rsn_pairwise=CCMP,TKIP
            chanel=36
            okc=yes
            beacon_int=5
            this is no setting
            bssid=02-00-00-00-00-01
            """
        #expect(
            refusals(text) == [
                "ap.conf:1: wlan0 offers WPA-PSK and has no wpa_passphrase or wpa_psk",
                "ap.conf:4: wpa_key_mgmt does not take \"WPA-FOO\"",
                "ap.conf:7: rsn_pairwise does not take \"CCMP,TKIP\"",
                "ap.conf:8: unknown key \"chanel\"; did you mean \"channel\"?",
                "ap.conf:9: okc takes a number, not \"yes\"",
                "ap.conf:10: beacon_int is 5, expected 10 to 65535",
                "ap.conf:11: \"this is no setting\" is not key=value",
                "ap.conf:12: bssid is six octets as 02:00:00:00:00:01, not \"02-00-00-00-00-01\"",
            ])
    }

    @Test func aSectionBeginsWithHostapdsDefaultsNotWithTheFirstSectionsValues() throws {
        let text = """
            interface=wlan0
            ssid=first
            okc=1
            bss_transition=1
            max_num_sta=7
            bss=wlan0_1
            ssid=second
            """
        let configuration = try HostapdConfiguration(parsing: text, file: "ap.conf")
        #expect(configuration.bsses.map(\.okc) == [true, false])
        #expect(configuration.bsses.map(\.bssTransition) == [true, false])
        #expect(configuration.bsses.map(\.maximumStations) == [7, 2007])
    }

    @Test func theLaterLineWins() throws {
        let configuration = try HostapdConfiguration(
            parsing: "interface=wlan0\nchannel=1\nssid=a\nchannel=11\n", file: "ap.conf")
        #expect(configuration.radio.channel == 11)
    }

    @Test func serversAreRepeatedForFailover() throws {
        let text = """
            interface=wlan0
            ieee8021x=1
            auth_server_addr=192.0.2.1
            auth_server_shared_secret=one
            auth_server_addr=2001:db8::1
            auth_server_port=11812
            auth_server_shared_secret=two words
            """
        let bss = try HostapdConfiguration(parsing: text, file: "ap.conf").bsses[0]
        #expect(bss.authenticationServers.map(\.address) == ["192.0.2.1", "2001:db8::1"])
        #expect(bss.authenticationServers.map(\.port) == [1812, 11812])
        #expect(bss.authenticationServers.map(\.sharedSecret.octets) == [Array("one".utf8), Array("two words".utf8)])
    }

    @Test func accountingServersAreApartFromTheOthers() throws {
        let text = """
            interface=wlan0
            acct_server_addr=192.0.2.1
            acct_server_shared_secret=one
            auth_server_addr=192.0.2.3
            acct_server_addr=192.0.2.2
            acct_server_port=11813
            acct_server_shared_secret=two
            radius_acct_interim_interval=600
            """
        let bss = try HostapdConfiguration(parsing: text, file: "ap.conf").bsses[0]
        #expect(bss.accountingServers.map(\.address) == ["192.0.2.1", "192.0.2.2"])
        #expect(bss.accountingServers.map(\.port) == [1813, 11813])
        #expect(bss.accountingServers.map(\.sharedSecret.octets) == [Array("one".utf8), Array("two".utf8)])
        #expect(bss.authenticationServers.map(\.port) == [1812])
        #expect(bss.accountingInterimInterval == 600)
    }

    @Test func mistakesOfAccountingAreToldByTheirLine() {
        let text = "interface=wlan0\nacct_server_port=1813\nacct_server_addr=host\nacct_server_addres=192.0.2.1\n"
        #expect(
            refusals(text) == [
                "ap.conf:2: acct_server_port without an acct_server_addr before it in this section",
                "ap.conf:3: acct_server_addr is an IP address, not \"host\"",
                "ap.conf:4: unknown key \"acct_server_addres\"; did you mean \"acct_server_addr\"?",
            ])
    }

    @Test func aPortBelongsToTheServerBeforeIt() {
        let text = "interface=wlan0\nauth_server_port=1812\n"
        #expect(
            refusals(text) == ["ap.conf:2: auth_server_port without an auth_server_addr before it in this section"])
    }

    @Test func wmmFollowsHTAndTheWeakestCipherProtectsTheGroup() throws {
        let text = """
            interface=wlan0
            hw_mode=g
            ssid=a
            wpa=3
            wpa_pairwise=TKIP CCMP
            wpa_key_mgmt=WPA-PSK
            wpa_passphrase=password
            bss=wlan0_1
            ieee80211n=1
            """
        let configuration = try HostapdConfiguration(parsing: text, file: "ap.conf")
        let bss = configuration.bsses[0]
        #expect(bss.wmmEnabled)
        #expect(bss.rsnPairwise == [.ccmp, .tkip])
        #expect(bss.groupCipher == .tkip)
        #expect(bss.groupRekeyInterval == 600)
        let withoutHT = text.replacing("ieee80211n=1", with: "ieee80211n=0")
        #expect(try !HostapdConfiguration(parsing: withoutHT, file: "ap.conf").bsses[0].wmmEnabled)
    }

    @Test func aKeyThatHostapdKnowsIsAcceptedWithANote() throws {
        let text = "interface=wlan0\nvht_oper_chwidth=1\ntx_queue_data3_aifs=7\n"
        let notes = try HostapdConfiguration(parsing: text, file: "ap.conf").notes
        #expect(
            notes.map(\.description) == [
                "ap.conf:2: note: vht_oper_chwidth is known to hostapd, without effect here",
                "ap.conf:3: note: tx_queue_data3_aifs is known to hostapd, without effect here",
            ])
    }

    @Test func misspellingsFindTheKeyMeant() {
        let meant = [
            ("ieee80211x", "ieee8021x"), ("ssdi", "ssid"), ("wpa_keymgmt", "wpa_key_mgmt"),
            ("rsn_pairwize", "rsn_pairwise"), ("auth_sever_addr", "auth_server_addr"), ("okcc", "okc"),
            ("bss_transistion", "bss_transition"),
        ]
        for (typed, key) in meant {
            let expected = "ap.conf:2: unknown key \"\(typed)\"; did you mean \"\(key)\"?"
            #expect(refusals("interface=a\n\(typed)=1\n") == [expected])
        }
        #expect(refusals("interface=a\nquantum_tunnel=1\n") == ["ap.conf:2: unknown key \"quantum_tunnel\""])
    }

    @Test func whatStandsInTheFileCannotMoveTheTerminalsCursor() {
        #expect(refusals("interface=a\n\u{1b}[2J=1\n") == ["ap.conf:2: unknown key \"\\u{1b}[2J\""])
    }

    @Test func twoBSSsMayNotShareAnAddressOrAName() {
        let text = """
            interface=wlan0
            bssid=02:00:00:00:00:01
            bss=wlan1
            bssid=02:00:00:00:00:01
            bss=wlan0
            """
        #expect(
            refusals(text) == [
                "ap.conf:3: bssid 02:00:00:00:00:01 of wlan1 is that of wlan0 too",
                "ap.conf:5: bss=wlan0 has the name of the BSS of line 1",
            ])
    }

    @Test func carriageReturnsAreNamed() {
        #expect(
            refusals("interface=a\r\n") == [
                "ap.conf:1: a carriage return, which hostapd takes into the value; save with Unix line ends",
                "ap.conf: no interface= names the access point's first BSS",
            ])
    }

    @Test func secretsAreNotPrinted() throws {
        let configuration = try HostapdConfiguration(parsing: Example.okc.text, file: "okc.conf")
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(!"\(configuration)".contains("lanforge"))
        #expect(!dumped.contains("lanforge"))
    }

    @Test func errorsWithoutEndAreCutShort() {
        let messages = refusals("interface=a\n" + String(repeating: "zzz=1\n", count: 5000))
        #expect(messages.count == 101)
        #expect(messages.last == "ap.conf: and 4900 more errors")
    }
}
