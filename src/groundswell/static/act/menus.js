// Menus are <details data-menu>, windows are <dialog>: both work by themselves. This closes a menu
// when the eye has left it, and opens the windows from buttons that name them.

function openMenus() {
  return document.querySelectorAll("details[data-menu][open]");
}

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (event.target instanceof HTMLDialogElement) event.target.close();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// One menu at a time: an opened one closes its neighbours.
document.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.matches?.("details[data-menu][open]")) return;
    for (const menu of openMenus()) {
      if (menu !== event.target && !menu.contains(event.target)) menu.open = false;
    }
  },
  true,
);

// A row of tabs that is wider than a phone shows the one that is open.
document.querySelector(":is(.tab, .show-link)[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A filter that works by itself needs no button; without scripts the button stays.
document.documentElement.classList.add("scripted");
