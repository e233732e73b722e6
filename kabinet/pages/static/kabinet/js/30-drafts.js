// Drafts: a form with data-autosave is posted there two seconds after the last key. While there is no connection, what was
// typed stays in this browser and goes out when it returns; so does what was typed just before leaving the page, and what was
// sent when the session had ended: it is back in its form after signing in.
{
  const WAIT = 2000, SENT = "sent", timers = new WeakMap();
  // By person: on a shared computer nobody finds what somebody else typed.
  const key = (form) => `draft:${document.body.dataset.person}:${form.dataset.autosave}`;
  const said = (form, words) => form.querySelectorAll("[data-saved]").forEach((place) => (place.textContent = words));
  const typed = (form) => {
    const data = new FormData(form);
    [...data.keys()].forEach((name) => data.get(name) instanceof File && data.delete(name));
    return new URLSearchParams(data);
  };
  const text = (form) => {
    const body = typed(form);
    body.delete("csrfmiddlewaretoken");
    return body.toString();
  };
  const keep = (form) => localStorage.setItem(key(form), text(form));

  const save = async (form) => {
    timers.delete(form);
    if (form.dataset.sent) return;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: typed(form), headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(String(answer.status));
      localStorage.removeItem(key(form));
      const clock = new Date().toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
      said(form, `${document.body.dataset.savedWords} ${clock}`);
    } catch {
      keep(form);
      said(form, document.body.dataset.keptWords);
    }
  };
  const later = (form) => {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(save, WAIT, form));
  };
  const fill = (field, value) => {
    if (field instanceof RadioNodeList || field?.type === "select-one") field.value = value; // who will read it, above all
    else if (field?.type === "checkbox") field.checked = true;
    else if (field && field.type !== "hidden" && !field.value.includes(value)) field.value = value;
  };
  const restore = (form) => {
    const kept = localStorage.getItem(key(form));
    if (!kept) return;
    new URLSearchParams(kept).forEach((value, name) => fill(form.elements[name], value));
    form.dispatchEvent(new Event("change", { bubbles: true }));
    later(form);
  };
  const returned = () => {
    const [where, words] = JSON.parse(localStorage.getItem(SENT) || "[]");
    localStorage.removeItem(SENT);
    if (where && document.body.classList.contains("entrance")) localStorage.setItem(where, words);
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-autosave]");
    if (form) later(form);
  });
  const forms = () => document.querySelectorAll("form[data-autosave]");
  document.addEventListener("DOMContentLoaded", () => {
    returned();
    forms().forEach(restore);
  });
  document.addEventListener("submit", ({ target }) => {
    if (!target.dataset.autosave) return;
    localStorage.removeItem(key(target));
    localStorage.setItem(SENT, JSON.stringify([key(target), text(target)]));
  });
  addEventListener("pagehide", () => forms().forEach((form) => timers.has(form) && !form.dataset.sent && keep(form)));

  const connected = () => {
    const banner = document.getElementById("offline");
    if (banner) banner.hidden = navigator.onLine;
    if (navigator.onLine) forms().forEach((form) => localStorage.getItem(key(form)) && save(form));
  };
  addEventListener("online", connected);
  addEventListener("offline", connected);
}
