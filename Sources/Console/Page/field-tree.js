// The fields of a frame, as a tree that the keyboard walks.

import { h } from "./dom.js";

const opened = new Set(["wlan.mgt", "wlan.tagged.all", "eapol", "eap"]);

/** A tree; `chosen(field)` hears which field is looked at. */
export function fieldTree(fields, chosen, asFilter) {
  const root = h("ul", { class: "field-tree mono", role: "tree", "aria-label": "Fields" });
  const items = new Map();
  const add = (field, level, index, count, list) => {
    const hasChildren = field.children?.length > 0;
    const line = h("span", { class: "field-line" }, h("span", { class: "twist", "aria-hidden": "true" }), h("span", { class: "field-text" }, field.label));
    const item = h("li", { role: "treeitem", tabindex: "-1", "aria-label": field.label, "aria-level": level, "aria-posinset": index + 1, "aria-setsize": count, "aria-selected": "false", "aria-expanded": hasChildren ? String(opened.has(field.name)) : null, title: field.name }, line);
    items.set(item, field);
    if (hasChildren) {
      const group = h("ul", { role: "group" });
      field.children.forEach((child, at) => add(child, level + 1, at, field.children.length, group));
      item.append(group);
    }
    list.append(item);
  };
  fields.forEach((field, index) => add(field, 1, index, fields.length, root));

  const all = () => [...root.querySelectorAll("[role=treeitem]")].filter((item) => !item.parentElement.closest('[aria-expanded="false"]'));
  const expand = (item, isOpen) => {
    if (!item.hasAttribute("aria-expanded")) return false;
    if (item.getAttribute("aria-expanded") === String(isOpen)) return false;
    item.setAttribute("aria-expanded", String(isOpen));
    const { name } = items.get(item);
    if (isOpen) opened.add(name); else opened.delete(name);
    return true;
  };
  const select = (item, isFocused = true) => {
    for (const other of root.querySelectorAll('[aria-selected="true"]')) { other.setAttribute("aria-selected", "false"); other.tabIndex = -1; }
    item.setAttribute("aria-selected", "true");
    item.tabIndex = 0;
    if (isFocused) item.focus();
    chosen(items.get(item));
  };
  root.addEventListener("click", (event) => {
    const item = event.target.closest("[role=treeitem]");
    if (!item) return;
    if (event.target.closest(".twist") || item.getAttribute("aria-selected") === "true") expand(item, item.getAttribute("aria-expanded") !== "true");
    select(item);
  });
  root.addEventListener("dblclick", (event) => { const item = event.target.closest("[role=treeitem]"); if (item) asFilter(items.get(item)); });
  root.addEventListener("keydown", (event) => {
    const item = event.target.closest("[role=treeitem]");
    if (!item) return;
    const visible = all();
    const at = visible.indexOf(item);
    const go = (index) => select(visible[Math.max(0, Math.min(visible.length - 1, index))]);
    const act = { ArrowDown: () => go(at + 1), ArrowUp: () => go(at - 1), Home: () => go(0), End: () => go(visible.length - 1), PageDown: () => go(at + 12), PageUp: () => go(at - 12),
      ArrowRight: () => { if (!expand(item, true) && item.querySelector("[role=treeitem]")) go(at + 1); },
      ArrowLeft: () => { if (!expand(item, false)) { const parent = item.parentElement.closest("[role=treeitem]"); if (parent) select(parent); } },
      Enter: () => asFilter(items.get(item)) }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  const first = root.querySelector("[role=treeitem]");
  if (first) first.tabIndex = 0;
  /** The innermost field that has an octet. */
  const at = (offset) => {
    let found = null;
    for (const [item, field] of items) if (field.offset !== null && field.offset !== undefined && offset >= field.offset && offset < field.offset + field.length && (!found || field.length <= found[1].length)) found = [item, field];
    if (!found) return;
    for (let parent = found[0].parentElement.closest("[role=treeitem]"); parent; parent = parent.parentElement.closest("[role=treeitem]")) expand(parent, true);
    select(found[0], false);
    found[0].scrollIntoView({ block: "nearest" });
  };
  return { element: root, at, focus: () => (root.querySelector('[tabindex="0"]') ?? first)?.focus() };
}
