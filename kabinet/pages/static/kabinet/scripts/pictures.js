// Pictures of a talk in their larger size, one after another: arrows go on, Escape closes. Without a script a link leads there.
// What stands open under a file stays open when the talk is drawn anew.
{
  const pictures = () => [...document.querySelectorAll("a[data-picture]")];
  const box = () => document.getElementById("light-box");
  const part = (name) => box().querySelector(`[data-${name}]`);
  let shown = ""; // its address: places change when somebody writes

  const show = (link) => {
    const all = pictures(), place = all.indexOf(link), picture = part("large");
    shown = link.getAttribute("href");
    picture.hidden = false;
    part("none").hidden = true;
    picture.src = shown;
    picture.alt = part("name").textContent = link.dataset.picture;
    part("original").href = link.dataset.original;
    part("place").textContent = all.length > 1 ? `${place + 1} / ${all.length}` : "";
    part("before").hidden = part("after").hidden = all.length < 2;
  };
  const step = (by) => {
    const all = pictures(), place = all.findIndex((link) => link.getAttribute("href") === shown);
    if (all.length) show(all[(place + by + all.length) % all.length]);
  };

  addEventListener("click", (event) => {
    const link = event.target.closest("a[data-picture]");
    if (link && box() && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      show(link);
      box().showModal();
    } else if (event.target.closest("#light-box [data-close]") || event.target === box()) box().close();
    else if (event.target.closest("#light-box [data-before]")) step(-1);
    else if (event.target.closest("#light-box [data-after]")) step(1);
  });
  addEventListener("keydown", (event) => {
    if (!box()?.open || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
    event.stopImmediatePropagation(); // no key of the page means anything meanwhile
  }, true);

  const failed = (picture) => { // once more in a while: all may have been busy
    if (picture.matches("#light-box img")) {
      picture.hidden = true;
      part("none").hidden = false;
    } else if (!picture.dataset.again) {
      picture.dataset.again = "1";
      setTimeout(() => (picture.src = `${picture.getAttribute("src")}?again`), 3000);
    } else picture.closest("a").classList.add("unmade");
  };
  addEventListener("error", (event) => {
    if (event.target.matches?.("a[data-picture] img, #light-box img")) failed(event.target);
  }, true);
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("a[data-picture] img").forEach((picture) => {
    if (picture.complete && !picture.naturalWidth) failed(picture); // before this script was there
  }));

  const open = new Map();
  document.addEventListener("htmx:beforeSwap", (event) => event.detail.target.querySelectorAll("details.inside[open]").forEach((each) => open.set(each.id, each)));
  document.addEventListener("htmx:afterSettle", () => {
    open.forEach((each, id) => document.getElementById(id) !== each && document.getElementById(id)?.replaceWith(each));
    open.clear();
  });
}
