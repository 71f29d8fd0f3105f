// Light, dark, or as the device says. Loaded before the page is drawn, so that it never flashes.
(() => {
  const key = "vivant-theme";
  const root = document.documentElement;
  const kept = () => {
    try { return localStorage.getItem(key) || "auto"; } catch { return "auto"; }
  };
  const keep = (choice) => {
    try { localStorage.setItem(key, choice); } catch { /* private window: the choice lasts as long as the page */ }
  };
  const show = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  };

  show(kept());
  document.addEventListener("DOMContentLoaded", () => {
    for (const group of document.querySelectorAll("[data-theme-choice]")) {
      for (const input of group.querySelectorAll("input")) input.checked = input.value === kept();
      group.addEventListener("change", (event) => {
        keep(event.target.value);
        show(event.target.value);
      });
      group.hidden = false;
    }
  });
})();
