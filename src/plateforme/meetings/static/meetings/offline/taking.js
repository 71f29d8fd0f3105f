// Taking attendance through the queue: each gesture is kept on the device, then sent. Where nothing can be kept, the
// forms post as they do without script, and the page says so.
import * as queue from "./queue.js";
import { showBar, showUnavailable, wireBar } from "./bar.js";
import { state } from "./device.js";
import { forgetAge } from "./kept.js";
import { overlay } from "./list.js";
import { toWorker } from "./to-worker.js";

const { person } = document.getElementById("device").dataset;
const bar = document.getElementById("offline");
const { send: url, list: listUrl } = bar.dataset;
const list = () => document.getElementById("attendance");
let posting = false; // the form goes its plain way

// Keeps a gesture; where the device can't, the form posts at once.
const note = async (form, gesture, then) => {
  try {
    await queue.add({ person, url, ...gesture });
  } catch {
    showUnavailable(bar);
    posting = true;
    form.requestSubmit();
    posting = false;
    return;
  }
  navigator.serviceWorker?.ready.then((registration) => registration.sync?.register("gestures")).catch(() => {});
  then();
};

// A tick or its withdrawal, in the list.
const noteRow = (form) => {
  const row = form.closest("[data-participant]");
  const there = !row.classList.contains("tick-there");
  const means = new FormData(form).get("means") || "ticked";
  note(form, { participant: row.dataset.participant, name: row.dataset.name, there, was: row.dataset.there === "true", means }, state.send);
};

// Someone who was not on the list.
const noteNewcomer = (form) => {
  form.elements.name.required = true;
  if (!form.reportValidity()) return;
  const { name, profession, sector, organization, means } = Object.fromEntries(new FormData(form));
  const newcomer = { name: name.trim(), profession, sector, organization };
  const gesture = { participant: queue.identifier(), name: newcomer.name, there: true, was: false, means, newcomer };
  note(form, gesture, () => location.assign(listUrl));
};

const intercept = (event) => {
  if (posting) return;
  const form = event.target;
  const isRow = form.matches("#attendance [data-participant] form");
  const isNewcomer = form.matches("[data-newcomer]") && !form.elements.is_new?.value;
  if (!isRow && !isNewcomer) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // before htmx, which would post it
  if (isRow) noteRow(form);
  else noteNewcomer(form);
};

// Once all is sent, the list as the site knows it, with what other phones noted; the kept copy follows.
const refresh = async () => {
  const since = Date.now();
  const asked = new URLSearchParams(new FormData(document.getElementById("attendance-search")));
  const answer = await fetch(`${listUrl}?${asked}`, { headers: { "HX-Request": "true" }, redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const focused = document.activeElement?.id;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("attendance");
  if (!fresh) return;
  list().replaceWith(fresh);
  globalThis.htmx?.process(fresh);
  await queue.forgetSent(person, since, url);
  forgetAge();
  await show();
  if (focused) document.getElementById(focused)?.focus();
  toWorker({ again: [listUrl] });
};

const show = async () => {
  const gestures = (await queue.of(person)).filter((one) => one.url === url);
  if (list()) overlay(list(), gestures, bar);
  showBar(bar, await queue.of(person), state.outcome);
  return gestures;
};

let timer = 0;
const follow = async () => {
  const gestures = await show();
  const isDrained = gestures.some((one) => one.state === "sent") && !gestures.some((one) => one.state === "waiting");
  clearTimeout(timer);
  if (isDrained && list()) timer = setTimeout(refresh, 250);
};

if (await queue.available()) {
  if (!("keptAt" in document.documentElement.dataset) && list()) await queue.forgetSent(person, performance.timeOrigin, url);
  document.addEventListener("submit", intercept, true);
  document.addEventListener("htmx:afterSwap", show);
  state.addEventListener("change", follow);
  wireBar(bar);
  follow();
} else showUnavailable(bar);
