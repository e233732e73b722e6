// A form is sent under a key (pages/gate/sending_key.py) and its text kept until the server's answer to that very sending is seen:
// the page that answers says its key (body data-answers), or /sendings/ says which were done. What was not done goes back into
// its form, and the page says so. Without a connection nothing is sent into the browser's own error page.
{
  const { kept } = window, RECENT = 36e5, PATIENCE = 30000, AGAIN = 5000;
  const box = document.getElementById("kept"), offline = document.getElementById("offline");
  const memory = new WeakMap(); // form -> [fields, key] of its last sending
  let doubt = false; // the last attempt to reach the server failed

  const uuid = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16));
  const away = () => !navigator.onLine || doubt;
  const reached = (yes) => {
    doubt = !yes;
    connected();
  };
  const asked = async (address) => {
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store", signal: AbortSignal.timeout?.(8000) });
      reached(true);
      return answer;
    } catch {
      reached(false);
      return null;
    }
  };

  const notice = (what, { name = "", files = false, text = "" } = {}) => {
    const made = document.getElementById("kept-notices").content.querySelector(`[data-notice=${what}]`).cloneNode(true);
    made.querySelectorAll("[data-name]").forEach((place) => (place.textContent = name));
    made.querySelectorAll("[data-files]").forEach((place) => (place.hidden = !files));
    made.querySelectorAll("textarea").forEach((place) => (place.value = text));
    return made;
  };
  const near = (form, by, what, record) => { // beside the pressed button, in the flow of the page
    form.querySelectorAll("[data-near]").forEach((old) => old.remove());
    const made = notice(what, record), within = by && form.contains(by) && by.offsetParent;
    made.dataset.near = "";
    if (within) (by.parentElement === form ? by : by.parentElement).before(made);
    else form.append(made);
    made.scrollIntoView({ block: "center" });
  };
  const unkept = (form, by, stays) => near(form, by, stays ? "offline" : "lost", { files: kept.read(kept.key(form))?.files });

  document.addEventListener("submit", (event) => {
    const form = event.target, by = event.submitter;
    if (by?.formMethod === "dialog" || form.hasAttribute("hx-post") || form.dataset.sent || !kept.holds(form)) return;
    const stays = kept.keep(form, true);
    if (!away()) return sends(form, by);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!navigator.onLine) return unkept(form, by, stays);
    asked("/health").then((answer) => (answer ? form.requestSubmit(by) : unkept(form, by, stays)));
  }, true);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-leave")) return;
    kept.forms().forEach((one) => kept.keep(one));
    const [first] = kept.all();
    if (!first || form.dataset.sure) return kept.leaves();
    event.preventDefault();
    event.stopImmediatePropagation();
    leaving(form, first[1]);
  }, true);

  const leaving = (form, record) => { // what would be lost is said before
    box.querySelectorAll("[data-notice=leaving]").forEach((old) => old.remove());
    const made = notice("leaving", record), out = made.querySelector("[data-out]");
    made.querySelector("[data-open]").href = record.page;
    out.onclick = () => {
      form.dataset.sure = "1";
      form.requestSubmit();
    };
    box.append(made);
    made.scrollIntoView({ block: "center" });
    out.focus();
  };

  const sends = (form, by) => {
    const name = kept.key(form), record = kept.read(name) || { fields: kept.changed(form), at: Date.now() };
    const [fields, before] = memory.get(form) || [];
    record.key ||= before && kept.same(fields, record.fields) ? before : uuid();
    record.sent = Date.now();
    memory.set(form, [record.fields, record.key]);
    kept.write(name, record);
    const field = form.querySelector("input[name=sending]") || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "sending" }));
    field.value = record.key;
    setTimeout(() => {
      if (!form.dataset.sent) return;
      document.dispatchEvent(new Event("kabinet-unanswered"));
      near(form, by, "slow");
    }, PATIENCE);
  };

  const typed = (record) => record.fields.map(([, , value]) => value).filter((value) => typeof value === "string" && (value.includes(" ") || value.length > 12)).join("\n\n");
  const removes = (made, name, record, form) => made.querySelectorAll("[data-remove]").forEach((button) => {
    button.onclick = () => {
      if (form) kept.empty(form, record);
      kept.drop(name);
      made.remove();
    };
  });
  const back = (name, record, what) => { // into its form, or the way there
    const form = kept.form(name), filled = form && kept.fill(form, record);
    if (!record.sent && !filled?.changed) return;
    if (form?.dataset.autosave && filled.whole) form.dispatchEvent(new Event("kabinet-typed"));
    const here = form || record.page === location.pathname + location.search;
    const made = notice(filled?.whole ? what : here ? "formless" : "elsewhere", { ...record, text: typed(record) });
    const link = made.querySelector("[data-open]");
    if (link) link.href = record.page;
    const to = made.querySelector("[data-to]");
    if (to) to.onclick = () => shown(form, name);
    removes(made, name, record, form);
    if (record.sent || !form.dataset.autosave) box.append(made);
  };
  const shown = (form, name) => {
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const field = form.querySelector("textarea, input:not([type=hidden])");
    if (form.offsetParent === null && !form.checkVisibility?.()) location.assign(new URL(form.getAttribute("action") || "", location.href));
    else field?.focus();
  };

  const settle = async () => {
    box?.querySelectorAll("[data-notice]").forEach((old) => old.remove());
    if (!kept.person) return strange();
    const records = kept.all(), answers = document.body.dataset.answers;
    for (const [name, record] of records) {
      const form = answers && record.key === answers && kept.form(name);
      if (!form || !kept.shows(form, record)) continue;
      delete record.sent;
      kept.fill(form, record); // from where it was typed: it is kept until it is done or taken out
      kept.write(name, record);
    }
    const waiting = records.filter(([, record]) => record.sent);
    records.filter(([, record]) => !record.sent).forEach(([name, record]) => back(name, record, "draft"));
    if (!waiting.length) return;
    const answer = await asked(`/sendings/?${waiting.map(([, record]) => `key=${record.key}`).join("&")}`);
    if (!answer?.ok) return answer?.status === 401 || setTimeout(settle, AGAIN);
    const { done } = await answer.json();
    for (const [name, record] of waiting) {
      if (!done.includes(record.key)) back(name, record, "unsent");
      else arrived(name, record);
    }
  };
  const arrived = (name, record) => {
    kept.drop(name);
    const way = performance.getEntriesByType("navigation")[0];
    const told = document.querySelector(".banner.after-wide") || way?.redirectCount || document.body.dataset.answers === record.key;
    if (!told) box.append(notice("delivered", record));
  };
  const strange = () => { // whose it is nobody knows here, and nothing of it is shown
    const recent = kept.all("").some(([, record]) => Date.now() - record.at < RECENT && (record.sent || document.getElementById("ended")));
    if (recent) box?.append(notice("later"));
  };

  const connected = () => {
    if (!offline) return;
    const state = !kept.works() ? "lost" : kept.forms().some((form) => kept.read(kept.key(form))) ? "typed" : "idle";
    offline.querySelectorAll("[data-offline]").forEach((words) => (words.hidden = words.dataset.offline !== state));
    offline.hidden = !away();
    if (!away()) document.querySelectorAll("[data-near][data-notice=offline]").forEach((old) => old.remove());
  };
  addEventListener("online", () => asked("/health").then((answer) => answer && settle()));
  addEventListener("offline", connected);
  document.addEventListener("kabinet-kept", () => away() && connected());
  document.addEventListener("htmx:sendError", () => reached(false));
  document.addEventListener("htmx:afterOnLoad", () => doubt && reached(true));
  addEventListener("pageshow", (event) => event.persisted && settle());
  document.addEventListener("DOMContentLoaded", () => {
    connected();
    settle();
  });
  window.kept.reached = reached;
}
