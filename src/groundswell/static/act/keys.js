// The keyboard: g and a letter for a place, / for search, j and k in lists, Enter to open, letters
// that a page gives to its own acts (data-shortcut), ? for all of them.
// No key acts while somebody types, or together with Ctrl, Alt or Meta; and none of a single letter
// where somebody switched them off, as those do who speak to their computer (WCAG 2.1.4).

const OFF = "groundswell-letters";

function lettersAreOff() {
  try {
    return window.localStorage.getItem(OFF) === "off";
  } catch {
    return false;
  }
}

const WAIT_FOR_PLACE_MS = 1200;
let placeAwaited = 0;
/** Until its form has come, what is typed is meant for it and is no act of the page. */
let isFoldAwaited = false;

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

/** Put the cursor into the first field of a fold; where its form is yet to come, when it has come. */
function enterFold(fold) {
  const first = fold.querySelector("textarea, select, input:not([type=hidden])");
  if (first) {
    first.focus();
    return;
  }
  isFoldAwaited = true;
  const arrive = (event) => {
    isFoldAwaited = false;
    if (event.type === "htmx:afterSettle") enterFold(fold);
  };
  for (const end of ["htmx:afterSettle", "htmx:responseError", "htmx:sendError"]) {
    fold.addEventListener(end, arrive, { once: true });
  }
}

/** What a page lets people do, besides the acts that have a letter: its folds and its menus. */
const ACTS = "[data-shortcut], [data-act], details.fold, .page-acts button[type=submit]";

/** Do it: open what it stands in, tick a box, put the cursor into a field, press. */
function perform(target, letter) {
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const box = document.getElementById(target.dataset.ticks ?? "");
  if (box) box.checked = letter === target.dataset.ticksOn;
  if (target.matches("details")) enterFold(target);
  else if (target.matches("input, textarea, select")) target.focus();
  // what stands in a menu is read before it is pressed
  else if (target.closest(".menu-sheet")) (target.form.querySelector("textarea, select") ?? target).focus();
  else target.click();
}

/** Do what a page says of a letter. */
function act(letter) {
  const target = document.querySelector(`[data-shortcut~="${CSS.escape(letter)}"]`);
  if (target) perform(target, letter);
  return Boolean(target);
}

/** Choose the ticket of the row that has the focus, for an act on many. */
function pick() {
  document.activeElement?.closest("tr")?.querySelector(".pick")?.click();
}

/** The words of the page for an act. */
function wordsOf(target) {
  const named = target.matches("details") ? target.querySelector("summary") : target;
  const words = target.dataset.act || named.labels?.[0]?.textContent || named.getAttribute("aria-label");
  return (words || named.textContent).trim().replace(/\s+/g, " ");
}

/** The acts of this page: its words for each, the letter that some have, and what does it. */
function pageActs() {
  const acts = new Map();
  const add = (words, target, letter) => acts.has(words) || acts.set(words, { letter, target });
  for (const target of document.querySelectorAll(`main :is(${ACTS})`)) {
    const letters = (target.dataset.shortcut ?? "").split(" ").filter(Boolean);
    for (const letter of letters) {
      add(letter === target.dataset.ticksOn ? "Write a note for agents" : wordsOf(target), target, letter);
    }
    // what belongs to one line of many, or to an act that is listed itself, is no act of the page
    const isPart = target.closest("li, tr, [hidden]") || target.closest("details[data-shortcut]:not([data-shortcut=''])");
    if (letters.length === 0 && !isPart) add(wordsOf(target), target, "");
  }
  return acts;
}

function keyCap(letter) {
  const cap = document.createElement("kbd");
  cap.textContent = letter;
  return cap;
}

/** Offer the acts of this page in the window of keys, and in the palette. */
function listActs() {
  const keys = document.getElementById("keys-here");
  const palette = document.getElementById("palette-acts");
  keys?.replaceChildren();
  palette?.replaceChildren();
  for (const [words, { letter, target }] of pageActs()) {
    if (letter) {
      const row = document.createElement("div");
      const term = document.createElement("dt");
      const meaning = document.createElement("dd");
      term.append(keyCap(letter));
      meaning.textContent = words;
      row.append(term, meaning);
      keys?.append(row);
    }
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "menu-item";
    button.append(`${words} `, letter ? keyCap(letter) : "");
    button.addEventListener("click", () => {
      document.getElementById("palette").close();
      // when the click is over: a click elsewhere closes the menus
      setTimeout(() => perform(target, letter));
    });
    item.append(button);
    palette?.append(item);
  }
  // the palette sifts what it lists by what is typed there
  document.getElementById("palette-words")?.dispatchEvent(new Event("input"));
}

// Both windows give the focus to something in them when they open.
for (const id of ["palette", "keys"]) {
  document.getElementById(id)?.addEventListener("focusin", (event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) listActs();
  });
}

// Some cards of a page come after it, with acts of their own.
document.addEventListener("htmx:afterSettle", (event) => {
  if (document.getElementById("palette")?.open && event.target.closest("main")) listActs();
});

const letters = document.getElementById("letters");
if (letters) {
  letters.checked = !lettersAreOff();
  letters.addEventListener("change", () => {
    try {
      window.localStorage.setItem(OFF, letters.checked ? "" : "off");
    } catch {
      letters.checked = true;
    }
  });
}

const KEYS = {
  "/": search,
  "?": () => document.getElementById("keys")?.showModal(),
  j: () => move(1),
  k: () => move(-1),
  x: pick,
};

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-picks]")) return;
  for (const box of document.querySelectorAll(".pick:not(:checked)")) box.checked = true;
  sayPicked();
});

/** Say beside the acts on many how many tickets are chosen. */
function sayPicked() {
  const told = document.querySelector("[data-picked]");
  if (told) told.textContent = document.querySelectorAll(".pick:checked").length;
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.(".pick")) sayPicked();
});

/** Send what is being written, by the first button of its form, whatever stands between. */
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("textarea")?.form;
  const sends = form && [...form.elements].find((one) => one.type === "submit");
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !sends) return;
  event.preventDefault();
  form.requestSubmit(sends);
});

/** Leave a box, so that letters are keys again; what stands in it stays. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !isTyping(event.target) || event.target.closest("dialog")) return;
  event.preventDefault();
  event.target.blur();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (lettersAreOff()) return;
  if (event.key.length !== 1 || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (isFoldAwaited) {
    event.preventDefault();
    return;
  }
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
