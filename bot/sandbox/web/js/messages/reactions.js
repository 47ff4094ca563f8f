/** Reactions under a message, and the small board to choose one from. */

import { h, iconButton } from "../dom.js";
import { t } from "../i18n.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { Message } from "../types/messages.d.ts"
 */

const OFFERED = ["👍", "❤️", "😂", "😮", "🎨", "🔥", "👏", "👀", "✨", "🙏", "👎", "🌻"];

/**
 * Return a message's reactions; pressing one adds or takes back the reader's own.
 * @param {Message} message
 * @param {Conversation} context
 */
export function reactions(message, context) {
  const list = message.reactions ?? [];
  if (!list.length) return null;
  return h(
    "div",
    { class: "reactions", role: "group", "aria-label": t("reactions") },
    list.map(({ emoji, count, me }) =>
      h(
        "button",
        {
          type: "button",
          class: "reaction",
          "aria-pressed": String(me),
          "aria-label": t("reactWith", { emoji: emoji.name, count }),
          onclick: () => context.react(message, emoji.name, !me),
        },
        h("span", { class: "emoji" }, emoji.name),
        h("span", { class: "count" }, count),
      ),
    ),
    iconButton("smile", t("addReaction"), (event) => context.pickReaction(message, event.currentTarget)),
  );
}

/**
 * Return buttons for the reactions that are offered.
 * @param {(emoji: string) => void} choose
 */
export function reactionBoard(choose) {
  return OFFERED.map((emoji) =>
    h("button", { type: "button", class: "board-emoji", "aria-label": emoji, onclick: () => choose(emoji) }, emoji),
  );
}
