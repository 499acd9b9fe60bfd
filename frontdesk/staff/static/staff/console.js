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

  // keyboard
  const rows = $$(".cases .cover");
  const go = (step) => {
    const at = rows.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
    rows[next]?.focus();
  };
  const view = { a: "open", m: "mine", n: "unassigned", g: "urgent", o: "overdue", w: "waiting" };
  const press = (selector) => { const found = $(selector); if (found) { found.click(); return true; } return false; };
  const focus = (selector) => { const found = $(selector); if (found) { found.focus(); return true; } return false; };
  const keys = {
    "/": () => focus("#q"),
    j: () => go(1),
    k: () => go(-1),
    u: () => press("[data-key=u]"),
    t: () => press("[data-key=t]"),
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
})();
