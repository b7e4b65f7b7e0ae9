/* Comfort only: every page works without this. No page puts data in it and nothing it does is needed to finish a task. */
(() => {
  "use strict";

  const counter = (line) => {
    const field = document.getElementById(line.dataset.counter);
    const said = line.nextElementSibling;
    let pause;
    const show = () => {
      const left = Number(field.dataset.max) - [...field.value.trim()].length;
      line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("{n}", Math.abs(left));
    };
    // aloud only once somebody stops typing, and not before
    field.addEventListener("input", () => {
      show();
      clearTimeout(pause);
      pause = setTimeout(() => { said.textContent = line.textContent; }, 1000);
    });
    show();
    return show;
  };

  const date = (group) => {
    const boxes = [...group.querySelectorAll("input")];
    boxes.forEach((box, index) => {
      box.addEventListener("input", () => {
        const next = boxes[index + 1];
        if (next && box.value.length === 2 && !next.value && document.activeElement === box) next.focus();
      });
      box.addEventListener("paste", (event) => {
        const parts = (event.clipboardData.getData("text").match(/\d+/g) || []).slice(0, 3);
        if (parts.length < 3) return;
        event.preventDefault();
        if (parts[0].length === 4) parts.reverse();
        boxes.forEach((one, place) => { one.value = parts[place]; });
      });
    });
  };

  // What is drawn again mostly stays the same element: it is wired up once, and only says again what it said.
  const wired = new WeakMap();
  const once = (wire) => (element) => {
    if (wired.has(element)) wired.get(element)?.();
    else wired.set(element, wire(element));
  };
  const enhance = (root) => {
    root.querySelectorAll("[data-counter]").forEach(once(counter));
    root.querySelectorAll("[data-date]").forEach(once(date));
    const errors = root.querySelector("#fouten");
    if (errors) errors.focus();
  };

  // A button pressed twice sends once; the browser's "back" makes it usable again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method !== "post" || event.defaultPrevented) return;
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // A menu closes with Escape or a click beside it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.b-menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.b-menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  // Questions that are drawn again never wipe out what was typed in the meantime: then we ask once more.
  const typed = (form) => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value.name ?? value])).toString();
  document.addEventListener("htmx:beforeRequest", (event) => { event.target.asked = event.target.closest("form") && typed(event.target.closest("form")); });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.target.closest("form");
    if (!form || !event.target.hasAttribute("data-keep") || event.target.asked === typed(form)) return;
    event.detail.shouldSwap = false;
    setTimeout(() => event.target.dispatchEvent(new Event("change")), 200);
  });

  enhance(document);
  document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
  if ("serviceWorker" in navigator && window.isSecureContext) navigator.serviceWorker.register("/sw.js").catch(() => {});
})();
