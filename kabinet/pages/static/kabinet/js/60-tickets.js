// Copying, printing; words at hand put where one writes; a choice that sends its form; a hidden page asks nothing.
{
  const on = (name, does) => document.addEventListener(name, does);
  for (const one of document.querySelectorAll("[data-copy]")) {
    one.hidden = !navigator.clipboard;
    one.onclick = () => navigator.clipboard.writeText(one.dataset.copy);
  }
  for (const one of document.querySelectorAll("[data-print]")) {
    one.hidden = false;
    one.onclick = () => print();
  }
  // Paper cannot be opened: the reasons of a deadline stand there step by step.
  const when = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" }, lang = document.documentElement.lang;
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details.why-steps").forEach((each) => (each.open = true));
    document.querySelectorAll("[data-printed]").forEach((each) => {
      each.textContent = new Intl.DateTimeFormat(lang, { ...when, timeZone: each.dataset.printed }).format(new Date());
    });
  });
  on("click", (event) => {
    const one = event.target.closest("[data-insert]"), field = one?.closest("form")?.elements.text;
    if (!field) return;
    event.preventDefault();
    one.closest("details").open = false;
    field.setRangeText(one.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // What came before the first key was there to be read: it is no surprise to whoever begins to write.
  on("htmx:afterSwap", () => {
    const live = document.querySelector("#ticket-live[data-version]"), form = document.querySelector("form#composer");
    if (!live || !form || form.elements.text.value) return;
    for (const name of ["version", "across"]) if (form.elements[name] && live.dataset[name]) form.elements[name].value = live.dataset[name];
  });
  on("change", ({ target }) => target.closest("[data-submits]")?.requestSubmit());
  on("htmx:beforeRequest", (event) => document.hidden && event.target.dataset.live && event.preventDefault());
}
