// Files on their way to the server.

import { upload } from "./api.js";
import { say } from "./messages.js";
import { link } from "./router.js";

const target = new EventTarget();
const running = new Map();

/** What is being uploaded: name to share done, 0 to 1. */
export const uploads = () => [...running];

/** Calls the listener as uploads move on, until the signal aborts. */
export const followUploads = (listener, signal) => target.addEventListener("change", listener, { signal });

/** Uploads files and shows the last of them. */
export async function readFiles(files) {
  let last = null;
  for (const file of files) {
    running.set(file.name, 0);
    target.dispatchEvent(new Event("change"));
    try {
      last = await upload("/captures", { name: file.name }, file, (loaded, total) => {
        running.set(file.name, total ? loaded / total : 0);
        target.dispatchEvent(new Event("change"));
      });
      say(`${file.name} is read.`, "good");
    } catch (error) {
      say(`${file.name}: ${error.message}`, "bad");
    }
    running.delete(file.name);
    target.dispatchEvent(new Event("change"));
  }
  if (last) location.hash = link("captures", [last.id]);
}
