/** The fields of a modal: each knows its element, whether it is complete, and its answer. */

import { KIND } from "./components/render.js";
import { Select } from "./components/select.js";
import { FileDrop } from "./composer/filedrop.js";
import { find, h } from "./dom.js";
import { t } from "./i18n.js";

/**
 * @import { Conversation } from "./conversation.js"
 * @import { Checkbox, CheckboxGroup, FileUpload, ModalControl, RadioGroup, SelectMenu, TextInput } from "./types/components.d.ts"
 */

const PARAGRAPH = 2;
const DEFAULT_MOST = 4000;
let count = 0;

/**
 * An element that asks for something.
 * @typedef {object} Made
 * @property {HTMLElement} element
 * @property {(files: File[]) => object} answer  Returns the answer; files go to `files`, their numbers stay.
 * @property {() => string | null} problem  Says what is wrong.
 * @property {(files: File[]) => void} [take]
 */

/**
 * A field with its label.
 * @typedef {object} Field
 * @property {ModalControl} asked
 * @property {HTMLElement} element
 * @property {Made["answer"]} answer
 * @property {Made["take"]} take
 * @property {() => void} focus
 * @property {() => boolean} check  Shows what is wrong; says whether nothing is.
 */

/**
 * Return the field for a component; `about` has its label and description.
 * @param {ModalControl} asked
 * @param {Conversation} context
 * @param {{ label?: string, description?: string }} about
 * @returns {Field}
 */
export function field(asked, context, about) {
  const id = `field-${++count}`;
  const made = control(asked, id, context);
  const problem = h("p", { class: "refusal", id: `${id}-problem`, hidden: true });
  const required = asked.type !== KIND.CHECKBOX && asked.required;
  const group = asked.type === KIND.RADIO || asked.type === KIND.CHECKBOXES;
  const name = [about.label, required && h("span", { class: "required", title: t("required") }, " *")];
  const label = group ? h("legend", {}, name) : h("label", { for: id, id: `${id}-label` }, name);
  const description = about.description && h("p", { class: "faint" }, about.description);
  const element = h(group ? "fieldset" : "div", { class: "field" }, label, description, made.element, problem);
  return {
    asked,
    element,
    answer: made.answer,
    take: made.take,
    focus: () => find(element, "input, textarea, button")?.focus(),
    check: () => {
      const wrong = made.problem();
      problem.hidden = !wrong;
      problem.textContent = wrong ?? "";
      return !wrong;
    },
  };
}

/**
 * @param {ModalControl} asked
 * @param {string} id
 * @param {Conversation} context
 * @returns {Made}
 */
function control(asked, id, context) {
  switch (asked.type) {
    case KIND.TEXT_INPUT:
      return textInput(asked, id);
    case KIND.FILE_UPLOAD:
      return fileUpload(asked, id);
    case KIND.RADIO:
    case KIND.CHECKBOXES:
      return choices(asked, id);
    case KIND.CHECKBOX:
      return checkbox(asked, id);
    default:
      return select(asked, id, context);
  }
}

/**
 * @param {TextInput} asked
 * @param {string} id
 * @returns {Made}
 */
function textInput(asked, id) {
  const most = asked.max_length ?? DEFAULT_MOST;
  const input = h(asked.style === PARAGRAPH ? "textarea" : "input", {
    id,
    maxlength: most,
    placeholder: asked.placeholder,
    "aria-required": String(asked.required),
    "aria-describedby": `${id}-problem`,
    rows: asked.style === PARAGRAPH ? "4" : null,
    autocomplete: "off",
    oninput: () => (counter.textContent = `${input.value.length}/${most}`),
  });
  input.value = asked.value ?? "";
  const counter = h("span", { class: "counter", "aria-hidden": "true" }, `${input.value.length}/${most}`);
  return {
    element: h("div", { class: "counted" }, input, (asked.max_length || asked.style === PARAGRAPH) && counter),
    answer: () => ({ value: input.value }),
    problem: () => {
      if (asked.required && !input.value) return t("thisOption");
      const least = asked.min_length ?? 0;
      return input.value && input.value.length < least ? t("textTooShort", { least }) : null;
    },
  };
}

/**
 * @param {FileUpload} asked
 * @param {string} id
 * @returns {Made}
 */
function fileUpload(asked, id) {
  const drop = new FileDrop({ id, most: asked.max_values });
  return {
    element: drop.element,
    take: (files) => drop.add(files),
    answer: (files) => ({ values: drop.files.map((file) => String(files.push(file) - 1)) }),
    problem: () => (asked.required && drop.files.length < asked.min_values ? t("thisOption") : null),
  };
}

/**
 * @param {RadioGroup | CheckboxGroup} asked
 * @param {string} id
 * @returns {Made}
 */
function choices(asked, id) {
  const type = asked.type === KIND.RADIO ? "radio" : "checkbox";
  const boxes = asked.options.map((option, index) => {
    const input = h("input", { type, name: id, value: option.value, id: `${id}-${index}` });
    input.checked = option.default ?? false;
    return input;
  });
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const element = h(
    "div",
    { class: "options" },
    asked.options.map((option, index) =>
      h(
        "label",
        { class: "option-line" },
        boxes[index],
        h("span", {}, option.label, option.description && h("span", { class: "faint block" }, option.description)),
      ),
    ),
  );
  const least = asked.type === KIND.RADIO ? 1 : asked.min_values;
  const most = asked.type === KIND.RADIO ? 1 : asked.max_values;
  return {
    element,
    answer: () => (asked.type === KIND.RADIO ? { value: chosen()[0] ?? null } : { values: chosen() }),
    problem: () => {
      const number = chosen().length;
      if (!asked.required && number === 0) return null;
      return number < least || number > most ? t("selectMany", { least, most }) : null;
    },
  };
}

/**
 * @param {Checkbox} asked
 * @param {string} id
 * @returns {Made}
 */
function checkbox(asked, id) {
  const input = h("input", { type: "checkbox", id });
  input.checked = asked.default ?? false;
  return { element: input, answer: () => ({ value: input.checked }), problem: () => null };
}

/**
 * @param {SelectMenu} asked
 * @param {string} id
 * @param {Conversation} context
 * @returns {Made}
 */
function select(asked, id, context) {
  const made = new Select(asked, context, () => {});
  made.button.id = id;
  made.button.removeAttribute("aria-label");
  made.button.setAttribute("aria-labelledby", `${id}-label`);
  return {
    element: made.element,
    answer: () => ({ values: made.values }),
    problem: () => (asked.required && made.values.length < asked.min_values ? t("thisOption") : null),
  };
}
