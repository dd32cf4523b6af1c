// Sets light or dark, and high contrast, before the first paint, so that nothing flashes; loaded
// without "defer". A choice is kept in this browser only; without one, what the system says holds.
(() => {
  const THEME = "groundswell-theme";
  const CONTRAST = "groundswell-contrast";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const contrast = window.matchMedia("(prefers-contrast: more)");

  function chosen(key) {
    try {
      return window.localStorage.getItem(key) || "";
    } catch {
      return "";
    }
  }

  function show() {
    const root = document.documentElement;
    root.setAttribute("data-bs-theme", chosen(THEME) || (dark.matches ? "dark" : "light"));
    root.toggleAttribute("data-contrast", Boolean(chosen(CONTRAST)) || contrast.matches);
  }

  function mark() {
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === chosen(THEME)));
    }
    for (const button of document.querySelectorAll("[data-contrast-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.contrastChoice === chosen(CONTRAST)));
    }
  }

  show();
  dark.addEventListener("change", show);
  contrast.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", mark);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice], [data-contrast-choice]");
    if (!button) return;
    const isTheme = button.hasAttribute("data-theme-choice");
    try {
      window.localStorage.setItem(
        isTheme ? THEME : CONTRAST,
        isTheme ? button.dataset.themeChoice : button.dataset.contrastChoice,
      );
    } catch {
      return;
    }
    show();
    mark();
  });
})();
