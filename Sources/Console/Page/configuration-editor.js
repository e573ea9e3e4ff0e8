// A configuration text with line numbers, checked while it is typed, with the command line's own messages.

import { post } from "./api.js";
import { fill, h, uniqueID } from "./dom.js";

/** An editor; `told` hears whether the text has errors. */
export function configurationEditor(kind, text, label, told) {
  const list = h("ul", { class: "problems", id: uniqueID("problems"), "aria-live": "polite", "aria-label": "What is wrong" });
  const lines = h("div", { class: "lines", "aria-hidden": "true" });
  const area = h("textarea", { value: text, spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off", "aria-label": label, "aria-describedby": list.id });
  let problems = [];
  let timer = null;
  let asking = null;

  const isNote = (problem) => problem.severity === "note";
  const number = () => {
    const count = area.value.split("\n").length;
    const wrong = new Map(problems.filter((problem) => problem.line).map((problem) => [problem.line, isNote(problem) ? "noted" : "wrong"]));
    fill(lines, Array.from({ length: count }, (_, index) => h("div", { class: wrong.get(index + 1) }, String(index + 1))));
    lines.scrollTop = area.scrollTop;
  };
  const goTo = (problem) => {
    const before = area.value.split("\n").slice(0, problem.line - 1).join("\n").length + (problem.line > 1 ? 1 : 0);
    const end = area.value.indexOf("\n", before);
    area.focus();
    area.setSelectionRange(before, end < 0 ? area.value.length : end);
    area.scrollTop = Math.max(0, (problem.line - 5) * 19);
  };
  const check = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      problems = (await post("/check", { kind, text: area.value }, asking.signal)).problems;
    } catch (error) {
      if (error.name === "AbortError") return;
      problems = [{ line: null, message: error.message }];
    }
    const errors = problems.filter((problem) => !isNote(problem));
    area.setAttribute("aria-invalid", String(errors.length > 0));
    fill(list, problems.map((problem) => h("li", { class: isNote(problem) ? "note" : null },
      problem.line ? h("button", { type: "button", on: { click: () => goTo(problem) } }, `line ${problem.line}`) : h("span", null, ""),
      h("span", null, (isNote(problem) ? "note: " : "") + problem.message))));
    number();
    told(errors.length);
  };
  area.addEventListener("scroll", () => { lines.scrollTop = area.scrollTop; });
  area.addEventListener("input", () => { number(); clearTimeout(timer); timer = setTimeout(check, 150); });
  number();
  check();
  return { element: h("div", null, h("div", { class: "editor" }, lines, area), list), area, check,
    show(refused) { if (refused?.length) { problems = refused; number(); } } };
}
