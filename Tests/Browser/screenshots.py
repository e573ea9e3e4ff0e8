"""Draws Docs/images/console-*.png: each view of the console, as the README and Docs/Console.md show them."""

import pathlib
import sys
import tempfile

from playwright.sync_api import expect, sync_playwright

from browser import CHROMIUM, arguments
from console import ROOT, console, scenario_captures

IMAGES = ROOT / "Docs" / "images"


class Camera:
    def __init__(self, browser, link, scheme):
        self.context = browser.new_context(viewport={"width": 1360, "height": 850}, color_scheme=scheme, device_scale_factor=1.25)
        self.page = self.context.new_page()
        self.link = link

    def open(self, view):
        self.page.goto(f"{self.link}/#/{view}")
        self.page.wait_for_selector(".view")

    def shoot(self, name):
        for message in self.page.locator(".message button").all():
            message.click()
        self.page.evaluate("document.activeElement?.blur()")
        self.page.wait_for_timeout(350)
        self.page.screenshot(path=IMAGES / f"console-{name}.png")
        print(f"Docs/images/console-{name}.png")


def lab(camera):
    camera.open("lab")
    expect(camera.page.get_by_text("associated", exact=True).first).to_be_visible()
    camera.page.locator(".stations .cache summary").first.click()
    camera.shoot("lab")
    camera.page.get_by_role("button", name="Configure sta00000").click()
    camera.shoot("station")
    camera.page.keyboard.press("Escape")
    camera.page.get_by_role("button", name="Configure vap0000").click()
    text = camera.page.get_by_role("dialog").get_by_role("textbox")
    text.fill(text.input_value().replace("\nieee8021x=1", "\nieee80211x=1", 1))
    camera.page.locator(".problems button").first.click()
    camera.shoot("vap")
    camera.page.keyboard.press("Escape")


def roam(camera):
    camera.page.set_viewport_size({"width": 1360, "height": 1140})
    camera.open("roam")
    camera.page.get_by_role("button", name="Scan").click()
    expect(camera.page.get_by_text("BSSs heard")).to_be_visible()
    camera.page.get_by_role("radio", name="at once").check(force=True)
    camera.page.locator(".targets input:enabled").last.check()
    camera.page.get_by_role("button", name="Roam", exact=True).click()
    expect(camera.page.get_by_role("region", name="Verdict")).to_be_visible()
    camera.shoot("roam")
    camera.page.get_by_role("button", name="Run the four scenarios").click()
    expect(camera.page.get_by_text("All four did what they should.")).to_be_visible(timeout=60_000)
    camera.page.set_viewport_size({"width": 1360, "height": 2200})
    camera.page.wait_for_timeout(300)
    for message in camera.page.locator(".message button").all():
        message.click()
    camera.page.locator("section:has(> .scenario-four)").screenshot(path=IMAGES / "console-scenarios.png")
    print("Docs/images/console-scenarios.png")
    camera.page.set_viewport_size({"width": 1360, "height": 850})


def packets(camera):
    camera.open("captures")
    camera.page.get_by_role("link", name="okc_both.pcapng").first.click()
    camera.page.get_by_role("link", name="In the packet list").click()
    expect(camera.page.get_by_role("treeitem").first).to_be_visible()
    camera.page.locator('[role="treeitem"][title="wlan"]').click()
    camera.shoot("packets")


def captures(camera):
    camera.open("captures")
    camera.page.get_by_role("link", name="okc_vap_only.pcapng").first.click()
    expect(camera.page.get_by_role("region", name="Verdict")).to_be_visible()
    camera.shoot("capture")


def compare(camera):
    camera.open("compare")
    expect(camera.page.locator(".plot").first).to_be_visible()
    camera.shoot("compare")


def history(camera):
    camera.open("history")
    expect(camera.page.get_by_role("table").first).to_be_visible()
    camera.shoot("history")


VIEWS = {"lab": lab, "roam": roam, "packets": packets, "captures": captures, "compare": compare, "history": history}
# One of them shows the dark side.
SCHEMES = {"packets": "dark", "compare": "dark"}


def main():
    wanted = sys.argv[1:] or list(VIEWS)
    with tempfile.TemporaryDirectory(prefix="roamlab-screenshots-") as folder, sync_playwright() as playwright:
        found = scenario_captures(pathlib.Path(folder) / "okc", "--seed", "7")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments())
        with console("lab.yaml", *found.values(), files=(ROOT / "Examples").iterdir()) as link:
            for name in wanted:
                VIEWS[name](Camera(browser, link, SCHEMES.get(name, "light")))
        browser.close()


if __name__ == "__main__":
    main()
