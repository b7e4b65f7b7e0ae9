/* What is typed on a step stays on this device until it was sent, in this tab only: when the connection drops, it is still there.

A form says whose it is (data-kept), on which page (data-page), and which questions are never kept (data-never). Files, passwords and what is
hidden never are. It is gone when the server has it, when somebody logs out, and an hour after the last letter. */
(() => {
  "use strict";

  const KEY = "ingevuld:", HOUR = 3600000;
  const form = document.querySelector("form[data-kept]");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("ingevuld") : null;
  let store;
  try { store = window.sessionStorage; store.getItem(KEY); } catch { return; } // a browser that keeps nothing

  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
  const keys = (start = KEY) => Object.keys(store).filter((key) => key.startsWith(start));
  const drop = (found) => found.forEach((key) => store.removeItem(key));
  const old = () => drop(keys().filter((key) => !(Date.now() - (read(key) || {}).at < HOUR)));

  old();
  setInterval(old, 60000);
  document.addEventListener("submit", (event) => {
    if (!new URL(event.target.action, location.href).pathname.endsWith("/uitloggen/")) return;
    drop(keys());
    if (channel) channel.postMessage("uit");
  });
  if (channel) channel.addEventListener("message", () => drop(keys()));
  if (!form) return;

  const all = `${KEY}${form.dataset.kept}/`, own = `${all}${form.dataset.page || ""}`;
  const revision = Number(form.dataset.revision);
  const said = form.querySelector("[data-told]");
  drop(keys(all).filter((key) => { const each = read(key); return !each || (each.sent && each.revision < revision); }));
  if (!form.dataset.page) { // the last page: what is sent from here is complete
    form.addEventListener("submit", () => drop(keys(all)));
    return;
  }

  const tell = (what) => {
    const source = what && form.querySelector(`template[data-say="${what}"]`);
    said.replaceChildren(...(source ? [source.content.cloneNode(true)] : []));
  };
  const never = form.dataset.never.split(" ");
  const fields = () => [...form.elements].filter((field) => field.name && field.matches("input, select, textarea")
    && !["hidden", "file", "password", "submit", "button"].includes(field.type) && !field.readOnly
    && !field.name.split("-").some((part) => never.includes(part)));
  const tick = (field) => field.type === "checkbox" || field.type === "radio";
  const id = (field) => (tick(field) ? `${field.name}=${field.value}` : field.name);
  const value = (field) => (tick(field) ? field.checked : field.value);
  const values = () => Object.fromEntries(fields().map((field) => [id(field), value(field)]));
  const drawn = values();

  const keep = (more = {}) => store.setItem(own, JSON.stringify({ at: Date.now(), revision, values: values(), ...more }));
  const put = (wanted) => fields().filter((field) => id(field) in wanted && wanted[id(field)] !== value(field)).map((field) => {
    if (tick(field)) field.checked = wanted[id(field)]; else field.value = wanted[id(field)];
    return field;
  });

  // Put back what the server does not have. An answer may bring up other questions: they are filled in when they are there.
  const kept = read(own);
  const left = kept ? { ...kept.values } : {};
  const back = () => {
    const there = fields();
    const changed = put(left);
    there.forEach((field) => delete left[id(field)]);
    if (changed.length) changed[0].dispatchEvent(new Event("change", { bubbles: true }));
    return changed.length;
  };
  if (kept && Object.keys(left).length) {
    window.addEventListener("load", () => {
      if (!back()) return;
      tell("back");
      said.querySelector("button").addEventListener("click", () => {
        clearTimeout(write.soon);
        Object.keys(left).forEach((each) => delete left[each]);
        drop([own]);
        put(drawn);
        tell("");
      });
    });
    document.addEventListener("htmx:afterSettle", back);
  }

  let waiting = null;
  const write = () => { clearTimeout(write.soon); write.soon = setTimeout(() => { write.soon = null; keep(); }, 300); };
  form.addEventListener("input", write);
  form.addEventListener("change", write);
  window.addEventListener("pagehide", () => { if (!form.dataset.sent && write.soon) { clearTimeout(write.soon); keep(); } });
  form.addEventListener("submit", (event) => {
    clearTimeout(write.soon);
    write.soon = null;
    if (navigator.onLine) { keep({ sent: true }); return; }
    event.preventDefault(); // it goes by itself once there is a connection
    keep();
    waiting = event.submitter;
    tell("waits");
  });
  window.addEventListener("offline", () => tell("offline"));
  window.addEventListener("online", () => {
    tell("online");
    if (waiting) form.requestSubmit(waiting);
    waiting = null;
  });
  if (!navigator.onLine) tell("offline");
})();
