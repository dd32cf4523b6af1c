// Dragging a card into a column is a shorter way to its menu: the same form is sent. Where the
// column asks for a reason, a window asks for it first.

const board = document.querySelector("[data-board]");
const asking = document.getElementById("asking");
const form = asking.querySelector("[data-asking]");
let held;

function send(address, to, asks) {
  form.action = address;
  form.elements.to.value = to;
  form.elements.reason.value = "";
  form.elements.reason.required = Boolean(asks);
  if (!asks) {
    form.submit();
    return;
  }
  document.getElementById("asking-title").textContent = asks;
  asking.showModal();
}

board.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-card]");
  if (held) event.dataTransfer.effectAllowed = "move";
});

board.addEventListener("dragover", (event) => {
  const column = event.target.closest?.("[data-takes]");
  if (!held || !column || column.contains(held)) return;
  event.preventDefault();
  for (const other of board.querySelectorAll(".board-over")) other.classList.remove("board-over");
  column.classList.add("board-over");
});

board.addEventListener("drop", (event) => {
  const column = event.target.closest?.("[data-takes]");
  if (!held || !column) return;
  event.preventDefault();
  send(held.dataset.card, column.dataset.to, column.dataset.asks);
});

board.addEventListener("dragend", () => {
  held = undefined;
  for (const other of board.querySelectorAll(".board-over")) other.classList.remove("board-over");
});
