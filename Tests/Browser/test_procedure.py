"""The seed's procedure, by clicks alone."""

import re
import unittest

from browser import PageTest, expect
from console import console


class Procedure(PageTest):
    @classmethod
    def start(cls):
        return console()

    def set_pkc(self, wanted):
        """Configure Settings of the station: Enable PKC, OK."""
        self.open("lab")
        self.page.get_by_role("button", name="Configure sta00000").click()
        dialog = self.page.get_by_role("dialog", name="Configure Settings")
        dialog.get_by_role("checkbox", name="Enable PKC").set_checked(wanted)
        dialog.get_by_role("button", name="OK", exact=True).click()
        expect(dialog).to_have_count(0)

    def forget(self):
        """The seed takes the station down and up: neither side then knows of a roam before."""
        station = self.page.get_by_role("article", name="Station sta00000")
        expect(station.get_by_text("associated", exact=True)).to_be_visible()
        station.get_by_role("switch").click()
        expect(station.get_by_text("down", exact=True)).to_be_visible()
        station.get_by_role("button", name="Forget the keys of sta00000").click()
        station.get_by_role("switch").click()
        expect(station.get_by_text("associated", exact=True)).to_be_visible()

    def reset_vap(self):
        """Apply and reset: the VAP begins with empty caches."""
        self.page.get_by_role("button", name="Configure vap0000").click()
        dialog = self.page.get_by_role("dialog", name="Custom WiFi")
        expect(dialog.get_by_text("valid", exact=True)).to_be_visible()
        dialog.get_by_role("button", name="OK", exact=True).click()
        expect(dialog).to_have_count(0)

    def roam(self, target):
        """Scan, the target, Roam; the verdict."""
        self.page.get_by_role("link", name="Roam sta00000").click()
        self.page.get_by_role("button", name="Scan").click()
        expect(self.page.get_by_text("BSSs heard")).to_be_visible()
        self.page.get_by_role("radio", name="at once").check(force=True)
        self.page.locator(f'.targets input[value="{target}"]').check()
        self.page.get_by_role("button", name="Roam", exact=True).click()
        verdict = self.page.get_by_role("region", name="Verdict")
        expect(verdict).to_be_visible()
        return verdict

    def rungs(self):
        return [label for label in self.page.locator(".rung").evaluate_all("rungs => rungs.map(rung => rung.getAttribute('aria-label'))")]

    def test_without_pkc_the_roam_runs_eap_and_with_pkc_the_4_way_handshake_only(self):
        # okc-cookbook.txt, "OKC On VAP Only": "full RADIUS authentication plus 4-way handshake".
        self.set_pkc(False)
        self.reset_vap()
        self.forget()
        verdict = self.roam("04:f0:21:19:88:44")
        expect(verdict).to_contain_text("Full authentication, EAP-TTLS")
        expect(verdict).to_contain_text("no-pmkid-offered")
        frames = self.rungs()
        self.assertTrue(any("Reassociation Request" in frame and "PMKID" not in frame for frame in frames), frames)
        self.assertTrue(any("Identity" in frame for frame in frames), frames)
        self.assertEqual([bool(re.search(f"(?i)message {number}", " ".join(frames))) for number in range(1, 5)], [True] * 4)
        self.assertTrue(any("to RADIUS" in frame for frame in frames), frames)

        # "OKC On Both VAP and STA": "PMKID is sent, then only 4-way handshake is required".
        self.set_pkc(True)
        self.reset_vap()
        self.forget()
        # To a BSS where the station has never been, so that the witness can tell a key of another BSS.
        verdict = self.roam("04:f0:21:19:89:44")
        expect(verdict).to_contain_text("Key of another BSS reused (OKC")
        expect(verdict).to_contain_text("fast roam")
        frames = self.rungs()
        self.assertTrue(any("Reassociation Request" in frame and "PMKID" in frame for frame in frames), frames)
        self.assertFalse(any("Identity" in frame or "RADIUS" in frame for frame in frames), frames)
        self.assertEqual([bool(re.search(f"(?i)message {number}", " ".join(frames))) for number in range(1, 5)], [True] * 4)

    def test_a_bad_configuration_is_refused_in_the_dialog_with_its_line(self):
        # The seed's own misprint, in the first BSS of the text: hostapd 2.10 refuses ieee80211x too.
        self.open("lab")
        self.page.get_by_role("button", name="Configure vap0000").click()
        dialog = self.page.get_by_role("dialog", name="Custom WiFi")
        text = dialog.get_by_role("textbox")
        before = text.input_value()
        line = before.split("\n").index("ieee8021x=1") + 1
        text.fill(before.replace("\nieee8021x=1", "\nieee80211x=1", 1))
        expect(dialog.get_by_role("button", name=f"line {line}")).to_be_visible()
        expect(dialog.get_by_role("list", name="What is wrong")).to_contain_text("ieee80211x")
        expect(dialog.get_by_role("button", name="OK", exact=True)).to_be_disabled()
        expect(dialog.get_by_role("button", name="Apply and reset")).to_be_disabled()
        text.fill(before)
        expect(dialog.get_by_text("valid", exact=True)).to_be_visible()
        expect(dialog.get_by_role("button", name="OK", exact=True)).to_be_enabled()
        self.page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)

    def test_a_bridge_is_set_and_an_aging_time_that_is_none_is_refused(self):
        self.open("lab")
        self.page.get_by_role("button", name="Configure br0000").click()
        dialog = self.page.get_by_role("dialog", name="Bridge Information")
        # 802.1D-2004, Table 7-5: 300 s; the ports are the seed's three VAPs and the host of the bridge.
        aging = dialog.get_by_label("Aging time")
        expect(aging).to_have_value("300")
        self.assertEqual(dialog.locator("tbody th").all_inner_texts(), ["vap0000", "vap0000_0", "vap0000_1", "gateway"])
        for wrong in ("9", "soon", ""):
            aging.fill(wrong)
            dialog.get_by_role("button", name="Apply", exact=True).click()
            expect(dialog.get_by_role("status")).to_contain_text(f'aging_s is a number from 10 to 1000000, not "{wrong}"')
            expect(aging).to_be_focused()
        # The refused requests stand in the browser's log, as errors of the network.
        self.assertTrue(all("422" in line for line in self.said), self.said)
        self.said.clear()
        aging.fill("60")
        dialog.get_by_role("button", name="Apply", exact=True).click()
        expect(dialog.get_by_role("status")).to_contain_text("after 60 s")
        dialog.get_by_text("As lab.yaml has it").click()
        expect(dialog.get_by_label("Entry of lab.yaml")).to_contain_text("aging_s: 60")
        dialog.get_by_role("button", name="OK", exact=True).click()
        expect(dialog).to_have_count(0)
        self.page.reload()
        self.page.get_by_role("button", name="Configure br0000").click()
        expect(dialog.get_by_label("Aging time")).to_have_value("60")

    def test_four_scenarios_run_from_one_button(self):
        # The seed's table of four: full, 4-way handshake only, full, full.
        self.open("roam")
        self.page.get_by_role("button", name="Run the four scenarios").click()
        expect(self.page.get_by_text("All four did what they should.")).to_be_visible(timeout=60_000)
        for scenario, kind in {"vap-only": "Full authentication, EAP-TTLS", "both": "Key of another BSS reused (OKC)", "none": "Full authentication, EAP-TTLS", "sta-only": "Full authentication, EAP-TTLS"}.items():
            article = self.page.get_by_role("article", name=f"Scenario {scenario}")
            expect(article).to_contain_text("✓ expected")
            expect(article).to_contain_text(kind)
            expect(article.get_by_role("img")).to_be_visible()

    def test_secrets_are_masked_until_asked_for(self):
        self.open("lab")
        self.page.get_by_role("button", name="Configure sta00000").click()
        password = self.page.get_by_label("EAP Password")
        self.assertEqual(password.input_value(), "********")
        self.assertNotIn("testpasswd", self.page.content())
        self.page.get_by_role("button", name="Show", exact=True).click()
        expect(password).to_have_value("testpasswd")


if __name__ == "__main__":
    unittest.main()
