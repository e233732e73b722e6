// Keys: what the server asks stands in the form; the browser asks the key, and its answer is sent with the form.
{
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  const asked = (said) => ({
    ...said,
    challenge: bytes(said.challenge),
    ...(said.user && { user: { ...said.user, id: bytes(said.user.id) } }),
    ...(said.excludeCredentials && { excludeCredentials: named(said.excludeCredentials) }),
    ...(said.allowCredentials && { allowCredentials: named(said.allowCredentials) }),
  });
  const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const answered = (key) => JSON.stringify({
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    response: Object.fromEntries(PARTS.filter((part) => key.response[part]).map((part) => [part, text(key.response[part])])),
  });

  addEventListener("submit", async (event) => { // before any other: nothing is sent yet
    const form = event.target, way = form.dataset.passkey;
    if (!way || form.elements.answer.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const said = form.querySelector("[data-passkey-said]"), button = form.querySelector("button");
    said.hidden = true;
    button.disabled = true;
    try {
      const key = await navigator.credentials[way]({ publicKey: asked(JSON.parse(form.dataset.options).publicKey) });
      form.elements.answer.value = answered(key);
      button.disabled = false;
      form.requestSubmit();
    } catch {
      said.textContent = form.dataset.refused;
      said.hidden = false;
      button.disabled = false;
    }
  }, true);
}
