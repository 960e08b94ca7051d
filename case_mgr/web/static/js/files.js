// Says that a chosen file is too large before minutes are spent on sending it. The server says it too.
for (const input of document.querySelectorAll("input[type=file][data-largest]")) {
  const said = document.createElement("p");
  said.className = "field__error";
  said.setAttribute("role", "alert");
  const isTooLarge = () => [...input.files].some((file) => file.size > Number(input.dataset.largest));

  input.addEventListener("change", () => {
    said.textContent = isTooLarge() ? input.dataset.tooLarge : "";
    input.before(said);
  });
  input.form.addEventListener("submit", (event) => {
    if (!isTooLarge()) return;
    event.preventDefault();
    input.focus();
  });
}
