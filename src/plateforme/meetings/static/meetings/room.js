// The room keeps true time by the clock of the server, speaks when it matters, and goes on without network.
const state = () => document.getElementById("state");
const say = (words) => { document.getElementById("room-said").textContent = words; };
let said = "";

const here = (time, node) => {
  // An hour of the server, on the clock of this device; a copy kept without network came when it was kept.
  const came = Date.parse(document.documentElement.dataset.keptAt ?? "") || Date.now();
  const late = came - Date.parse(node.dataset.now);
  return new Date(Date.parse(time) + (Math.abs(late) > 2000 ? late : 0));
};

const settle = () => {
  const node = state();
  const time = node.querySelector("[data-ends-at]");
  if (time) time.dataset.endsAt = here(time.dataset.endsAt, node).toISOString();
  const bar = node.querySelector("[data-starts-at]");
  if (bar) bar.dataset.startsAt = here(bar.dataset.startsAt, node).toISOString();
};

const tick = () => {
  const node = state();
  const time = node.querySelector("[data-ends-at]");
  if (!time) return;
  const left = Math.ceil((Date.parse(time.dataset.endsAt) - Date.now()) / 60000);
  const bar = node.querySelector("[data-starts-at]");
  if (bar) bar.value = (Date.now() - Date.parse(bar.dataset.startsAt)) / 60000;
  const words = left === 5 || left === 1 ? node.dataset.wordsLeft.replace("%s", left) : left === 0 ? node.dataset.wordsOver : "";
  const key = `${time.dataset.endsAt} ${left}`;
  if (words && key !== said) { said = key; say(words); }
};

const keepAwake = () => {
  if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
};

const offerScreen = () => {
  const button = document.querySelector("[data-room-screen]");
  if (!document.documentElement.requestFullscreen) return;
  button.hidden = false;
  button.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
};

let step = state().dataset.room;
document.addEventListener("htmx:load", (event) => {
  if (event.target !== state()) return;
  settle();
  if (state().dataset.room !== step) {
    step = state().dataset.room;
    if (step) say(`${state().dataset.wordsNow} ${step}`);
  }
});

let stepsOpen = false;
document.addEventListener("htmx:beforeSwap", () => { stepsOpen = Boolean(document.getElementById("room-steps")?.open); });
document.addEventListener("htmx:afterSwap", () => { document.getElementById("room-steps")?.toggleAttribute("open", stepsOpen); });

const lost = (is) => { document.querySelector("[data-room-lost]").hidden = !is; };
document.addEventListener("htmx:sendError", () => lost(true));
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) lost(false); });
window.addEventListener("offline", () => lost(true));
window.addEventListener("online", () => lost(false));
document.addEventListener("visibilitychange", () => { keepAwake(); tick(); });

settle();
tick();
setInterval(tick, 1000);
keepAwake();
offerScreen();
