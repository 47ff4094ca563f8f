/** The modal that a bot puts in front of a member. */

import { INTERACTION, NoResponse } from "./client.js";
import { KIND } from "./components/render.js";
import { h, iconButton } from "./dom.js";
import { avatar } from "./format.js";
import { t } from "./i18n.js";
import { markdown } from "./markdown/render.js";
import { field } from "./modalfields.js";

/** Open a modal as INTERACTION_MODAL_CREATE tells of it. */
export function openModal(modal, context) {
  const fields = [];
  const parts = modal.components.map((component) => part(component, fields, context));
  const problem = h("p", { class: "refusal", role: "alert", hidden: true });
  const submit = h("button", { class: "control primary" }, t("submit"));
  const form = h(
    "form",
    {
      novalidate: true,
      onpaste: (event) => {
        const files = [...event.clipboardData.files];
        if (files.length) fields.find((one) => one.take)?.take(files);
      },
      onsubmit: async (event) => {
        event.preventDefault();
        if (!complete(fields)) return;
        submit.disabled = true;
        problem.hidden = true;
        try {
          await send(modal, fields, context);
          dialog.close();
        } catch (refusal) {
          problem.hidden = false;
          problem.textContent = refusal instanceof NoResponse ? t("modalFailed") : refusal.tooLarge ? t("tooLarge") : refusal.sentence;
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
  form.querySelector("input, textarea, .select, .file-drop")?.focus();
}

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

function complete(fields) {
  const wrong = fields.filter((one) => !one.check());
  wrong[0]?.focus();
  return wrong.length === 0;
}

async function send(modal, fields, { client }) {
  const files = [];
  const answers = new Map(fields.map((one) => [one.asked.custom_id, one.answer(files)]));
  const filled = ({ type, id, component, components, custom_id: customId }) => {
    const body = { type, id };
    if (component) body.component = filled(component);
    if (components) body.components = components.map(filled);
    return customId ? { ...body, custom_id: customId, ...answers.get(customId) } : body;
  };
  const data = { id: modal.id, custom_id: modal.custom_id, components: modal.components.map(filled) };
  await client.interact(INTERACTION.MODAL, modal.channel, data, { files });
}
