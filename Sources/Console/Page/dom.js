// Elements are made here and nowhere else: every text becomes a text node, so nothing from the air is ever markup.

const SVG = "http://www.w3.org/2000/svg";

function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "value" || name === "checked" || name === "selected" || name === "indeterminate") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An HTML element with attributes, listeners (`on`) and children; a string child is text, never markup. */
export function h(name, attributes, ...children) {
  return build(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function s(name, attributes, ...children) {
  return build(document.createElementNS(SVG, name), attributes, children);
}

/** Puts children in the place of what an element held. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

let serial = 0;
/** An id that nothing else on the page has. */
export const uniqueID = (prefix) => `${prefix}-${++serial}`;

/** A labelled control. */
export function field(label, control, hint) {
  control.id ||= uniqueID("field");
  return h("div", { class: "field" }, h("label", { for: control.id }, label), control, hint ? h("span", { class: "small soft" }, hint) : null);
}

/** A `<select>` of [value, text] pairs. */
export function choice(options, chosen, attributes) {
  return h("select", attributes, options.map(([value, text]) => h("option", { value, selected: value === chosen }, text ?? value)));
}

/** Radio buttons that look like one control. */
export function segments(label, options, chosen, change) {
  const name = uniqueID("segments");
  return h("div", { class: "segments", role: "radiogroup", "aria-label": label }, options.map(([value, text]) =>
    h("label", null, h("input", { type: "radio", name, value, checked: value === chosen, on: { change: () => change(value) } }), h("span", null, text))));
}

/** An on/off switch with its text. */
export function toggle(text, isOn, change, attributes) {
  return h("label", { class: "switch" }, h("input", { type: "checkbox", role: "switch", checked: isOn, on: { change: (event) => change(event.target.checked, event.target) }, ...attributes }), h("span", null, text));
}
