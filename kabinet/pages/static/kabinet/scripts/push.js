// «Уведомления на устройствах»: the browser is asked for an address at its push service, which goes with the form. Whose it is
// stands in this browser (30-kept.js) and leaves with them, the address too (70-app.js); which line of the list is this device too.
{
  const { kept } = window, MARK = `text:${kept.person}:push`, box = document.querySelector("[data-push]");
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const show = (state) => box.querySelectorAll("[data-state]").forEach((each) => (each.hidden = each.dataset.state !== state));
  const line = (device) => document.querySelector(`[data-device="${CSS.escape(device || "-")}"]`);
  const worker = () => navigator.serviceWorker.register("/service-worker.js").then(() => navigator.serviceWorker.ready);
  const subscribed = () => worker().then((ready) => ready.pushManager.getSubscription());

  const look = async () => {
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return show("none");
    const here = new URLSearchParams(location.search).get("here");
    if (line(here)) kept.write(MARK, { device: here });
    const mine = line(kept.read(MARK)?.device), push = await subscribed();
    if (mine && push) {
      mine.querySelector("[data-here]").hidden = false;
      return show("on");
    }
    if (!box.querySelector("[role=alert]")) await push?.unsubscribe();
    kept.drop(MARK);
    return show(Notification.permission === "denied" ? "denied" : "off");
  };

  const switchOn = async (form) => {
    if ((await Notification.requestPermission()) !== "granted") return show("denied");
    const ready = await worker();
    await (await ready.pushManager.getSubscription())?.unsubscribe();
    const push = await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(box.dataset.push) });
    kept.write(MARK, {});
    form.elements.endpoint.value = push.endpoint;
    form.elements.key.value = text(push.getKey("p256dh"));
    form.elements.auth.value = text(push.getKey("auth"));
    const said = { endpoint: push.endpoint, auth: form.elements.auth.value };
    await (await caches.open("push")).put("/push", new Response(JSON.stringify(said))); // for the service worker
    form.requestSubmit();
    return null;
  };

  addEventListener("submit", (event) => { // before any other: nothing is sent before the browser has said its address
    const form = event.target;
    if (!form.matches("[data-push-form]") || form.elements.endpoint.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    switchOn(form).catch(() => show("failed"));
  }, true);
  if (box) look().catch(() => show("failed"));
}
