// Moves the reader to what needs reading first: the list of errors, else what the last act did.
const target = document.querySelector("#error-summary") ?? document.querySelector("[data-focus-on-load]");
target?.focus();

// A line of the error list leads into its field, not only to its place on the page.
document.querySelector("#error-summary")?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const label = field.closest("fieldset")?.querySelector("legend") ?? document.querySelector(`label[for="${field.id}"]`);
  (label ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});
