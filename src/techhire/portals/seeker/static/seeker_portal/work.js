/* While somebody does a work sample: what is typed is kept as they go on, and a button that cannot reach the server
   leaves the page, and what was typed, as it stands. Everything works without it. */
document.addEventListener("DOMContentLoaded", () => {
  const TIMEOUT = 20000, KEEP_EVERY = 10000;
  const page = document.querySelector("[data-work]");
  const area = page.querySelector("[data-keeps]");
  const offline = document.getElementById("offline");
  const show = (gone) => { offline.hidden = !gone; };
  const busy = (is) => page.querySelectorAll("button").forEach((one) => { one.disabled = is; });
  let asking = false, goes = false;

  /* A form is sent by the browser, files and all, but only once the server was seen to answer. */
  const missed = () => { asking = false; busy(false); show(true); offline.focus(); };
  const reach = async () => {
    const asked = { method: "HEAD", cache: "no-store", redirect: "manual" };
    if (AbortSignal.timeout) { asked.signal = AbortSignal.timeout(TIMEOUT); }
    const answer = await fetch(window.location.pathname, asked);
    if (answer.status >= 500) { throw new Error("the server does not answer"); }
  };
  const send = async (form, pressed) => {
    if (asking) { return; }
    if (!navigator.onLine) { missed(); return; }
    asking = true;
    busy(true);
    try { await reach(); } catch { missed(); return; }
    asking = false;
    busy(false);
    show(false);
    goes = true;
    form.requestSubmit(pressed);
    goes = false;
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const mine = page.contains(form) && event.submitter && form.requestSubmit;
    if (goes || event.defaultPrevented || !mine) { return; }
    event.preventDefault();
    send(form, event.submitter);
  });

  window.addEventListener("offline", () => show(true));
  window.addEventListener("online", () => show(false));
  if (!area) { return; }

  /* A pause keeps the draft, and so does every so often somebody who makes none. */
  const text = area.querySelector("textarea");
  let kept = text.value, sent = kept, under = false;
  const keep = () => { if (text.value !== kept && !under && !asking) { window.htmx.trigger(area, "keep"); } };
  area.addEventListener("htmx:beforeRequest", (event) => {
    if (!navigator.onLine) { event.preventDefault(); show(true); return; }
    sent = text.value;
    under = true;
  });
  area.addEventListener("htmx:afterRequest", (event) => {
    under = false;
    if (event.detail.successful) { kept = sent; show(false); }
    const status = event.detail.xhr.status;
    if (status === 0 || status >= 500) { show(true); }
  });
  window.setInterval(keep, KEEP_EVERY);
  window.addEventListener("online", keep);
});
