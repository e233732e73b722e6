// The page without a network: what this device keeps of the last list (70-app.js) and of texts that were not sent (30-kept.js).
{
  const { kept } = window, AGAIN = 5000, page = document.querySelector("[data-offline-page]");

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
  const again = () => (location.pathname === "/offline/" ? location.assign("/") : location.reload());
  page.querySelector("[data-again]").addEventListener("click", again);
  addEventListener("online", again);
  setInterval(() => fetch("/health", { cache: "no-store" }).then(again, () => {}), AGAIN);
}
