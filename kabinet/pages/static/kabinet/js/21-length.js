// Length: a text that is too long is never cut by the browser. Its field says how much is left, or too much, and is not sent.
{
  const NEAR = 0.9, words = document.body.dataset;
  const bounded = (field) => {
    if (field.maxLength > 0) {
      field.dataset.longest = field.maxLength;
      field.removeAttribute("maxlength"); // by itself a browser drops the end of what is pasted, without a word
    }
    return Number(field.dataset.longest);
  };
  const place = (field) => {
    const next = field.nextElementSibling;
    if (next?.matches(".length-left")) return next;
    const made = document.createElement("span");
    made.className = "hint length-left";
    made.setAttribute("aria-live", "polite");
    field.after(made);
    return made;
  };

  const count = (field) => {
    const most = bounded(field);
    if (!most) return;
    const long = [...field.value.trim()].length, over = long - most;
    if (long < most * NEAR && !field.nextElementSibling?.matches(".length-left")) return;
    const said = over > 0 ? `${words.overWords} ${over}` : `${words.leftWords} ${-over}`;
    const shown = place(field);
    shown.textContent = long < most * NEAR ? "" : said;
    shown.classList.toggle("error", over > 0);
    field.setCustomValidity(over > 0 ? said : "");
  };
  const typed = "textarea, input:is([type=text], [type=tel], [type=url], [type=email], :not([type]))";
  for (const event of ["focusin", "input", "kabinet-typed"]) {
    document.addEventListener(event, ({ target }) => target.matches?.(typed) && count(target));
  }
}
