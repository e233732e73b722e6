// Copies what [data-copy] names; sends a form of [data-submits] when its choice changes; a page that nobody looks at asks nothing.
{
  const copiers = () => document.querySelectorAll("[data-copy]");
  document.addEventListener("DOMContentLoaded", () => navigator.clipboard && copiers().forEach((button) => (button.hidden = false)));
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1500);
  });
  document.addEventListener("change", (event) => event.target.closest("form[data-submits]") && event.target.form.requestSubmit());
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.matches("[data-live]")) event.preventDefault();
  });
}
