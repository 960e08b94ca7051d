// A form that writes is sent once, however often its button is pressed. The server counts too.
const WAIT = 4000;
const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  const now = Date.now();
  if (now - (sent.get(form) ?? -WAIT) < WAIT) {
    event.preventDefault();
    return;
  }
  sent.set(form, now);
});

// Coming back by the browser's own button shows the page as it was left: let it be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) sent.delete(form);
});
