{# Templates are packed into one line: no comment of the script itself. #}
{# Kept are one page without anybody's words and what it is drawn with. No answer of the server is kept, and no request is #}
{# changed: a page that cannot be had is replaced by that one. What is pushed is shown, and leads to the page it names. #}
const NAME = "{{ name }}", PAGE = "{{ page }}";
const KEPT = [{% for each in kept %}"{{ each }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(KEPT.map((each) => new Request(each, { cache: "reload", credentials: "same-origin" })))));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("kabinet-") && name !== NAME);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.waitUntil(Promise.all([self.registration.pushManager?.getSubscription(), told()]).then((both) => follow(...both)).catch(() => {}));
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  else if (pathname !== PAGE && KEPT.includes(pathname)) event.respondWith(fetch(request).catch(() => caches.match(pathname)));
});

self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data.json();
  } catch {}
  const shown = { body: said.body, tag: said.tag, lang: said.lang, icon: "{{ icon }}", data: { url: said.url } };
  event.waitUntil(self.registration.showNotification(said.title || "{{ title }}", shown));
});

{# A browser that is given another address at its push service says so; what was said last stands in a cache of its own, for the #}
{# event need not name it. What could not be said then is said with the next page. #}
const TOLD = "push", WHERE = "/push";
const coded = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const said = (push) => ({ endpoint: push.endpoint, key: coded(push.getKey("p256dh")), auth: coded(push.getKey("auth")) });
const told = async () => (await caches.match(WHERE, { cacheName: TOLD }))?.json();
const keep = async (now) => (await caches.open(TOLD)).put(WHERE, new Response(JSON.stringify(now)));

async function follow(push, was) {
  if (!push || !was || was.endpoint === push.endpoint) return;
  const now = said(push), body = new URLSearchParams({ old: was.endpoint, secret: was.auth, ...now });
  const { ok, status } = await fetch("{{ moved }}", { method: "POST", body });
  if (ok) await keep(now);
  else if (status === 404) await Promise.all([push.unsubscribe(), caches.delete(TOLD)]);
}

async function moved(event) {
  const { pushManager } = self.registration, was = (await told()) || (event.oldSubscription && said(event.oldSubscription));
  const anew = () => pushManager.subscribe(event.oldSubscription?.options || { userVisibleOnly: true, applicationServerKey: "{{ push_key }}" });
  const push = was && (event.newSubscription || (await pushManager.getSubscription()) || (await anew()));
  if (push && !(await told())) await keep(was);
  return follow(push, was);
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(moved(event)));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const said = new URL(event.notification.data?.url || "/notices/", location.origin), url = said.origin === location.origin ? said.href : location.origin;
  const open = (windows) => windows.find((each) => each.url === url)?.focus() || self.clients.openWindow(url);
  event.waitUntil(self.clients.matchAll({ type: "window", includeUncontrolled: true }).then(open));
});
