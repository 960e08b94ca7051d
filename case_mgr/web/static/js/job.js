// Shows how far a job is, politely at every tenth, and opens the result when it ends. Without a script the page reloads itself.
const EVERY = 1500;
const MOST = 15000;
const job = document.querySelector("[data-job]");

function show(state) {
  const bar = job.querySelector("progress");
  const line = job.querySelector("[data-job-state]");
  const tenth = state.total ? Math.floor((state.done / state.total) * 10) : 0;
  if (state.total) {
    bar.max = state.total;
    bar.value = state.done;
  }
  // What is done just now changes often: it is read, not announced.
  const detail = job.querySelector("[data-job-detail]");
  if (detail && state.detail !== undefined) detail.textContent = state.detail;
  // A status line is read aloud at every change, so it changes rarely.
  if (line.dataset.tenth !== String(tenth) && state.state) {
    line.dataset.tenth = String(tenth);
    line.textContent = state.state;
  }
}

async function watch(wait) {
  try {
    const answer = await fetch(job.dataset.job, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok || answer.redirected) {
      window.location.reload();
      return;
    }
    const state = await answer.json();
    if (state.finished) {
      window.location.reload();
      return;
    }
    show(state);
    setTimeout(watch, EVERY, EVERY);
  } catch {
    // The server may be restarting: ask again, less and less often.
    setTimeout(watch, wait * 2, Math.min(wait * 2, MOST));
  }
}

if (job) setTimeout(watch, EVERY, EVERY);
