// What the device does between pages and the network: keeps a few pages, shows the copy when the network is away.
import { deliver } from "./sender.js";

const FILES = "vivant-files";
const PAGES = "vivant-pages";
const DEVICE = "vivant-device";
const OWNER = "/owner"; // in DEVICE: { person, locked }; locked: someone came or went, the next page says who
const DAY = 86400000;
const KEPT_FOR = 3 * DAY;
const PATIENCE = 3000;
const FRESH = 600000;
let departures = 0; // a page asked for before someone left or came is not kept after

let files = "/static/";

export const serve = (place) => {
  files = place.files;
  const kept = place.kept.map((pattern) => new RegExp(pattern));
  const isKept = (url) => kept.some((pattern) => pattern.test(url.pathname));

  addEventListener("install", (event) => {
    skipWaiting();
    event.waitUntil(keepFiles([place.fallback, ...place.first]));
  });
  addEventListener("activate", (event) => event.waitUntil(Promise.all([clients.claim(), purge(place)])));
  addEventListener("message", (event) => event.waitUntil(heed(event.data ?? {}, event.ports[0])));
  addEventListener("sync", (event) => event.waitUntil(sendBehind()));
  addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (url.origin !== location.origin) return;
    if (event.request.mode === "navigate") {
      answerPage(event, url);
      event.waitUntil(forgetOld());
    }
    else if (event.request.method === "GET" && url.pathname.startsWith(place.files)) event.respondWith(file(event.request));
  });

  const answerPage = (event, url) => {
    if (url.pathname.startsWith(place.account)) event.respondWith(throughAccount(event.request, url));
    else if (event.request.method === "GET") event.respondWith(isKept(url) ? freshOrKept(event, url) : withoutFail(event.request));
  };

  // Whoever signs in or out passes here: until a page tells who it is, no copy is shown to anyone.
  const throughAccount = async (request, url) => {
    if (request.method === "POST") await (url.pathname === place.signOut ? leave() : lock());
    return request.method === "POST" ? fetch(request) : withoutFail(request);
  };

  const withoutFail = (request) => fetch(request).catch(fallback);
  const fallback = async () => (await caches.match(place.fallback, { cacheName: FILES })) ?? Response.error();

  const freshOrKept = async (event, url) => {
    const copy = await copyOf(url);
    const since = departures;
    const fresh = fetch(event.request).then((answer) => remember(url, answer, since));
    event.waitUntil(fresh.catch(() => null));
    if (!copy) return fresh.catch(fallback);
    const first = await Promise.race([fresh.catch(() => null), new Promise((done) => setTimeout(done, PATIENCE, null))]);
    return first && first.status < 500 ? first : copy;
  };

  // What pages say: who is signed in, which pages and files to keep (`again`: even if a copy is at hand), to erase all.
  const heed = async ({ person, keep = [], again = [], files = [], erase = false, list = false }, port) => {
    if (erase) await leave();
    if (person) await belongTo(person);
    await keepFiles(files);
    for (const address of keep) await keepPage(new URL(address, location.origin), FRESH);
    for (const address of again) await keepPage(new URL(address, location.origin), 0);
    port?.postMessage(list ? await keptPages() : "done");
  };

  const keepPage = async (url, fresh) => {
    const copy = await (await caches.open(PAGES)).match(url.pathname, { ignoreVary: true });
    if (!isKept(url) || (copy && age(copy) < fresh)) return;
    const since = departures;
    const answer = await fetch(url.pathname, { cache: "no-store" }).catch(() => null);
    if (answer) await remember(new URL(url.pathname, location.origin), answer, since);
  };
};

// Keeps what came from the site, if it is a page of whoever is signed in; gives it back untouched.
const remember = async (url, answer, since) => {
  if (answer.status !== 200 || answer.type !== "basic" || answer.redirected || url.search) return answer;
  const text = await answer.clone().text();
  const [, person] = text.match(/ data-person="(\w+)"/) ?? [];
  if (!person || since !== departures) return answer;
  await belongTo(person);
  const headers = ofCopy(answer);
  headers.set("X-Title", encodeURIComponent(text.match(/<title>([^<]*)<\/title>/)?.[1] ?? url.pathname));
  const pages = await caches.open(PAGES);
  if (since === departures) await pages.put(url.pathname, new Response(text, { headers }));
  if (since !== departures) await pages.delete(url.pathname); // someone left while it was being kept
  await keepFiles([...text.matchAll(/<(?:link|script)[^>]* (?:href|src)="([^"]+)"/g)].map(([, name]) => name).filter((name) => name.startsWith(files)));
  return answer;
};

const copyOf = async (url) => {
  if ((await device()).locked) return null;
  const pages = await caches.open(PAGES);
  const copy = await pages.match(url.pathname, { ignoreVary: true });
  if (!copy) return null;
  if (age(copy) > KEPT_FOR) return (await pages.delete(url.pathname)) && null;
  const at = copy.headers.get("X-Kept-At");
  const text = await copy.text();
  return new Response(text.replace("<html ", `<html data-kept-at="${at}" `), { headers: copy.headers });
};

// Files named after their content never change; the others are asked for first.
const file = async (request) => {
  const copy = await caches.match(request.url, { cacheName: FILES, ignoreVary: true });
  if (copy && /\.[0-9a-f]{12}\./.test(request.url)) return copy;
  return fetch(request).catch((error) => { if (copy) return copy; throw error; });
};

const keepFiles = async (addresses) => {
  const cache = await caches.open(FILES);
  await Promise.all(addresses.map(async (address) => {
    const there = await cache.match(address, { ignoreVary: true });
    if (there && age(there) < DAY) return;
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) return;
    await cache.put(address, new Response(await answer.blob(), { headers: ofCopy(answer) }));
  }));
};

// The headers of what is kept: when that was, and not how it came.
const ofCopy = (answer) => {
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set("X-Kept-At", new Date().toISOString());
  return headers;
};

const purge = async (place) => {
  await forgetOld();
  await drop(FILES, KEPT_FOR + DAY, [place.fallback, ...place.first].map((address) => new URL(address, location.origin).href));
};

// Names do not stay longer than said: at each page of the site, whoever opens it, those too old go.
const forgetOld = () => drop(PAGES, KEPT_FOR, []);

const drop = async (name, life, spared) => {
  const cache = await caches.open(name);
  for (const request of await cache.keys()) {
    const copy = await cache.match(request, { ignoreVary: true });
    if (copy && age(copy) > life && !spared.includes(request.url)) await cache.delete(request);
  }
};

const age = (copy) => Date.now() - Date.parse(copy.headers.get("X-Kept-At"));

// For the page shown without network: [{ path, title, at }], nothing while one does not know who is there.
const keptPages = async () => {
  if ((await device()).locked) return [];
  const pages = await caches.open(PAGES);
  const copies = await Promise.all((await pages.keys()).map((request) => pages.match(request, { ignoreVary: true }).then((copy) => [request, copy])));
  return copies.filter(([, copy]) => age(copy) < KEPT_FOR).map(([{ url }, { headers }]) =>
    ({ path: new URL(url).pathname, title: decodeURIComponent(headers.get("X-Title")), at: headers.get("X-Kept-At") }));
};

const device = async () => (await (await caches.open(DEVICE)).match(OWNER))?.json() ?? {};
const write = async (state) => (await caches.open(DEVICE)).put(OWNER, new Response(JSON.stringify(state)));
const lock = async () => {
  departures += 1;
  await write({ ...(await device()), locked: true });
};

const belongTo = async (person) => {
  const before = await device();
  if (before.person && before.person !== person) await caches.delete(PAGES);
  if (before.person !== person || before.locked) await write({ person, locked: false });
};

const leave = async () => {
  departures += 1;
  await caches.delete(PAGES);
  await caches.delete(DEVICE);
};

const sendBehind = async () => {
  const { person, locked } = await device();
  if (!person || locked) return;
  if ((await deliver(person)) === "offline") throw new Error("no network yet: the browser asks again later");
};
