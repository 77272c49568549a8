(async (js, wasm) => {
  const page = document.documentElement;
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
