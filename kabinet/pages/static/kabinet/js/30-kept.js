// Nothing typed is lost: what stands in a form that is posted and differs from what the server drew is kept in this browser,
// by person and form, until the server has it (31-sending.js, 32-drafts.js). Passwords, codes and files are never kept.
// A record: { at, page, name, fields: [[name, place, value, drawn]], files, key, sent }; `place` is a tick's value, else an index.
{
  const PREFIX = "text:", LEAVING = "leaving", LONGEST = 14 * 864e5, WAIT = 400;
  const NEVER = new Set(["hidden", "file", "password", "submit", "button", "image", "reset", "range", "color", "select-multiple"]);
  const person = document.body.dataset.person || "";
  const timers = new Map(), drawn = new WeakMap();

  const tick = (field) => field.type === "checkbox" || field.type === "radio";
  const written = (field) => !tick(field) && field.type !== "select-one";
  const secret = (field) => /password|one-time|cc-/.test(field.autocomplete || "");
  const keeps = (field) => field.name && !NEVER.has(field.type) && !field.readOnly && !secret(field) && field.localName !== "output";
  const holds = (form) => Boolean(person) && form.getAttribute("method")?.toLowerCase() === "post" && !form.querySelector("[type=password]") && !form.dataset.passkey // what a key answered is not sent again
    && (form.dataset.autosave || [...form.elements].some((field) => keeps(field) && written(field) && field.localName !== "button" && field.localName !== "fieldset"));
  const forms = () => [...document.forms].filter(holds);

  const home = (form) => new URL(form.getAttribute("action") || "", location.href);
  const key = (form) => `${PREFIX}${person}:${home(form).pathname}${home(form).search}#${form.id}`;
  const form = (name) => forms().find((one) => key(one) === name);

  const placed = (one) => { // [id, field] of all that is kept of a form
    const seen = {};
    return [...one.elements].filter((field) => keeps(field) && "value" in field && field.localName !== "button").map((field) => {
      const place = tick(field) ? field.value : (seen[field.name] = (seen[field.name] ?? -1) + 1);
      return [JSON.stringify([field.name, place]), field];
    });
  };
  const first = (field) => {
    if (tick(field)) return field.defaultChecked;
    if (field.type !== "select-one") return field.defaultValue;
    return ([...field.options].find((option) => option.defaultSelected) || field.options[0])?.value ?? "";
  };
  const now = (field) => (tick(field) ? field.checked : field.value);
  const base = (one, id, field) => drawn.get(one)?.get(id) ?? first(field);
  const changed = (one) => placed(one)
    .filter(([id, field]) => now(field) !== base(one, id, field))
    .map(([id, field]) => [...JSON.parse(id), now(field), base(one, id, field)]);

  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  };
  const write = (name, record) => {
    try {
      localStorage.setItem(name, JSON.stringify(record));
      return true;
    } catch {
      return false; // no room, or the browser keeps nothing
    }
  };
  const works = () => write(`${PREFIX}?`, 0) && (drop(`${PREFIX}?`), true);
  const drop = (name) => localStorage.removeItem(name);
  const all = (whose = person) => Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}${whose}${whose && ":"}`))
    .map((name) => [name, read(name)]).filter(([name, record]) => record?.fields && (Date.now() - record.at < LONGEST || drop(name)));

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const keep = (one, sends) => { // true when it is safe here; `sends` keeps it though nothing was changed
    clearTimeout(timers.get(one));
    timers.delete(one);
    const name = key(one), old = read(name), fields = changed(one);
    // Of a form without a draft on the server choices alone are no work that could be lost.
    const typed = (one.dataset.autosave && fields.length) || placed(one).some(([id, field]) => written(field) && now(field) !== base(one, id, field));
    if (!typed && !sends) return drop(name), true;
    const known = old && same(old.fields, fields) ? { key: old.key, sent: old.sent } : {};
    const files = [...one.elements].some((field) => field.type === "file" && field.files.length);
    const called = document.title.split(" · ").slice(0, -1).join(" · ") || document.title;
    return write(name, { at: Date.now(), page: old?.page || location.pathname + location.search, name: old?.name || called.slice(0, 90), fields, files, ...known });
  };
  const later = (one) => {
    clearTimeout(timers.get(one));
    timers.set(one, setTimeout(() => {
      keep(one);
      document.dispatchEvent(new Event("kabinet-kept"));
    }, WAIT));
  };

  // Whatever came to the server meanwhile stays: of two texts that grew apart both are there.
  const joined = (field, value, was) => {
    const there = field.value;
    if (there === was || !there || value.includes(there)) return value;
    if (there.includes(value)) return there;
    return field.localName === "textarea" ? `${there}\n\n${value}` : value;
  };
  const fill = (one, record) => { // what changed on the page, and whether every field was found
    const fields = new Map(placed(one)), bases = drawn.get(one) || drawn.set(one, new Map()).get(one);
    const found = { changed: false, whole: true };
    for (const [name, place, value, was] of record.fields) {
      const id = JSON.stringify([name, place]), field = fields.get(id);
      if (!field) {
        found.whole = false;
        continue;
      }
      bases.set(id, was);
      const before = now(field);
      if (tick(field)) field.checked = value;
      else if (written(field)) field.value = joined(field, value, was);
      else if ([...field.options].some((option) => option.value === value)) field.value = value;
      found.changed ||= before !== now(field);
    }
    if (found.changed) one.dispatchEvent(new Event("change", { bubbles: true }));
    return found;
  };
  const empty = (one, record) => { // as the server drew it
    const fields = new Map(placed(one));
    for (const [name, place, , was] of record.fields) {
      const field = fields.get(JSON.stringify([name, place]));
      if (field) field[tick(field) ? "checked" : "value"] = was;
    }
    one.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const shows = (one, record) => { // whether the page itself has what was typed
    const fields = new Map(placed(one));
    return record.fields.every(([name, place, value]) => {
      const field = fields.get(JSON.stringify([name, place]));
      return field && (!written(field) || field.value.trim().replaceAll("\r\n", "\n").includes(String(value).trim()));
    });
  };
  const saved = (one) => { // the server has what stands in the form now
    drawn.set(one, new Map(placed(one).map(([id, field]) => [id, now(field)])));
    drop(key(one));
  };

  document.addEventListener("input", ({ target }) => target.form && holds(target.form) && later(target.form));
  document.addEventListener("change", ({ target }) => target.form && holds(target.form) && later(target.form));
  addEventListener("pagehide", () => [...timers.keys()].forEach((one) => one.dataset.sent || keep(one)));

  // It is its writer's alone. Whoever signs out takes it along, with the first page that knows nobody any more; it is gone
  // with the first page of anybody else; whose session merely ended finds it again.
  const forget = (whose) => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX) && whose(name)).forEach(drop);
  const pages = window.BroadcastChannel ? new BroadcastChannel("who is at this browser") : null;
  const leaves = () => write(LEAVING, person);
  const parted = () => {
    const left = read(LEAVING);
    if (person) forget((name) => !name.startsWith(`${PREFIX}${person}:`));
    else if (left) forget((name) => name.startsWith(`${PREFIX}${left}:`));
    drop(LEAVING);
    if (person || left) pages?.postMessage(person); // to whatever page of somebody else is still open
  };
  try {
    parted();
  } catch {
    // the browser keeps nothing
  }
  pages?.addEventListener("message", ({ data: who }) => {
    if (!person || who === person) return;
    timers.forEach((one) => clearTimeout(one)); // nothing of it is kept again, and no draft goes out in another's name
    timers.clear();
    [...document.forms].forEach((one) => (one.dataset.sent = "1"));
    location.reload();
  });

  window.kept = { person, holds, forms, form, key, read, write, drop, works, all, keep, leaves, fill, empty, shows, saved, changed, same };
}
