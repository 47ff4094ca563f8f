/** Short notices: said aloud, shown for a moment, or in a dialog that has to be closed. */

import { byId, h } from "./dom.js";
import { t } from "./i18n.js";
import { isTooLarge, reason } from "./rest.js";

const SHOWN_MS = 5000;
const SPOKEN_KEPT = 20;

/**
 * Tell those who listen; nothing is shown.
 * @param {string} text
 */
export function say(text) {
  const spoken = byId("spoken");
  spoken.append(h("p", {}, text));
  while (spoken.childElementCount > SPOKEN_KEPT) spoken.firstElementChild?.remove();
}

/**
 * Show a notice for a moment.
 * @param {string} text
 */
export function toast(text) {
  document.querySelector(".toast")?.remove();
  const box = h("p", { class: "toast", role: "status" }, text);
  document.body.append(box);
  setTimeout(() => box.remove(), SHOWN_MS);
}

/**
 * Show a notice that has to be closed.
 * @param {string} title
 * @param {string} text
 */
function alertDialog(title, text) {
  const dialog = h(
    "dialog",
    { class: "notice", "aria-labelledby": "notice-title", onclose: () => dialog.remove() },
    h("h2", { id: "notice-title" }, title),
    h("p", {}, text),
    h("form", { method: "dialog" }, h("button", { class: "control primary" }, t("close"))),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * Ask for one line of text; resolves to it, or to null.
 * @param {string} title
 * @param {string} label
 * @param {string} action
 * @returns {Promise<string | null>}
 */
export function ask(title, label, action) {
  return new Promise((resolve) => {
    const input = h("input", { id: "asked", required: true, maxlength: "100", autocomplete: "off" });
    const form = h(
      "form",
      { method: "dialog", onsubmit: () => resolve(input.value.trim() || null) },
      h("label", { for: "asked" }, label),
      input,
      h(
        "div",
        { class: "dialog-buttons" },
        h("button", { type: "button", class: "control secondary", onclick: () => dialog.close() }, t("cancel")),
        h("button", { class: "control primary" }, action),
      ),
    );
    const closed = () => {
      dialog.remove();
      resolve(null);
    };
    const dialog = h(
      "dialog",
      { class: "notice", "aria-labelledby": "ask-title", onclose: closed },
      h("h2", { id: "ask-title" }, title),
      form,
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * Show why something could not be done.
 * @param {unknown} problem
 * @param {string} [why]
 */
export function showRefusal(problem, why = reason(problem)) {
  alertDialog(t(isTooLarge(problem) ? "tooLarge" : "refused"), why);
}
