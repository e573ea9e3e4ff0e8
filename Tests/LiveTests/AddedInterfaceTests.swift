#if Live
    import TestSupport
    import Testing

    /// Interfaces that programs make and remove by the global sockets, through real sockets.
    @Suite struct AddedInterfaceTests {
        @Test func debiansWpaCLIAddsAStationThatItThenDrives() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            #expect(lab.link())
            let global = "wpa_cli -g \(lab.run)/wpa_supplicant-global"
            let folder = lab.folder + "/added"
            let add = "\(global) interface_add wlan5 '' nl80211 'DIR=\(folder) GROUP=root' 2>&1"
            #expect(Program.output(of: add)?.text == "OK\n")
            #expect(Program.output(of: add)?.text == "FAIL\n")
            let wlan5 = "wpa_cli -p \(folder) -i wlan5"
            #expect(Program.output(of: "\(wlan5) ping 2>&1")?.text == "PONG\n")
            #expect(Program.output(of: "\(wlan5) add_network 2>&1")?.text == "0\n")
            for setting in [
                "ssid '\"okctest1\"'", "key_mgmt WPA-EAP", "eap TTLS", "identity '\"testuser\"'",
                "password '\"testpasswd\"'", "phase2 '\"auth=PAP\"'",
            ] {
                #expect(Program.output(of: "\(wlan5) set_network 0 \(setting) 2>&1")?.text == "OK\n")
            }
            #expect(Program.output(of: "\(wlan5) select_network 0 2>&1")?.text == "OK\n")
            var isLinked = false
            for _ in 0..<100 where !isLinked {
                SystemThread.sleep(milliseconds: 100)
                isLinked = Program.output(of: "\(wlan5) status 2>&1")?.text.contains("wpa_state=COMPLETED") == true
            }
            #expect(isLinked)
            #expect(lab.hostapdCLI("all_sta", bss: "vap0000").contains("02:00:00:00:05:00"))
            #expect(Program.output(of: "\(global) interface_remove wlan5 2>&1")?.text == "OK\n")
            #expect(Program.output(of: "ls -A \(folder)")?.text == "")
            // A socket that cannot be: the command says so, and leaves nothing.
            #expect(
                Program.output(of: "\(global) interface_add wlan6 '' nl80211 /proc/nowhere 2>&1")?.text == "FAIL\n")
            #expect(Program.output(of: "\(global) interface 2>&1")?.text.contains("wlan6") == false)
            lab.stop()
            #expect(lab.log == [])
            #expect(Program.output(of: "ls -d \(folder) 2>/dev/null")?.text == "")
        }

        /// The steps of the classes that drive hostapd and wpa_supplicant in hwsim's Python: a global socket for each, two
        /// sockets a device, one of them for events.
        private static let harness = #"""
            import os, socket, sys, time
            run, tmp = sys.argv[1], sys.argv[2]
            class Ctrl:
                count = 0
                def __init__(self, path):
                    Ctrl.count += 1
                    self.own = "%s/py-%d" % (tmp, Ctrl.count)
                    self.s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                    self.s.bind(self.own); self.s.connect(path); self.s.settimeout(10)
                def request(self, text):
                    self.s.send(text.encode()); return self.s.recv(4096).decode()
                def ok(self, text):
                    reply = self.request(text)
                    if "OK" not in reply: raise Exception(text + " -> " + reply)
                def wait(self, text):
                    end = time.time() + 10
                    while time.time() < end:
                        event = self.s.recv(4096).decode()
                        if text in event: return event
                    raise Exception("no " + text)
            class Device:
                def __init__(self, path):
                    self.ctrl, self.mon = Ctrl(path), Ctrl(path)
                    if "PONG" not in self.ctrl.request("PING"): raise Exception("no PONG")
                    self.mon.ok("ATTACH")
            hostapd, supplicant = Ctrl(run + "/hostapd-global"), Ctrl(run + "/wpa_supplicant-global")
            aps = tmp + "/hostapd"
            def add_ap(name, params):
                hostapd.request("REMOVE " + name)
                hostapd.ok("ADD " + name + " " + aps)
                ap = Device(aps + "/" + name)
                for key, value in [("driver", "nl80211"), ("hw_mode", "g"), ("channel", "1"), ("ieee80211n", "1"),
                                   ("logger_stdout", "-1"), ("logger_stdout_level", "0")] + params:
                    ap.ctrl.ok("SET %s %s" % (key, value))
                ap.ctrl.ok("ENABLE"); ap.mon.wait("AP-ENABLED")
                return ap
            eap = [("ssid", "test-pmksa-cache"), ("wpa_key_mgmt", "WPA-EAP"), ("wpa", "2"), ("rsn_pairwise", "CCMP"),
                   ("ieee8021x", "1"), ("eapol_key_index_workaround", "0"), ("auth_server_addr", "127.0.0.1"),
                   ("auth_server_port", "1812"), ("auth_server_shared_secret", "lanforge"),
                   ("nas_identifier", "nas.w1.fi"), ("acct_server_addr", "127.0.0.1"), ("acct_server_port", "1813"),
                   ("acct_server_shared_secret", "radius"), ("radius_request_cui", "1"), ("okc", "1")]
            one = add_ap("wlan3", eap + [("bridge", "ap-br0")])
            two = add_ap("wlan4", eap + [("channel", "11"), ("bridge", "ap-br0")])
            def status(d, key): return dict(l.split("=", 1) for l in d.ctrl.request("STATUS").splitlines())[key]
            bssids = [status(one, "bssid[0]"), status(two, "bssid[0]")]
            supplicant.ok("INTERFACE_ADD wlan0\t\tnl80211\tDIR=%s/wpa GROUP=root" % tmp)
            sta = Device(tmp + "/wpa/wlan0")
            sta.ctrl.ok("FLUSH"); sta.ctrl.ok("SET okc 1")
            id = sta.ctrl.request("ADD_NETWORK").strip()
            for key, value in [("ssid", '"test-pmksa-cache"'), ("proto", "RSN"), ("key_mgmt", "WPA-EAP"),
                               ("eap", "TTLS"), ("identity", '"testuser"'), ("password", '"testpasswd"'),
                               ("phase2", '"auth=PAP"'), ("bssid", bssids[0])]:
                sta.ctrl.ok("SET_NETWORK %s %s %s" % (id, key, value))
            sta.ctrl.ok("SELECT_NETWORK " + id)
            sta.mon.wait("CTRL-EVENT-EAP-SUCCESS"); sta.mon.wait("CTRL-EVENT-CONNECTED")
            one.mon.wait("AP-STA-CONNECTED " + status(sta, "address"))
            sta.ctrl.ok("SET_NETWORK " + id + " bssid ")
            sta.ctrl.ok("SCAN freq=2462"); sta.mon.wait("CTRL-EVENT-SCAN-RESULTS")
            sta.ctrl.ok("ROAM " + bssids[1])
            while True:
                event = sta.mon.s.recv(4096).decode()
                if "CTRL-EVENT-EAP-STARTED" in event: raise Exception("EAP ran")
                if "CTRL-EVENT-CONNECTED" in event: break
            two.mon.wait("AP-STA-CONNECTED"); one.mon.wait("AP-STA-DISCONNECTED")
            one.ctrl.ok("DATA_TEST_CONFIG 1 ifname=ap-br0"); sta.ctrl.ok("DATA_TEST_CONFIG 1")
            sta.ctrl.ok("DATA_TEST_TX ff:ff:ff:ff:ff:ff %s 0" % status(sta, "address"))
            one.mon.wait("DATA-TEST-RX ff:ff:ff:ff:ff:ff " + status(sta, "address"))
            hostapd.ok("REMOVE wlan4")
            sta.mon.wait("CTRL-EVENT-DISCONNECTED bssid=" + bssids[1] + " reason=3")
            supplicant.ok("INTERFACE_REMOVE wlan0"); sta.mon.wait("CTRL-EVENT-TERMINATING")
            two.mon.wait("CTRL-EVENT-TERMINATING")
            if os.path.exists(aps + "/wlan4") or os.path.exists(tmp + "/wpa/wlan0"): raise Exception("a socket stays")
            print("done", hostapd.request("INTERFACES").split(), supplicant.request("INTERFACES").split())
            """#

        @Test func aPythonHarnessMakesItsOwnDevicesAndRoamsWithOKC() throws {
            let lab = try RunningLab()
            let script = lab.folder + "/harness.py"
            Program.write(Array(Self.harness.utf8), to: script)
            let said = Program.output(of: "python3 \(script) \(lab.run) \(lab.folder) 2>&1")?.text
            #expect(said == "done ['vap0000', 'vap0000_0', 'vap0000_1', 'wlan3'] ['sta00000']\n")
            lab.stop()
            #expect(lab.log == [])
        }
    }
#endif
