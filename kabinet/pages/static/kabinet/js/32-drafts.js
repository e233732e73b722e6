// Drafts: a form with data-autosave is posted there two seconds after the last key. What cannot be posted stays in this browser
// (30-kept.js) and goes out as a draft when the connection is back; only a person sends.
{
  const { kept } = window, WAIT = 2000, timers = new WeakMap(), under = new WeakMap();
  const said = (form, words) => form.querySelectorAll("[data-saved]").forEach((place) => (place.textContent = words));
  const typed = (form) => {
    const data = new FormData(form);
    [...data.keys()].forEach((name) => (data.get(name) instanceof File || name === "sending") && data.delete(name));
    return new URLSearchParams(data);
  };

  const save = async (form) => {
    timers.delete(form);
    if (form.dataset.sent) return;
    const body = typed(form), stop = new AbortController();
    under.set(form, stop);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { "HX-Request": "true" }, signal: stop.signal });
      kept.reached(true);
      if (!answer.ok) throw new Error(String(answer.status));
      if (form.dataset.sent) return;
      if (typed(form).toString() === body.toString()) kept.saved(form);
      const clock = new Date().toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
      said(form, `${document.body.dataset.savedWords} ${clock}`);
    } catch (fault) {
      if (form.dataset.sent) return;
      if (fault instanceof TypeError) kept.reached(false);
      if (kept.keep(form)) said(form, document.body.dataset.keptWords);
    }
  };
  const later = (form) => {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(save, WAIT, form));
  };
  const forms = () => document.querySelectorAll("form[data-autosave]");

  document.addEventListener("input", ({ target }) => target.form?.dataset.autosave && later(target.form));
  document.addEventListener("submit", ({ target }) => {
    clearTimeout(timers.get(target));
    under.get(target)?.abort(); // a draft that arrives after its message would stand there again
  });
  addEventListener("online", () => forms().forEach((form) => kept.read(kept.key(form)) && save(form)));
  forms().forEach((form) => form.addEventListener("kabinet-typed", () => later(form)));
}
