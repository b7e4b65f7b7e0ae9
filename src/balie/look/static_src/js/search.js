/* Results while typing, as a combobox with a list. Without this the box is a form that works. */
(() => {
  "use strict";

  const PAUSE = 120;
  const SHORTEST = 2;

  const wire = (form, number) => {
    const box = form.querySelector("input");
    const list = document.createElement("ul");
    const said = document.createElement("p");
    list.id = `suggesties-${number}`;
    list.className = "b-suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.querySelector("label").textContent);
    said.className = "b-hidden";
    said.setAttribute("role", "status");
    form.append(list, said);
    // a search field has a role of its own, which knows no list
    box.type = "text";
    box.enterKeyHint = "search";
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) box.setAttribute(name, value);

    let waiting, latest = 0, chosen = -1, shown = "";
    const options = () => [...list.children];

    const close = () => {
      latest += 1;
      shown = "";
      list.hidden = true;
      chosen = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };

    const choose = (place) => {
      const all = options();
      if (!all.length) return;
      chosen = (place + all.length) % all.length;
      all.forEach((one, index) => one.setAttribute("aria-selected", String(index === chosen)));
      box.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    };

    const option = ({ title, url, hint }, place) => {
      const row = document.createElement("li");
      row.id = `${list.id}-${place}`;
      row.className = "b-suggest__one";
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.dataset.url = url;
      for (const [text, kind] of [[title, "b-strong"], [hint, "b-meta"]]) {
        const part = document.createElement("span");
        part.className = kind;
        part.textContent = text;
        row.append(part, " ");
      }
      return row;
    };

    const show = (results) => {
      list.replaceChildren(...results.map(option));
      list.hidden = !results.length;
      chosen = -1;
      box.removeAttribute("aria-activedescendant");
      box.setAttribute("aria-expanded", String(!list.hidden));
      said.textContent = results.length ? form.dataset.some.replace("{n}", results.length) : form.dataset.none;
    };

    const ask = async () => {
      const mine = ++latest, words = box.value.trim();
      try {
        const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`);
        const found = answer.ok ? (await answer.json()).results : [];
        if (mine === latest && words !== shown) { show(found); shown = words; }
      } catch {
        if (mine === latest) close();
      }
    };

    box.addEventListener("input", () => {
      clearTimeout(waiting);
      if (box.value.trim().length < SHORTEST) close();
      else waiting = setTimeout(ask, PAUSE);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
      if (list.hidden) return;
      if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
      if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); location.assign(options()[chosen].dataset.url); }
    });
    box.addEventListener("blur", () => { clearTimeout(waiting); close(); });
    // the click must come before the field loses its place
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const row = event.target.closest("[data-url]");
      if (row) location.assign(row.dataset.url);
    });
  };

  document.querySelectorAll("form[data-suggest]").forEach(wire);
})();
