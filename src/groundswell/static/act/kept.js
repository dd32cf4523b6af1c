// An act brings the record anew. What was typed into its other forms and is not sent yet stays in
// them: words, choices, ticks, files, and the version of the page that they answer.

let kept = [];

function isTyped(field) {
  if (field.type === "file") return field.files.length > 0;
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  return field.matches("textarea, input:not([type=hidden])") && field.value !== field.defaultValue;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if (target.id !== "record") return;
  kept = [...target.querySelectorAll("form")]
    .filter((form) => form !== requestConfig.elt && [...form.elements].some(isTyped))
    .map((form) => [form.getAttribute("action"), [...form.elements]]);
});

function putBack(form, before) {
  for (const field of form.elements) {
    const same = before.find((one) => one.name === field.name && one.type === field.type);
    if (!same || !field.name || field.name === "csrfmiddlewaretoken") continue;
    if (field.type === "file") field.files = same.files;
    else if (field.type === "checkbox") field.checked = same.checked;
    else field.value = same.value;
  }
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "record") return;
  for (const [action, before] of kept) {
    const form = document.querySelector(`#record form[action="${CSS.escape(action)}"]`);
    if (form) putBack(form, before);
  }
  kept = [];
});
