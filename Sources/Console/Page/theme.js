// Runs before the first paint, so that nobody who chose the dark sees a white flash.
(() => {
  const key = "roamlab.theme";
  const root = document.documentElement;
  const chosen = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  if (chosen() === "light" || chosen() === "dark") root.dataset.theme = chosen();
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const tell = () => button.setAttribute("aria-label", isDark() ? "Dark; switch to light" : "Light; switch to dark");
    tell();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem(key, root.dataset.theme); } catch { /* a browser that keeps nothing */ }
      tell();
    });
  });
})();
