// An installed app is one person's: the last list is kept, and leaves with them as push does (30-kept.js).
{
  const { kept } = window, words = (place) => place?.textContent.trim().replace(/\s+/g, " ") || "";
  navigator.serviceWorker?.register("/service-worker.js").then((one) => Object.keys(localStorage).some((name) => name.endsWith(":push")) || one.pushManager.getSubscription()).then((one) => one?.unsubscribe()).catch(() => {});
  if (kept.person && matchMedia("(display-mode: standalone)").matches) {
    const unread = parseInt(words(document.querySelector('a[href="/notices/"] .count')), 10);
    (unread ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.())?.catch(() => {});
    const lines = [...document.querySelectorAll(".client-row, .ticket-row")].slice(0, 50).map((row) => ({
      subject: words(row.querySelector(".subject a")),
      number: words(row.querySelector(".subject .nowrap")),
      status: words(row.querySelector(".status")),
      due: (row.querySelector(".clock")?.title || "").split(". ")[0],
    }));
    if (lines.length) kept.write(`text:${kept.person}:list`, { at: Date.now(), title: document.title.split(" · ")[0], lines });
  }
}
