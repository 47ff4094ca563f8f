/** What a message forwards, as it was then, and the way to where it came from. */

import { embed } from "../components/embed.js";
import { attachments } from "../components/media.js";
import { components } from "../components/render.js";
import { h, icon } from "../dom.js";
import { inStyle } from "../format.js";
import { t } from "../i18n.js";
import { markdown } from "../markdown/render.js";
import { showRefusal, toast } from "../notice.js";
import { may, PERMISSION } from "../permissions.js";
import { popup } from "../popup.js";
import { stickers } from "./stickers.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { Anchor } from "../popup.js"
 * @import { Channel } from "../types/entities.d.ts"
 * @import { Message, MessageReference, MessageSnapshot } from "../types/messages.d.ts"
 */

/**
 * Return what a message forwards, or nothing.
 * @param {Message} message
 * @param {Conversation} context
 */
export function forwarded(message, context) {
  return (message.message_snapshots ?? []).map(({ message: shown }) =>
    h(
      "blockquote",
      { class: "forwarded" },
      h("p", { class: "forwarded-head" }, icon("forward"), t("forwarded")),
      shown.content && h("div", { class: "markup" }, markdown(shown.content, context.store)),
      attachments(shown.attachments ?? [], context, message),
      (shown.embeds ?? []).map((one) => embed(one, context, message)),
      // What was to be pressed there is only to be seen here.
      h(
        "div",
        { inert: true },
        components(shown.components ?? [], context, message, () => {}),
      ),
      stickers(shown.sticker_items ?? [], context),
      origin(message.message_reference, shown, context),
    ),
  );
}

/**
 * Let the reader choose where to forward a message to.
 * @param {Message} message
 * @param {Anchor} anchor
 * @param {Element} from
 * @param {Conversation} context
 */
export function offerForward(message, anchor, from, { client, store }) {
  const places = [...store.channels.values()].filter((place) => may(store, store.me.id, place, PERMISSION.SEND_MESSAGES));
  const send = async (/** @type {Channel} */ place) => {
    box.hidePopover();
    try {
      await client.forward(message, place.id);
      toast(t("forwardedTo", { place: store.place(place) }));
    } catch (refusal) {
      showRefusal(refusal);
    }
  };
  const items = places.map((place) =>
    h("button", { type: "button", class: "menu-item", onclick: () => send(place) }, h("span", { class: "menu-text" }, store.place(place))),
  );
  const box = popup([h("p", { class: "menu-section" }, t("forwardTo")), ...items], anchor, { label: t("forwardTo"), from, kind: "menu" });
}

/**
 * @param {MessageReference | undefined} reference
 * @param {MessageSnapshot} shown
 * @param {Conversation} context
 */
function origin(reference, shown, { store, go }) {
  const place = store.channels.get(reference?.channel_id ?? "");
  const when = inStyle(new Date(shown.timestamp), "f");
  if (!place) return h("p", { class: "faint" }, when);
  return h(
    "p",
    { class: "faint" },
    h("button", { type: "button", class: "text-button", onclick: () => go(place.id) }, store.place(place)),
    ` • ${when}`,
  );
}
