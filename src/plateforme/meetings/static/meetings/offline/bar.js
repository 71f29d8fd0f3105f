// What waits, what was refused and why, and what one can do about it.
import * as queue from "./queue.js";
import { state } from "./device.js";
import { confirmed } from "./sign-out.js";
import { toWorker } from "./to-worker.js";

const { person } = document.getElementById("device").dataset;
const CALM = 900;
let timer = 0;

export const showUnavailable = (bar) => {
  bar.hidden = false;
  tone(bar, "warning");
  say(bar, bar.dataset.unavailable);
  for (const part of bar.querySelectorAll("[data-needs-queue]")) part.hidden = true;
};

export const showBar = (bar, gestures, outcome) => {
  const waiting = gestures.filter((one) => one.state === "waiting").length;
  const refused = gestures.filter((one) => one.state === "refused");
  const isStuck = waiting > 0 && outcome && outcome !== "done";
  bar.hidden = false;
  tone(bar, refused.length || isStuck ? "warning" : waiting ? "info" : "success");
  if (waiting) say(bar, `${bar.dataset.waiting.replace("%(number)s", waiting)} ${isStuck ? bar.dataset[words(outcome)] : ""}`.trim());
  else say(bar, refused.length ? bar.dataset.undecided : bar.dataset.sent);
  bar.querySelector("[data-do=sign-in]").hidden = !(isStuck && outcome !== "offline");
  bar.querySelector("[data-do=send]").hidden = !(isStuck && outcome === "offline");
  bar.querySelector("[data-gestures]").hidden = !isStuck;
  showRefused(bar, refused);
};

const words = (outcome) => ({ offline: "later", "signed-out": "signedOut", other: "other" })[outcome];

const tone = (bar, name) => {
  bar.className = `notice notice-${name} no-print`;
  for (const icon of bar.querySelectorAll("[data-tone]")) icon.toggleAttribute("hidden", icon.dataset.tone !== name);
};

// For the eyes at once; for the ears once it lasts, so that each tick does not speak twice.
const say = (bar, text) => {
  const [eyes, ears] = ["[data-said]", "[data-announced]"].map((name) => bar.querySelector(name));
  if (eyes.textContent !== text) eyes.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { if (ears.textContent !== text) ears.textContent = text; }, CALM);
};

const showRefused = (bar, refused) => {
  const list = bar.querySelector("[data-refused]");
  const key = JSON.stringify(refused);
  if (list.dataset.shown === key) return; // the focus stays on its button
  list.dataset.shown = key;
  list.hidden = refused.length === 0;
  list.replaceChildren(...refused.map((gesture) => refusal(bar, gesture)));
};

const refusal = (bar, gesture) => {
  const line = bar.querySelector("template").content.querySelector("[data-refusal]").cloneNode(true);
  line.querySelector("strong").textContent = gesture.name;
  line.querySelector("[data-reason]").textContent = gesture.reason || bar.dataset[gesture.code] || "";
  const model = line.querySelector("button[data-choice=same]");
  for (const { id, words: about } of gesture.namesakes ?? []) {
    const button = model.cloneNode(true);
    button.hidden = false;
    button.querySelector("[data-who]").textContent = about;
    button.addEventListener("click", () => isSame(gesture, id));
    model.before(button);
  }
  const known = Boolean(gesture.namesakes?.length);
  const choices = { another: [known, { is_new: true }], again: [!known, {}] };
  for (const [name, [offered, fields]] of Object.entries(choices)) {
    const button = line.querySelector(`[data-choice=${name}]`);
    button.hidden = !offered;
    button.addEventListener("click", () => decide(() => queue.change([[gesture.id, { state: "waiting", ...fields }]])));
  }
  line.querySelector("[data-choice=erase]").addEventListener("click", () => decide(() => queue.forget([gesture.id])));
  return line;
};

// "Yes, it is this person": they are there; nobody new is added.
const isSame = ({ id, newcomer, is_new, reason, namesakes, state: before, at, ...gesture }, participant) => decide(async () => {
  await queue.add({ ...gesture, participant });
  await queue.forget([id]);
});

const decide = async (gesture) => {
  await gesture();
  document.querySelector("#offline [data-said]").focus();
  await state.send();
};

export const wireBar = (bar) => {
  bar.querySelector("[data-do=send]").addEventListener("click", () => state.send());
  bar.querySelector("[data-do=erase]").addEventListener("click", async () => {
    const left = (await queue.unsent(person)).length;
    if (left && !(await confirmed(document.getElementById("device"), left, "erase"))) return;
    await queue.forget((await queue.of(person)).map((one) => one.id));
    await toWorker({ erase: true, person });
    bar.querySelector("details").open = false;
    say(bar, bar.dataset.erased);
  });
};
