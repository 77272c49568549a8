// Suggestions under the field for words: an editable combobox with a list (WAI-ARIA Authoring Practices). Enter without a
// chosen suggestion searches, as without this script.
const field = document.querySelector("[role=search] input");
const list = field?.form.querySelector("[role=listbox]");
if (list) {
  let asked = 0;
  let timer;
  let at = -1;
  const options = () => [...list.children];
  const show = (open) => {
    list.hidden = !open;
    field.setAttribute("aria-expanded", open);
    if (!open) choose(-1);
  };
  const choose = (next) => {
    at = next;
    options().forEach((option, index) => option.setAttribute("aria-selected", index === at));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", options()[at].id);
      options()[at].scrollIntoView({ block: "nearest" });
    }
  };
  const option = ({ text, note, href }, index) => {
    const item = document.createElement("li");
    item.id = `suggestion-${index}`;
    item.role = "option";
    item.dataset.href = href;
    const name = Object.assign(document.createElement("bdi"), { textContent: text });
    item.append(name, " ", Object.assign(document.createElement("span"), { textContent: note, className: "quiet-ink" }));
    return item;
  };
  const ask = async () => {
    const mine = ++asked;
    const words = field.value.trim();
    if (words.length < 2) return show(false);
    try {
      const answer = await fetch(`${field.form.dataset.suggest}?q=${encodeURIComponent(words)}`);
      const found = answer.ok ? await answer.json() : [];
      // An answer that comes after a later question is none.
      if (mine !== asked || document.activeElement !== field) return;
      choose(-1);
      list.replaceChildren(...found.map(option));
      show(found.length > 0);
    } catch {
      // Without the network one can still search.
      if (mine === asked) show(false);
    }
  };
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  show(false);
  // What is under way is not waited for any more.
  const leave = () => {
    clearTimeout(timer);
    asked += 1;
    show(false);
  };
  field.addEventListener("input", () => {
    // What was chosen was meant by what stood there before.
    choose(-1);
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = list.hidden ? 0 : options().length;
    if (event.key === "Escape" && count) leave();
    else if (event.key === "ArrowDown" && list.hidden && options().length) show(true);
    else if (count && event.key === "ArrowDown") choose(at + 1 < count ? at + 1 : -1);
    else if (count && event.key === "ArrowUp") choose(at < 0 ? count - 1 : at - 1);
    else if (count && event.key === "Enter" && at >= 0) location.href = options()[at].dataset.href;
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", leave);
  // Before the field loses the focus.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const chosen = target.closest("[data-href]");
    if (chosen) location.href = chosen.dataset.href;
  });
}
