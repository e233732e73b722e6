// Keys, by place on the keyboard (event.code): people type in Russian. An element says data-key="KeyR"; a field is focused,
// anything else is pressed. J and K walk over [data-row]; ? opens the list of keys. Off inside fields and by data-keys="off".
{
  const inField = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const link = (row) => row.querySelector("a");

  const walk = (step) => {
    const all = rows();
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
    if (!next) return;
    link(next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const near = (one) => { // what stands in a row is meant only while one is in that row
    const row = one.closest("[data-row]");
    return !row || row.contains(document.activeElement);
  };
  const use = (code) => {
    const found = [...document.querySelectorAll(`[data-key="${code}"]`)].find((one) => one.offsetParent && near(one));
    if (!found) return false;
    if (inField(found)) found.focus();
    else found.click();
    return true;
  };
  const chosenAudience = (tone) => {
    const radio = document.querySelector(`.composer .is-${tone}`);
    if (!radio) return false;
    radio.checked = true;
    radio.form.querySelector("textarea").focus();
    return true;
  };
  const press = (event) => {
    if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return document.getElementById("keys")?.showModal(), true;
    if (event.shiftKey) return false;
    if (event.code === "KeyJ") return walk(1), true;
    if (event.code === "KeyK") return walk(-1), true;
    if (event.code === "KeyN" && chosenAudience("internal")) return true;
    return use(event.code);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.body.dataset.keys === "off") return;
    if (inField(event.target) || document.querySelector("dialog[open]")) return;
    if (press(event)) event.preventDefault();
  });
}
