// A menu closes by Escape, and by a press or a step outside it.
const menus = document.querySelectorAll("details.menu");

function closeOthers(inside) {
  for (const menu of menus) if (!menu.contains(inside)) menu.open = false;
}

if (menus.length) {
  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("focusin", (event) => closeOthers(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
