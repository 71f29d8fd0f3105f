// A button that opens the print window, for those who do not know the shortcut.
export const offerPrint = (root) => {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
};
