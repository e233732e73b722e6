// A file that is pasted (a picture of the screen, Ctrl+V) or dropped anywhere on a form becomes one of its field, as if it had
// been chosen there: what else listens to the field (uploads.js, htmx) takes it from there.
{
  const FIELD = "input[type=file]:not([capture]):not([data-goes-on] input)";
  const fields = () => [...document.querySelectorAll(`form ${FIELD}`)].filter((field) => !field.disabled && field.form.offsetParent);
  const words = (field, name, values) => {
    const said = (field.form.querySelector("[data-attached]") || document.querySelector("[data-attached]"))?.dataset[name] || "";
    return Object.entries(values || {}).reduce((text, [key, value]) => text.replace(`{${key}}`, value), said);
  };
  // The field of the form in which it happens; elsewhere that of the page, where it has one form for files.
  const field = (target) => {
    const all = fields(), form = target.closest?.("form");
    const own = all.filter((each) => each.form === form);
    if (own.length) return own.find((each) => each.closest("label, .field, section")?.contains(target)) || own[0];
    return new Set(all.map((each) => each.form)).size === 1 && !form ? all[0] : null;
  };

  const say = (field, text) => {
    const form = field.form, place = field.closest(".composer-acts, .drop, .field") || field;
    let line = form.querySelector("[data-said-attached]");
    if (!line) {
      line = Object.assign(document.createElement("p"), { className: "small attached" });
      line.dataset.saidAttached = "";
      line.setAttribute("role", "status");
    }
    if (place.matches(".composer-acts")) place.prepend(line);
    else place.before(line);
    line.textContent = text;
  };

  const attach = (field, files) => {
    const given = new DataTransfer();
    // A field that sends at once has sent what it holds.
    if (field.multiple && !field.hasAttribute("hx-post")) for (const file of field.files) given.items.add(file);
    for (const file of field.multiple ? files : files.slice(0, 1)) given.items.add(file);
    field.files = given.files;
    say(field, words(field, "attached", { names: files.slice(0, field.multiple ? 5 : 1).map((file) => file.name).join(", ") + (files.length > 5 ? "…" : "") }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // What a browser calls «image.png» is told from the next by its hour.
  const named = (field, file) => {
    if (!/^image\.\w+$/.test(file.name)) return file;
    const two = (number) => String(number).padStart(2, "0"), now = new Date();
    const when = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}-${two(now.getMinutes())}-${two(now.getSeconds())}`;
    return new File([file], `${words(field, "pasted", { when })}.${file.name.split(".").pop()}`, { type: file.type, lastModified: now.getTime() });
  };

  addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files || [])], into = field(event.target);
    // A table copied from a spreadsheet is text and a picture of it: in a field for text it is text.
    if (!files.length || !into || (event.clipboardData.types.includes("text/plain") && event.target.closest("textarea, input"))) return;
    event.preventDefault();
    attach(into, files.map((file) => named(into, file)));
  });

  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") && fields().length;
  const mark = (form) => document.querySelectorAll("form.drop-here").forEach((each) => each !== form && each.classList.remove("drop-here"));
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault(); // beside a form too: else the browser would leave the page for the file
    const into = field(event.target);
    event.dataTransfer.dropEffect = into ? "copy" : "none";
    into?.form.classList.add("drop-here");
    mark(into?.form);
  });
  addEventListener("dragleave", (event) => event.relatedTarget || mark(null));
  addEventListener("drop", (event) => {
    mark(null);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const into = field(event.target), items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    if (!into) return;
    const folders = items.some((item) => item.webkitGetAsEntry?.()?.isDirectory);
    const files = items.filter((item) => !item.webkitGetAsEntry?.()?.isDirectory).map((item) => item.getAsFile()).filter(Boolean);
    if (files.length) attach(into, files);
    if (folders) say(into, words(into, "folder"));
  });
}
