"""Captures of one's own: dropped, judged, filtered, downloaded."""

import base64
import contextlib
import json
import subprocess
import tempfile
import unittest

from browser import PageTest, expect
from console import ROAMLAB, console, scenario_captures, tshark

DROP = """async ({name, octets}) => {
    const bytes = Uint8Array.from(atob(octets), character => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name));
    for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: transfer}));
}"""


class Captures(PageTest):
    @classmethod
    def start(cls):
        @contextlib.contextmanager
        def both():
            with tempfile.TemporaryDirectory(prefix="roamlab-captures-") as folder:
                cls.captures = scenario_captures(folder)
                with console(cls.captures["okc_both"]) as link:
                    yield link
        return both()

    def drop(self, path, name=None):
        self.page.evaluate(DROP, {"name": name or path.name, "octets": base64.b64encode(path.read_bytes()).decode()})

    def test_a_capture_is_dropped_and_its_verdict_read(self):
        self.open("captures")
        self.drop(self.captures["okc_none"])
        expect(self.page.get_by_role("heading", name="okc_none.pcapng")).to_be_visible()
        verdict = self.page.get_by_role("region", name="Verdict")
        # okc-cookbook.txt, "OKC Disabled On VAP and STA": full RADIUS authentication plus 4-way handshake.
        expect(verdict).to_contain_text("Full authentication, EAP-TTLS")
        expect(verdict).to_contain_text("no-pmkid-offered")
        self.assertGreater(self.page.locator(".rung").count(), 10)

    def test_the_list_has_the_frames_that_tshark_selects(self):
        path = self.captures["okc_both"]
        self.open("packets?capture=file-1")
        box = self.page.get_by_role("combobox", name="Display filter")
        box.fill("wlan_rsna_eapol.keydes.msgnr == 2")
        box.press("Enter")
        numbers = tshark("-r", path, "-Y", "wlan_rsna_eapol.keydes.msgnr == 2", "-T", "fields", "-e", "frame.number").split()
        self.assertGreater(len(numbers), 1)
        expect(self.page.locator(".packet-foot")).to_contain_text(f"{len(numbers)} frames displayed")
        shown = self.page.locator(".packet-body .packet-row:not([hidden]) .c-number").all_text_contents()
        self.assertEqual(sorted(shown, key=int), numbers)

    def test_a_wrong_filter_is_told_in_place(self):
        self.open("packets?capture=file-1")
        box = self.page.get_by_role("combobox", name="Display filter")
        box.fill("eapol && wlan.foo")
        expect(box).to_have_attribute("aria-invalid", "true")
        expect(self.page.locator(".filter-said mark")).to_have_text("wlan.foo")
        expect(self.page.locator(".filter-said")).to_contain_text("is no field")
        self.assertEqual(self.page.locator(".packet-foot").inner_text(), f"{self.frames(self.captures['okc_both'])} frames")

    def test_a_filter_is_completed(self):
        self.open("packets?capture=file-1")
        box = self.page.get_by_role("combobox", name="Display filter")
        box.press_sequentially("wlan.fixed.reas")
        option = self.page.get_by_role("option", name="wlan.fixed.reason_code")
        expect(option).to_be_visible()
        box.press("ArrowDown")
        box.press("Enter")
        expect(box).to_have_value("wlan.fixed.reason_code")

    def test_the_octets_of_a_field_are_marked(self):
        path = self.captures["okc_both"]
        octets = json.loads(tshark("-r", path, "-Y", "frame.number == 1", "-T", "jsonraw"))[0]["_source"]["layers"]
        self.open("packets?capture=file-1&frame=1")
        self.page.locator('[role="treeitem"][title="wlan"]').click()
        hexadecimal = self.page.locator(".octets .hex span").all_text_contents()
        self.assertEqual("".join(hexadecimal), octets["frame_raw"][0])
        marked = "".join(self.page.locator(".octets .hex .marked").all_text_contents())
        self.assertEqual(marked, octets["wlan_raw"][0])

    def test_the_keyboard_walks_list_and_tree(self):
        self.open("packets?capture=file-1")
        grid = self.page.get_by_role("grid", name="Packets")
        expect(grid.locator('[aria-selected="true"] .c-number')).to_have_text("1")
        grid.focus()
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("ArrowDown")
        expect(grid.locator('[aria-selected="true"] .c-number')).to_have_text("3")
        self.page.keyboard.press("End")
        expect(grid.locator('[aria-selected="true"] .c-number')).to_have_text(str(self.frames(self.captures["okc_both"])))
        self.page.wait_for_timeout(300)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("treeitem").first).to_be_focused()
        self.page.keyboard.press("ArrowRight")
        expect(self.page.get_by_role("treeitem").first).to_have_attribute("aria-expanded", "true")

    def test_the_tree_words_fields_as_tshark_does(self):
        path = self.captures["okc_both"]
        # The Reassociation Request with a PMKID, and the whole of what tshark says of it.
        number = tshark("-r", path, "-Y", "wlan.fc.type_subtype == 2 && wlan.pmkid.akms", "-T", "fields", "-e", "frame.number").split()[0]
        said = [line.strip() for line in tshark("-r", path, "-Y", f"frame.number == {number}", "-V").splitlines()]
        self.open(f"packets?capture=file-1&frame={number}")
        expect(self.page.locator('.packet-row[aria-selected="true"] .c-number')).to_have_text(number)
        expect(self.page.get_by_role("treeitem", name="IEEE 802.11 Reassociation Request").first).to_be_visible()
        lines = self.page.get_by_role("treeitem", include_hidden=True).evaluate_all("items => items.map(item => [item.title, item.getAttribute('aria-label')])")
        named = [label for name, label in lines if name.startswith(("wlan.fc", "wlan.rsn", "wlan.fixed", "wlan.pmkid", "wlan.duration", "wlan.seq"))]
        self.assertGreater(len(named), 40)
        self.assertEqual([label for label in named if label not in said], [])

    def test_columns_and_panes_are_resized_with_keys_and_remembered(self):
        self.open("packets?capture=file-1")
        expect(self.page.get_by_role("treeitem").first).to_be_visible()
        border = self.page.get_by_role("separator", name="Width of Source")
        width = lambda: self.page.get_by_role("columnheader", name="Source").bounding_box()["width"]
        before = width()
        self.page.get_by_role("separator", name="Width of No.").focus()
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("ArrowDown")
        expect(border).to_be_focused()
        self.page.keyboard.press("ArrowRight")
        self.assertAlmostEqual(width(), before + 8, delta=1)
        expect(border).to_have_attribute("aria-valuenow", str(round(before) + 8))
        # The pointer does the same.
        box = border.bounding_box()
        self.page.mouse.move(box["x"] + 4, box["y"] + 8)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 54, box["y"] + 8, steps=4)
        self.page.mouse.up()
        self.assertAlmostEqual(width(), before + 58, delta=2)
        panes = self.page.get_by_role("separator", name="Height of the packet list")
        height = lambda: self.page.get_by_role("grid", name="Packets").bounding_box()["height"]
        tall = height()
        panes.focus()
        for _ in range(5):
            self.page.keyboard.press("ArrowDown")
        self.assertGreater(height(), tall + 20)
        taller = height()
        self.page.reload()
        expect(self.page.get_by_role("treeitem").first).to_be_visible()
        self.assertAlmostEqual(width(), before + 58, delta=2)
        self.assertAlmostEqual(height(), taller, delta=2)
        self.page.get_by_role("separator", name="Height of the packet list").focus()
        self.page.keyboard.press("Enter")
        self.assertAlmostEqual(height(), tall, delta=2)
        self.page.get_by_role("separator", name="Width of No.").focus()
        self.page.keyboard.press("Delete")
        self.assertAlmostEqual(width(), before, delta=1)

    def test_a_station_is_followed(self):
        self.open("packets?capture=file-1&frame=10")
        expect(self.page.locator('.packet-row[aria-selected="true"] .c-number')).to_have_text("10")
        button = self.page.get_by_role("button", name="Follow this station")
        expect(button).to_be_enabled()
        button.click()
        expect(self.page.get_by_role("combobox", name="Display filter")).to_have_value("wlan.addr == 00:0e:8e:fd:93:71")
        count = len(tshark("-r", self.captures["okc_both"], "-Y", "wlan.addr == 00:0e:8e:fd:93:71", "-T", "fields", "-e", "frame.number").split())
        expect(self.page.locator(".packet-foot")).to_contain_text(f"{count} frames displayed")

    def test_selected_frames_results_and_report_are_downloaded(self):
        self.open("packets?capture=file-1&filter=eapol")
        expect(self.page.locator(".packet-foot")).to_contain_text("displayed")
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Export").click()
        saved = download.value.path()
        eapol = len(tshark("-r", self.captures["okc_both"], "-Y", "eapol", "-T", "fields", "-e", "frame.number").split())
        self.assertEqual(self.frames(saved), eapol)
        self.open("captures")
        self.page.get_by_role("link", name="okc_both.pcapng").click()
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Results").click()
        with open(download.value.path()) as file:
            results = json.load(file)
        self.assertIn("okc", [association["kind"] for association in results["associations"]])
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Report").click()
        with open(download.value.path()) as file:
            self.assertIn("<!doctype html>", file.read(200).lower())

    def test_what_is_no_capture_is_refused_with_a_sentence(self):
        self.open("captures")
        # The browser itself logs the refused upload.
        self.page.evaluate(DROP, {"name": "letter.txt", "octets": base64.b64encode(b"no capture at all, however long it is").decode()})
        expect(self.page.locator(".message.bad")).to_contain_text("letter.txt")
        self.said = [text for text in self.said if "Failed to load resource" not in text]

    def test_compare_has_a_plot_and_the_same_as_a_table(self):
        self.open("compare")
        expect(self.page.locator(".plot").first).to_be_visible()
        expect(self.page.get_by_role("rowheader", name="OKC")).to_be_visible()

    def test_the_trend_has_its_numbers_as_a_table(self):
        self.open("captures")
        self.drop(self.captures["okc_none"], "first.pcapng")
        expect(self.page.get_by_role("region", name="Verdict")).to_be_visible()
        self.open("captures")
        self.drop(self.captures["okc_none"], "second.pcapng")
        expect(self.page.get_by_role("heading", name="second.pcapng")).to_be_visible()
        expect(self.page.get_by_role("region", name="Verdict")).to_be_visible()
        self.open("history")
        expect(self.page.locator(".plot")).to_be_visible()
        self.page.get_by_text("The plot's numbers, as a table").click()
        table = self.page.get_by_role("table", name="Roam times in milliseconds by run")
        row = table.get_by_role("row", name="second.pcapng").last
        roam = json.loads(self.results(self.captures["okc_none"]))
        times = [association["phases"]["roam"] for association in roam["associations"] if association["roam"] and association["kind"] == "full"]
        self.assertEqual(len(times), 1)
        expect(row).to_contain_text(f"{times[0]:.1f} ms")

    @staticmethod
    def results(path):
        return subprocess.run([ROAMLAB, "analyze", "--format", "json", "--no-history", path], check=True, capture_output=True, text=True).stdout

    @staticmethod
    def frames(path):
        return len(tshark("-r", path, "-T", "fields", "-e", "frame.number").split())


if __name__ == "__main__":
    unittest.main()
