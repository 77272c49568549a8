// The link is selected when it is touched; where the browser can, a button copies it.
const made = document.getElementById("made");
const button = document.getElementById("copy-made");
made?.addEventListener("focus", () => made.select());
if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(made.value);
      button.textContent = button.dataset.done;
    } catch {
      made.select();
    }
  });
}
