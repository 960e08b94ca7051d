// Shows the questions of the kind of event that is chosen; without a script they come with the next step.
const parts = [...document.querySelectorAll("[data-kinds]")];
const kind = parts.length ? parts[0].closest("form")?.elements.kind : null;
if (kind) {
  const show = () => {
    for (const part of parts) part.hidden = !part.dataset.kinds.split(" ").includes(kind.value);
  };
  kind.addEventListener("change", show);
  show();
}
