/** Files dragged over the page: the whole channel takes them. */

import { h, icon } from "./dom.js";
import { t } from "./i18n.js";

/**
 * Let files be dropped anywhere; `describe()` says where they go, `take(files)` gets them.
 * @param {() => { where: string, option: string | null }} describe
 * @param {(files: File[]) => void} take
 */
export function takeDrops(describe, take) {
  const hint = h("p", {});
  const place = h("h2", {});
  const overlay = h("div", { class: "drop-overlay", hidden: true }, h("div", {}, icon("image"), place, hint));
  document.body.append(overlay);
  let depth = 0;
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  const end = () => {
    depth = 0;
    overlay.hidden = true;
  };
  addEventListener("dragenter", (event) => {
    if (!hasFiles(event) || document.querySelector("dialog[open]")) return;
    depth += 1;
    const { where, option } = describe();
    place.textContent = t("dropHere", { place: where });
    hint.textContent = option ? t("dropOption", { option }) : t("dropHint");
    overlay.hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (hasFiles(event) && --depth <= 0) end();
  });
  addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  addEventListener("dragfinished", end);
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    end();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length && !document.querySelector("dialog[open]")) take(files);
  });
}
