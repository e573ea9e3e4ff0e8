"""A page in Debian's Chromium, which fails the test for anything that it says on its console."""

import os
import pathlib
import unittest

from playwright.sync_api import expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
expect.set_options(timeout=20_000)


def arguments():
    """Chromium has no sandbox for root."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


class PageTest(unittest.TestCase):
    """A test with a console (`start`) and a page of it."""

    scheme = "light"

    @classmethod
    def start(cls):
        """The console of this class; a context that gives its link."""
        raise NotImplementedError

    @classmethod
    def setUpClass(cls):
        if not pathlib.Path(CHROMIUM).exists():
            raise SystemExit("chromium is missing: make browser-peers")
        playwright = cls.enterClassContext(sync_playwright())
        cls.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments())
        cls.addClassCleanup(cls.browser.close)
        cls.link = cls.enterClassContext(cls.start())

    def setUp(self):
        self.context = self.browser.new_context(viewport={"width": 1360, "height": 850}, color_scheme=self.scheme, accept_downloads=True)
        self.page = self.context.new_page()
        self.said = []
        self.page.on("console", lambda message: message.type in ("error", "warning") and self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(f"a dialog: {dialog.message}"), dialog.dismiss()))

    def tearDown(self):
        self.context.close()
        self.assertEqual(self.said, [], "the page said something on its console")

    def open(self, view):
        """Opens a view and waits until it is there."""
        self.page.goto(f"{self.link}/#/{view}")
        self.page.wait_for_selector(".view")
