// What the browser build asks of the page, and what needs none of it: here it is said in fewer bytes.
const sort = (node) => [node.nodeName, ...[...(node.attributes ?? [])].map(({ name }) => name)].join();
const sync = (old, made) => {
  for (const { name, value } of made.attributes ?? []) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const before = [...old.childNodes];
  const after = [...made.childNodes];
  for (const node of before.slice(after.length)) node.remove();
  after.forEach((node, at) => {
    const last = before[at];
    if (!last) old.append(node);
    else if (!last.isEqualNode(node)) {
      if (node.children && sort(last) === sort(node)) sync(last, node);
      else last.replaceWith(node);
    }
  });
};
// Writes a text into an element. A text that stays one keeps its node, so its box is kept too.
window.setText = (id, text) => {
  const element = document.getElementById(id);
  if (!element || element.textContent === text) return;
  if (text && element.firstChild === element.lastChild && element.firstChild?.data) element.firstChild.data = text;
  else element.textContent = text;
};
// Makes the content of an element what this markup says: what stays as it is costs no style, no layout and no paint.
window.redraw = (element, html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  sync(element, template.content);
  if (element.id !== "notice" || !html) return;
  // What is to be said stands behind the option that it is about, or behind what that option says itself.
  if (touched?.isConnected) (touched.nextElementSibling?.role === "status" ? touched.nextElementSibling : touched).after(element);
  // After the frame, and again when all that changes above it has its size.
  for (const delay of [0, 250]) setTimeout(() => element.scrollIntoView({ block: "nearest" }), delay);
};
// The option that was decided last.
let touched;
for (const event of ["input", "change"])
  document.getElementById("design")?.addEventListener(event, ({ target }) => (touched = target.closest(".option-group") ?? touched), true);
const newest = (node) => +!!touched?.contains(node);

// The choices and numbers of the form, the newest last; texts stay out of addresses.
const said = () =>
  [...document.querySelectorAll("#design [name^='o[']:is([type=radio], [type=checkbox]):checked, #design [inputmode=decimal]")]
    .sort((one, other) => newest(one) - newest(other))
    .map(({ name, value }) => `${name}=${value}`);
const query = (parts) => (parts.length ? `?${parts.join("&")}` : "");
// Keeps the design in the address of the page and in the links to its other languages, so that coming back, loading anew and
// another language find it again, and so does another currency. What came as a draft is still needed: texts, the quantity, the line
// of the cart; and so is a currency that the address says.
window.follow = () => {
  const design = query([...said(), ...(location.search.match(/draft=\w{32}|currency=[A-Z]+/g) ?? [])]);
  for (const link of document.querySelectorAll(".languages a")) link.search = design;
  const whatsapp = document.getElementById("whatsapp");
  if (whatsapp) whatsapp.href = `https://wa.me/?text=${encodeURIComponent(location.origin + location.pathname + query(said()))}`;
  try {
    history.replaceState(null, "", location.pathname + design);
  } catch {
    // Browsers refuse when they are asked too often; the next change takes the address along.
  }
  const next = document.querySelector(".currencies [name=next]");
  if (next) next.value = location.pathname + location.search;
};
document.getElementById("copy")?.addEventListener("click", async ({ currentTarget: { dataset } }) => {
  try {
    await navigator.clipboard.writeText(location.origin + location.pathname + query(said()));
    dataset.done = "";
  } catch {
    // Nothing was copied, and the button does not say so; the address above the page holds the design too.
  }
});
