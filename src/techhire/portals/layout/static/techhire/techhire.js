/* The few things pages need a script for. Everything works without it. */
document.addEventListener("DOMContentLoaded", () => {
  const summary = document.getElementById("error-summary");
  if (summary) { summary.focus(); }
  const once = document.querySelectorAll("form[data-once]");
  /* Its buttons, also those that stand outside and name it. */
  const press = (form, may) => [...form.elements].filter((b) => b.tagName === "BUTTON").forEach((b) => { b.disabled = !may; });
  /* A form that is too large would be turned away with all that was typed: say so while it still stands here. */
  const sized = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString().length;
  const isTooLarge = (form) => {
    const texts = [...form.querySelectorAll("textarea")].sort((a, b) => b.value.length - a.value.length);
    if (!texts.length || sized(form) < Number(document.body.dataset.mostBytes)) { return false; }
    texts[0].setCustomValidity(document.body.dataset.tooLarge);
    texts[0].addEventListener("input", () => texts[0].setCustomValidity(""), { once: true });
    texts[0].reportValidity();
    return true;
  };
  once.forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (isTooLarge(form)) { event.preventDefault(); }
      window.setTimeout(() => { if (!event.defaultPrevented) { press(form, false); } }, 0);
    });
  });
  /* Changes a page holds until a button keeps them: the browser asks before they are left behind. */
  document.querySelectorAll("form[data-unsaved]").forEach((form) => {
    let isLeft = false;
    form.addEventListener("change", (event) => { if (event.target.type !== "search") { form.dataset.unsaved = "changed"; } });
    form.addEventListener("submit", () => { isLeft = true; });
    form.querySelectorAll("a[data-undo]").forEach((link) => link.addEventListener("click", () => { isLeft = true; }));
    window.addEventListener("pageshow", (event) => { if (event.persisted) { isLeft = false; } });
    window.addEventListener("beforeunload", (event) => {
      if (!isLeft && form.dataset.unsaved) { event.preventDefault(); }
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
  /* The file field of the design system speaks English only: what it writes is put in the words of the page. */
  document.querySelectorAll("input[type=file][data-drag]").forEach((field) => {
    const said = field.dataset;
    const words = new Map([
      ["Drag file here or", said.drag], ["choose from folder", said.choose], ["No file selected.", said.none],
      ["Choose from folder", said.choose.charAt(0).toUpperCase() + said.choose.slice(1)],
      ["Selected file", said.chosen], ["Change file", said.change], ["You have selected the file:", said.told],
    ]);
    const told = (text) => [...words].find(([english]) => text.trim().startsWith(english));
    const place = field.closest(".usa-form-group") || field.parentElement;
    const retell = () => {
      const label = field.getAttribute("aria-label");
      const spoken = label && [...words].reduce((text, pair) => text.replace(...pair), label);
      if (spoken && spoken !== label) { field.setAttribute("aria-label", spoken); }
      place.querySelectorAll(".usa-file-input *").forEach((part) => part.childNodes.forEach((node) => {
        if (node.nodeType !== Node.TEXT_NODE || part.matches(".usa-file-input__preview")) { return; }
        const found = told(node.data);
        if (found) { node.data = node.data.replace(...found); }
      }));
    };
    new MutationObserver(retell).observe(place, { attributes: true, attributeFilter: ["aria-label"], childList: true, subtree: true });
    retell();
  });
  document.querySelectorAll("[data-print]").forEach((b) => b.addEventListener("click", () => window.print()));
});
