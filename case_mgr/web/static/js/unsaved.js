// Asks before leaving a form that was changed and not sent.
const guarded = document.querySelectorAll("form[data-unsaved-guard]");
let changed = document.querySelector("#error-summary") !== null && guarded.length > 0;

for (const form of guarded) {
  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) changed = false;
  });
}

// A way out in a hurry, and a plain Cancel, are meant.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-leave], .form-actions__cancel, .skip-link")) changed = false;
});
document.addEventListener("leave-now", () => {
  changed = false;
});

window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
