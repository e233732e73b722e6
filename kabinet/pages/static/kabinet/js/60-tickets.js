// Copying; a choice that sends its form; a hidden page asks nothing.
{
  const on = (name, does) => document.addEventListener(name, does);
  for (const one of document.querySelectorAll("[data-copy]")) {
    one.hidden = !navigator.clipboard;
    one.onclick = () => navigator.clipboard.writeText(one.dataset.copy);
  }
  on("change", ({ target }) => target.closest("[data-submits]")?.requestSubmit());
  on("htmx:beforeRequest", (event) => document.hidden && event.target.dataset.live && event.preventDefault());
}
