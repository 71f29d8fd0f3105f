// What was noted on this device and may not have reached the site yet. A gesture:
// { id, person, url, participant, there, was, at, means, newcomer?, is_new?, name, state: waiting | sent | refused, sent_at?, reason?, namesakes? }
// `person`: the mark of whoever noted it; `url`: where it is sent; `was`: whether the site held the person for there.
import { openDB } from "../../ui/vendor/idb.js";

const CHANNEL = "vivant-gestures";
const speaker = globalThis.BroadcastChannel ? new BroadcastChannel(CHANNEL) : null;
const listeners = new Set();
let opening = null;
let last = 0;

const database = () => {
  opening ??= openDB("vivant", 1, {
    upgrade: (db) => db.createObjectStore("gestures", { keyPath: "id" }).createIndex("person", "person"),
    terminated: () => { opening = null; },
  }).catch((error) => { opening = null; throw error; });
  return opening;
};

// Whether this browser keeps anything: some private windows refuse.
export const available = async () => {
  try { await (await database()).count("gestures"); return true; } catch { return false; }
};

// Told after each change, made by this page, another tab or the worker.
export const onChange = (listener) => {
  listeners.add(listener);
  if (globalThis.BroadcastChannel) new BroadcastChannel(CHANNEL).addEventListener("message", listener);
};

// An identifier nobody else draws, also where the page came without https.
export const identifier = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

export const add = async (gesture) => {
  last = Math.max(Date.now(), last + 1); // two gestures on one person never bear the same hour
  const whole = { id: identifier(), at: new Date(last).toISOString(), state: "waiting", ...gesture };
  await (await database()).add("gestures", whole);
  changed();
  return whole;
};

export const of = async (person) => {
  const found = await (await database()).getAllFromIndex("gestures", "person", person);
  return found.sort((one, other) => one.at.localeCompare(other.at));
};

export const waiting = async (person) => (await of(person)).filter((one) => one.state === "waiting");
export const unsent = async (person) => (await of(person)).filter((one) => one.state !== "sent");

// What the site answered, or what someone decided: changes for some of the gestures, by identifier.
export const change = async (changes) => {
  const store = (await database()).transaction("gestures", "readwrite");
  for (const [id, fields] of changes) {
    const kept = await store.store.get(id);
    if (kept) await store.store.put({ ...kept, ...fields });
  }
  await store.done;
  changed();
};

export const forget = async (ids) => {
  const store = (await database()).transaction("gestures", "readwrite");
  for (const id of ids) await store.store.delete(id);
  await store.done;
  changed();
};

// Gestures sent before a moment: the page of that moment already shows them.
export const forgetSent = async (person, before, url = null) => {
  const gone = (await of(person)).filter((one) => one.state === "sent" && one.sent_at < before && (!url || one.url === url));
  if (gone.length) await forget(gone.map((one) => one.id));
};

const changed = () => {
  speaker?.postMessage("changed");
  if (!speaker) for (const listener of listeners) listener();
};
