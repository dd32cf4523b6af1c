// So many letters of each field are asked about while somebody writes: an address has to hold them,
// and no server reads one with a pasted log. What is sent in the end is whole.
const MOST = 250;

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const [name, value] of [...detail.formData.entries()]) {
    if (typeof value === "string") detail.formData.set(name, value.slice(0, MOST));
  }
});
