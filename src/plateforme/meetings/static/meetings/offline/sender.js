// Sends what waits: from one tab or the worker at a time, in the order in which it was noted.
import * as queue from "./queue.js";

const MOST = 200; // gestures the site takes at once
const PATIENCE = 15000;
const FIRST_DELAY = 4000;
const LONGEST_DELAY = 300000;

// "done", or why not: "offline" (try again), "signed-out", "other" (someone else is signed in here).
export const deliver = (person) => alone(async () => {
  const byAddress = Map.groupBy ? Map.groupBy(await queue.waiting(person), (one) => one.url) : grouped(await queue.waiting(person));
  for (const [url, gestures] of byAddress) {
    for (let start = 0; start < gestures.length; start += MOST) {
      const problem = await deliverSome(url, gestures.slice(start, start + MOST), person);
      if (problem) return problem;
    }
  }
  return "done";
});

// Sends now, at each change, when the network or the person comes back, and again later after a failure.
export const keepSending = (person, tell) => {
  let delay = FIRST_DELAY;
  let timer = 0;
  const run = async () => {
    clearTimeout(timer);
    const outcome = (await queue.waiting(person)).length ? await deliver(person) : "done";
    tell(outcome);
    if (outcome === "done") delay = FIRST_DELAY;
    else if (outcome === "offline") {
      timer = setTimeout(run, delay);
      delay = Math.min(2 * delay, LONGEST_DELAY);
    }
  };
  const soon = () => { delay = FIRST_DELAY; return run(); };
  addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
  soon();
  return soon;
};

const alone = (task) => (navigator.locks ? navigator.locks.request("vivant-send", task) : task());

const grouped = (gestures) => {
  const found = new Map();
  for (const one of gestures) found.set(one.url, [...(found.get(one.url) ?? []), one]);
  return found;
};

const deliverSome = async (url, gestures, person) => {
  const door = await ask(url); // a fresh token each time: a kept page holds an old one
  if (door.problem) return settleProblem(door, gestures);
  if (door.person !== person) return "other";
  const body = { person, sent_at: new Date().toISOString(), gestures: gestures.map(said) };
  const headers = { "Content-Type": "application/json", "X-CSRFToken": door.token };
  const answer = await ask(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.problem) return settleProblem(answer, gestures);
  await queue.change(answer.answers.map((one) => [one.id, became(one)]));
  return null;
};

const said = ({ id, participant, there, at, means, newcomer, is_new }) => ({ id, participant, there, at, means, newcomer, is_new });

const became = ({ state, there, reason, namesakes }) =>
  state === "refused" ? { state, reason, namesakes } : { state: "sent", sent_at: Date.now(), there };

const ask = async (url, options = {}) => {
  try {
    const signal = AbortSignal.timeout?.(PATIENCE);
    const answer = await fetch(url, { redirect: "manual", cache: "no-store", credentials: "same-origin", signal, ...options });
    if (answer.type === "opaqueredirect") return { problem: "signed-out" };
    if (answer.ok) return await answer.json();
    if (answer.status === 409) return { problem: "other" };
    if (answer.status === 400) return { problem: "refused", ...(await answer.json()) };
    if (answer.status === 404) return { problem: "refused", code: "gone" };
    if (answer.status === 403 && !options.method) return { problem: "refused", code: "forbidden" };
  } catch { /* no network, or an answer cut short: the same gestures go again, and count once */ }
  return { problem: "offline" };
};

const settleProblem = async ({ problem, reason = "", code = "" }, gestures) => {
  if (problem !== "refused") return problem;
  await queue.change(gestures.map((one) => [one.id, { state: "refused", reason, code }]));
  return null;
};
