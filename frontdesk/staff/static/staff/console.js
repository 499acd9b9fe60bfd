// The console without this file works too; it adds keys, live parts and less clicking.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  for (const field of $$("[data-submit]")) field.addEventListener("change", () => field.form.requestSubmit());

  // a menu closes when the focus or a click goes elsewhere, or with Escape
  const menus = () => $$("details.menu[open], details.drop[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) { menu.open = false; $("summary", menu).focus(); }
  });

  // one that would pass the window's edge opens to the other side
  document.addEventListener("toggle", (event) => {
    const box = event.target.matches("details.drop[open]") && $(".drop-box", event.target);
    if (!box) return;
    event.target.classList.remove("flip");
    const at = box.getBoundingClientRect();
    event.target.classList.toggle("flip", at.right > document.documentElement.clientWidth - 8 || at.left < 8);
  }, true);

  // keyboard
  const rows = $$(".cases .cover");
  const go = (step) => {
    const at = rows.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
    rows[next]?.focus();
  };
  const view = { a: "open", m: "mine", t: "team", f: "asked", n: "unassigned", g: "urgent", o: "overdue", w: "waiting" };
  const press = (selector) => {
    const found = $(selector);
    if (!found) return false;
    found.click();
    // a menu opened by a key goes on by keys: its first field gets the focus
    if (found.matches("summary") && found.parentElement.open) $("select, button, textarea, input:not([type=hidden])", found.nextElementSibling)?.focus();
    return true;
  };
  const focus = (selector) => { const found = $(selector); if (found) { found.focus(); return true; } return false; };
  const keys = {
    "/": () => focus("#q"),
    j: () => go(1),
    k: () => go(-1),
    u: () => press("[data-key=u]"),
    t: () => press("[data-key=t]"),
    o: () => press("[data-key=o]"),
    // what the patient notices takes a second key: the button gets the focus, Enter presses it
    w: () => focus("[data-key=w]"),
    c: () => press("[data-key=c]"),
    s: () => focus("[data-key=s]"),
    p: () => press("[data-key=p]"),
    e: () => press("[data-key=e]"),
    n: () => focus("#note"),
    r: () => focus("#say"),
    "?": () => $("#keys")?.showModal(),
  };
  let afterG = false;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || $("dialog[open]")) return;
    if (afterG) {
      afterG = false;
      const link = view[event.key] && $(`.side .view-${view[event.key]}`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key === "g") { afterG = true; setTimeout(() => { afterG = false; }, 1500); return; }
    if (keys[event.key] && keys[event.key]() !== false) event.preventDefault();
  });

  // the list says when something changed; it never moves rows under the hand
  const pulse = $("#pulse");
  if (pulse) {
    const title = document.title;
    setInterval(async () => {
      if (document.hidden && !pulse.hidden) return;
      const news = await ask(`${pulse.dataset.url}?since=${encodeURIComponent(pulse.dataset.since)}`);
      if (!news || !news.changed) return;
      const link = $("a", pulse);
      link.href = location.href;
      link.textContent = `${news.changed} case${news.changed === 1 ? "" : "s"} changed${news.urgent ? `, ${news.urgent} urgent and new` : ""}. Show`;
      pulse.classList.toggle("red", news.urgent > 0);
      pulse.hidden = false;
      document.title = `(${news.changed}) ${title}`;
    }, 10000);
  }

  // the sign-in ended: a page with text that was not sent stays, hidden under a notice; any other one goes
  const out = $("#signed-out");
  const unsaved = () => $$("main textarea").some((field) => field.value !== field.defaultValue);
  function signedOut() {
    if (unsaved()) { out.returnValue = ""; if (!out.open) out.showModal(); return; }
    location.assign(`${out.dataset.url}?${new URLSearchParams({ next: location.pathname, why: "ended" })}`);
  }
  // the page as it is for whoever is signed in now: its forms' key is the one that ours need
  async function signedInAgain() {
    try {
      const answer = await fetch(location.href, { redirect: "error" });
      const made = new DOMParser().parseFromString(await answer.text(), "text/html");
      const key = $("[name=csrfmiddlewaretoken]", made)?.value;
      if (!answer.ok || !key) return false;
      for (const field of $$("[name=csrfmiddlewaretoken]")) field.value = key;
      return true;
    } catch { return false; }
  }
  out?.addEventListener("cancel", (event) => event.preventDefault());
  // Escape twice closes a dialog whatever it says: then it opens again
  out?.addEventListener("close", () => { if (out.returnValue !== "in") out.showModal(); });
  const comeIn = async () => {
    const told = $("[role=status]", out);
    if (await signedInAgain()) { told.textContent = ""; out.close("in"); return; }
    told.textContent = "Not signed in yet.";
  };
  $("button", out ?? document)?.addEventListener("click", () => { if (out?.open) comeIn(); });
  addEventListener("focus", () => { if (out?.open) comeIn(); });

  // null: it did not go through; false: signed out
  async function ask(address, form) {
    const headers = { "X-Requested-With": "console" };
    if (form) headers["X-CSRFToken"] = $("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(address, { method: form ? "POST" : "GET", headers, body: form, redirect: "error" });
      if (answer.status === 401) { signedOut(); return false; }
      if (answer.status === 409) { if (!unsaved()) location.reload(); return unsaved() && await signedInAgain() ? {} : null; }
      if (answer.status === 204) return {};
      return answer.ok ? await answer.json() : null;
    } catch { return null; }
  }

  // an open case: new messages, who else is here, whether what is shown is still true
  const page = $("#case");
  if (page) {
    const talk = $("#talk");
    const box = talk.parentElement;
    box.scrollTop = box.scrollHeight;
    const last = () => Number($$("[data-seq]", talk).pop()?.dataset.seq || 0);
    let wrote = 0;
    let talked = 0;
    $("#say")?.addEventListener("input", (event) => { talked = event.target.value ? Date.now() : 0; });
    // the visitor's page tells how far it was read: the mark goes to the last message of ours up to there
    const mark = (read) => {
      const ours = $$(".line.staff", talk).filter((line) => Number(line.dataset.seq) <= read).pop();
      for (const old of $$(".read", talk)) if (old.closest(".line") !== ours) old.remove();
      if (!ours || $(".read", ours)) return;
      const seen = document.createElement("span");
      seen.className = "read";
      seen.textContent = "Read";
      $(".by", ours).append(seen);
    };
    for (const field of $$("[data-writing]")) field.addEventListener("input", () => { wrote = Date.now(); });
    const look = async () => {
      const news = await ask(page.dataset.live, new URLSearchParams({ after: last(), writing: Date.now() - wrote < 8000 ? 1 : 0, talking: Date.now() - talked < 5000 ? 1 : 0 }));
      if (!news) return;
      const made = new DOMParser().parseFromString(`<ol>${news.lines}</ol>`, "text/html");
      const lines = $$("li", made).filter((line) => Number(line.dataset.seq) > last());
      const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
      talk.append(...lines);
      if (lines.length && atEnd) box.scrollTop = box.scrollHeight;
      const heard = lines.filter((line) => line.classList.contains("visitor"));
      if (heard.length) $("#news").textContent = `New from the visitor: ${$(".said", heard[heard.length - 1]).textContent}`;
      mark(news.visitor_read);
      const typing = $("#typing");
      const told = news.visitor_writing ? "The visitor is writing…" : "";
      if (typing && typing.textContent !== told) typing.textContent = told;
      $("#others span").textContent = news.others.join(", ");
      $("#others").hidden = news.others.length === 0;
      const stale = news.version !== page.dataset.version || news.holder !== page.dataset.holder;
      if (stale) $("#stale span").textContent = news.change;
      $("#stale").hidden = !stale;
    };
    setInterval(() => { if (!document.hidden) look(); }, 3000);

    // what takes time to write is sent only by someone who is still signed in
    for (const form of $$("form", page)) {
      if (form.id === "composer" || !$("textarea", form)) continue;
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (await ask(page.dataset.live, new URLSearchParams({ after: 0 })) !== false) form.submit();
      });
    }

    const composer = $("#composer");
    if (composer && location.hash === "#say") {
      $("#say").focus({ preventScroll: true });
      composer.scrollIntoView({ block: "end" });
    }
    composer?.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = $("button", composer);
      button.disabled = true;
      const sent = await ask(composer.action, new URLSearchParams(new FormData(composer)));
      button.disabled = false;
      if (sent === false) return;
      if (!sent) { composer.submit(); return; }
      composer.elements.nonce.value = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      $("#say").value = "";
      wrote = talked = 0;
      $("#say").focus();
      look();
    });
    $("#canned")?.addEventListener("change", (event) => {
      const field = $("#say");
      field.value = field.value ? `${field.value}\n${event.target.value}` : event.target.value;
      event.target.value = "";
      field.focus();
    });
  }
})();
