/* While somebody takes a test: the time left, being without a connection, what was typed, and notes for a human.
   Everything works without it. Pages of a test that show no question load it to forget what was typed. */
document.addEventListener("DOMContentLoaded", () => {
  const KEPT = "techhire-answer", LAST = 120, TIMEOUT = 20000, TRY_AGAIN = 5000;
  const page = document.querySelector("[data-sitting]");
  const form = page && page.querySelector("form[data-answer]");

  /* What is typed stays in this tab only, for the one question, and is gone once that is answered. */
  const kept = () => { try { return JSON.parse(sessionStorage.getItem(KEPT)) || {}; } catch { return {}; } };
  const forget = () => { try { sessionStorage.removeItem(KEPT); } catch { /* a browser that keeps nothing */ } };
  if (!form) { forget(); return; }
  const fields = [...form.elements].filter((one) => one.name && !["hidden", "submit"].includes(one.type));
  const names = new Set(fields.map((one) => one.name));
  const typed = () => [...new FormData(form)].filter(([name]) => names.has(name));
  const keep = () => {
    const value = JSON.stringify({ question: page.dataset.sitting, typed: typed() });
    try { sessionStorage.setItem(KEPT, value); } catch { /* a browser that keeps nothing */ }
  };
  const bring = (answers) => fields.forEach((one) => {
    const mine = answers.filter(([name]) => name === one.name).map(([, value]) => value);
    if (one.type === "radio" || one.type === "checkbox") { one.checked = mine.includes(one.value); }
    else if (mine.length) { one.value = mine[0]; }
  });
  if (kept().question === page.dataset.sitting) { bring(kept().typed); } else { forget(); }
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);

  const tell = (kind) => {
    const body = new URLSearchParams({ kind });
    fetch(page.dataset.notes, { method: "POST", body, headers: { "X-CSRFToken": page.dataset.token } }).catch(() => {});
  };
  let left = false;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { left = true; } else if (left) { left = false; tell("left_page"); }
  });

  /* A form is sent from the page, which is left only once the server has said where to go: whether the network or
     the server is away, what was typed stays in sight, and the buttons work again. */
  const offline = document.getElementById("offline");
  const buttons = page.querySelectorAll("button");
  const show = (gone) => { offline.hidden = !gone; };
  const busy = (is) => buttons.forEach((one) => { one.disabled = is; });
  let sending = false, over = false, tried = "", last = null;

  const leaveToBrowser = (one, pressed) => {
    if (pressed) {
      const name = document.createElement("input");
      Object.assign(name, { type: "hidden", name: pressed.name, value: pressed.value });
      one.append(name);
    }
    one.submit();
  };
  const deadline = () => (AbortSignal.timeout ? AbortSignal.timeout(TIMEOUT) : undefined);
  const ask = (one, body) => fetch(one.getAttribute("action") || window.location.pathname, {
    method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual",
    signal: deadline(),
  });
  const missed = () => {
    sending = false;
    busy(false);
    show(true);
    if (over) { window.setTimeout(closeNow, TRY_AGAIN); } else { offline.focus(); }
  };
  const send = async (one, pressed, more = {}) => {
    if (sending) { return; }
    if (!navigator.onLine) { missed(); return; }
    const body = new URLSearchParams([...new FormData(one), ...Object.entries(more)]);
    if (pressed && pressed.name) { body.append(pressed.name, pressed.value); }
    /* Nobody knows whether what got no answer came through; sent once more as it was, it needs no warning. */
    const before = tried;
    tried = body.toString();
    if (before === tried) { body.append("again", "1"); }
    sending = true;
    busy(true);
    try {
      const answer = await ask(one, body);
      if (answer.status >= 500) { throw new Error("the server does not answer"); }
      if (answer.ok) {
        const { to } = await answer.json();
        if (one === form) { forget(); }
        if (more.over && to === window.location.pathname) { keep(); }
        window.location.assign(to);
      } else { leaveToBrowser(one, pressed && pressed.name ? pressed : null); }
    } catch { missed(); }
  };
  /* A link that leaves the question is followed only while the server can be reached. */
  const follow = async (link) => {
    if (sending) { return; }
    if (!navigator.onLine) { missed(); return; }
    sending = true;
    busy(true);
    try {
      const asked = { method: "HEAD", cache: "no-store", redirect: "manual", signal: deadline() };
      const answer = await fetch(link.href, asked);
      if (answer.status >= 500) { throw new Error("the server does not answer"); }
      window.location.assign(link.href);
    } catch { missed(); }
  };
  page.addEventListener("click", (event) => {
    last = event.target.closest("button");
    const link = event.target.closest("a[data-guarded]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      follow(link);
    }
  });
  page.querySelectorAll("form").forEach((one) => one.addEventListener("submit", (event) => {
    event.preventDefault();
    send(one, event.submitter || last);
  }));

  /* The server said when the page was made how many seconds are left; this computer's own clock may be wrong. */
  const began = performance.now();
  const count = (clock, then) => {
    const seconds = Number(clock.dataset.seconds);
    const step = () => {
      const still = Math.max(0, Math.ceil(seconds - (performance.now() - began) / 1000));
      const minutes = "minutes" in clock.dataset && still > LAST;
      const says = (minutes ? clock.dataset.minutes : clock.dataset.left)
        .replace("#", minutes ? Math.ceil(still / 60) : still);
      if (says !== clock.textContent) { clock.textContent = says; }
      if (!minutes && clock.dataset.warns) { document.getElementById(clock.dataset.warns).hidden = false; }
      if (still === 0) { window.clearInterval(timer); then(); }
    };
    const timer = window.setInterval(step, 1000);
    step();
  };
  const clock = document.getElementById("clock");
  const own = document.getElementById("own-clock");

  /* The server's clock decides; it gets what stands on the page. */
  const closeNow = () => { over = true; send(form, null, { over: "1" }); };
  const whole = () => [...names].every((name) => typed().some(([one, value]) => one === name && value.trim()));
  if (clock) { count(clock, closeNow); }
  if (own && Number(own.dataset.seconds) > 0) {
    count(own, () => {
      document.getElementById("own-over").hidden = false;
      if (!over && whole()) { send(form, form.querySelector("button[name=send]")); }
    });
  }

  window.addEventListener("offline", () => show(true));
  window.addEventListener("online", () => { show(false); tell("lost_connection"); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) { window.location.reload(); } });
});
