/** Changing a message in place, so that a painting seems to grow instead of blinking. */

import { find, findAll, h, setStyle } from "../dom.js";

/** @import { Child } from "../types/elements.d.ts" */

const PATIENCE_MS = 2000;
/** @type {WeakMap<HTMLElement, symbol>} */
const newest = new WeakMap();

/**
 * Replace what an item holds by what `render` makes, once its pictures can be drawn.
 * Focus stays where it was; an update that a newer one overtook is dropped.
 * @param {HTMLElement} item
 * @param {() => Child[]} render
 */
export async function growInto(item, render) {
  const turn = Symbol("turn");
  newest.set(item, turn);
  const fresh = h("li", {}, render());
  const pictures = picturesIn(fresh);
  const old = picturesIn(item);
  if (old.length) {
    for (const image of pictures) image.loading = "eager";
    const drawn = Promise.all(pictures.map((image) => image.decode().catch(() => {})));
    await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    if (newest.get(item) !== turn) return;
    for (const [index, image] of pictures.entries()) fadeFrom(image, old[index]);
  }
  const focused = document.activeElement;
  const held = focused instanceof HTMLElement && item.contains(focused);
  const day = item.querySelector(":scope > .day");
  keepRevealed(item, fresh);
  item.replaceChildren(...(day ? [day] : []), ...fresh.childNodes);
  if (held && focused !== item) refocus(item, focused);
}

/**
 * @param {HTMLElement} item
 * @returns {HTMLImageElement[]}
 */
function picturesIn(item) {
  return Array.from(item.querySelectorAll(".picture > img"));
}

/**
 * @param {HTMLImageElement} image
 * @param {HTMLImageElement | undefined} before
 */
function fadeFrom(image, before) {
  const frame = image.parentElement;
  if (!frame || !before || before.src === image.src) return;
  setStyle(frame, { "--before": `url("${CSS.escape(before.src)}")` });
  frame.classList.add("grows");
}

/**
 * A spoiler that the reader has opened stays open in the next version of the message.
 * @param {HTMLElement} item
 * @param {HTMLElement} fresh
 */
function keepRevealed(item, fresh) {
  const before = findAll(item, ".spoiler-box");
  for (const [index, box] of findAll(fresh, ".spoiler-box.covered").entries()) {
    if (before[index] && !before[index].classList.contains("covered")) find(box, ".cover-button")?.click();
  }
}

/**
 * @param {HTMLElement} item
 * @param {HTMLElement} focused
 */
function refocus(item, focused) {
  const control = focused.dataset.control;
  const same = control === undefined ? null : find(item, `[data-control="${CSS.escape(control)}"]`);
  (same ?? item).focus({ preventScroll: true });
}
