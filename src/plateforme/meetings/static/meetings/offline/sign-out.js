// Signing out erases what this device keeps. When something was not sent, one chooses first.
import * as queue from "./queue.js";
import { toWorker } from "./to-worker.js";

const PATIENCE = 2000;

export const guardSignOut = (device, person, send) => {
  let decided = false;
  document.addEventListener("submit", async (event) => {
    if (decided || new URL(event.target.action).pathname !== device.dataset.signOut) return;
    event.preventDefault();
    const { target: form, submitter } = event;
    if (navigator.onLine && (await queue.waiting(person)).length) await Promise.race([send(), new Promise((done) => setTimeout(done, PATIENCE))]);
    const left = (await queue.unsent(person)).length;
    if (left && !(await confirmed(device, left))) return submitter?.focus();
    await queue.forget((await queue.of(person)).map((one) => one.id));
    await toWorker({ erase: true });
    decided = true;
    form.requestSubmit(submitter);
  });
};

// The dialog of the page: true to erase, false to stay.
export const confirmed = (device, left, name = "sign-out") => new Promise((done) => {
  const dialog = device.content.querySelector(`dialog[data-for="${name}"]`).cloneNode(true);
  const words = dialog.querySelector("[data-left]");
  words.textContent = (left > 1 ? words.dataset.many : words.dataset.one).replace("%(number)s", left);
  document.body.append(dialog);
  dialog.addEventListener("close", () => { dialog.remove(); done(dialog.returnValue === "erase"); });
  dialog.showModal();
});
