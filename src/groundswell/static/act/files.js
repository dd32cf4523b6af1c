// Files by other ways than the button: a screenshot that is pasted into the words, a file that is
// dropped on the form. What was chosen is listed, and can be left out again. Without this script
// the browser's own field does it.

document.documentElement.classList.add("scripted");

const PASTED = { "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp" };

function fieldOf(target) {
  const form = target.form ?? target.closest?.("form");
  return form?.matches("[data-takes-files]") ? [...form.elements].find((one) => one.matches("[data-files]")) : undefined;
}

/** A screenshot has no name of its own: the time tells several apart. */
function named(file) {
  if (!/^image\.\w+$/i.test(file.name) || !PASTED[file.type]) return file;
  const now = new Date();
  const parts = [now.getHours(), now.getMinutes(), now.getSeconds(), Math.floor(now.getMilliseconds() / 10)];
  const time = parts.map((part) => String(part).padStart(2, "0")).join("-");
  return new File([file], `screenshot-${time}.${PASTED[file.type]}`, { type: file.type });
}

function set(field, files) {
  const all = new DataTransfer();
  for (const file of files) all.items.add(file);
  field.files = all.files;
  list(field);
}

function add(field, files) {
  set(field, [...field.files, ...[...files].map(named)]);
  const fold = field.closest("details");
  if (fold) fold.open = true;
}

function list(field) {
  let room = field.parentElement.querySelector("[data-chosen]");
  if (!room) {
    room = document.createElement("ul");
    room.className = "kept-files";
    room.dataset.chosen = "";
    room.setAttribute("aria-live", "polite");
    field.after(room);
  }
  room.replaceChildren(...[...field.files].map((file) => {
    const line = document.createElement("li");
    const name = document.createElement("bdi");
    const out = document.createElement("button");
    name.textContent = file.name;
    out.type = "button";
    out.className = "btn btn-small";
    out.textContent = "Leave out";
    out.setAttribute("aria-label", `Leave out ${file.name}`);
    out.addEventListener("click", () => {
      set(field, [...field.files].filter((one) => one !== file));
      field.focus();
    });
    line.append(name, " ", out);
    return line;
  }));
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-files]")) list(event.target);
});

document.addEventListener("paste", (event) => {
  const field = fieldOf(event.target);
  const pasted = event.clipboardData;
  if (!field || pasted.files.length === 0) return;
  // A table that is copied brings a picture of itself along: its words are what is meant.
  if (pasted.types.includes("text/plain") && pasted.types.includes("text/html")) return;
  event.preventDefault();
  add(field, pasted.files);
});

function bringsFiles(event) {
  return event.dataTransfer?.types.includes("Files") ? fieldOf(event.target) : undefined;
}

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const field = bringsFiles(event);
    if (!field) return;
    event.preventDefault();
    field.classList.toggle("drop-here", kind === "dragover");
    if (kind === "drop") add(field, event.dataTransfer.files);
  });
}
