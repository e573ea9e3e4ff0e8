// The address bar holds what is shown: #/view/part?name=value.

/** The route that the address names. */
export function route() {
  const [path, search] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const [view, ...parts] = path.split("/").map(decodeURIComponent);
  return { view: view || "", parts, parameters: new URLSearchParams(search ?? "") };
}

/** The hash of a route. */
export function link(view, parts = [], parameters = {}) {
  const pairs = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const path = [view, ...parts].map(encodeURIComponent).join("/");
  return `#/${path}${pairs.length ? `?${new URLSearchParams(pairs)}` : ""}`;
}

/** Notes in the address what is shown, without going anywhere. */
export function note(view, parts, parameters) {
  history.replaceState(null, "", link(view, parts, parameters));
}
