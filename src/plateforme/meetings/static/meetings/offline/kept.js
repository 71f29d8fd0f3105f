// A copy says that it is one, and since when; what can't be done without network waits.
const day = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long" });
const number = (value) => String(value).padStart(2, "0");

export const moment = (text, words) => {
  const at = new Date(text);
  return words.replace("%(day)s", day.format(at)).replace("%(hour)s", `${at.getHours()} h ${number(at.getMinutes())}`);
};

export const showAge = (device) => {
  const { keptAt } = document.documentElement.dataset;
  if (!keptAt) return;
  const notice = device.content.querySelector("[data-kept-copy]").cloneNode(true);
  notice.querySelector("[data-kept-words]").textContent = moment(keptAt, notice.dataset.keptCopy);
  document.getElementById("contenu").prepend(notice);
  if (document.querySelector("[data-offline]")) return; // this page knows how to wait for the network
  notice.querySelector("[data-kept-read-only]").hidden = false;
  for (const button of document.querySelectorAll("main form[method=post] button")) button.disabled = true;
};

export const forgetAge = () => {
  delete document.documentElement.dataset.keptAt;
  document.querySelector("#contenu > [data-kept-copy]")?.remove();
};
