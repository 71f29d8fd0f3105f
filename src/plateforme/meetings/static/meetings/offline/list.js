// The list with, over what the site said, what this device noted and the site does not show yet.
const TICKED = "tick-there";

// gestures: of this meeting, oldest first. bar: holds the words and the templates.
export const overlay = (list, gestures, bar) => {
  const last = new Map(gestures.filter((one) => one.state !== "refused").map((one) => [one.participant, one]));
  const first = new Map([...gestures].reverse().map((one) => [one.participant, one]));
  const focused = list.contains(document.activeElement) && document.activeElement.id;
  restore(list);
  for (const row of list.querySelectorAll("[data-participant]")) {
    if (last.has(row.dataset.participant)) mark(row, last.get(row.dataset.participant), bar);
  }
  newcomers(list, gestures, last, bar);
  const delta = [...last].reduce((sum, [key, one]) => sum + one.there - first.get(key).was, 0);
  count(list, delta, bar);
  if (focused) document.getElementById(focused)?.focus();
};

const restore = (list) => {
  for (const row of list.querySelectorAll("[data-overlaid]")) {
    row.querySelector("[data-overlay]")?.remove();
    row.querySelector(".tick-gestures").hidden = false;
    row.classList.toggle(TICKED, row.dataset.there === "true");
    delete row.dataset.overlaid;
  }
  list.querySelector("[data-newcomers]")?.remove();
};

const mark = (row, gesture, bar) => {
  if (gesture.state === "sent" && String(gesture.there) === row.dataset.there) return;
  const hadFocus = row.contains(document.activeElement);
  const over = bar.querySelector("template").content.querySelector("[data-overlay]").cloneNode(true);
  const isWaiting = gesture.state === "waiting";
  over.querySelector("[data-mark]").textContent = over.dataset[`${gesture.there ? "there" : "gone"}${isWaiting ? "Waiting" : ""}`];
  over.querySelector(".tick-mark").hidden = !gesture.there && !isWaiting;
  const button = over.querySelector("button");
  button.id = `tick-${gesture.participant}`;
  button.classList.toggle("button-quiet", gesture.there);
  button.querySelector("[data-label]").textContent = gesture.there ? over.dataset.takeBack : over.dataset.tick;
  button.querySelector(".for-ears").textContent = ` ${gesture.name}`;
  row.classList.toggle(TICKED, gesture.there);
  row.querySelector(".tick-gestures").hidden = true;
  row.querySelector(`#tick-${CSS.escape(gesture.participant)}`)?.removeAttribute("id");
  row.append(over);
  row.dataset.overlaid = "";
  if (hadFocus) button.focus();
};

// People added on this device whom the site does not show yet.
const newcomers = (list, gestures, last, bar) => {
  const shown = new Set([...list.querySelectorAll("[data-participant]")].map((row) => row.dataset.participant));
  const added = gestures.filter((one) => one.newcomer && one.state !== "refused" && !shown.has(one.participant));
  const group = bar.querySelector("template").content.querySelector("[data-newcomers]").cloneNode(true);
  for (const { participant, name, newcomer } of added) {
    const row = bar.querySelector("template").content.querySelector("[data-new-row]").cloneNode(true);
    row.dataset.participant = participant;
    row.dataset.name = name;
    row.querySelector("strong").textContent = name;
    row.querySelector("[data-about]").textContent = [newcomer.profession, newcomer.organization].filter(Boolean).join(", ");
    group.querySelector("ul").append(row);
    mark(row, last.get(participant), bar);
  }
  if (added.length) list.querySelector(".attendance-count").after(group);
};

const count = (list, delta, bar) => {
  const number = Number(list.dataset.present) + delta;
  const words = number > 1 ? bar.dataset.many : bar.dataset.one;
  const strong = list.querySelector(".attendance-count strong");
  const text = words.replace("%(number)s", number);
  if (strong.textContent !== text) strong.textContent = text;
};
