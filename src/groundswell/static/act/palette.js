// Ctrl-K: the places, pages and acts by their words, and the tickets that the server finds by them;
// anything else is searched for among all tickets. The list of places comes when the window first
// opens: no page carries what hardly anybody opens on it.

const dialog = document.getElementById("palette");
const box = document.getElementById("palette-words");
const places = document.getElementById("palette-list");
const found = document.getElementById("palette-found");
let hasEntered = false;
/** What is sifted here; what the server found fits already. */
const entries = () => [...dialog.querySelectorAll(".palette-list:not(#palette-found) > li")];

/** A typed number goes straight to its record: where records of a prefix live stands on the window. */
function recordAddress(words) {
  const [, prefix, number] = /^([a-z]{2,3})-?0*(\d+)$/i.exec(words.trim()) ?? [];
  const home = prefix && dialog.dataset[`home${prefix[0].toUpperCase()}${prefix.slice(1).toLowerCase()}`];
  return home ? `${home}${prefix.toUpperCase()}-${number.padStart(6, "0")}/` : null;
}

function sift() {
  const words = box.value.trim().toLowerCase().split(/\s+/);
  for (const entry of entries()) {
    const text = entry.textContent.toLowerCase();
    entry.hidden = !words.every((word) => text.includes(word));
  }
}

function shownLinks() {
  const shown = [...entries(), ...(found?.children ?? [])].filter((entry) => !entry.hidden);
  return shown.map((entry) => entry.querySelector("a, button"));
}

function step(by) {
  const stops = [box, ...shownLinks()];
  const here = Math.max(stops.indexOf(document.activeElement), 0);
  stops[(here + by + stops.length) % stops.length].focus();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }
});

/** Enter in the box: a number opens its record, the first place that fits is gone to. */
function enter(event) {
  const record = recordAddress(box.value);
  const isWaiting = places.childElementCount === 0 && !hasEntered;
  const [first] = box.value.trim() && !isWaiting ? shownLinks() : [];
  if (!record && !first && !isWaiting) return;
  event.preventDefault();
  if (record) window.location.assign(record);
  else if (first) first.click();
  else hasEntered = true;
}

/** The list has come: sift it, and do what somebody who types faster than it comes asked for. */
function arrive() {
  sift();
  if (!hasEntered) return;
  hasEntered = false;
  const [first] = shownLinks();
  if (first) first.click();
  else box.form.requestSubmit();
}

dialog?.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && event.target === box) {
    enter(event);
  }
});

box?.addEventListener("input", sift);
for (const end of ["htmx:afterSwap", "htmx:responseError", "htmx:sendError"]) places?.addEventListener(end, arrive);
