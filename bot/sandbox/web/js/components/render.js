/** A message's components, of both generations, as elements. */

import { h, icon } from "../dom.js";
import { emojiText } from "../format.js";
import { t } from "../i18n.js";
import { markdown } from "../markdown/render.js";
import { fileCard, gallery, picture } from "./media.js";
import { messageSelect } from "./select.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { Button, Container, Control, MessageComponent, Thumbnail } from "../types/components.d.ts"
 * @import { Child, Style } from "../types/elements.d.ts"
 * @import { Message } from "../types/messages.d.ts"
 */

export const KIND = /** @type {const} */ ({
  ROW: 1,
  BUTTON: 2,
  STRING_SELECT: 3,
  TEXT_INPUT: 4,
  USER_SELECT: 5,
  ROLE_SELECT: 6,
  MENTIONABLE_SELECT: 7,
  CHANNEL_SELECT: 8,
  SECTION: 9,
  TEXT: 10,
  THUMBNAIL: 11,
  GALLERY: 12,
  FILE: 13,
  SEPARATOR: 14,
  CONTAINER: 17,
  LABEL: 18,
  FILE_UPLOAD: 19,
  RADIO: 21,
  CHECKBOXES: 22,
  CHECKBOX: 23,
});
const BUTTON_STYLES = ["", "primary", "secondary", "success", "danger", "link", "primary"];
const LINK = 5;

/** @typedef {(control: Control, values?: string[]) => void} Use  Tells the bot what was pressed or chosen. */

/** @typedef {{ context: Conversation, message: Message, use: Use }} Place  Where components stand. */

/**
 * Return the components of a message.
 * @param {MessageComponent[]} list
 * @param {Conversation} context
 * @param {Message} message
 * @param {Use} use
 */
export function components(list, context, message, use) {
  return inside(list, { context, message, use });
}

/**
 * @param {MessageComponent[]} list
 * @param {Place} place
 * @returns {Child[]}
 */
function inside(list, place) {
  return list.map((component) => element(component, place));
}

/**
 * @param {MessageComponent} component
 * @param {Place} place
 * @returns {Child}
 */
function element(component, place) {
  const { context, message, use } = place;
  switch (component.type) {
    case KIND.ROW:
      return h("div", { class: "row" }, inside(component.components, place));
    case KIND.BUTTON:
      return button(component, use);
    case KIND.STRING_SELECT:
    case KIND.USER_SELECT:
    case KIND.ROLE_SELECT:
    case KIND.MENTIONABLE_SELECT:
    case KIND.CHANNEL_SELECT:
      return messageSelect(component, context, (values) => use(component, values));
    case KIND.SECTION:
      return h(
        "div",
        { class: "section" },
        h("div", { class: "section-text" }, inside(component.components, place)),
        h("div", { class: "accessory" }, element(component.accessory, place)),
      );
    case KIND.TEXT:
      return h("div", { class: "markup" }, markdown(component.content, context.store));
    case KIND.THUMBNAIL:
      return thumbnail(component, place);
    case KIND.GALLERY:
      return gallery(component.items, context, message);
    case KIND.FILE: {
      const { name, size: bytes, file, spoiler } = component;
      return fileCard({ name, bytes, url: context.client.url(file.url), spoiler });
    }
    case KIND.SEPARATOR:
      return h("hr", { class: `separator ${component.divider ? "divider" : ""} ${component.spacing === 2 ? "wide" : ""}` });
    case KIND.CONTAINER:
      return container(component, place);
  }
}

/**
 * @param {Container} what
 * @param {Place} place
 */
function container(what, place) {
  const colour = what.accent_color;
  /** @type {Style} */
  const accent = colour === null ? {} : { "--accent": `#${colour.toString(16).padStart(6, "0")}` };
  const box = h("div", { class: "container", style: accent }, inside(what.components, place));
  if (!what.spoiler) return box;
  const cover = h(
    "button",
    {
      type: "button",
      class: "cover-button",
      "aria-label": t("showSpoiler"),
      onclick: () => {
        box.inert = false;
        outer.classList.remove("covered");
        cover.remove();
      },
    },
    h("span", { class: "pill" }, t("spoiler")),
  );
  box.inert = true;
  box.classList.add("blurred");
  const outer = h("div", { class: "spoiler-box covered" }, box, cover);
  return outer;
}

/**
 * @param {Button} what
 * @param {Use} use
 */
function button(what, use) {
  const name = [emojiText(what.emoji), what.label && h("span", {}, what.label)];
  const style = BUTTON_STYLES[what.style];
  const label = what.label ? null : what.emoji?.name;
  if (what.style === LINK) {
    const link = { class: "control link", href: what.url, target: "_blank", rel: "noreferrer noopener", "aria-label": label };
    if (what.disabled) return h("span", { class: "control link", "aria-disabled": "true" }, name, icon("open"));
    return h("a", link, name, icon("open"));
  }
  return h(
    "button",
    {
      type: "button",
      class: `control ${style}`,
      "data-control": what.custom_id,
      disabled: what.disabled || what.style === 6,
      "aria-label": label,
      onclick: () => use(what),
    },
    name,
  );
}

/**
 * @param {Thumbnail} what
 * @param {Place} place
 */
function thumbnail(what, { context, message }) {
  const all = [{ url: context.client.url(what.media.url), description: what.description }];
  return h(
    "div",
    { class: "thumbnail" },
    picture(what.media, {
      description: what.description,
      spoiler: what.spoiler,
      context,
      cover: true,
      open: () => context.lightbox.open(all, 0, context.client.source(message)),
    }),
  );
}
