// An error is about what was sent: it goes when that is changed, and is there again when what was sent is put back.
{
  const sent = new WeakMap();
  const said = (form, name) => JSON.stringify([...form.elements].filter((one) => one.name === name).map((one) =>
    one.type === "checkbox" || one.type === "radio" ? one.checked : one.type === "file" ? one.files.length : one.value));
  const base = (id) => id.replace(/_\d+$/, "");
  const errorOf = (control) => control.id && document.getElementById(`${base(control.id)}_error`);
  const links = (id) => [...document.querySelectorAll("#errors li")].filter((line) => base(line.querySelector("a")?.hash.slice(1) || "") === id);

  const mend = (control) => {
    const error = errorOf(control), form = control.form;
    if (!error || !form || !sent.has(error)) return;
    const mended = said(form, control.name) !== sent.get(error), id = base(control.id);
    error.hidden = mended;
    error.closest(".field, .term, .yes-no, .choices, .item-body")?.classList.toggle("faulty", !mended);
    [...form.elements].filter((one) => one.name === control.name).forEach((one) => mended ? one.removeAttribute("aria-invalid") : one.setAttribute("aria-invalid", "true"));
    links(id).forEach((line) => (line.hidden = mended));
    const summary = document.getElementById("errors"), lines = [...(summary?.querySelectorAll("li") || [])];
    if (lines.length) summary.hidden = lines.every((line) => line.hidden);
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form [id]").forEach((one) => {
    const error = one.name && one.form && errorOf(one);
    if (error) sent.set(error, said(one.form, one.name));
  }));
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target }) => {
      if (!target.form) return;
      mend(target);
      target.form.querySelectorAll(".composer > .error").forEach((error) => (error.hidden = true));
    });
  }
}
