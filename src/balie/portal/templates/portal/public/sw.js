// Keeps one page for when there is no internet. Never keeps a page that was shown.
const NAME = "{{ version|escapejs }}";
const KEEP = [{% for address in keep %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(KEEP)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)))));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(fetch(request).catch(() => caches.match("/offline/")));
  } else if (request.method === "GET" && KEEP.includes(new URL(request.url).pathname) && !request.url.endsWith("/offline/")) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});
