// A file of a product is read into the field on the page; without this it is pasted there.
const field = document.getElementById("file");
const choose = document.getElementById("file-choose");
const large = document.getElementById("file-large");

function fits(bytes) {
  large.hidden = bytes <= Number(field.dataset.most);
  if (!large.hidden) large.focus();
  return large.hidden;
}

choose.parentElement.hidden = false;
choose.addEventListener("change", async () => {
  const [file] = choose.files;
  if (file && fits(file.size)) field.value = await file.text();
});
field.form.addEventListener("submit", (event) => {
  if (!fits(new Blob([field.value]).size)) event.preventDefault();
});
