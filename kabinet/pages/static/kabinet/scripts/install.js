// The profile: «Установить», where the browser offers it.
{
  const install = document.querySelector("[data-install]");
  addEventListener("beforeinstallprompt", (event) => {
    if (!install) return;
    event.preventDefault();
    install.hidden = false;
    install.onclick = () => event.prompt().then(() => (install.hidden = true));
  });
}
