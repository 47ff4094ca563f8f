/** Pictures and other files of messages: sized before they load, hidden while they are spoilers. */

import { h, icon } from "../dom.js";
import { size } from "../format.js";
import { t } from "../i18n.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { Described } from "../types/components.d.ts"
 * @import { Attachment, Media, Message } from "../types/messages.d.ts"
 */

const IS_SPOILER = 1 << 5;

/**
 * How a picture is shown.
 * @typedef {object} Frame
 * @property {string | null} description
 * @property {boolean} [spoiler]
 * @property {() => void} open  Shows it large.
 * @property {Conversation} context
 * @property {boolean} [cover]  Fills its place, so that its edges may be cut off.
 */

/**
 * Return a picture in a frame of its own proportions.
 * @param {Media} media
 * @param {Frame} how
 */
export function picture(media, { description, spoiler, open, context, cover = false }) {
  const url = context.client.url(media.url);
  const name = description || t("picture");
  const image = h("img", {
    src: url,
    alt: description || "",
    loading: "lazy",
    decoding: "async",
    width: media.width,
    height: media.height,
  });
  const frame = h(
    "button",
    {
      type: "button",
      class: cover ? "picture cover" : "picture",
      "aria-label": t("open", { name }),
      "data-url": url,
      onclick: open,
      style: media.width && media.height ? { "--ratio": media.width / media.height, "--width": `${media.width}px` } : {},
    },
    image,
  );
  image.onerror = () => frame.replaceChildren(broken());
  if (media.content_type === "image/gif") frame.append(h("span", { class: "mark" }, t("gif")));
  return spoiler ? covered(frame, image) : frame;
}

/**
 * Return a message's attachments: pictures in a mosaic, then the other files.
 * @param {Attachment[]} list
 * @param {Conversation} context
 * @param {Message} message
 */
export function attachments(list, context, message) {
  const seen = list.filter((attachment) => attachment.width && isImage(attachment));
  const others = list.filter((attachment) => !seen.includes(attachment));
  return [
    seen.length > 0 && gallery(seen.map(fromAttachment), context, message),
    others.map((attachment) => otherFile(attachment, context)),
  ];
}

/**
 * Return pictures side by side.
 * @param {Described[]} items
 * @param {Conversation} context
 * @param {Message} message
 */
export function gallery(items, context, message) {
  const all = items.map(({ media, description }) => ({ url: context.client.url(media.url), description }));
  const one = items.length === 1;
  return h(
    "div",
    { class: "gallery", "data-count": items.length },
    items.map(({ media, description, spoiler }, index) =>
      picture(media, {
        description,
        spoiler,
        context,
        cover: !one,
        open: () => context.lightbox.open(all, index, context.client.source(message)),
      }),
    ),
  );
}

/**
 * Return a file that is no picture.
 * @param {{ name: string, bytes: number | null, url: string, spoiler: boolean }} file
 */
export function fileCard({ name, bytes, url, spoiler }) {
  const label = h("span", { class: "file-name" }, name);
  const card = h(
    "a",
    { class: "file", href: url, download: name, "aria-label": t("download", { name }) },
    icon("file"),
    h("span", { class: "file-facts" }, label, bytes !== null && h("span", { class: "faint" }, size(bytes))),
  );
  return spoiler ? covered(card, card) : card;
}

/**
 * Say whether an attachment is a picture that a browser shows.
 * @param {Attachment} attachment
 */
function isImage({ content_type: type }) {
  return /^image\/(png|jpeg|webp|gif|avif|bmp|svg\+xml)/.test(type ?? "");
}

/** @param {Attachment} attachment */
function fromAttachment(attachment) {
  const spoiler = Boolean((attachment.flags ?? 0) & IS_SPOILER) || attachment.filename.startsWith("SPOILER_");
  return { media: attachment, description: attachment.description ?? attachment.filename, spoiler };
}

/**
 * @param {Attachment} attachment
 * @param {Conversation} context
 */
function otherFile(attachment, context) {
  const url = context.client.url(attachment.url);
  const type = attachment.content_type ?? "";
  if (/^(video|audio)\//.test(type)) {
    return h(type.startsWith("video/") ? "video" : "audio", { class: "player", src: url, controls: true, preload: "metadata" });
  }
  const { spoiler } = fromAttachment(attachment);
  return fileCard({ name: attachment.filename, bytes: attachment.size, url, spoiler });
}

/**
 * @param {HTMLElement} frame
 * @param {HTMLElement} blurred
 */
function covered(frame, blurred) {
  frame.inert = true;
  const reveal = () => {
    frame.inert = false;
    box.classList.remove("covered");
    cover.remove();
    frame.focus();
  };
  const cover = h(
    "button",
    { type: "button", class: "cover-button", "aria-label": t("showSpoiler"), onclick: reveal },
    h("span", { class: "pill" }, t("spoiler")),
  );
  blurred.classList.add("blurred");
  const box = h("div", { class: "spoiler-box covered" }, frame, cover);
  return box;
}

function broken() {
  return h("span", { class: "broken" }, icon("image"), t("brokenPicture"));
}
