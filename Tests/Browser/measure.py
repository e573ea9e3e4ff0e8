"""Measures the console in the browser: first paint, a filter over a large capture, scrolling it. Prints; asserts nothing.

    Tools/browser-tests measure.py [FRAMES]
"""

import pathlib
import re
import sys
import tempfile

from playwright.sync_api import expect, sync_playwright

from browser import CHROMIUM, arguments
from console import console, scenario_captures

SCROLL = """async ({delta, frames}) => {
    const box = document.querySelector(".packet-list");
    const work = [], pause = [];
    const channel = new MessageChannel();
    let last = performance.now();
    for (let index = 0; index < frames; index += 1) {
        // Where the page leaves the wheel to the browser, only a real one scrolls.
        if (box.dispatchEvent(new WheelEvent("wheel", {deltaY: delta, bubbles: true, cancelable: true}))) box.scrollTop += delta;
        await new Promise(resolve => requestAnimationFrame(start => {
            // The message is handled after style, layout and paint of this frame.
            const began = performance.now();
            channel.port2.onmessage = () => { const now = performance.now(); work.push(now - began); pause.push(now - last); last = now; resolve(); };
            channel.port1.postMessage(0);
        }));
    }
    const at = (list, share) => list.sort((a, b) => a - b)[Math.ceil(share * list.length) - 1];
    return {work: [.5, .95, 1].map(share => at(work, share)), pause: [.5, .95, 1].map(share => at(pause, share))};
}"""

FILTER = """async text => {
    const input = document.querySelector(".filter");
    const foot = document.querySelector(".packet-foot");
    await new Promise(resolve => setTimeout(resolve, 500));
    input.value = text;
    const began = performance.now();
    setTimeout(() => input.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true})));
    // The count of before goes when the filter is applied; then its first row comes.
    await new Promise(resolve => new MutationObserver(() => foot.textContent === "…" && resolve()).observe(foot, {subtree: true, childList: true, characterData: true}));
    while (!(foot.textContent.includes("displayed") && document.querySelector('.packet-body [aria-selected="true"] .c-number')?.textContent)) await new Promise(requestAnimationFrame);
    return [performance.now() - began, foot.textContent];
}"""


def large_capture(folder, frames):
    """A capture of so many frames: sections of pcapng may follow one another."""
    part = scenario_captures(pathlib.Path(folder) / "okc")["okc_both"].read_bytes()
    path = pathlib.Path(folder) / "large.pcapng"
    with path.open("wb") as file:
        for _ in range(-(-frames // 971)):
            file.write(part)
    return path


def main():
    frames = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    milliseconds = lambda values: ", ".join(f"{value:.1f}" for value in values)
    with tempfile.TemporaryDirectory(prefix="roamlab-measure-") as folder, sync_playwright() as playwright:
        capture = large_capture(folder, frames)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments())
        with console() as link:
            for attempt in range(5):
                page = browser.new_context(viewport={"width": 1360, "height": 850}).new_page()
                page.goto(link)
                page.wait_for_selector(".device")
                page.wait_for_timeout(300)
                paints = page.evaluate("performance.getEntriesByType('paint').map(entry => entry.startTime)")
                print(f"first paint, empty cache: {milliseconds(paints[:1])} ms")
                page.context.close()
        with console(capture) as link:
            page = browser.new_context(viewport={"width": 1360, "height": 850}).new_page()
            page.goto(f"{link}/#/packets")
            page.wait_for_selector('.packet-body [aria-selected="true"]')
            # What waits in the page with a function of text is what its Content-Security-Policy forbids.
            expect(page.locator(".packet-foot")).not_to_have_text(re.compile("counting|reading|…"), timeout=300_000)
            page.wait_for_timeout(5000)
            print(page.inner_text(".packet-foot"))
            for text in ("eapol", "wlan.fc.type_subtype == 2", "wlan.addr == 00:0e:8e:fd:93:71 && eap", "radius.code == 2", "wlan.fixed.reason_code == 2"):
                took, said = page.evaluate(FILTER, text)
                print(f"{text}: first rows after {took:.0f} ms ({said})")
            page.get_by_role("button", name="Clear the filter").click()
            page.wait_for_timeout(2000)
            for delta in (60, 420, 21_000):
                found = page.evaluate(SCROLL, {"delta": delta, "frames": 600})
                print(f"scrolling {delta} pixels a frame: work a frame {milliseconds(found['work'])} ms, frame to frame {milliseconds(found['pause'])} ms (50, 95, 100 %)")
        browser.close()


if __name__ == "__main__":
    main()
