/** Changing a message in place, so that a painting seems to grow instead of blinking. */

import { setStyle } from "../dom.js";

const PATIENCE_MS = 2000;
const newest = new WeakMap();

/**
 * Replace what an item holds by what `render` makes, once its pictures can be drawn.
 * Focus stays where it was; an update that a newer one overtook is dropped.
 */
export async function growInto(item, render) {
  const turn = Symbol("turn");
  newest.set(item, turn);
  const fresh = document.createElement("li");
  fresh.append(...render().flat(Infinity).filter(Boolean));
  const pictures = [...fresh.querySelectorAll(".picture > img")];
  const old = [...item.querySelectorAll(".picture > img")];
  if (old.length) {
    for (const image of pictures) image.loading = "eager";
    const drawn = Promise.all(pictures.map((image) => image.decode().catch(() => {})));
    await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    if (newest.get(item) !== turn) return;
    for (const [index, image] of pictures.entries()) fadeFrom(image, old[index]);
  }
  const focused = item.contains(document.activeElement) ? document.activeElement : null;
  const day = item.querySelector(":scope > .day");
  keepRevealed(item, fresh);
  item.replaceChildren(...(day ? [day] : []), ...fresh.childNodes);
  if (focused && focused !== item) refocus(item, focused);
}

function fadeFrom(image, before) {
  if (!before || before.src === image.src) return;
  setStyle(image.parentElement, { "--before": `url("${CSS.escape(before.src)}")` });
  image.parentElement.classList.add("grows");
}

/** A spoiler that the reader has opened stays open in the next version of the message. */
function keepRevealed(item, fresh) {
  const boxes = [...fresh.querySelectorAll(".spoiler-box.covered")];
  const before = [...item.querySelectorAll(".spoiler-box")];
  boxes.forEach((box, index) => {
    if (before[index] && !before[index].classList.contains("covered")) box.querySelector(".cover-button").click();
  });
}

function refocus(item, focused) {
  const control = focused.dataset.control;
  const same = control && item.querySelector(`[data-control="${CSS.escape(control)}"]`);
  (same ?? item).focus({ preventScroll: true });
}
