// Copies an address where the browser allows it (https, or this machine); elsewhere it can be selected by hand.
export const offerCopy = (root) => {
  if (!navigator.clipboard) return;
  for (const copy of root.querySelectorAll("[data-copy]")) {
    const input = copy.querySelector("input");
    const done = copy.querySelector("[data-done]");
    const button = copy.querySelector("button");
    input.addEventListener("focus", () => input.select());
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(input.value);
      done.textContent = done.dataset.done;
    });
  }
};
