// Keeps a long text while it is typed, so that neither a lost line nor an ended sign-in loses it.
const PAUSE = 4000;
const BETWEEN = 15000;

for (const form of document.querySelectorAll("form[data-keep-drafts]")) {
  if (!form.querySelector("textarea")) continue;
  const note = document.createElement("p");
  note.className = "field__hint";
  note.setAttribute("role", "status");
  form.append(note);
  let timer = 0;
  let last = 0;

  const keep = async () => {
    last = Date.now();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    // The key that makes the form count once belongs to its sending.
    body.delete("once");
    body.append("form_address", new URL(form.action).pathname);
    try {
      const answer = await fetch(form.dataset.keepDrafts, { method: "POST", body, cache: "no-store" });
      if (answer.ok && answer.status === 200 && !answer.redirected) note.textContent = form.dataset.kept;
    } catch {
      // The line is gone: what is on the page stays there, and the next pause tries again.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, Math.max(PAUSE, BETWEEN - (Date.now() - last)));
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("leave-now", () => clearTimeout(timer));
}
