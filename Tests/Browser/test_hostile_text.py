"""What comes from the air is text, whatever it says."""

import contextlib
import pathlib
import re
import tempfile
import unittest

from browser import PageTest, expect
from console import ROOT, console

SSID = "<script>pwned=1</script>"


@contextlib.contextmanager
def hostile_lab():
    """A folder with the files of the lab of the OKC scenarios, with an SSID of markup."""
    with tempfile.TemporaryDirectory(prefix="roamlab-hostile-") as name:
        folder = pathlib.Path(name)
        for example in ("okc.conf", "station.conf", "station-pkc.conf", "users", "lab.yaml"):
            (folder / example).write_text((ROOT / "Examples" / example).read_text().replace("okctest1", SSID))
        yield folder


class HostileText(PageTest):
    @classmethod
    def start(cls):
        @contextlib.contextmanager
        def lab():
            with hostile_lab() as folder, console(folder / "lab.yaml") as link:
                yield link
        return lab()

    def hold(self):
        """The SSID stands there as text, and nothing of it ran."""
        self.assertIsNone(self.page.evaluate("window.pwned ?? null"))
        self.assertEqual(self.page.locator("main script").count(), 0)

    def test_an_ssid_of_markup_is_shown_as_text(self):
        self.open("lab")
        expect(self.page.get_by_text(SSID).first).to_be_visible()
        self.hold()
        self.open("roam")
        self.page.get_by_role("button", name="Scan").click()
        expect(self.page.get_by_text("BSSs heard")).to_be_visible()
        self.hold()

    def test_nothing_is_fetched_from_elsewhere_and_nothing_is_inline(self):
        asked = []
        self.page.on("request", lambda request: asked.append(request.url))
        answer = self.page.goto(f"{self.link}/")
        self.page.wait_for_selector(".view")
        self.assertEqual([url for url in asked if not url.startswith(self.link)], [])
        policy = answer.headers["content-security-policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        html = answer.text()
        self.assertIsNone(re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", html))


if __name__ == "__main__":
    unittest.main()
