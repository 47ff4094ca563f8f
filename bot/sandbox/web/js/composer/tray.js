/** The files that wait above the message box until the message is sent. */

import { h, icon, iconButton } from "../dom.js";
import { t } from "../i18n.js";
import { preview } from "./filedrop.js";

const MOST = 10;
const SPOILER = "SPOILER_";

export class Tray {
  /** @type {File[]} */
  files = [];

  constructor() {
    this.element = h("ul", { class: "tray", hidden: true });
  }

  /** @param {File[]} files */
  add(files) {
    this.files = [...this.files, ...files].slice(0, MOST);
    this.#show();
  }

  /** Return the files and forget them. */
  take() {
    const { files } = this;
    this.files = [];
    this.#show();
    return files;
  }

  #show() {
    this.element.hidden = this.files.length === 0;
    this.element.replaceChildren(...this.files.map((file, index) => this.#file(file, index)));
  }

  /**
   * @param {File} file
   * @param {number} index
   */
  #file(file, index) {
    const hidden = file.name.startsWith(SPOILER);
    const rename = () => {
      const name = hidden ? file.name.slice(SPOILER.length) : SPOILER + file.name;
      this.files[index] = new File([file], name, { type: file.type });
      this.#show();
    };
    const remove = () => {
      this.files.splice(index, 1);
      this.#show();
    };
    const spoilerLabel = t("spoilerFile", { name: file.name });
    return h(
      "li",
      { class: hidden ? "tray-file hidden-file" : "tray-file" },
      h("div", { class: "tray-picture" }, preview(file), hidden && h("span", { class: "pill" }, t("spoiler"))),
      h("span", { class: "file-name" }, file.name),
      h(
        "div",
        { class: "tray-actions" },
        h(
          "button",
          {
            type: "button",
            class: "icon-button",
            "aria-pressed": String(hidden),
            "aria-label": spoilerLabel,
            title: spoilerLabel,
            onclick: rename,
          },
          icon("eye"),
        ),
        iconButton("trash", t("removeFile", { name: file.name }), remove, { class: "icon-button danger" }),
      ),
    );
  }
}
