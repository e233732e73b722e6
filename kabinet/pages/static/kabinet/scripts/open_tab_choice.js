// The choice of an open tab: whoever wants a notification on the screen is asked for the browser's leave when they press, not before.
{
  const form = document.querySelector("[data-open-tab]"), can = Boolean(navigator.locks && window.BroadcastChannel);
  const denied = form.querySelector("[data-denied]");
  const may = async () => "Notification" in window && (await Notification.requestPermission()) === "granted";
  form.hidden = !can;
  document.querySelector("[data-open-tab-none]").hidden = can;
  form.addEventListener("submit", async (event) => {
    const { screen } = form.elements;
    if (!screen.checked || window.Notification?.permission === "granted") return;
    event.preventDefault();
    if (await may()) return form.requestSubmit();
    screen.checked = false;
    denied.hidden = false;
  });
}
