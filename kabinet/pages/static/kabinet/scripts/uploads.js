// Large files: above what a form takes they come in pieces (tus 1.0), and the form is sent without waiting for them.
// What was begun goes on from the same byte: after a pause, without a connection, in another session of the same person.
{
  const HOLD = 8 * 1024 * 1024, DELAYS = [0, 1000, 3000, 5000, 10000, 10000, 20000, 20000, 30000, 30000, 30000, 60000];
  const going = new Map(); // key of a line -> its upload
  let sent = null; // where a form that was sent leads
  const tray = () => document.querySelector("[data-uploads]");
  const person = () => window.kept?.person || "";
  const words = (name, values) => Object.entries(values).reduce((said, [key, value]) => said.replace(`{${key}}`, value), tray().dataset[name]);
  const number = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: value < 10 ? 1 : 0 });
  const size = (bytes) => {
    const units = tray().dataset.units.split(" ");
    let unit = 0;
    for (; bytes >= 1024 && unit < 3; unit += 1) bytes /= 1024;
    return `${number(bytes)} ${units[unit]}`;
  };
  const time = (seconds) => {
    const [s, min, h] = tray().dataset.times.split(" ");
    return seconds < 60 ? `${Math.ceil(seconds)} ${s}` : seconds < 3600 ? `${Math.ceil(seconds / 60)} ${min}` : `${number(seconds / 3600)} ${h}`;
  };

  let loaded;
  const library = () => (loaded ||= new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src: tray().dataset.tus, onload: done, onerror: failed }));
  }));

  const line = (name) => {
    const box = tray(), made = box.querySelector("template").content.firstElementChild.cloneNode(true);
    made.querySelector("[data-name]").textContent = made.querySelector("[data-name]").title = name;
    box.hidden = false;
    if (!box.offsetParent) document.getElementById("kept").append(box); // where the form itself is not shown
    box.append(made);
    return made;
  };

  const begin = async (file, address, form) => {
    const shown = line(file.name), said = shown.querySelector("[data-said]"), bar = shown.querySelector("progress");
    const [pause, on, cancel] = ["pause", "on", "cancel"].map((name) => shown.querySelector(`[data-${name}]`));
    let percent = 0, first = null, resumed = Boolean(address), field = null;
    const say = (name, more) => (said.textContent = words(name, { percent: `${percent} %`, ...more }));
    const over = (name, more) => {
      going.delete(shown);
      say(name, more);
      [pause, on].forEach((button) => (button.hidden = true));
    };
    await library();
    const upload = new tus.Upload(file, {
      endpoint: tray().dataset.uploads,
      uploadUrl: address || null,
      chunkSize: HOLD,
      retryDelays: DELAYS,
      removeFingerprintOnSuccess: true,
      headers: { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
      metadata: { filename: file.name, ...(form && tray().dataset.draft && { draft: tray().dataset.draft }) },
      fingerprint: async (file) => ["kabinet", person(), tray().dataset.draft || "", file.name, file.size, file.lastModified].join(":"),
      onUploadUrlAvailable: () => {
        if (!form || field || tray().dataset.draft) return;
        field = Object.assign(document.createElement("input"), { type: "hidden", name: "uploads", value: upload.url.split("/").filter(Boolean).pop() });
        form.append(field);
        form.dispatchEvent(new Event("input", { bubbles: true })); // a draft that is kept by itself has it too
      },
      onProgress: (came, all) => {
        const now = performance.now();
        first ||= [now, came];
        percent = Math.floor((100 * came) / all);
        bar.value = percent;
        const speed = (1000 * (came - first[1])) / (now - first[0]);
        if (speed > 0) say("going", { speed: size(speed), left: time((all - came) / speed) });
        else if (resumed && came) say("resumed");
      },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() || 0;
        const again = !status || status >= 500 || status === 409 || status === 423;
        if (again) say("away");
        first = null;
        return again;
      },
      onError: (error) => {
        const answer = error.originalResponse;
        if (answer?.getStatus() === 413) field?.remove();
        over("refused", { why: answer?.getBody()?.startsWith("<") ? "" : answer?.getBody() || "" });
        on.hidden = !answer || answer.getStatus() === 413;
        settled();
      },
      onSuccess: () => {
        bar.value = 100;
        over("done");
        cancel.hidden = !form || Boolean(sent);
        settled();
      },
    });
    const start = () => {
      going.set(shown, upload);
      first = null;
      pause.hidden = false;
      on.hidden = true;
      upload.start();
    };
    pause.onclick = async () => {
      await upload.abort();
      say("paused");
      pause.hidden = true;
      on.hidden = false;
    };
    on.onclick = start;
    cancel.onclick = async () => {
      await upload.abort(true).catch(() => {});
      going.delete(shown);
      field?.remove();
      shown.remove();
      settled();
    };
    if (!address) {
      const [before] = await upload.findPreviousUploads();
      if (before) {
        upload.resumeFromPreviousUpload(before);
        resumed = true;
      }
    }
    start();
  };

  const settled = () => { // a form that was sent leads on when nothing comes any more
    if (!going.size && sent) location.assign(sent);
    else if (!going.size && tray()?.dataset.draft) tray().dispatchEvent(new Event("kabinet-uploaded", { bubbles: true }));
  };

  addEventListener("change", (event) => { // before htmx and any other: large files leave the field
    const field = event.target, box = tray();
    if (!box || field.type !== "file") return;
    const label = field.closest("[data-goes-on]");
    if (label) {
      event.stopImmediatePropagation();
      const [file] = field.files;
      if (file && file.size === Number(label.dataset.size)) begin(file, label.dataset.goesOn);
      else if (file) label.after(Object.assign(document.createElement("small"), { className: "error", textContent: box.dataset.another }));
      field.value = "";
      return;
    }
    if (!field.form || (field.name !== "files" && !field.form.contains(box))) return;
    const small = new DataTransfer(), large = [];
    for (const file of field.files) {
      if (file.size > Number(box.dataset.small)) large.push(file);
      else small.items.add(file);
    }
    if (!large.length) return;
    field.files = small.files;
    large.forEach((file) => begin(file, null, field.form));
    if (!small.files.length) event.stopImmediatePropagation();
  }, true);

  addEventListener("submit", async (event) => { // the page stays while files come
    const form = event.target, by = event.submitter;
    if (!going.size || !form.contains(tray()) || form.method.toLowerCase() !== "post" || by?.hasAttribute("formaction") || by?.hasAttribute("hx-post")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const fields = new FormData(form, by), buttons = [...form.querySelectorAll("button, input[type=submit]")].filter((each) => !tray().contains(each));
    fields.set("sending", form.dataset.key ||= crypto.randomUUID?.() || "");
    if (!fields.get("sending")) fields.delete("sending");
    buttons.forEach((button) => (button.disabled = true));
    let answer = null;
    try {
      answer = await fetch(form.action, { method: "POST", body: fields });
    } catch {} // eslint-disable-line no-empty
    if (answer?.ok && answer.redirected && !answer.url.includes("/sign-in/")) return left(form, answer.url);
    buttons.forEach((button) => (button.disabled = false));
    if (answer) delete form.dataset.key;
    form.querySelectorAll("[data-upload-fault]").forEach((old) => old.remove());
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    const faults = [...(page?.querySelectorAll("main .error") || [])].map((each) => each.textContent.trim()).filter(Boolean);
    for (const fault of faults.length ? faults : [tray().dataset.notSent]) {
      tray().before(Object.assign(document.createElement("p"), { className: "error", role: "alert", textContent: fault }));
      tray().previousElementSibling.dataset.uploadFault = "";
    }
  }, true);

  const left = (form, address) => {
    sent = address;
    if (window.kept) window.kept.drop(window.kept.key(form));
    const box = tray(), told = Object.assign(document.createElement("p"), { className: "medium", role: "status", textContent: `${box.dataset.sent}. ` });
    told.append(Object.assign(document.createElement("a"), { className: "link", href: address, target: "_blank", rel: "noopener", textContent: box.dataset.open }));
    box.prepend(told);
    form.before(box);
    form.hidden = true;
    settled();
  };

  addEventListener("beforeunload", (event) => {
    if (going.size) event.preventDefault();
  });
  const shown = () => { // what the server drew of files that come, and what this page sends by itself
    document.querySelectorAll("[data-goes-on]").forEach((label) => (label.hidden = !tray()));
    document.querySelectorAll("[data-large]").forEach((words) => (words.hidden = !tray()));
    const here = [...going.values()].map((upload) => upload.url || "");
    document.querySelectorAll("[data-coming]").forEach((row) => (row.hidden = here.some((url) => url.endsWith(row.dataset.coming))));
  };
  document.addEventListener("DOMContentLoaded", shown);
  document.addEventListener("htmx:afterSettle", shown);
}
