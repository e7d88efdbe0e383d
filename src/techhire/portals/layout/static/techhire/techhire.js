/* The few things pages need a script for. Everything works without it. */
document.addEventListener("DOMContentLoaded", () => {
  const summary = document.getElementById("error-summary");
  if (summary) { summary.focus(); }
  const once = document.querySelectorAll("form[data-once]");
  const press = (form, may) => form.querySelectorAll("button").forEach((b) => { b.disabled = !may; });
  once.forEach((form) => {
    form.addEventListener("submit", (event) => {
      window.setTimeout(() => { if (!event.defaultPrevented) { press(form, false); } }, 0);
    });
  });
  /* Whoever comes back to a page the browser kept finds its buttons working. */
  window.addEventListener("pageshow", (event) => { if (event.persisted) { once.forEach((form) => press(form, true)); } });
  /* A sentence that says what is chosen in a field beside it follows the choice. */
  document.querySelectorAll("select[data-says]").forEach((field) => {
    const said = document.getElementById(field.dataset.says);
    if (said) { field.addEventListener("change", () => { said.textContent = field.selectedOptions[0].text; said.hidden = false; }); }
  });
  /* Signing in beside a form that waits makes a new token: the form is sent with the newest one. */
  document.querySelectorAll("form[data-token-cookie]").forEach((form) => {
    form.addEventListener("submit", () => {
      const begins = `${form.dataset.tokenCookie}=`;
      const kept = document.cookie.split("; ").find((one) => one.startsWith(begins));
      if (kept) { form.elements.csrfmiddlewaretoken.value = kept.slice(begins.length); }
    });
  });
  document.querySelectorAll("[data-print]").forEach((b) => b.addEventListener("click", () => window.print()));
});
