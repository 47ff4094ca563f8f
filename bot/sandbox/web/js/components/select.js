/** Selects of all kinds: a button that opens a list box, in messages and in modals. */

import { find, findAll, h, icon } from "../dom.js";
import { avatar, emojiText } from "../format.js";
import { t } from "../i18n.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { SelectMenu } from "../types/components.d.ts"
 * @import { Child } from "../types/elements.d.ts"
 */

/**
 * What can be chosen.
 * @typedef {object} Offer
 * @property {string} label
 * @property {string} value
 * @property {string} [description]
 * @property {Child} [sign]
 * @property {boolean} [default]
 */

let count = 0;

/**
 * Return a select under a message; it tells the bot as soon as the choice is made.
 * @param {SelectMenu} select
 * @param {Conversation} context
 * @param {(values: string[]) => void} use
 */
export function messageSelect(select, context, use) {
  return new Select(select, context, use).element;
}

/**
 * Return the options that a select offers: its own, or what the server has.
 * @param {SelectMenu} select
 * @param {Conversation} context
 * @returns {Offer[]}
 */
function optionsOf(select, { store }) {
  if (select.type === 3) return select.options.map((option) => ({ ...option, sign: emojiText(option.emoji) }));
  const chosen = new Set((select.default_values ?? []).map(({ id }) => id));
  const picked = (/** @type {Offer} */ option) => ({ ...option, default: chosen.has(option.value) });
  const users = () =>
    [...store.users.values()].map((user) => ({
      label: store.name(user),
      value: user.id,
      description: user.username,
      sign: avatar(user, store.name(user)),
    }));
  const roles = () => [...store.roles.values()].map((role) => ({ label: `@${role.name.replace(/^@/, "")}`, value: role.id }));
  const channels = () =>
    [...store.channels.values()]
      .filter((channel) => channel.guild_id && (select.channel_types ?? [channel.type]).includes(channel.type))
      .map((channel) => ({ label: store.place(channel), value: channel.id }));
  switch (select.type) {
    case 5:
      return users().map(picked);
    case 6:
      return roles().map(picked);
    case 7:
      return [...users(), ...roles()].map(picked);
    case 8:
      return channels().map(picked);
  }
}

/** A select; `use(values)` is called when the choice is made, once for each opening. */
export class Select {
  #select;
  #use;
  #options;
  /** @type {Set<string>} */
  #chosen;
  #before = "";
  #id = `select-${++count}`;

  /**
   * @param {SelectMenu} select
   * @param {Conversation} context
   * @param {(values: string[]) => void} use
   */
  constructor(select, context, use) {
    this.#select = select;
    this.#use = use;
    this.#options = optionsOf(select, context);
    this.#chosen = new Set(this.#options.filter((option) => option.default).map(({ value }) => value));
    this.shown = h("span", { class: "select-shown" });
    this.button = h(
      "button",
      {
        type: "button",
        class: "select",
        "data-control": this.#select.custom_id,
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        disabled: this.#select.disabled,
        popovertarget: this.#id,
      },
      this.shown,
      icon("down"),
    );
    const items = this.#options.map((option) => this.#item(option));
    this.list = h(
      "div",
      {
        role: "listbox",
        class: "select-list",
        "aria-multiselectable": String(this.#many),
        "aria-label": this.#select.placeholder ?? t("select"),
        onkeydown: (event) => this.#key(event),
      },
      items.length ? items : h("p", { class: "faint" }, t("nothingFound")),
    );
    const { min_values: least, max_values: most } = this.#select;
    const hint = this.#many && h("p", { class: "select-hint" }, t("selectMany", { least, most }));
    this.popover = h("div", { id: this.#id, popover: "auto", class: "popup select-popup" }, hint, this.list);
    this.popover.addEventListener("toggle", (event) => this.#toggled(event.newState === "open"));
    this.element = h("div", { class: "select-box" }, this.button, this.popover);
    this.#show();
  }

  get values() {
    return [...this.#chosen];
  }

  get #many() {
    return this.#select.max_values > 1;
  }

  /** @param {Offer} option */
  #item(option) {
    return h(
      "div",
      {
        role: "option",
        class: "choice",
        tabindex: "-1",
        "data-value": option.value,
        "aria-selected": String(this.#chosen.has(option.value)),
        onclick: () => this.#pick(option.value),
      },
      option.sign,
      h(
        "span",
        { class: "choice-text" },
        h("span", {}, option.label),
        option.description && h("span", { class: "faint" }, option.description),
      ),
      icon("check"),
    );
  }

  /** @param {boolean} open */
  #toggled(open) {
    this.button.setAttribute("aria-expanded", String(open));
    if (open) {
      this.#before = this.values.join();
      const box = this.button.getBoundingClientRect();
      const below = innerHeight - box.bottom;
      this.popover.style.width = `${box.width}px`;
      this.popover.style.left = `${box.left}px`;
      const up = below < 240 && box.top > below;
      this.popover.style.top = up ? "auto" : `${box.bottom + 4}px`;
      this.popover.style.bottom = up ? `${innerHeight - box.top + 4}px` : "auto";
      this.popover.style.maxHeight = `${Math.max(120, (up ? box.top : below) - 16)}px`;
      (find(this.list, "[aria-selected=true]") ?? find(this.list, ".choice"))?.focus();
    } else if (this.#many && this.values.join() !== this.#before && this.#chosen.size >= this.#select.min_values) {
      this.#use(this.values);
    }
  }

  /** @param {string} value */
  #pick(value) {
    if (!this.#many) {
      this.#chosen = new Set([value]);
      this.#show();
      this.popover.hidePopover();
      this.button.focus();
      this.#use(this.values);
      return;
    }
    if (this.#chosen.has(value)) this.#chosen.delete(value);
    else if (this.#chosen.size < this.#select.max_values) this.#chosen.add(value);
    this.#show();
  }

  #show() {
    const labels = this.#options.filter((o) => this.#chosen.has(o.value)).map((o) => o.label);
    this.shown.textContent = labels.join(", ") || this.#select.placeholder || t("select");
    this.shown.classList.toggle("placeholder", !labels.length);
    for (const item of findAll(this.list, ".choice")) {
      item.setAttribute("aria-selected", String(this.#chosen.has(optionValue(item))));
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const items = findAll(this.list, ".choice");
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const steps = new Map([
      ["ArrowDown", at + 1],
      ["ArrowUp", at - 1],
      ["Home", 0],
      ["End", items.length - 1],
    ]);
    const next = steps.get(event.key);
    if (next !== undefined) items.at(Math.min(Math.max(next, 0), items.length - 1))?.focus();
    else if ((event.key === "Enter" || event.key === " ") && at >= 0) this.#pick(optionValue(items[at]));
    else return;
    event.preventDefault();
  }
}

/**
 * Return the value of an option's element.
 * @param {HTMLElement} item
 */
function optionValue(item) {
  return item.dataset.value ?? "";
}
