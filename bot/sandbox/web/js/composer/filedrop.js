/** A place for files: drop them on it, or press it to choose them. */

import { find, h, icon, iconButton } from "../dom.js";
import { size } from "../format.js";
import { t } from "../i18n.js";

export class FileDrop {
  /** @type {File[]} */
  files = [];

  /**
   * `most` files; `compact` in a line of options; `changed()` is called after each change.
   * @param {{ id: string, most?: number, compact?: boolean, changed?: () => void }} how
   */
  constructor({ id, most = 1, compact = false, changed = () => {} }) {
    this.most = most;
    this.changed = changed;
    this.input = h("input", { type: "file", multiple: most > 1, hidden: true, onchange: () => this.#chosen() });
    this.button = h(
      "button",
      { type: "button", class: "file-drop-button", id, onclick: () => this.input.click() },
      icon("upload"),
      h("span", {}, t("chooseFile")),
    );
    this.shown = h("div", { class: "file-drop-files" });
    /** @type {HTMLElement} */
    this.element = h(
      "div",
      {
        class: compact ? "file-drop compact" : "file-drop",
        ondragover: (event) => {
          event.preventDefault();
          this.element.classList.add("over");
        },
        ondragleave: () => this.element.classList.remove("over"),
        ondrop: (event) => {
          event.preventDefault();
          event.stopPropagation();
          this.element.classList.remove("over");
          this.add([...(event.dataTransfer?.files ?? [])]);
          dispatchEvent(new Event("dragfinished"));
        },
      },
      this.shown,
      this.button,
      this.input,
    );
  }

  get full() {
    return this.files.length >= this.most;
  }

  /**
   * Take files, the last ones if there are too many.
   * @param {File[]} files
   */
  add(files) {
    this.files = [...this.files, ...files].slice(-this.most);
    this.#show();
  }

  focus() {
    (find(this.shown, "button") ?? this.button).focus();
  }

  #chosen() {
    this.add([...(this.input.files ?? [])]);
    this.input.value = "";
  }

  #show() {
    this.button.hidden = this.full;
    this.shown.replaceChildren(...this.files.map((file) => this.#file(file)));
    this.changed();
  }

  /** @param {File} file */
  #file(file) {
    const remove = () => {
      this.files = this.files.filter((other) => other !== file);
      this.#show();
      this.focus();
    };
    return h(
      "div",
      { class: "dropped" },
      preview(file),
      h("span", { class: "file-facts" }, h("span", { class: "file-name" }, file.name), h("span", { class: "faint" }, size(file.size))),
      iconButton("close", t("removeFile", { name: file.name }), remove),
    );
  }
}

/**
 * Return a small picture of a file that is not sent yet.
 * @param {File} file
 */
export function preview(file) {
  if (!/^image\//.test(file.type)) return h("span", { class: "preview" }, icon("file"));
  const url = URL.createObjectURL(file);
  const forget = () => URL.revokeObjectURL(url);
  return h("img", { class: "preview", src: url, alt: "", onload: forget, onerror: forget });
}
