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

// What the server could not take at all, such as a text of many megabytes, changes nothing here;
// where nothing was sent, a part is missing.
document.addEventListener("htmx:responseError", (event) => {
  const said = document.createElement("p");
  said.className = "notice notice-warning";
  const status = event.detail.xhr.status;
  said.textContent =
    event.detail.requestConfig.verb === "get"
      ? `A part of this page did not come (${status}). Load it anew; if it stays so, tell whoever runs this.`
      : `This was not saved (${status}). What you wrote still stands here: ` +
        "shorten it, or attach the long part as a file.";
  document.getElementById("notices").replaceChildren(said);
  said.scrollIntoView({ block: "nearest" });
});
