// Sets light or dark before the first paint, so that nothing flashes; loaded without "defer".
// The choice is "light", "dark" or nothing (what the system says), kept in this browser only.
(() => {
  const KEY = "groundswell-theme";
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      return window.localStorage.getItem(KEY) || "";
    } catch {
      return "";
    }
  }

  function show() {
    const theme = chosen() || (system.matches ? "dark" : "light");
    document.documentElement.setAttribute("data-bs-theme", theme);
  }

  function mark() {
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === chosen()));
    }
  }

  show();
  system.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", mark);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    try {
      window.localStorage.setItem(KEY, button.dataset.themeChoice);
    } catch {
      return;
    }
    show();
    mark();
  });
})();
