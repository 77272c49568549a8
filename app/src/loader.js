(async (js, wasm) => {
  const fetched = fetch(wasm);
  const mod = await import(js);
  await mod.default({ module_or_path: fetched });
  for (const { dataset } of document.querySelectorAll("leptos-island")) {
    // Leptos appends a number to the name of the component.
    await mod.wake(dataset.component.replace(/_\d+$/, ""));
  }
  document.documentElement.dataset.ready = "";
})
