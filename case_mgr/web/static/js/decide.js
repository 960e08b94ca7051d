// Answers by single keys while places are decided, until somebody turns them off. Enter sends, as it does without this.
const area = document.querySelector("[data-decide]");
const ANSWERS = { x: "none", n: "new_to_us", o: "not_ours", u: "unsure" };

function choose(radio) {
  if (!radio) return false;
  const fold = radio.closest("details");
  if (fold) fold.open = true;
  radio.checked = true;
  radio.focus();
  return true;
}

function press(selector) {
  const found = document.querySelector(selector);
  found?.click();
  return Boolean(found);
}

function lookUp() {
  if (!choose(area.querySelector('input[value="other"]'))) return false;
  area.querySelector('input[name="other"]').focus();
  return true;
}

function answer(key) {
  if (key >= "1" && key <= "9") return choose(area.querySelectorAll('input[value^="person:"]')[Number(key) - 1]);
  if (key in ANSWERS) return choose(area.querySelector(`input[value="${ANSWERS[key]}"]`));
  if (key === "s") return press("[data-skip]");
  if (key === "z") return press("[data-undo] button");
  if (key === "/") return lookUp();
  if (key === "?") return press("[data-keys] summary");
  return false;
}

if (area) {
  const help = document.querySelector("[data-keys]");
  const on = help.querySelector("input");
  help.hidden = false;
  on.checked = localStorage.getItem("decide-keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("decide-keys", on.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (!on.checked || typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (answer(event.key)) event.preventDefault();
  });
}
