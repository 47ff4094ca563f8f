/** Making elements. Text only ever becomes text nodes, so nothing that a member says is markup. */

/** @import { Attributes, Child, Style } from "./types/elements.d.ts" */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Return a new element; `on…` attributes are listeners, false and null ones are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes<HTMLElementTagNameMap[Tag]>} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (typeof value === "object") setStyle(element, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...shown(children));
  return element;
}

/**
 * Return the first element within another that a selector names, or null.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function find(root, selector) {
  return root.querySelector(selector);
}

/**
 * Return all elements within another that a selector names.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function findAll(root, selector) {
  return Array.from(/** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector)));
}

/**
 * Return an element that the page has from the beginning.
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Set CSS properties, custom ones included.
 * @param {HTMLElement} element
 * @param {Style} properties
 */
export function setStyle(element, properties) {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, String(value));
}

/**
 * Return an icon out of strokes on a grid of 24; it is decoration, its button has the name.
 * @param {IconName} name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STROKES[name]);
  svg.append(path);
  return svg;
}

/**
 * Return a button that shows only an icon and is named for those who do not see it.
 * @param {IconName} name
 * @param {string} label
 * @param {Attributes<HTMLButtonElement>["onclick"]} onclick
 * @param {Attributes<HTMLButtonElement>} [attributes]
 */
export function iconButton(name, label, onclick, attributes = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}

/**
 * @param {readonly Child[]} children
 * @returns {(Node | string)[]}
 */
function shown(children) {
  return children.flatMap((child) => {
    if (Array.isArray(child)) return shown(child);
    return child || child === 0 ? [child instanceof Node ? child : String(child)] : [];
  });
}

/** @typedef {keyof typeof STROKES} IconName */

const STROKES = {
  hash: "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
  thread: "M4 5h16v10H10l-4 4v-4H4zM8 9h8M8 12h5",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-4 7.5",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  forward: "M15 6l5 5-5 5M20 11h-9a7 7 0 0 0-7 7v1",
  sticker: "M5 4h14v10l-5 6H5zM19 14h-5v6M8.5 9v1.5M14 9v1.5",
  reply: "M9 6 4 11l5 5M4 11h9a7 7 0 0 1 7 7v1",
  smile: "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM8 14s1.5 2.5 4 2.5 4-2.5 4-2.5M9 9.5v.1M15 9.5v.1",
  more: "M5 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1zM12 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1zM19 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1z",
  send: "M4 12 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4",
  clock: "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM12 7v5l3 2",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 1 1 0-6 3 3 0 0 1 0 6z",
  pulse: "M3 12h4l3-8 4 16 3-8h4",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5v.1",
  upload: "M12 16V5M7 10l5-5 5 5M5 19h14",
  down: "M6 9l6 6 6-6",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  open: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  check: "M5 12.5l4.5 4.5L19 7",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  spark: "M12 3l2 7 7 2-7 2-2 7-2-7-7-2 7-2z",
  user: "M12 12a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM4 20c1-4 4-6 8-6s7 2 8 6",
};
