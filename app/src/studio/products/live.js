// Keeps a part of a product while it is written, and shows what comes of it. Without this the button does the same.
const form = document.querySelector("form.part");
let busy = false;
let again = false;
let pressed = null;

async function keep() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  const body = new URLSearchParams(new FormData(form));
  body.set("step", "stay");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // No network: what is typed stands in the form, and the button will keep it.
  }
  busy = false;
  const next = pressed;
  pressed = null;
  if (next) form.requestSubmit(next);
  else if (again) {
    again = false;
    keep();
  }
}

function show(page) {
  for (const id of ["live", "findings"]) {
    const [from, to] = [page.getElementById(id), document.getElementById(id)];
    // While a price or a size cannot be read there is no picture: the last one stays.
    // What she just pressed stays until it is sent.
    const same = pressed || !from || !to || from.innerHTML === to.innerHTML || (id === "live" && !from.childElementCount);
    if (!same) to.replaceChildren(...from.childNodes);
  }
  // Keys that things got with their names, and the state that the form is made for: none, when somebody else overtook it.
  for (const { name, value } of page.querySelectorAll("form.part input[type=hidden]")) {
    const mine = form.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`);
    if (mine) mine.value = value;
  }
}

form?.addEventListener("change", keep);
form?.addEventListener("submit", (event) => {
  // What is on its way arrives first; else the form would be for a state that is gone.
  if (busy) {
    event.preventDefault();
    pressed = event.submitter;
  }
});
