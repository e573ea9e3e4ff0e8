"""A capture whose texts are markup is shown as text."""

import contextlib
import unittest

from browser import PageTest, expect
from console import console, scenario_captures
from test_hostile_text import SSID, hostile_lab


class HostileCapture(PageTest):
    @classmethod
    def start(cls):
        @contextlib.contextmanager
        def lab():
            with hostile_lab() as folder:
                cls.captures = scenario_captures(folder / "results", "--vap", folder / "okc.conf", "--station", folder / "station.conf")
                with console(folder / "lab.yaml") as link:
                    yield link
        return lab()

    def hold(self):
        """Nothing of it ran."""
        self.assertIsNone(self.page.evaluate("window.pwned ?? null"))
        self.assertEqual(self.page.locator("main script").count(), 0)

    def test_an_ssid_of_markup_is_text_in_the_packet_list(self):
        self.open("packets?capture=live&filter=wlan.ssid")
        expect(self.page.locator(".packet-body .packet-row .c-info", has_text=SSID).first).to_be_visible()
        self.page.locator('[role="treeitem"][title="wlan"]').click()
        self.hold()

    def test_a_capture_named_like_markup_with_an_ssid_of_markup_is_shown_as_text(self):
        capture = next(iter(self.captures.values()))
        self.open("captures")
        name = "<img src=x onerror=pwned=1>.pcapng"
        self.page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": capture.read_bytes()})
        expect(self.page.get_by_role("heading", name=name)).to_be_visible()
        expect(self.page.get_by_role("region", name="Ladder")).to_contain_text(SSID)
        self.assertEqual(self.page.locator("main img").count(), 0)
        self.hold()


if __name__ == "__main__":
    unittest.main()
