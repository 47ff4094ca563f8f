/** Menus and small boards that open at a button or a point, with the keys of a menu. */

import { find, findAll, h, icon } from "./dom.js";

/**
 * @import { IconName } from "./dom.js"
 * @import { Child } from "./types/elements.d.ts"
 */

/**
 * An element, or a point of the window.
 * @typedef {Element | { x: number, y: number }} Anchor
 */

/**
 * What one can choose from a menu.
 * @typedef {object} MenuChoice
 * @property {string} label
 * @property {() => void} [run]
 * @property {IconName} [icon]
 * @property {Node} [sign]
 * @property {string} [hint]
 * @property {boolean} [danger]
 * @property {boolean} [checked]
 * @property {boolean} [disabled]
 */

/** @typedef {MenuChoice | { section: string } | { divider: true }} MenuEntry */

/** @type {HTMLElement | null} */
let open = null;

/** Close what is open, if anything is. */
function closePopup() {
  open?.hidePopover();
}

/**
 * Open a popup at an element or at `{x, y}`; it ends when something else is chosen.
 * Focus goes to its first control and comes back to `from` at the end.
 * @param {Child} content
 * @param {Anchor} anchor
 * @param {{ role?: string, label: string, from?: Element | null, kind?: string }} how
 */
export function popup(content, anchor, { role = "dialog", label, from = document.activeElement, kind = "" }) {
  closePopup();
  const box = h("div", { popover: "auto", role, "aria-label": label, class: `popup ${kind}`, tabindex: "-1" }, content);
  document.body.append(box);
  box.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    const hadFocus = box.contains(document.activeElement) || document.activeElement === document.body;
    box.remove();
    if (open === box) open = null;
    if (hadFocus && from instanceof HTMLElement) from.focus({ preventScroll: true });
  });
  box.showPopover();
  open = box;
  place(box, anchor);
  (find(box, "[role^=menuitem], button, input, select") ?? box).focus();
  return box;
}

/**
 * Open a menu.
 * @param {MenuEntry[]} entries
 * @param {Anchor} anchor
 * @param {string} label
 * @param {Element} [from]
 */
export function menu(entries, anchor, label, from) {
  const items = entries.map((entry) => {
    if ("section" in entry) return h("p", { class: "menu-section", role: "presentation" }, entry.section);
    if ("divider" in entry) return h("hr", { role: "separator" });
    return h(
      "button",
      {
        type: "button",
        role: entry.checked === undefined ? "menuitem" : "menuitemradio",
        "aria-checked": entry.checked === undefined ? null : String(entry.checked),
        class: entry.danger ? "menu-item danger" : "menu-item",
        tabindex: "-1",
        disabled: entry.disabled,
        onclick: () => {
          closePopup();
          entry.run?.();
        },
      },
      entry.sign,
      h("span", { class: "menu-text" }, h("span", {}, entry.label), entry.hint && h("span", { class: "faint" }, entry.hint)),
      entry.icon && icon(entry.icon),
    );
  });
  const box = popup(items, anchor, { role: "menu", label, from, kind: "menu" });
  box.addEventListener("keydown", (event) => moveInMenu(event, box));
  return box;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} box
 */
function moveInMenu(event, box) {
  const items = findAll(box, "[role^=menuitem]:not(:disabled)");
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const steps = new Map([
    ["ArrowDown", at + 1],
    ["ArrowUp", at - 1],
    ["Home", 0],
    ["End", -1],
  ]);
  if (event.key === "Tab") closePopup();
  const next = steps.get(event.key);
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}

/**
 * @param {HTMLElement} box
 * @param {Anchor} anchor
 */
function place(box, anchor) {
  const room = 8;
  const point = anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  const { width, height } = box.getBoundingClientRect();
  const below = point.bottom + height + room < innerHeight;
  const top = below ? point.bottom + 4 : Math.max(room, point.top - height - 4);
  const left = Math.min(Math.max(room, point.right - (point.width ? width : 0)), innerWidth - width - room);
  box.style.top = `${Math.max(room, Math.min(top, innerHeight - height - room))}px`;
  box.style.left = `${Math.max(room, left)}px`;
}
