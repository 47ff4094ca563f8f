/** A list box above the message box; an input keeps the focus and steers it. */

import { h } from "../dom.js";

/** @import { Child } from "../types/elements.d.ts" */

/**
 * What can be picked, and what happens then.
 * @typedef {object} Suggestion
 * @property {string} label
 * @property {() => void} pick
 * @property {string} [detail]
 * @property {string} [hint]
 * @property {Child} [sign]
 */

export class Suggestions {
  /** @type {Suggestion[]} */
  #items = [];
  #at = -1;
  /** @type {HTMLElement | null} */
  #input = null;

  constructor() {
    this.title = h("p", { class: "suggestions-title" });
    this.list = h("ul", { role: "listbox", id: "suggestions" });
    this.note = h("p", { class: "suggestions-note", role: "status" });
    this.element = h("div", { class: "suggestions", hidden: true }, this.title, this.list, this.note);
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /**
   * Offer something for an input; `note` stands for what is not there.
   * @param {HTMLElement} input
   * @param {{ title: string, items: Suggestion[], note?: string, first?: boolean }} what
   */
  open(input, { title, items, note = "", first = true }) {
    this.#input = input;
    this.#items = items;
    this.title.textContent = title;
    this.list.setAttribute("aria-label", title);
    this.note.textContent = items.length ? "" : note;
    this.list.replaceChildren(...items.map((item, index) => this.#item(item, index)));
    this.list.hidden = items.length === 0;
    this.element.hidden = false;
    input.setAttribute("aria-expanded", String(items.length > 0));
    input.setAttribute("aria-controls", "suggestions");
    this.#go(first && items.length ? 0 : -1);
  }

  close() {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.#items = [];
    this.#input?.setAttribute("aria-expanded", "false");
    this.#input?.removeAttribute("aria-activedescendant");
    this.#input = null;
  }

  /**
   * Say whether the list took a key.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (!this.isOpen) return false;
    if (event.key === "Escape") this.close();
    else if (!this.#items.length || event.isComposing) return false;
    else if (event.key === "ArrowDown") this.#go((this.#at + 1) % this.#items.length);
    else if (event.key === "ArrowUp") this.#go((Math.max(this.#at, 0) + this.#items.length - 1) % this.#items.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && this.#at >= 0) this.#choose(this.#at);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /**
   * @param {Suggestion} suggestion
   * @param {number} index
   */
  #item({ label, detail, hint, sign }, index) {
    return h(
      "li",
      {
        role: "option",
        id: `suggestion-${index}`,
        class: "suggestion",
        "aria-selected": "false",
        // The input keeps the focus.
        onpointerdown: (event) => event.preventDefault(),
        onclick: () => this.#choose(index),
        onpointermove: () => this.#at !== index && this.#go(index),
      },
      sign,
      h(
        "span",
        { class: "suggestion-text" },
        h("span", { class: "suggestion-label" }, label),
        detail && h("span", { class: "faint" }, detail),
      ),
      hint && h("span", { class: "faint suggestion-hint" }, hint),
    );
  }

  /** @param {number} index */
  #go(index) {
    this.#at = index;
    for (const [i, item] of [...this.list.children].entries()) item.setAttribute("aria-selected", String(i === index));
    const item = this.list.children[index];
    if (item) {
      this.#input?.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else this.#input?.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  #choose(index) {
    const { pick } = this.#items[index];
    this.close();
    pick();
  }
}
