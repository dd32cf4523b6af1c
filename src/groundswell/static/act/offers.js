// While a caller tells what is wrong, what is known to help appears below the box. Small on
// purpose: the portal has no other script, and without this one it works as before.

const room = document.querySelector("[data-offers]");
const form = document.getElementById("ask");
let waiting;
let asked;

// Letters of each that are asked about while somebody writes: an address has to hold them, and
// nobody tells a trouble in more. What is sent in the end is whole.
const MOST = 250;

async function ask() {
  const address = new URL(room.dataset.offers, location.href);
  for (const name of ["summary", "description", "service"]) {
    address.searchParams.set(name, (form.elements[name]?.value ?? "").slice(0, MOST));
  }
  if (form.elements.broken?.checked) address.searchParams.set("broken", "on");
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(address, { signal: asked.signal });
    // A redirect is the page to sign in: the session ended, and sending will say so.
    if (answer.ok && !answer.redirected) room.innerHTML = await answer.text();
  } catch {
    // A newer question is under way, or the network is gone: what is shown stays.
  }
}

// The questions stand outside the element of the form, and belong to it.
document.addEventListener("input", (event) => {
  if (event.target.form !== form) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, 300);
});
