/* Two minutes before a login ends, ask whether somebody is still there. Without JavaScript the login ends, and what was sent is kept. */
(() => {
  "use strict";

  const WORDS = {
    nl: ["Bent u er nog?", "Over 2 minuten loggen wij u uit. Dat is veiliger.", "Blijf ingelogd"],
    en: ["Are you still there?", "We will log you out in 2 minutes. That is safer.", "Stay logged in"],
  };
  const until = () => Number((document.cookie.match(/(?:^|; )balie_until=(\d+)/) || [])[1] || 0);
  const left = () => until() * 1000 - Date.now();
  let dialog = null;

  const ask = () => {
    const [title, text, stay] = WORDS[document.documentElement.lang.slice(0, 2)] || WORDS.nl;
    dialog = document.createElement("dialog");
    dialog.className = "b-card";
    dialog.setAttribute("aria-labelledby", "sessie-titel");
    const parts = [["h2", title], ["p", text], ["button", stay]].map(([tag, words]) => {
      const part = document.createElement(tag);
      part.textContent = words;
      return part;
    });
    parts[0].id = "sessie-titel";
    parts[0].className = "utrecht-heading-2";
    parts[1].className = "utrecht-paragraph";
    parts[2].className = "utrecht-button utrecht-button--primary-action";
    dialog.append(...parts);
    dialog.addEventListener("close", () => { dialog.remove(); dialog = null; });
    parts[2].addEventListener("click", async () => {
      await fetch("/inloggen/verlengen/").catch(() => {});
      dialog.close();
    });
    document.body.append(dialog);
    dialog.showModal();
  };

  const look = () => {
    if (!until()) return;
    if (left() <= 0) { if (dialog) dialog.close(); return; }
    if (left() <= 120000 && !dialog) ask();
    if (left() > 120000 && dialog) dialog.close(); // another tab said yes
  };

  if (until()) setInterval(look, 5000);
})();
