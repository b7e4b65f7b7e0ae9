/* Passkeys: a form with data-passkey ("get" or "create") asks the device, and sends what it answers. Hidden where a browser cannot. */
(() => {
  "use strict";

  const can = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON && PublicKeyCredential.parseCreationOptionsFromJSON;

  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent).publicKey;
    const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
    return (await answer.json()).request_options.publicKey;
  };

  const ask = async (form) => {
    const given = await options(form);
    if (form.dataset.passkey === "get") return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(given) });
    given.authenticatorSelection = { ...given.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(given) });
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    if (!can) return;
    form.hidden = false;
    document.querySelectorAll("[data-without-passkey]").forEach((line) => { line.hidden = true; });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        form.elements.credential.value = JSON.stringify((await ask(form)).toJSON());
        form.submit();
      } catch { delete form.dataset.sent; }
    });
  });
})();
