// What is proposed for a field goes into it by one press; the field then tells whoever listens to it.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fills]");
  const field = button && document.getElementById(button.dataset.fills);
  if (!field) return;
  field.value = button.dataset.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});
