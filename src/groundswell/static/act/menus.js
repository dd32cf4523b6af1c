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

// A row of tabs that is wider than a phone shows the one that is open: as it arrives, with the page
// or after it, when its letters have come, and when the phone is turned. Only the row moves.
const TABS = ":is(.tabs, .shows)";
const OPEN_TAB = `${TABS} :is(.tab, .show-link)[aria-current]`;

function showOpenTab(row) {
  const tab = row?.querySelector("[aria-current]");
  if (!tab) return;
  const [its, room] = [tab, row].map((part) => part.getBoundingClientRect());
  row.scrollLeft += (its.left + its.right - room.left - room.right) / 2;
}

const sizes = new ResizeObserver((changes) => {
  new Set(changes.map(({ target }) => target.closest(TABS))).forEach(showOpenTab);
});

function watchTabs(within) {
  for (const tab of within.querySelectorAll(OPEN_TAB)) {
    for (const part of [tab, tab.closest(TABS)]) sizes.observe(part);
  }
}

watchTabs(document);
// A window made wide and narrow again before it is drawn has put the row back to its start, and no
// size has changed that an observer could tell of.
// A phone that hides the bar of its addresses makes the window higher, and no row has to move.
let [wide, high] = [innerWidth, innerHeight];
addEventListener("resize", () => {
  const isHigherAlone = innerWidth === wide && innerHeight !== high;
  [wide, high] = [innerWidth, innerHeight];
  if (!isHigherAlone) document.querySelectorAll(TABS).forEach(showOpenTab);
});
document.addEventListener("htmx:afterSettle", (event) => watchTabs(event.target));

// A filter that works by itself needs no button; without scripts the button stays.
document.documentElement.classList.add("scripted");
