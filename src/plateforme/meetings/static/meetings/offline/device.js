// On every page of someone signed in: the worker is there, knows who it works for, and what waits is sent.
import * as queue from "./queue.js";
import { keepSending } from "./sender.js";
import { showAge } from "./kept.js";
import { guardSignOut } from "./sign-out.js";
import { toWorker } from "./to-worker.js";

const device = document.getElementById("device");
const { person, worker, files } = device.dataset;
const isKept = JSON.parse(device.dataset.kept).some((pattern) => new RegExp(pattern).test(location.pathname));
export const state = new EventTarget(); // "change": { outcome } of the last sending

const tell = (outcome) => {
  state.outcome = outcome;
  state.dispatchEvent(new Event("change"));
};

// What this page is made of, so that its copy looks and works the same.
const pieces = () => {
  const named = [...document.querySelectorAll("link[rel~='stylesheet'], link[rel~='preload'], script[src]")].map((one) => one.href || one.src);
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  return [...new Set([...named, ...loaded])].filter((name) => new URL(name).pathname.startsWith(files) && name.startsWith(location.origin)).map((name) => name.split("#")[0]);
};

const settle = async () => {
  await navigator.serviceWorker.register(worker, { type: "module", updateViaCache: "none" });
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  const isCopy = "keptAt" in document.documentElement.dataset;
  const besides = document.querySelector("[data-keep]")?.dataset.keep.split(/\s+/) ?? [];
  if (!isCopy) await toWorker({ person, keep: isKept ? [location.pathname, ...besides] : [], files: isKept ? pieces() : [] });
};

showAge(device);
if (await queue.available()) {
  await queue.forgetSent(person, Date.now() - 3 * 86400000);
  state.send = keepSending(person, tell);
  queue.onChange(() => state.dispatchEvent(new Event("change")));
  guardSignOut(device, person, state.send);
}
if (navigator.serviceWorker) settle().catch(() => { /* a browser without module workers: the site works, with network */ });
