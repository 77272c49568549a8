(async (js, wasm) => {
  const page = document.documentElement;
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
  // What stays as it is costs no style, no layout and no paint.
  window.redraw = (element, html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    sync(element, template.content);
  };
  try {
    const fetched = fetch(wasm);
    const mod = await import(js);
    await mod.default({ module_or_path: fetched });
    for (const { dataset } of document.querySelectorAll("leptos-island")) {
      // Leptos appends a number to the name of the component.
      await mod.wake(dataset.component.replace(/_\d+$/, ""));
    }
    page.dataset.ready = "";
  } catch {
    // Without the browser build the page works as it does without scripts.
    page.classList.remove("js");
  }
})
