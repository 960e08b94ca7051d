// Adds a box that ticks every row of the page; without a script there is no such box, and nothing is missing.
for (const table of document.querySelectorAll("table[data-select-all]")) {
  const boxes = [...table.querySelectorAll("tbody input[type='checkbox']")];
  const head = table.querySelector("thead th");
  if (!boxes.length || !head) continue;

  const all = document.createElement("input");
  all.type = "checkbox";
  all.className = "form-check-input";
  all.setAttribute("aria-label", table.dataset.selectAll);
  head.prepend(all);

  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  table.addEventListener("change", show);
  show();
}
