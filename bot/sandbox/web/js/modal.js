/** The modal that a bot puts in front of a member. */

import { INTERACTION, NoResponse } from "./client.js";
import { KIND } from "./components/render.js";
import { find, h, iconButton } from "./dom.js";
import { avatar } from "./format.js";
import { t } from "./i18n.js";
import { markdown } from "./markdown/render.js";
import { field } from "./modalfields.js";
import { isTooLarge, reason } from "./rest.js";

/**
 * @import { ShownModal } from "./client.js"
 * @import { Conversation } from "./conversation.js"
 * @import { Field } from "./modalfields.js"
 * @import { ModalComponent, ModalControl } from "./types/components.d.ts"
 * @import { Child } from "./types/elements.d.ts"
 */

/**
 * Open a modal as INTERACTION_MODAL_CREATE tells of it.
 * @param {ShownModal} modal
 * @param {Conversation} context
 */
export function openModal(modal, context) {
  /** @type {Field[]} */
  const fields = [];
  const parts = modal.components.map((component) => part(component, fields, context));
  const problem = h("p", { class: "refusal", role: "alert", hidden: true });
  const submit = h("button", { class: "control primary" }, t("submit"));
  const form = h(
    "form",
    {
      novalidate: true,
      onpaste: (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length) fields.find((one) => one.take)?.take?.(files);
      },
      onsubmit: async (event) => {
        event.preventDefault();
        if (!complete(fields)) return;
        submit.disabled = true;
        problem.hidden = true;
        try {
          await send(modal, fields, context);
          dialog.close();
        } catch (why) {
          problem.hidden = false;
          problem.textContent = why instanceof NoResponse ? t("modalFailed") : isTooLarge(why) ? t("tooLarge") : reason(why);
        } finally {
          submit.disabled = false;
        }
      },
    },
    h("div", { class: "modal-fields" }, parts),
    problem,
    h(
      "div",
      { class: "dialog-buttons" },
      h("button", { type: "button", class: "control secondary", onclick: () => dialog.close() }, t("cancel")),
      submit,
    ),
  );
  const bot = context.store.users.get(context.client.world.application_id);
  const dialog = h(
    "dialog",
    { class: "modal", "aria-labelledby": "modal-title", onclose: () => dialog.remove() },
    h(
      "header",
      {},
      bot && avatar(bot, bot.username),
      h("h2", { id: "modal-title" }, modal.title),
      iconButton("close", t("close"), () => dialog.close()),
    ),
    form,
  );
  document.body.append(dialog);
  dialog.showModal();
  find(form, "input, textarea, .select, .file-drop")?.focus();
}

/**
 * @param {ModalComponent} component
 * @param {Field[]} fields
 * @param {Conversation} context
 * @returns {Child}
 */
function part(component, fields, context) {
  switch (component.type) {
    case KIND.TEXT:
      return h("div", { class: "markup" }, markdown(component.content, context.store));
    case KIND.LABEL: {
      const made = field(component.component, context, component);
      fields.push(made);
      return made.element;
    }
    default:
      return component.components.map((inner) => {
        const made = field(inner, context, inner);
        fields.push(made);
        return made.element;
      });
  }
}

/** @param {Field[]} fields */
function complete(fields) {
  const wrong = fields.filter((one) => !one.check());
  wrong[0]?.focus();
  return wrong.length === 0;
}

/**
 * @param {ShownModal} modal
 * @param {Field[]} fields
 * @param {Conversation} context
 */
async function send(modal, fields, { client }) {
  /** @type {File[]} */
  const files = [];
  const answers = new Map(fields.map((one) => [one.asked.custom_id, one.answer(files)]));
  /**
   * @param {ModalComponent | ModalControl} part
   * @returns {object}
   */
  const filled = (part) => {
    const body = { type: part.type, id: part.id };
    if ("component" in part) return { ...body, component: filled(part.component) };
    if ("components" in part) return { ...body, components: part.components.map(filled) };
    return "custom_id" in part ? { ...body, custom_id: part.custom_id, ...answers.get(part.custom_id) } : body;
  };
  const data = { id: modal.id, custom_id: modal.custom_id, components: modal.components.map(filled) };
  await client.interact(INTERACTION.MODAL, modal.channel, data, { files });
}
