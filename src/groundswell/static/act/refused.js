// What the server does not take changes nothing on a page: say so, and what to do now.

function say(event, words) {
  const said = document.createElement("p");
  said.className = "notice notice-warning";
  said.append(words);
  document.getElementById("notices").replaceChildren(said);
  // what the page asks for by itself does not move it under somebody who writes
  if (event.detail.requestConfig.triggeringEvent?.type === "submit") {
    said.scrollIntoView({ block: "nearest" });
  }
}

function nameReason({ xhr, requestConfig }) {
  // the sentence for those who are signed out, with the way to sign in
  if (xhr.status === 401) return document.createRange().createContextualFragment(xhr.responseText);
  return requestConfig.verb === "get"
    ? `A part of this page did not come (${xhr.status}). Load it anew; if it stays so, tell whoever runs this.`
    : `This was not saved (${xhr.status}). What you wrote still stands here: ` +
        "shorten it, or attach the long part as a file.";
}

document.addEventListener("htmx:responseError", (event) => say(event, nameReason(event.detail)));

document.addEventListener("htmx:sendError", (event) => {
  if (event.detail.requestConfig.triggeringEvent?.type !== "submit") return;
  say(event, "The server does not answer, so this is not saved. What you wrote still stands here: send it again in a minute.");
});

// Who signs in anew in another window gets another key; a form that stands open has the old one.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const key = /(?:^|; )csrftoken=(\w+)/.exec(document.cookie)?.[1];
  if (key && detail.parameters.csrfmiddlewaretoken) detail.parameters.csrfmiddlewaretoken = key;
});
