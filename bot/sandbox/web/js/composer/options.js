/** The options of a command: one field each, with its value and what is wrong with it. */

import { h, iconButton, setStyle } from "../dom.js";
import { avatar } from "../format.js";
import { t } from "../i18n.js";
import { FileDrop } from "./filedrop.js";

/**
 * @import { CommandOption, FilledOption, OptionValue } from "../types/commands.d.ts"
 * @import { Child } from "../types/elements.d.ts"
 * @import { Invocation } from "./invocation.js"
 */

const TYPE = { STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, NUMBER: 10, ATTACHMENT: 11 };
const TYPING_PAUSE_MS = 150;

/**
 * A value to choose from.
 * @typedef {object} Offer
 * @property {string} label
 * @property {OptionValue} value
 * @property {string} [detail]
 * @property {Child} [sign]
 */

/** A field for one option; `invocation` is the command that it belongs to. */
export class OptionField {
  #timer = 0;
  #asked = 0;
  /** @type {Offer | null} */
  #picked = null;

  /**
   * @param {CommandOption} option
   * @param {Invocation} invocation
   */
  constructor(option, invocation) {
    this.option = option;
    this.invocation = invocation;
    this.name = option.name_localized ?? option.name;
    this.id = `option-${option.name}`;
    this.problem = h("span", { class: "option-problem", id: `${this.id}-problem`, role: "alert" });
    this.control = this.takesFile ? this.#fileDrop() : this.#input();
    const label = h("label", { class: "option-name", for: this.id }, this.name);
    const remove =
      !option.required &&
      iconButton("close", t("removeOption", { name: this.name }), () => invocation.remove(this), { class: "icon-button option-remove" });
    this.element = h(
      "div",
      { class: "option", onfocusin: () => invocation.focused(this) },
      label,
      this.drop ? this.drop.element : this.#text,
      remove,
      this.problem,
    );
  }

  get takesFile() {
    return this.option.type === TYPE.ATTACHMENT;
  }

  get empty() {
    return this.drop ? this.drop.files.length === 0 : this.#text.value.trim() === "";
  }

  /** Return the place for a file, or null if the option takes none. */
  get drop() {
    return this.control instanceof FileDrop ? this.control : null;
  }

  /** Return the input of an option that takes no file. */
  get #text() {
    return /** @type {HTMLInputElement} */ (this.control);
  }

  focus() {
    this.control.focus();
  }

  /**
   * Show what is wrong; "" for nothing.
   * @param {string} text
   */
  complain(text) {
    this.problem.textContent = text;
    this.element.classList.toggle("wrong", Boolean(text));
    if (!this.drop) this.#text.setAttribute("aria-invalid", String(Boolean(text)));
  }

  /**
   * Return the option as an interaction carries it; a file goes to `files`, its number stays.
   * @param {File[]} files
   * @returns {FilledOption}
   */
  payload(files) {
    const { type, name } = this.option;
    if (this.drop) return { type, name, value: String(files.push(this.drop.files[0]) - 1) };
    return { type, name, value: this.#value() };
  }

  /**
   * Return the option with what is typed so far.
   * @param {boolean} focused
   * @returns {FilledOption}
   */
  typed(focused) {
    const { type, name } = this.option;
    return { type, name, value: this.#picked?.value ?? this.#text.value, ...(focused && { focused: true }) };
  }

  /** Say what is wrong with the value, as a client does before it asks the server. */
  check() {
    const { option } = this;
    this.complain("");
    if (this.empty) {
      if (option.required) this.complain(t("thisOption"));
      return !option.required;
    }
    this.complain(this.#wrong() ?? "");
    return !this.problem.textContent;
  }

  #wrong() {
    const { type, min_value: least, max_value: most } = this.option;
    if (this.takesFile) return null;
    if (this.#fixed && this.#value() === "") return t("badChoice");
    if (type !== TYPE.INTEGER && type !== TYPE.NUMBER) return null;
    const value = this.#value();
    if (typeof value !== "number" || !Number.isFinite(value)) return t(type === TYPE.INTEGER ? "badInteger" : "badNumber");
    if (type === TYPE.INTEGER && !Number.isInteger(value)) return t("badInteger");
    const outside = (least !== undefined && value < least) || (most !== undefined && value > most);
    return outside ? t("badRange", { least: least ?? "−∞", most: most ?? "∞" }) : null;
  }

  get #fixed() {
    const { type, choices } = this.option;
    return Boolean(choices?.length) || (type >= TYPE.BOOLEAN && type <= TYPE.MENTIONABLE);
  }

  /** @returns {OptionValue} */
  #value() {
    const text = this.#text.value.trim();
    if (this.#picked) return this.#picked.value;
    if (this.#fixed) {
      const exact = this.#offers().find(({ label }) => label.toLowerCase() === text.toLowerCase());
      return exact?.value ?? "";
    }
    if (this.option.type === TYPE.INTEGER || this.option.type === TYPE.NUMBER) return text === "" ? NaN : Number(text);
    return this.#text.value;
  }

  #fileDrop() {
    return new FileDrop({ id: this.id, compact: true, changed: () => this.complain("") });
  }

  #input() {
    const numeric = this.option.type === TYPE.INTEGER || this.option.type === TYPE.NUMBER;
    const suggests = this.#fixed || this.option.autocomplete;
    return h("input", {
      id: this.id,
      class: "option-input",
      autocomplete: "off",
      spellcheck: "false",
      inputmode: numeric ? "decimal" : null,
      role: suggests ? "combobox" : null,
      "aria-expanded": suggests ? "false" : null,
      "aria-autocomplete": suggests ? "list" : null,
      "aria-describedby": `${this.id}-problem`,
      "aria-required": String(Boolean(this.option.required)),
      oninput: () => this.#typed(),
      onfocus: () => this.#suggest(),
      onkeydown: (event) => this.#key(event),
    });
  }

  #typed() {
    this.#picked = null;
    this.complain("");
    this.#fit();
    clearTimeout(this.#timer);
    if (this.option.autocomplete) this.#timer = setTimeout(() => this.#suggest(), TYPING_PAUSE_MS);
    else this.#suggest();
  }

  #fit() {
    const [...letters] = this.#text.value;
    const width = letters.reduce((sum, letter) => sum + (letter > "\u1100" ? 2 : 1), 0);
    setStyle(this.#text, { "--letters": Math.max(6, width) });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.invocation.suggestions.key(event)) return;
    if (event.key === "Backspace" && this.empty && !this.option.required) {
      event.preventDefault();
      this.invocation.remove(this);
    }
  }

  async #suggest() {
    // Typed just before the member went on: a list would open that nobody closes.
    if (document.activeElement !== this.#text) return;
    const { suggestions } = this.invocation;
    const title = t("choices", { option: this.name });
    const suggestion = (/** @type {Offer} */ offer) => ({ ...offer, pick: () => this.#take(offer) });
    if (!this.option.autocomplete && !this.#fixed) {
      suggestions.close();
      return;
    }
    if (!this.option.autocomplete) {
      const typed = this.#picked ? "" : this.#text.value.trim().toLowerCase();
      const items = this.#offers().filter(({ label }) => label.toLowerCase().includes(typed));
      suggestions.open(this.#text, { title, items: items.map(suggestion), note: t("noChoices") });
      return;
    }
    const turn = ++this.#asked;
    if (!suggestions.isOpen) suggestions.open(this.#text, { title, items: [], note: t("loadingChoices") });
    /** @type {Offer[]} */
    let items = [];
    let note = t("noChoices");
    try {
      const { choices } = await this.invocation.complete(this);
      items = choices.map((choice) => ({ label: choice.name_localized ?? choice.name, value: choice.value }));
    } catch {
      note = t("choicesFailed");
    }
    const stale = turn !== this.#asked || document.activeElement !== this.#text;
    if (!stale) suggestions.open(this.#text, { title, items: items.map(suggestion), note, first: this.#text.value !== "" });
  }

  /** @param {Offer} item */
  #take(item) {
    clearTimeout(this.#timer);
    this.#picked = item;
    this.#text.value = item.label;
    this.#fit();
    this.complain("");
    this.invocation.next(this);
  }

  /**
   * Return the values to choose from that need no bot.
   * @returns {Offer[]}
   */
  #offers() {
    const { store } = this.invocation.context;
    const { type, choices, channel_types: kinds } = this.option;
    if (choices?.length) return choices.map((c) => ({ label: c.name_localized ?? c.name, value: c.value }));
    const users = [...store.users.values()].map((user) => ({
      label: store.name(user),
      detail: user.username,
      value: user.id,
      sign: avatar(user, store.name(user)),
    }));
    const roles = [...store.roles.values()].map((role) => ({ label: role.name, value: role.id }));
    const channels = [...store.channels.values()].filter((c) => c.guild_id && (!kinds?.length || kinds.includes(c.type)));
    switch (type) {
      case TYPE.BOOLEAN:
        return [true, false].map((value) => ({ label: t(value ? "yes" : "no"), value }));
      case TYPE.USER:
        return users;
      case TYPE.ROLE:
        return roles;
      case TYPE.CHANNEL:
        return channels.map((channel) => ({ label: store.place(channel), value: channel.id }));
      default:
        return [...users, ...roles];
    }
  }
}
