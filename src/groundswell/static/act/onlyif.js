// A question that depends on another is shown once that one is answered so. Without this script all
// are shown, each saying when it counts; what is answered beside the point is ignored either way.

function said(form, name) {
  const found = form.elements.namedItem(name);
  if (!found) return [];
  const parts = found instanceof RadioNodeList ? [...found] : [found];
  return parts.filter((part) => part.type !== "checkbox" || part.checked).map((part) => part.value);
}

function look(form) {
  for (const room of form.querySelectorAll("[data-only-if]")) {
    const other = document.getElementById(`id_${room.dataset.onlyIf}`)?.closest("[data-only-if]");
    const wanted = room.dataset.onlyValues ? room.dataset.onlyValues.split("|") : null;
    const answers = said(form, room.dataset.onlyIf).filter(Boolean);
    const met = wanted
      ? answers.some((answer) => wanted.includes(answer))
      : answers.some((answer) => answer !== "no");
    room.hidden = !met || Boolean(other?.hidden);
  }
}

for (const form of new Set([...document.querySelectorAll("[data-only-if]")].map((r) => r.closest("form")))) {
  form.addEventListener("input", () => look(form));
  look(form);
}
