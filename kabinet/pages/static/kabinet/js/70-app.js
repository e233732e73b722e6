// The installed app: the service worker, the last list on this device, the figure on the icon, and the page without a network.
// The list is kept in an installed app alone, which is one person's; it leaves with them like their texts (30-kept.js).
{
  const { kept } = window, LINES = 50, AGAIN = 5000;
  const name = (person) => `text:${person}:list`;
  const installed = matchMedia("(display-mode: standalone)").matches;
  const words = (place) => place?.textContent.trim().replace(/\s+/g, " ") || "";
  const page = document.querySelector("[data-offline-page]");

  navigator.serviceWorker?.register("/service-worker.js").catch(() => {});

  const line = (row) => ({
    subject: words(row.querySelector(".subject a")),
    number: words(row.querySelector(".subject .nowrap")),
    status: words(row.querySelector(".status")),
    due: (row.querySelector(".clock")?.title || "").split(". ")[0],
  });
  const rows = document.querySelectorAll(".client-row, .ticket-row");
  if (installed && kept.person && rows.length) {
    kept.write(name(kept.person), { at: Date.now(), title: document.title.split(" · ")[0], lines: [...rows].slice(0, LINES).map(line) });
  }
  if (installed && kept.person) {
    const unread = parseInt(words(document.querySelector('a[href="/notices/"] .count')), 10) || 0;
    (unread ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.())?.catch(() => {});
  }

  const put = (list, heads) => heads.forEach(([head, ...lines]) => {
    const item = document.createElement("li"), strong = document.createElement("b");
    strong.textContent = head;
    item.append(strong, ...lines.filter(Boolean).flatMap((text) => {
      const small = document.createElement("small");
      small.textContent = text;
      return [document.createElement("br"), small];
    }));
    list.append(item);
  });
  const when = (at) => new Date(at).toLocaleString(document.documentElement.lang, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  if (page) {
    const last = Object.keys(localStorage).filter((each) => /^text:\d+:list$/.test(each)).map(kept.read).filter(Boolean).sort((a, b) => b.at - a.at)[0];
    const texts = kept.all("").map(([, record]) => [record.name, when(record.at)]);
    const place = page.querySelector("[data-texts]"), list = page.querySelector("[data-last-list]");
    put(place.querySelector("ul"), texts);
    place.hidden = !texts.length;
    if (last) {
      list.querySelector("h2").textContent = last.title;
      list.querySelector("time").textContent = when(last.at);
      put(list.querySelector("ul"), last.lines.map((each) => [each.subject, `${each.number} · ${each.status}`, each.due]));
    }
    list.hidden = !last;
    page.querySelector("[data-again]").addEventListener("click", () => location.reload());
    addEventListener("online", () => location.reload());
    setInterval(() => fetch("/health", { cache: "no-store" }).then(() => location.reload(), () => {}), AGAIN);
  }

  const install = document.querySelector("[data-install]");
  addEventListener("beforeinstallprompt", (event) => {
    if (!install) return;
    event.preventDefault();
    install.hidden = false;
    install.onclick = () => event.prompt().then(() => (install.hidden = true));
  });
}
