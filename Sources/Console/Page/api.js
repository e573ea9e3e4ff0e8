// The API under the page: /api/v1, JSON, errors as application/problem+json.

const base = "api/v1";

/** What the server refused, in its own words. */
class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? `The server answered ${status}.`);
    this.status = status;
    this.body = body ?? {};
  }
}

async function answer(response) {
  const type = response.headers.get("content-type") ?? "";
  const body = type.includes("json") ? await response.json() : await response.text();
  if (!response.ok) throw new Problem(response.status, typeof body === "string" ? { detail: body } : body);
  return body;
}

const query = (parameters) => {
  const pairs = Object.entries(parameters ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
};

/** The address of a resource, for links and downloads. */
export const address = (path, parameters) => base + path + query(parameters);

/** A resource. */
export async function get(path, parameters, signal) {
  return answer(await fetch(address(path, parameters), { signal, headers: { accept: "application/json" } }));
}

async function send(method, path, body, signal) {
  return answer(await fetch(address(path), { method, signal, headers: body === undefined ? {} : { "content-type": "application/json" }, body: body === undefined ? undefined : JSON.stringify(body) }));
}

export const post = (path, body, signal) => send("POST", path, body ?? {}, signal);
export const put = (path, body, signal) => send("PUT", path, body, signal);
export const remove = (path, signal) => send("DELETE", path, undefined, signal);

/** Uploads a file as it is, telling how far it came. */
export function upload(path, parameters, file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address(path, parameters));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => progress?.(event.loaded, event.total));
    request.addEventListener("error", () => reject(new Problem(0, { detail: "The connection was lost." })));
    request.addEventListener("load", () => {
      let body = null;
      try { body = JSON.parse(request.responseText); } catch { body = { detail: request.responseText }; }
      if (request.status >= 200 && request.status < 300) resolve(body);
      else reject(new Problem(request.status, body));
    });
    request.send(file);
  });
}
