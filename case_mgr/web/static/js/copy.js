// Adds a button beside a text that is meant to be copied; its words stand in data-copy.
for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-secondary btn-copy";
  button.textContent = text.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText((text.value ?? text.textContent).trim());
    button.textContent = text.dataset.copied;
  });
  text.after(button);
}
