/** A picture large, beside its neighbours, and against the picture that it was made from. */

import { h, icon, iconButton, setStyle } from "./dom.js";
import { t } from "./i18n.js";

/** @typedef {{ url: string, description: string | null }} Shown  A picture and its text for those who do not see it. */

export class Lightbox {
  /** @type {Shown[]} */
  #pictures = [];
  #index = 0;
  /** @type {string | null} */
  #source = null;

  constructor() {
    this.stage = h("div", { class: "lightbox-stage" });
    this.caption = h("p", { class: "lightbox-caption" });
    this.original = h(
      "a",
      { class: "icon-button", target: "_blank", rel: "noreferrer", "aria-label": t("original"), title: t("original") },
      icon("open"),
    );
    this.back = iconButton("left", t("previous"), () => this.#turn(-1), { class: "icon-button lightbox-turn previous" });
    this.on = iconButton("right", t("next"), () => this.#turn(1), { class: "icon-button lightbox-turn next" });
    /** @type {HTMLDialogElement} */
    this.dialog = h(
      "dialog",
      {
        class: "lightbox",
        "aria-label": t("picture"),
        onkeydown: (event) => this.#key(event),
        onclick: ({ target }) => (target === this.dialog || target === this.stage) && this.dialog.close(),
        onclose: () => this.dialog.remove(),
      },
      h(
        "div",
        { class: "lightbox-bar" },
        this.caption,
        this.original,
        iconButton("close", t("close"), () => this.dialog.close()),
      ),
      this.back,
      this.stage,
      this.on,
    );
  }

  /**
   * Show one of some pictures; `source` is what it was made from, or null.
   * @param {Shown[]} pictures
   * @param {number} index
   * @param {string | null} source
   */
  open(pictures, index, source) {
    this.#pictures = pictures;
    this.#index = index;
    this.#source = source;
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.#show();
  }

  #show() {
    const { url, description } = this.#pictures[this.#index];
    const several = this.#pictures.length > 1;
    this.back.hidden = this.on.hidden = !several;
    this.caption.textContent = description ?? "";
    this.original.href = url;
    const result = h("img", { src: url, alt: description ?? "", class: "lightbox-picture" });
    this.stage.replaceChildren(this.#source && !several ? this.#compared(result, this.#source) : result);
  }

  /**
   * Lay the picture from before over the result; a slider says how far it reaches.
   * @param {HTMLImageElement} result
   * @param {string} source
   */
  #compared(result, source) {
    const before = h("img", { src: source, alt: "", class: "lightbox-picture before" });
    const slider = h("input", {
      type: "range",
      min: "0",
      max: "100",
      value: "50",
      class: "compare-slider",
      "aria-label": t("compare"),
      oninput: () => setStyle(box, { "--cut": `${slider.value}%` }),
    });
    const box = h(
      "div",
      { class: "compare", style: { "--cut": "50%" } },
      result,
      before,
      h("span", { class: "pill compare-name left" }, t("before")),
      h("span", { class: "pill compare-name right" }, t("after")),
      h("span", { class: "compare-line" }),
      slider,
    );
    return box;
  }

  /** @param {number} step */
  #turn(step) {
    const count = this.#pictures.length;
    this.#index = (this.#index + step + count) % count;
    this.#show();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#pictures.length < 2) return;
    if (event.key === "ArrowLeft") this.#turn(-1);
    else if (event.key === "ArrowRight") this.#turn(1);
  }
}
