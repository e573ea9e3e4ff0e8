// The four scenarios, from one button, as four ladders side by side on one scale.

import { get, post } from "./api.js";
import { fill, h } from "./dom.js";
import { listen } from "./events.js";
import { kindText } from "./format.js";
import { attempt } from "./messages.js";
import { link } from "./router.js";
import { scaledLadder } from "./scaled-ladder.js";

const order = ["vap-only", "both", "none", "sta-only"];
const switchesOf = { "vap-only": [true, false], both: [true, true], none: [false, false], "sta-only": [false, true] };
let remembered = null;

/** The panel. */
export function scenarios(signal) {
  const said = h("span", { class: "soft small", role: "status" });
  const four = h("div", { class: "scenario-four" });
  const button = h("button", { type: "button", class: "primary", on: { click: () => attempt(run, button) } }, "Run the four scenarios");
  const panel = h("section", { class: "panel", "aria-labelledby": "four-scenarios" },
    h("div", { class: "panel-head" }, h("div", null, h("h2", { id: "four-scenarios" }, "Four scenarios"), h("p", { class: "soft small" }, "OKC on the VAP, on the station, on both, on neither; in simulated time. The ladders have one scale: height is time.")),
      h("div", { class: "actions" }, said, button)), four);
  let running = null;

  async function run() {
    said.textContent = "running…";
    const { run: id } = await post("/scenarios", {});
    running = id;
    for (let tries = 0; tries < 600 && !signal.aborted; tries += 1) {
      const state = await get(`/scenarios/${encodeURIComponent(id)}`, {}, signal);
      if (state.state === "done") { remembered = state; draw(state); break; }
      if (state.state === "failed") throw new Error(state.detail ?? "The run failed.");
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    running = null;
  }
  listen("scenarios", (event) => { if (event.run === running && event.state === "running" && event.total) said.textContent = `${event.done} of ${event.total}`; }, signal);

  function draw(state) {
    const list = order.map((name) => state.scenarios.find((scenario) => scenario.scenario === name)).filter(Boolean);
    const longest = Math.max(...list.map((scenario) => { const frames = scenario.ladder.frames.filter((frame) => frame.phase !== "data"); return (frames.at(-1).time - frames[0].time) * 1000; }), 1);
    const held = list.filter((scenario) => scenario.holds).length;
    said.textContent = held === list.length ? "All four did what they should." : `${list.length - held} did not do what it should.`;
    fill(four, list.map((scenario) => {
      const roam = scenario.associations.find((association) => association.roam) ?? scenario.associations.at(-1);
      const [okc, pkc] = switchesOf[scenario.scenario];
      const onOff = (text, isOn) => h("li", null, h("span", { class: `badge ${isOn ? "good" : ""}` }, isOn ? "on" : "off"), ` ${text}`);
      return h("article", { class: `panel scenario ${scenario.holds ? "good" : "bad"}`, "aria-label": `Scenario ${scenario.scenario}` },
        h("div", { class: "panel-head" }, h("h3", null, scenario.scenario), h("span", { class: `badge ${scenario.holds ? "good" : "bad"}` }, scenario.holds ? "✓ expected" : "✗ not expected")),
        h("ul", { class: "state" }, onOff("OKC on the VAP", okc), onOff("PKC on the station", pkc)),
        h("p", { class: "big" }, roam.phases.roam?.toFixed(1) ?? "–", h("small", null, " ms, simulated")),
        h("p", { class: "kind" }, kindText(roam)), h("p", { class: "small soft sentence" }, scenario.expectation ?? scenario.verdict),
        scaledLadder(scenario.ladder, 520 / longest, `Ladder of ${scenario.scenario}: ${kindText(roam)}, ${roam.phases.roam} ms`),
        h("details", { class: "more" }, h("summary", null, "The verdict"), h("p", { class: "small" }, scenario.verdict)),
        scenario.capture ? h("a", { class: "button small", href: link("captures", [scenario.capture]), "aria-label": `Capture of ${scenario.scenario}` }, "Capture") : null);
    }));
  }
  if (remembered) draw(remembered);
  return panel;
}
