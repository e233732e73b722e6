// In an installed app, which is one person's, the last list is kept on this device and leaves with them (30-kept.js).
{
  const { kept } = window, words = (place) => place?.textContent.trim().replace(/\s+/g, " ") || "";
  // Notices pushed to this browser (scripts/push.js) leave it with their person as well.
  const leaves = (worker) => Object.keys(localStorage).some((each) => /^text:.*:push$/.test(each)) || worker.pushManager?.getSubscription().then((push) => push?.unsubscribe());
  navigator.serviceWorker?.register("/service-worker.js").then(leaves).catch(() => {});
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
