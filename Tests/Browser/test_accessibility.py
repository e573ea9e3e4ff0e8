"""What an automated check of accessibility finds: axe-core, WCAG 2.2 A and AA, in light and in dark."""

import unittest

from axe_playwright_python.sync_playwright import Axe

from browser import PageTest, expect
from console import console

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Light(PageTest):
    @classmethod
    def start(cls):
        return console()

    def hold(self, what):
        self.page.wait_for_timeout(300)
        response = Axe().run(self.page, options=RULES).response
        found = [f"{violation['id']}: {node['html'][:200]} {[check['message'] for check in node['any'][:2]]}" for violation in response["violations"] for node in violation["nodes"]]
        self.assertEqual(found, [], f"{what}, {self.scheme}")
        # A check that could not look says nothing.
        self.assertGreater(len(response["passes"]), 10, what)

    def test_the_lab_its_dialogs_and_a_roam_hold(self):
        self.open("lab")
        expect(self.page.get_by_text("associated", exact=True)).to_be_visible()
        self.hold("lab")
        for button, dialog in (("Configure sta00000", "Configure Settings"), ("Configure vap0000", "Custom WiFi"), ("Configure br0000", "Bridge Information"), ("Log of sta00000", "Log"), ("Keyboard shortcuts", "Keyboard")):
            self.page.get_by_role("button", name=button).click()
            expect(self.page.get_by_role("dialog", name=dialog)).to_be_visible()
            self.hold(dialog)
            self.page.keyboard.press("Escape")
        self.open("roam")
        self.page.get_by_role("button", name="Run the four scenarios").click()
        expect(self.page.get_by_text("All four did what they should.")).to_be_visible(timeout=60_000)
        self.page.locator(".targets input:enabled").first.check()
        self.page.get_by_role("button", name="Roam", exact=True).click()
        expect(self.page.get_by_role("region", name="Verdict")).to_be_visible(timeout=60_000)
        self.hold("roam")

    def test_packets_captures_compare_and_history_hold(self):
        self.open("roam")
        self.page.get_by_role("radio", name="at once").check(force=True)
        self.page.locator(".targets input:enabled").first.check()
        self.page.get_by_role("button", name="Roam", exact=True).click()
        expect(self.page.get_by_role("region", name="Verdict")).to_be_visible()
        self.open("packets?capture=live")
        expect(self.page.get_by_role("treeitem").first).to_be_visible()
        self.hold("packets")
        self.page.get_by_role("combobox", name="Display filter").fill("eapol && wlan.foo")
        expect(self.page.locator(".filter-said mark")).to_be_visible()
        self.hold("a wrong filter")
        self.open("captures")
        expect(self.page.get_by_role("table")).to_be_visible()
        self.hold("captures")
        self.open("captures/live")
        expect(self.page.get_by_role("region", name="Verdict")).to_be_visible()
        self.hold("a capture")
        self.open("compare")
        expect(self.page.locator(".plot").first).to_be_visible()
        self.hold("compare")
        self.open("history")
        expect(self.page.get_by_text("Run the four scenarios").or_(self.page.get_by_role("table").first).first).to_be_visible()
        self.hold("history")

    def test_at_1024_pixels_nothing_is_cut_off(self):
        self.page.set_viewport_size({"width": 1024, "height": 768})
        for view in ("lab", "roam", "packets?capture=live", "captures", "compare", "history"):
            self.open(view)
            self.page.wait_for_timeout(200)
            self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth"), 1024, view)

    def test_the_switch_changes_the_colours_and_is_remembered(self):
        self.open("lab")
        paper = lambda: self.page.evaluate("getComputedStyle(document.body).backgroundColor")
        before = paper()
        self.page.locator("#theme").click()
        after = paper()
        self.assertNotEqual(before, after)
        self.page.reload()
        self.page.wait_for_selector(".view")
        self.assertEqual(paper(), after)


class Dark(Light):
    scheme = "dark"


if __name__ == "__main__":
    unittest.main()
