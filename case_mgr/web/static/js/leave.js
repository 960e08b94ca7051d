// Leaves the site at once: by its link, or by pressing Shift three times where shortcuts are on.
const link = document.querySelector("[data-leave]");
const WITHIN = 1500;
let presses = [];

function leave() {
  document.dispatchEvent(new Event("leave-now"));
  // Hides the page while the next one is fetched; the stored page must not come back by the Back button.
  document.documentElement.hidden = true;
  window.location.replace(link.href);
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
}

if (link?.dataset.leave === "shift") {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    if (event.repeat) return;
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    if (presses.length >= 3) leave();
  });
}
