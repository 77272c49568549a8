// Sends a picture while the page stays: what is chosen meanwhile is not lost, and a broken connection is said beside the
// field. Of the answer, which is the product page, only the part of this picture is taken over.
const form = document.getElementById("design");
const woken = () => "ready" in document.documentElement.dataset;

// One after the other: each answer holds all that was given before.
let turn = Promise.resolve();
function send(field) {
  const part = field.closest(".option-group");
  const said = part.nextElementSibling;
  part.sending?.abort();
  const { signal } = (part.sending = new AbortController());
  part.querySelector("[role=alert]")?.remove();
  field.removeAttribute("aria-invalid");
  said.textContent = said.dataset.sending;
  turn = turn.then(() => deliver(field, part, said, signal));
}

async function deliver(field, part, said, signal) {
  if (signal.aborted) return;
  const body = new FormData(form);
  for (const { name } of form.querySelectorAll("[type=file]")) if (name !== field.name) body.delete(name);
  try {
    const answer = await fetch("/upload/design", { method: "POST", body, signal });
    // Without its styles: they belong to a page that is shown, and have the nonce of another answer.
    const page = new DOMParser().parseFromString((await answer.text()).replace(/<style.*?<\/style>/s, ""), "text/html");
    const fresh = page.getElementById(part.id);
    const draft = new URL(answer.url).searchParams.get("draft");
    // Any other answer is an error, and what stands here stays.
    if (!answer.ok || !fresh || !draft) throw new Error(answer.status);
    const here = new URL(location.href);
    here.searchParams.set("draft", draft);
    const within = part.contains(document.activeElement);
    part.replaceWith(fresh);
    history.replaceState(null, "", here);
    const again = fresh.querySelector("[type=file]");
    if (within) again.focus();
    said.textContent = again.hasAttribute("aria-invalid") ? "" : said.dataset.arrived;
    fresh.querySelector("[type=hidden]").dispatchEvent(new Event("input", { bubbles: true }));
  } catch {
    if (signal.aborted) return;
    said.textContent = said.dataset.failed;
    chosen(field);
  }
}

// What was chosen before the page woke is sent then.
new MutationObserver(() => {
  for (const field of form.querySelectorAll("[type=file]")) if (field.value && woken()) send(field);
}).observe(document.documentElement, { attributeFilter: ["data-ready"] });
// With a file that was not sent the button shows, see style/product.css.
const chosen = (field) => field.parentNode.toggleAttribute("data-chosen", !!field.value);
addEventListener("pageshow", () => form.querySelectorAll("[type=file]").forEach(chosen));
form.addEventListener("change", ({ target }) => {
  if (target.type !== "file") return;
  if (target.value && woken()) send(target);
  else chosen(target);
});
form.addEventListener("click", (event) => {
  const field = event.target.closest("[formaction^='/upload']")?.parentNode.querySelector("[type=file]");
  if (!field?.value || !woken()) return;
  event.preventDefault();
  send(field);
});
