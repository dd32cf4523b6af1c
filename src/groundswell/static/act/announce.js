// After an act the record is swapped without a reload: say aloud how it stands now, and put the
// focus back to where reading goes on.

document.addEventListener("htmx:afterSwap", (event) => {
  const record = document.getElementById("record");
  if (!record || !event.detail.target.matches("#record, article")) return;
  document.getElementById("notices").textContent = "";
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.textContent = record.dataset.says;
  document.getElementById("notices").append(said);
  document.getElementById("main").focus({ preventScroll: true });
  // what was refused is told at the top, wherever on the page it was sent
  record.querySelector(".refusal")?.scrollIntoView({ block: "center" });
});
