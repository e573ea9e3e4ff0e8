// The lines between the devices: air, wire, and the way to the RADIUS server.

import { fill, s } from "./dom.js";

/** Lines over a plan of devices; they are drawn again when the plan changes its size. */
export function wires(plan, signal) {
  const layer = s("svg", { class: "wires", "aria-hidden": "true", focusable: "false" });
  plan.prepend(layer);
  let last = null;
  const box = (id) => {
    const element = document.getElementById(id);
    if (!element) return null;
    const [outer, inner] = [plan.getBoundingClientRect(), element.getBoundingClientRect()];
    return { left: inner.left - outer.left, right: inner.right - outer.left, top: inner.top - outer.top, middle: inner.top - outer.top + Math.min(inner.height / 2, 22), centre: inner.top - outer.top + inner.height / 2 };
  };
  const curve = (x1, y1, x2, y2) => `M${x1} ${y1}C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`;
  const paint = () => {
    if (!last || !plan.isConnected) return;
    const parts = [];
    for (const station of last.shown) {
      const [from, to] = [box(`device-${station.name}`), station.bssid ? box(`bss-${station.bssid}`) : null];
      if (!from || !to) continue;
      const isUp = station.state === "COMPLETED";
      const y = from.middle;
      parts.push(s("path", { class: `air${isUp ? " up" : ""}`, d: curve(from.right, y, to.left, to.middle) }), s("circle", { class: `end${isUp ? " up" : ""}`, cx: to.left, cy: to.middle, r: 4 }), s("circle", { class: `end${isUp ? " up" : ""}`, cx: from.right, cy: y, r: 4 }));
    }
    for (const accessPoint of last.now.access_points) {
      for (const bss of accessPoint.bsses) {
        const [from, to] = [box(`bss-${bss.bssid}`), box(`port-${bss.name}`)];
        if (from && to) parts.push(s("path", { class: `cable${bss.stations.some((station) => station.authorized) ? " busy" : ""}`, d: curve(from.right, from.middle, to.left, to.centre) }));
      }
      const [from, to] = [box(`device-${accessPoint.name}`), box("device-radius")];
      if (from && to) parts.push(s("path", { class: "radius", d: curve(from.right, from.top + 20, to.left, to.middle) }));
    }
    fill(layer, parts);
  };
  const observer = new ResizeObserver(paint);
  observer.observe(plan);
  signal.addEventListener("abort", () => observer.disconnect());
  plan.addEventListener("toggle", paint, { capture: true, signal });
  return { draw(shown, now) { last = { shown, now }; paint(); } };
}
