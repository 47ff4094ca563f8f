/** One message as elements. */

import { embed } from "../components/embed.js";
import { attachments } from "../components/media.js";
import { components, KIND } from "../components/render.js";
import { h, icon, iconButton } from "../dom.js";
import { avatar, badge, inStyle, madeAt, momentOf } from "../format.js";
import { t } from "../i18n.js";
import { markdown, plain } from "../markdown/render.js";
import { forwarded } from "./forwarded.js";
import { reactions } from "./reactions.js";
import { stickers } from "./stickers.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { IconName } from "../dom.js"
 * @import { Store } from "../store.js"
 * @import { MessageComponent } from "../types/components.d.ts"
 * @import { Child } from "../types/elements.d.ts"
 * @import { Thread } from "../types/entities.d.ts"
 * @import { Message } from "../types/messages.d.ts"
 */

export const FLAG = { EPHEMERAL: 1 << 6, LOADING: 1 << 7 };
export const TYPE = { PINNED: 6, THREAD_CREATED: 18, REPLY: 19, COMMAND: 20, CONTEXT_MENU: 23 };
const FORWARD = 1;
const COMMANDS = new Set([TYPE.COMMAND, TYPE.CONTEXT_MENU]);

/**
 * Return what a message's list item holds; `context` has what its controls do.
 * @param {Message} message
 * @param {Conversation} context
 * @returns {Child[]}
 */
export function messageParts(message, context) {
  if (message.type === TYPE.PINNED || message.type === TYPE.THREAD_CREATED) {
    return [announcement(message, context)];
  }
  const { store } = context;
  const author = store.users.get(message.author.id) ?? message.author;
  const name = store.name(author);
  const made = madeAt(message.id);
  return [
    above(message, context),
    h("div", { class: "gutter" }, avatar(author, name), h("span", { class: "side-time", "aria-hidden": "true" }, inStyle(made, "t"))),
    h(
      "div",
      { class: "body" },
      h(
        "h3",
        { class: "who" },
        h(
          "button",
          { type: "button", class: "author", style: { "--colour": store.colour(author) ?? "inherit" }, "data-user": author.id },
          name,
        ),
        badge(author),
        h("time", { datetime: made.toISOString(), title: inStyle(made, "F") }, momentOf(made)),
      ),
      content(message, context, name),
      foot(message, context),
    ),
    actions(message, context),
  ];
}

/**
 * Return a message's words, for previews and for those who listen.
 * @param {Pick<Message, "content" | "components">} message
 * @param {Store} store
 */
export function spokenText(message, store) {
  const said = [message.content, ...texts(message.components ?? [])].filter(Boolean).join("\n");
  return plain(said, store);
}

/**
 * @param {MessageComponent[]} list
 * @returns {Generator<string>}
 */
function* texts(list) {
  for (const component of list) {
    if (component.type === KIND.TEXT) yield component.content;
    if ("components" in component) yield* texts(component.components);
  }
}

/**
 * @param {Message} message
 * @param {Conversation} context
 * @param {string} name
 */
function content(message, context, name) {
  if (message.flags & FLAG.LOADING) {
    return h(
      "p",
      { class: "thinking" },
      h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
      t("thinking", { name }),
    );
  }
  const edited = message.edited_timestamp && !COMMANDS.has(message.type) && !message.webhook_id;
  const text = message.content && markdown(message.content, context.store);
  return [
    text && h("div", { class: "markup" }, text, edited && h("span", { class: "faint edited" }, ` ${t("edited")}`)),
    attachments(message.attachments ?? [], context, message),
    (message.embeds ?? []).map((one) => embed(one, context, message)),
    stickers(message.sticker_items ?? [], context),
    forwarded(message, context),
    components(message.components ?? [], context, message, (control, values) => context.use(message, control, values)),
  ];
}

/**
 * @param {Message} message
 * @param {Conversation} context
 */
function foot(message, context) {
  return [
    h("p", { class: "refusal", role: "alert", hidden: true }),
    message.thread && threadCard(message.thread, context),
    reactions(message, context),
    Boolean(message.flags & FLAG.EPHEMERAL) &&
      h(
        "p",
        { class: "ephemeral-foot" },
        icon("eye"),
        h("span", {}, t("onlyYou"), " • "),
        h("button", { type: "button", class: "text-button", onclick: () => context.dismiss(message) }, t("dismiss")),
      ),
  ];
}

/**
 * @param {Message} message
 * @param {Conversation} context
 */
function above(message, context) {
  const { store } = context;
  const about = message.interaction_metadata;
  if (COMMANDS.has(message.type) && about?.name) {
    const user = store.users.get(about.user.id) ?? about.user;
    const slash = about.command_type === 1 ? "/" : "";
    return h(
      "div",
      { class: "above" },
      avatar(user, store.name(user)),
      h("span", { class: "above-name", style: { "--colour": store.colour(user) ?? "inherit" } }, store.name(user)),
      ` ${t("used")} `,
      h("span", { class: "command-name" }, `${slash}${about.name}`),
    );
  }
  const reference = message.message_reference;
  if (reference?.message_id === undefined || reference.type === FORWARD || message.type === TYPE.PINNED) return null;
  const answered = message.referenced_message;
  if (!answered) return h("div", { class: "above" }, icon("reply"), h("i", {}, t("gone")));
  const user = store.users.get(answered.author.id) ?? answered.author;
  const said = spokenText(answered, store) || t("seeAttachment");
  return h(
    "button",
    { type: "button", class: "above", "aria-label": t("jump"), onclick: () => context.jump(answered.id) },
    avatar(user, store.name(user)),
    h("span", { class: "above-name", style: { "--colour": store.colour(user) ?? "inherit" } }, store.name(user)),
    h("span", { class: "above-text" }, said),
  );
}

/**
 * @param {Message} message
 * @param {Conversation} context
 */
function actions(message, context) {
  if (message.flags & FLAG.LOADING) return null;
  const lasting = !(message.flags & FLAG.EPHEMERAL);
  // For the mouse: with the keyboard, Enter on a message opens the menu that has them all.
  const button = (
    /** @type {IconName} */ sign,
    /** @type {string} */ label,
    /** @type {(event: { currentTarget: HTMLElement }) => void} */ onclick,
  ) => iconButton(sign, label, onclick, { tabindex: "-1" });
  return h(
    "div",
    { class: "actions", role: "group", "aria-label": t("actions") },
    lasting && button("smile", t("addReaction"), (event) => context.pickReaction(message, event.currentTarget)),
    lasting && button("reply", t("reply"), () => context.reply(message)),
    button("more", t("more"), (event) => context.menu(message, event.currentTarget)),
  );
}

/**
 * @param {Thread} thread
 * @param {Conversation} context
 */
function threadCard(thread, context) {
  return h(
    "button",
    { type: "button", class: "thread-card", "aria-label": t("openThread", { name: thread.name }), onclick: () => context.go(thread.id) },
    icon("thread"),
    h("strong", {}, thread.name),
    h("span", { class: "faint" }, `${t("threadCount", { count: thread.message_count })} ›`),
  );
}

/**
 * @param {Message} message
 * @param {Conversation} context
 */
function announcement(message, context) {
  const { store } = context;
  const name = store.name(store.users.get(message.author.id) ?? message.author);
  const made = madeAt(message.id);
  const pinned = message.type === TYPE.PINNED;
  const text = pinned ? t("pinned", { name }) : t("startedThread", { name, thread: message.content });
  const { message_id: pinnedId, channel_id: threadId } = message.message_reference ?? {};
  const go = () => {
    if (pinned && pinnedId) context.jump(pinnedId);
    else if (!pinned && threadId) context.go(threadId);
  };
  return h(
    "p",
    { class: "announcement" },
    icon(pinned ? "pin" : "thread"),
    h("button", { type: "button", class: "text-button", onclick: go }, text),
    h("time", { datetime: made.toISOString() }, momentOf(made)),
  );
}
