// Forms: no double sending, Ctrl+Enter, the summary of errors in focus, what a kind of message does, files counted.
{
  const busy = (form, on) => form.querySelectorAll("button").forEach((button) => {
    button.disabled = on;
    button.classList.toggle("sending", on);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method.toLowerCase() === "dialog" || event.submitter?.formMethod === "dialog" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) return event.preventDefault();
    if (form.method.toLowerCase() !== "post") return;
    form.dataset.sent = "yes";
    setTimeout(() => busy(form, true)); // after the browser has taken the pressed button's value
  });
  const again = () => document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    busy(form, false);
  });
  addEventListener("pageshow", again); // came back by the browser's history
  document.addEventListener("kabinet-unanswered", again);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest?.("form[data-send]");
    if (!form) return;
    event.preventDefault();
    const shown = [...form.querySelectorAll("button:not([type=button])")].find((button) => button.offsetParent);
    form.requestSubmit(shown);
  });

  const sayEffect = (select) => {
    const words = select.closest("form").querySelector("[data-effect-words]");
    if (words) words.textContent = select.selectedOptions[0]?.dataset.effect || "";
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-effects]")) sayEffect(event.target);
    if (event.target.matches("[data-theme-form] select")) chooseTheme(event.target.value);
    if (event.target.matches(".composer-files input")) {
      const count = event.target.files.length, shown = event.target.parentElement.querySelector("[data-file-count]");
      shown.dataset.words ||= shown.textContent;
      shown.textContent = count ? `${shown.dataset.words}: ${count}` : shown.dataset.words;
    }
  });

  const chooseTheme = (theme) => {
    const root = document.documentElement;
    const secure = location.protocol === "https:" ? "; secure" : "";
    if (theme === "system") root.removeAttribute("data-theme");
    else root.dataset.theme = theme;
    document.cookie = `theme=${theme === "system" ? "" : theme}; path=/; samesite=lax; max-age=${theme === "system" ? 0 : 31536000}${secure}`;
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    document.querySelectorAll("details.menu[open]").forEach((menu) => menu.contains(event.target) || (menu.open = false));
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector("[data-focus]")?.focus();
    document.querySelectorAll("[data-without-script]").forEach((needless) => (needless.hidden = true));
    document.querySelectorAll("select[data-effects]").forEach(sayEffect);
  });
}
