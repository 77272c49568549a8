(async (js, wasm) => {
  const fetched = fetch(wasm);
  const mod = await import(js);
  await mod.default({ module_or_path: fetched });
  mod.hydrate();
  const callbacks = [];
  const wake = async (node) => {
    const tag = node.localName;
    if (tag === "leptos-island") {
      callbacks.at(-1)?.();
      await mod[node.dataset.component]?.(node);
    }
    if (tag === "leptos-children") callbacks.push(node.$$on_hydrate);
    for (const child of node.children) await wake(child);
    if (tag === "leptos-children") callbacks.pop();
  };
  await wake(document.body);
  document.documentElement.dataset.ready = "";
})
