/** A message's components, of both generations, as elements. */

import { h, icon } from "../dom.js";
import { emojiText } from "../format.js";
import { t } from "../i18n.js";
import { markdown } from "../markdown/render.js";
import { fileCard, gallery, picture } from "./media.js";
import { messageSelect } from "./select.js";

export const KIND = {
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
};
const BUTTON_STYLES = ["", "primary", "secondary", "success", "danger", "link", "primary"];
const LINK = 5;

/** Return the components of a message; `use(control, values)` tells the bot what was pressed. */
export function components(list, context, message, use) {
  return list.map((component) => RENDER[component.type]?.(component, { context, message, use }));
}

const RENDER = {
  [KIND.ROW]: (row, place) => h("div", { class: "row" }, inside(row.components, place)),
  [KIND.BUTTON]: button,
  [KIND.SECTION]: (section, place) =>
    h(
      "div",
      { class: "section" },
      h("div", { class: "section-text" }, inside(section.components, place)),
      h("div", { class: "accessory" }, inside([section.accessory], place)),
    ),
  [KIND.TEXT]: (text, { context }) => h("div", { class: "markup" }, markdown(text.content, context.store)),
  [KIND.THUMBNAIL]: thumbnail,
  [KIND.GALLERY]: ({ items }, { context, message }) => gallery(items, context, message),
  [KIND.FILE]: (file, { context }) =>
    fileCard({ name: file.name, bytes: file.size, url: context.client.url(file.file.url), spoiler: file.spoiler }),
  [KIND.SEPARATOR]: ({ divider, spacing }) => h("hr", { class: `separator ${divider ? "divider" : ""} ${spacing === 2 ? "wide" : ""}` }),
  [KIND.CONTAINER]: container,
};
for (const kind of [3, 5, 6, 7, 8]) {
  RENDER[kind] = (select, { context, use }) => messageSelect(select, context, (values) => use(select, values));
}

function inside(list, place) {
  return list.map((component) => RENDER[component.type]?.(component, place));
}

function container(what, place) {
  const colour = what.accent_color;
  const accent = colour === null || colour === undefined ? {} : { "--accent": `#${colour.toString(16).padStart(6, "0")}` };
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

function button(what, { use }) {
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
