// A capture dropped anywhere on the page is read.

import { readFiles } from "./uploads.js";

/** Begins to accept files. */
export function acceptDrops() {
  const veil = document.getElementById("drop-veil");
  let depth = 0;
  const hasFiles = (event) => event.dataTransfer?.types?.includes("Files");
  const end = () => { depth = 0; veil.hidden = true; };
  addEventListener("dragenter", (event) => { if (hasFiles(event)) { depth += 1; veil.hidden = false; } });
  addEventListener("dragleave", (event) => { if (hasFiles(event) && --depth <= 0) end(); });
  addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    end();
    readFiles(event.dataTransfer.files);
  });
}
