// Regions that follow changes (ui/live.html) ask every few seconds whether they are still true; a clock that turned asks
// for the region itself. An answer from another address (the sign-in page) never lands inside a page, and a region in which
// somebody types or chose something is left alone.
{
  document.addEventListener("DOMContentLoaded", () => document.body.addEventListener("kabinet-stale", () => {
    document.querySelectorAll("[data-live]").forEach((live) => window.htmx?.ajax("GET", live.dataset.live, { target: live, swap: "outerHTML" }));
  }));

  const elsewhere = (xhr, path) => xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(path, location.href).pathname;

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo, target } = event.detail;
    if (elsewhere(xhr, pathInfo.requestPath)) event.detail.shouldSwap = false;
    if (target.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) event.detail.shouldSwap = false;
    if (target.querySelector("details.menu[open], .pick :checked")) event.detail.shouldSwap = false;
  });
}
