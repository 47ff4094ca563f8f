/** Embeds. */

import { h } from "../dom.js";
import { inStyle } from "../format.js";
import { markdown } from "../markdown/render.js";
import { picture } from "./media.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { Child } from "../types/elements.d.ts"
 * @import { Embed, Media, Message } from "../types/messages.d.ts"
 */

/**
 * Return an embed.
 * @param {Embed} what
 * @param {Conversation} context
 * @param {Message} message
 */
export function embed(what, context, message) {
  const marked = (/** @type {string} */ text) => markdown(text, context.store);
  const show = (/** @type {Media} */ media, /** @type {boolean} */ cover) => {
    const all = [{ url: context.client.url(media.url), description: what.title ?? "" }];
    const open = () => context.lightbox.open(all, 0, context.client.source(message));
    return picture(media, { description: what.title ?? "", context, cover, open });
  };
  const colour = what.color ? `#${what.color.toString(16).padStart(6, "0")}` : null;
  const foot = [what.footer?.text, what.timestamp && inStyle(new Date(what.timestamp), "f")].filter(Boolean);
  return h(
    "div",
    { class: "embed", style: colour ? { "--accent": colour } : {} },
    h(
      "div",
      { class: "embed-text" },
      what.author && h("div", { class: "embed-author" }, linked(what.author.name, what.author.url)),
      what.title && h("div", { class: "embed-title" }, linked(marked(what.title), what.url)),
      what.description && h("div", { class: "markup" }, marked(what.description)),
      what.fields &&
        what.fields.length > 0 &&
        h(
          "dl",
          { class: "embed-fields" },
          what.fields.map((field) =>
            h(
              "div",
              { class: field.inline ? "inline" : "" },
              h("dt", {}, marked(field.name)),
              h("dd", { class: "markup" }, marked(field.value)),
            ),
          ),
        ),
    ),
    what.thumbnail && h("div", { class: "thumbnail" }, show(what.thumbnail, true)),
    what.image && h("div", { class: "embed-image" }, show(what.image, false)),
    foot.length > 0 && h("div", { class: "embed-foot" }, foot.join(" • ")),
  );
}

/**
 * @param {Child} content
 * @param {string} [url]
 */
function linked(content, url) {
  if (!url || !/^https?:/.test(url)) return content;
  return h("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, content);
}
