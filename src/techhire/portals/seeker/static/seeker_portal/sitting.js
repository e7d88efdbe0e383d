/* While somebody takes a test: the minutes left, being offline, and notes for a human. Everything works without it. */
document.addEventListener("DOMContentLoaded", () => {
  const page = document.querySelector("[data-sitting]");
  if (!page) { return; }
  const offline = document.getElementById("offline");
  const clock = document.getElementById("minutes");
  const form = page.querySelector("form[data-answer]");

  /* The server said when the page was made how many seconds are left; this computer's own clock may be wrong. */
  if (clock && clock.dataset.seconds) {
    const began = performance.now();
    const left = () => Math.max(0, Number(clock.dataset.seconds) - (performance.now() - began) / 1000);
    window.setInterval(() => {
      const minutes = Math.ceil(left() / 60);
      if (String(minutes) !== clock.textContent) { clock.textContent = String(minutes); }
    }, 5000);
  }

  const tell = (kind) => {
    const body = new URLSearchParams({ kind });
    fetch(page.dataset.notes, { method: "POST", body, headers: { "X-CSRFToken": page.dataset.token } }).catch(() => {});
  };
  let left = false;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { left = true; } else if (left) { left = false; tell("left_page"); }
  });

  /* Without a connection a sent form would lead to the browser's own error page, with what was typed gone. */
  const show = (gone) => { if (offline) { offline.hidden = !gone; } };
  window.addEventListener("offline", () => show(true));
  window.addEventListener("online", () => { show(false); tell("lost_connection"); });
  if (form) {
    form.addEventListener("submit", (event) => {
      if (!navigator.onLine) { event.preventDefault(); show(true); offline.focus(); }
    });
  }
});
