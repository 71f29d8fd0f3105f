// Keys of a phone or a computer (WebAuthn). A form says what it wants with data-passkey: "create" a key or "get" one
// used; what to ask the key stands in the form, or at data-options-url when each try needs a fresh question. The
// answer is written in the hidden field "credential" and the form goes on its way. Without keys, nothing shows.
const words = document.querySelector("script[data-refused]").dataset;

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));

const possible = () => Boolean(window.PublicKeyCredential) && window.isSecureContext && !/^[\d.]+$|:/.test(location.hostname);

const asked = async (form) => {
  if (!form.dataset.optionsUrl) return JSON.parse(form.querySelector("script[type='application/json']").textContent);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
};

const create = async ({ publicKey }, alone) => {
  const selection = { ...publicKey.authenticatorSelection, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
  if (alone) selection.userVerification = "required";
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      authenticatorSelection: selection,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: named(publicKey.excludeCredentials),
    },
  });
};

const get = ({ publicKey }) =>
  navigator.credentials.get({
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: named(publicKey.allowCredentials) },
  });

const told = (key) => {
  const response = { clientDataJSON: text(key.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"])
    if (key.response[part]) response[part] = text(key.response[part]);
  if (key.response.getTransports) response.transports = key.response.getTransports();
  return {
    type: key.type,
    id: key.id,
    rawId: text(key.rawId),
    response,
    authenticatorAttachment: key.authenticatorAttachment,
    clientExtensionResults: key.getClientExtensionResults(),
  };
};

for (const form of document.querySelectorAll("[data-passkey]")) {
  form.hidden = !possible();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const options = await asked(form);
      const key = form.dataset.passkey === "create" ? await create(options, Boolean(form.elements.passwordless?.checked)) : await get(options);
      form.elements.credential.value = JSON.stringify(told(key));
      form.submit();
    } catch (error) {
      form.querySelector("[data-passkey-words]").textContent = error.name === "InvalidStateError" ? words.known : words.refused;
    }
  });
}
if (!possible()) for (const note of document.querySelectorAll("[data-passkey-impossible]")) note.hidden = false;
