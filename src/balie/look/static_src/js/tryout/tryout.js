/* Trying an operation of an API: sends what is in the form with the token in it, and keeps the line to copy in step. Without this file the line is there. */
(() => {
  "use strict";

  const form = document.querySelector("[data-tryout]");
  if (!form) return;
  const {method, address, busy, failed, empty, missing, said} = form.dataset;
  const fixed = JSON.parse(form.dataset.headers);
  const line = document.querySelector("[data-curl]"), answer = document.querySelector("[data-answer]");
  const title = answer.querySelector("h3"), shown = answer.querySelector("pre");
  const fields = (where) => [...form.elements].filter((one) => one.name && one.name.startsWith(`${where}:`));
  const named = (one) => one.name.slice(one.name.indexOf(":") + 1);
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const body = () => form.elements.namedItem("body")?.value ?? "";

  const url = (left) => {
    let found = address;
    for (const one of fields("path")) {
      const value = one.value.trim();
      if (value) found = found.replace(`{${named(one)}}`, encodeURIComponent(value));
      else left.push(one);
    }
    const query = new URLSearchParams(fields("query").filter((one) => one.value.trim()).map((one) => [named(one), one.value.trim()]));
    return found + (query.size ? `?${query}` : "");
  };
  const headers = () => ({...fixed, ...Object.fromEntries(fields("header").filter((one) => one.value.trim()).map((one) => [named(one), one.value.trim()]))});

  const write = () => {
    const start = {GET: "curl", HEAD: "curl --head"}[method] ?? `curl -X ${method}`;
    const lines = [`${start} ${quoted(url([]))}`, '-H "Authorization: Bearer $TOKEN"'];
    for (const [name, value] of Object.entries(headers())) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
    for (const one of fields("part")) lines.push(`-F ${quoted(one.type === "file" ? `${named(one)}=@${one.files[0]?.name ?? "bestand"}` : `${named(one)}=${one.value}`)}`);
    if (body()) lines.push(`-d ${quoted(body())}`);
    line.textContent = lines.join(" \\\n  ");
  };

  const packed = () => {
    if (!fields("part").length) return body() || undefined;
    const data = new FormData();
    for (const one of fields("part")) data.append(named(one), one.type === "file" ? one.files[0] ?? "" : one.value);
    return data;
  };
  const readable = async (response) => {
    const kind = response.headers.get("content-type") ?? "";
    if (kind.includes("json")) return JSON.stringify(JSON.parse(await response.text()), null, 2);
    return `${kind} (${(await response.blob()).size} bytes)`;
  };
  const tell = (sentence, text) => {
    title.hidden = false;
    title.textContent = sentence;
    shown.textContent = text;
    shown.hidden = !text;
  };

  const send = async () => {
    const left = [], there = url(left), token = form.elements.namedItem("token");
    if (!token.value.trim()) left.unshift(token);
    if (left.length) {
      tell(`${missing} ${left.map((one) => form.querySelector(`label[for="${one.id}"]`).textContent.trim()).join(", ")}`, "");
      left[0].focus();
      return;
    }
    tell(busy, "");
    try {
      const response = await fetch(there, {
        method, body: packed(), credentials: "omit", redirect: "error", cache: "no-store",
        headers: {...headers(), Accept: "*/*", Authorization: `Bearer ${token.value.trim()}`},
      });
      const told = ["Location", "ETag", "API-version"].filter((name) => response.headers.get(name)).map((name) => `${name}: ${response.headers.get(name)}`);
      const text = method === "HEAD" || response.status === 204 || response.status === 304 ? "" : await readable(response);
      tell(`${said} ${response.status}`, [...told, "", text || empty].join("\n").trim());
    } catch {
      tell(failed, "");
    }
    title.focus();
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  form.addEventListener("input", write);
  form.hidden = false;
})();
