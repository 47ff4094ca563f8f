/** Stickers: in messages, and on the board from which one is sent. */

import { h } from "../dom.js";

const ENDINGS = { 1: "png", 2: "png", 4: "gif" };

/** Return the stickers of a message; one that is an animation in JSON is named only. */
export function stickers(list, context) {
  return list.map((sticker) => h("p", { class: "sticker" }, picture(sticker, context)));
}

/** Return a button for each sticker of the server. */
export function stickerBoard(context, choose) {
  return context.store.guild.stickers.map((sticker) =>
    h(
      "button",
      { type: "button", class: "board-sticker", "aria-label": sticker.name, title: sticker.name, onclick: () => choose(sticker) },
      picture(sticker, context),
    ),
  );
}

function picture({ id, name, format_type: format }, { client }) {
  const ending = ENDINGS[format];
  if (!ending) return h("span", { class: "pill" }, name);
  const src = client.url(`${client.world.origin}/stickers/${id}.${ending}`);
  return h("img", { src, alt: name, loading: "lazy", decoding: "async" });
}
