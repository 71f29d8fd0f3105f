// What every page gains when scripts run. Each part works alone, and the page works without them.
import { focusErrors } from "./focus-errors.js";
import { offerCopy } from "./copy.js";
import { countDown } from "./countdown.js";
import { offerPrint } from "./print.js";
import { closeMenus } from "./menu.js";

const enliven = (root) => {
  focusErrors(root);
  offerPrint(root);
  offerCopy(root);
  countDown(root);
};

enliven(document);
closeMenus();
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) enliven(event.target);
});
