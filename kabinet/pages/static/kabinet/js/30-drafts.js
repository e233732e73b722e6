// Drafts: a form with data-autosave is posted there two seconds after the last key. While there is no connection, what was
// typed stays in this browser and goes out when it returns.
{
  const WAIT = 2000, timers = new WeakMap();
  const key = (form) => `draft:${form.dataset.autosave}`;
  const said = (form, words) => form.querySelectorAll("[data-saved]").forEach((place) => (place.textContent = words));
  const typed = (form) => {
    const data = new FormData(form);
    [...data.keys()].forEach((name) => data.get(name) instanceof File && data.delete(name));
    return new URLSearchParams(data);
  };

  const save = async (form) => {
    if (form.dataset.sent) return;
    const body = typed(form);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(String(answer.status));
      localStorage.removeItem(key(form));
      const clock = new Date().toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
      said(form, `${document.body.dataset.savedWords} ${clock}`);
    } catch {
      body.delete("csrfmiddlewaretoken");
      localStorage.setItem(key(form), body.toString());
      said(form, document.body.dataset.keptWords);
    }
  };
  const later = (form) => {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(save, WAIT, form));
  };
  const restore = (form) => {
    const kept = localStorage.getItem(key(form));
    if (!kept) return;
    new URLSearchParams(kept).forEach((value, name) => {
      const field = form.elements[name];
      if (field?.type === "textarea" || field?.type === "text") field.value ||= value;
    });
    later(form);
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-autosave]");
    if (form) later(form);
  });
  const forms = () => document.querySelectorAll("form[data-autosave]");
  document.addEventListener("DOMContentLoaded", () => forms().forEach(restore));
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.autosave) localStorage.removeItem(key(event.target));
  });

  const connected = () => {
    const banner = document.getElementById("offline");
    if (banner) banner.hidden = navigator.onLine;
    if (navigator.onLine) forms().forEach((form) => localStorage.getItem(key(form)) && save(form));
  };
  addEventListener("online", connected);
  addEventListener("offline", connected);
}
