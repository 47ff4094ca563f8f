/** Stickers: in messages, and on the board from which one is sent. */

import { h } from "../dom.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { Sticker } from "../types/entities.d.ts"
 */

/** @type {Record<number, string>} */
const ENDINGS = { 1: "png", 2: "png", 4: "gif" };

/**
 * Return the stickers of a message; one that is an animation in JSON is named only.
 * @param {Pick<Sticker, "id" | "name" | "format_type">[]} list
 * @param {Conversation} context
 */
export function stickers(list, context) {
  return list.map((sticker) => h("p", { class: "sticker" }, picture(sticker, context)));
}

/**
 * Return a button for each sticker of the server.
 * @param {Conversation} context
 * @param {(sticker: Sticker) => void} choose
 */
export function stickerBoard(context, choose) {
  return context.store.guild.stickers.map((sticker) =>
    h(
      "button",
      { type: "button", class: "board-sticker", "aria-label": sticker.name, title: sticker.name, onclick: () => choose(sticker) },
      picture(sticker, context),
    ),
  );
}

/**
 * @param {Pick<Sticker, "id" | "name" | "format_type">} sticker
 * @param {Conversation} context
 */
function picture({ id, name, format_type: format }, { client }) {
  const ending = ENDINGS[format];
  if (!ending) return h("span", { class: "pill" }, name);
  const src = client.url(`${client.world.origin}/stickers/${id}.${ending}`);
  return h("img", { src, alt: name, loading: "lazy", decoding: "async" });
}
