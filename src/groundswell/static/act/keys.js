// The keyboard: g and a letter for a place, / for search, j and k in lists, Enter to open, letters
// that a page gives to its own acts (data-shortcut), ? for all of them.
// No key acts while somebody types, or together with Ctrl, Alt or Meta.

const WAIT_FOR_PLACE_MS = 1200;
let placeAwaited = 0;

function isTyping(target) {
  return Boolean(target.closest("input, textarea, select, [contenteditable]"));
}

function goTo(letter) {
  document.querySelector(`.place[data-key="${CSS.escape(letter)}"]`)?.click();
}

function search() {
  const box = document.querySelector("main input[type=search]");
  if (box) {
    box.focus();
    box.select();
  } else {
    document.getElementById("palette")?.showModal();
  }
}

function move(by) {
  const links = [...document.querySelectorAll("[data-row-link]")];
  if (links.length === 0) return;
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by;
  const link = links[Math.min(Math.max(next, 0), links.length - 1)];
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

/** Do what a page says of a letter: open a fold, tick a box, put the cursor into a field, press. */
function act(letter) {
  const target = document.querySelector(`[data-shortcut~="${CSS.escape(letter)}"]`);
  if (!target) return false;
  const fold = target.closest("details") ?? (target.matches("details") ? target : null);
  if (fold) fold.open = true;
  const box = document.getElementById(target.dataset.ticks ?? "");
  if (box) box.checked = letter === target.dataset.ticksOn;
  if (target.matches("details")) target.querySelector("textarea, select, input:not([type=hidden])")?.focus();
  else if (target.matches("input, textarea, select")) target.focus();
  else target.click();
  return true;
}

const KEYS = {
  "/": search,
  "?": () => document.getElementById("keys")?.showModal(),
  j: () => move(1),
  k: () => move(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key.length !== 1 || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.timeStamp - placeAwaited < WAIT_FOR_PLACE_MS && placeAwaited > 0) {
    placeAwaited = 0;
    goTo(event.key);
  } else if (event.key === "g") {
    placeAwaited = event.timeStamp;
  } else if (KEYS[event.key]) {
    KEYS[event.key]();
  } else if (!act(event.key)) {
    return;
  }
  event.preventDefault();
});
