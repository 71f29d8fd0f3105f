// The page shown without network: what this device kept, and what one can still do.
import { moment } from "./kept.js";
import { toWorker } from "./to-worker.js";

const plain = (title) => new DOMParser().parseFromString(title, "text/html").body.textContent.split(" – ").slice(0, -1).join(" – ");
const list = document.querySelector("[data-kept-pages]");
const kept = (await toWorker({ list: true })) ?? [];
// A page under another one is reached from it.
const pages = kept.filter((one) => !kept.some((other) => other !== one && one.path.startsWith(other.path)));
for (const { path, title, at } of pages.sort((one, other) => one.path.localeCompare(other.path))) {
  const card = list.querySelector("template").content.firstElementChild.cloneNode(true);
  Object.assign(card.querySelector("a"), { href: path, textContent: plain(title) });
  card.querySelector("p").textContent = moment(at, list.dataset.words);
  list.append(card);
}
document.querySelector(pages.length ? "[data-some-kept]" : "[data-nothing-kept]").hidden = false;
document.querySelector("[data-try-again]").addEventListener("click", () => location.reload());
