/** A command being filled in: its name, a field for each option in use, chips for the others. */

import { INTERACTION } from "../client.js";
import { find, h, icon, iconButton } from "../dom.js";
import { t } from "../i18n.js";
import { Refused, reason } from "../rest.js";
import { OptionField } from "./options.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { Command, CommandOption, FilledOption } from "../types/commands.d.ts"
 * @import { Suggested } from "../types/gateway.d.ts"
 * @import { Suggestions } from "./suggestions.js"
 */

const SUB_COMMAND = 1;
const SUB_GROUP = 2;

/**
 * A command as one chooses it.
 * @typedef {object} Invocable
 * @property {Command} command
 * @property {CommandOption[]} path  The groups and the sub-command.
 * @property {CommandOption[]} options
 * @property {string} name  As the reader's language has it.
 * @property {string} plainName
 * @property {string} description
 */

/**
 * What a command being filled in needs of the message box.
 * @typedef {object} Surroundings
 * @property {Conversation} context
 * @property {Suggestions} suggestions
 * @property {() => void} leave  Goes back to plain messages.
 * @property {() => void} submit  Sends the command.
 */

/**
 * Return the commands as one chooses them: each sub-command is one of its own.
 * @param {Command[]} commands
 * @returns {Invocable[]}
 */
export function invocable(commands) {
  return commands.filter((command) => command.type === 1).flatMap((command) => [...leaves(command, command, [])]);
}

/**
 * @param {Command} command
 * @param {Command | CommandOption} level
 * @param {CommandOption[]} path
 * @returns {Generator<Invocable>}
 */
function* leaves(command, level, path) {
  const nested = (level.options ?? []).filter(({ type }) => type === SUB_COMMAND || type === SUB_GROUP);
  if (nested.length) {
    for (const option of nested) yield* leaves(command, option, [...path, option]);
    return;
  }
  const words = [command, ...path];
  yield {
    command,
    path,
    options: level.options ?? [],
    name: words.map((part) => part.name_localized ?? part.name).join(" "),
    plainName: words.map((part) => part.name).join(" "),
    description: level.description_localized ?? level.description,
  };
}

export class Invocation {
  /** @type {OptionField[]} */
  #fields = [];

  /**
   * @param {Invocable} chosen
   * @param {Surroundings} surroundings
   */
  constructor(chosen, { context, suggestions, leave, submit }) {
    this.chosen = chosen;
    this.context = context;
    this.suggestions = suggestions;
    this.hint = h("p", { class: "invocation-hint" }, chosen.description);
    this.line = h("div", { class: "options-line" });
    this.chips = h("div", { class: "option-chips" });
    this.element = h(
      "form",
      {
        class: "invocation",
        novalidate: true,
        "aria-label": `/${chosen.name}`,
        onsubmit: (event) => {
          event.preventDefault();
          submit();
        },
        onkeydown: (event) => event.key === "Escape" && leave(),
      },
      this.hint,
      h(
        "div",
        { class: "invocation-row" },
        h("div", { class: "invocation-main" }, h("span", { class: "command-name chosen" }, `/${chosen.name}`), this.line, this.chips),
        iconButton("close", t("leaveCommand"), leave),
        h("button", { class: "icon-button send", "aria-label": t("send"), title: t("send") }, icon("send")),
      ),
    );
    for (const option of chosen.options.filter(({ required }) => required)) this.#add(option);
    this.#showChips();
  }

  /** Put the focus where something is missing first. */
  focus() {
    const first = this.#fields.find((field) => field.empty) ?? this.#fields[0];
    (first ?? find(this.chips, "button") ?? find(this.element, ".send"))?.focus();
  }

  /**
   * Note that a field has the focus: its description is shown.
   * @param {OptionField} field
   */
  focused({ option, name, takesFile }) {
    this.hint.replaceChildren(h("strong", {}, name), " ", option.description_localized ?? option.description);
    if (takesFile) this.suggestions.close();
  }

  /**
   * Go on to what comes after a field.
   * @param {OptionField} field
   */
  next(field) {
    const after = this.#fields.slice(this.#fields.indexOf(field) + 1).find((other) => other.empty);
    (after ?? field).focus();
    if (!after) this.suggestions.close();
  }

  /** @param {OptionField} field */
  remove(field) {
    this.suggestions.close();
    this.#fields = this.#fields.filter((other) => other !== field);
    field.element.remove();
    this.#showChips();
    this.focus();
  }

  /**
   * Take files into the options that want one; returns whether there was any.
   * @param {File[]} files
   */
  takeFiles(files) {
    const taking = this.#fields.filter((field) => field.takesFile);
    const unused = this.#unused().filter(({ type }) => type === 11);
    for (const file of files) {
      let field = taking.find((one) => one.empty);
      const option = field ? undefined : unused.shift();
      if (option) {
        field = this.#add(option);
        taking.push(field);
      }
      field ??= taking.at(-1);
      if (!field) return false;
      field.drop?.add([file]);
    }
    this.#showChips();
    this.focus();
    return true;
  }

  /** Return the name of the option that the next file goes to, or null. */
  get fileOption() {
    const field = this.#fields.find((one) => one.takesFile && one.empty) ?? this.#fields.find((one) => one.takesFile);
    const unused = this.#unused().find(({ type }) => type === 11);
    return field?.name ?? (unused ? (unused.name_localized ?? unused.name) : null);
  }

  /** Check every field; the focus goes to the first that is wrong. */
  check() {
    const wrong = this.#fields.filter((field) => !field.check());
    wrong[0]?.focus();
    return wrong.length === 0;
  }

  /** Return the interaction's data and its files. */
  payload() {
    /** @type {File[]} */
    const files = [];
    const options = this.#fields.filter((field) => !field.empty).map((field) => field.payload(files));
    return { data: this.#data(options), files };
  }

  /**
   * Ask the bot what it suggests for a field.
   * @param {OptionField} focused
   */
  complete(focused) {
    const others = this.#fields.filter((field) => field === focused || (!field.empty && !field.takesFile));
    const options = others.map((field) => field.typed(field === focused));
    const { client, channel } = this.context;
    const outcome = client.interact(INTERACTION.AUTOCOMPLETE, channel, this.#data(options));
    return /** @type {Promise<Suggested>} */ (outcome);
  }

  /**
   * Show the server's reasons at their options; returns what could not be shown there.
   * @param {unknown} problem
   */
  complain(problem) {
    if (!(problem instanceof Refused) || !problem.reasons.length) return reason(problem);
    const rest = [];
    const used = this.#fields.filter((field) => !field.empty);
    for (const { path, message } of problem.reasons) {
      const key = path.split(".").filter((step) => step !== "data" && step !== "options")[0];
      const field = used[Number(key)] ?? this.#fields.find(({ option }) => option.name === key);
      if (field) field.complain(message);
      else rest.push(message);
    }
    return rest.join(" ");
  }

  /** @param {FilledOption[]} options */
  #data(options) {
    const { command, path } = this.chosen;
    const nested = path.reduceRight((inner, { type, name }) => [{ type, name, options: inner }], options);
    const { id, name, type, version } = command;
    return { id, name, type, version, options: nested };
  }

  /** @param {CommandOption} option */
  #add(option) {
    const field = new OptionField(option, this);
    this.#fields.push(field);
    this.line.append(field.element);
    return field;
  }

  #unused() {
    return this.chosen.options.filter((option) => !this.#fields.some((field) => field.option === option));
  }

  #showChips() {
    this.chips.replaceChildren(
      ...this.#unused().map((option) => {
        const name = option.name_localized ?? option.name;
        const description = option.description_localized ?? option.description;
        const add = () => {
          const field = this.#add(option);
          this.#showChips();
          field.focus();
        };
        return h(
          "button",
          { type: "button", class: "chip", title: description, "aria-label": t("addOption", { name }), onclick: add },
          icon("plus"),
          name,
        );
      }),
    );
  }
}
