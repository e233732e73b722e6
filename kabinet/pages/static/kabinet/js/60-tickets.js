// Copying; words at hand put where one writes; a choice that sends its form; a hidden page asks nothing.
{
  const on = (name, does) => document.addEventListener(name, does);
  for (const one of document.querySelectorAll("[data-copy]")) {
    one.hidden = !navigator.clipboard;
    one.onclick = () => navigator.clipboard.writeText(one.dataset.copy);
  }
  on("click", (event) => {
    const one = event.target.closest("[data-insert]"), field = one?.closest("form")?.elements.text;
    if (!field) return;
    event.preventDefault();
    one.closest("details").open = false;
    field.setRangeText(one.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  on("change", ({ target }) => target.closest("[data-submits]")?.requestSubmit());
  on("htmx:beforeRequest", (event) => document.hidden && event.target.dataset.live && event.preventDefault());
}
