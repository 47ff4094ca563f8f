/** Pictures and other files of messages: sized before they load, hidden while they are spoilers. */

import { h, icon } from "../dom.js";
import { size } from "../format.js";
import { t } from "../i18n.js";

const IS_SPOILER = 1 << 5;

/**
 * Return a picture in a frame of its own proportions.
 * `media` is {url, width, height, content_type}; `open` shows it large.
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
      style: media.width ? { "--ratio": media.width / media.height, "--width": `${media.width}px` } : {},
    },
    image,
  );
  image.onerror = () => frame.replaceChildren(broken());
  if (media.content_type === "image/gif") frame.append(h("span", { class: "mark" }, t("gif")));
  return spoiler ? covered(frame, image) : frame;
}

/** Return a message's attachments: pictures in a mosaic, then the other files. */
export function attachments(list, context, message) {
  const seen = list.filter((attachment) => attachment.width && isImage(attachment));
  const others = list.filter((attachment) => !seen.includes(attachment));
  return [
    seen.length > 0 && gallery(seen.map(fromAttachment), context, message),
    others.map((attachment) => otherFile(attachment, context)),
  ];
}

/** Return pictures side by side; `items` are {media, description, spoiler}. */
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

/** Return a file that is no picture. */
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

/** Say whether an attachment is a picture that a browser shows. */
function isImage({ content_type: type }) {
  return /^image\/(png|jpeg|webp|gif|avif|bmp|svg\+xml)/.test(type ?? "");
}

function fromAttachment(attachment) {
  const spoiler = Boolean(attachment.flags & IS_SPOILER) || attachment.filename.startsWith("SPOILER_");
  return { media: attachment, description: attachment.description ?? attachment.filename, spoiler };
}

function otherFile(attachment, context) {
  const url = context.client.url(attachment.url);
  const type = attachment.content_type ?? "";
  if (/^(video|audio)\//.test(type)) {
    return h(type.slice(0, 5), { class: "player", src: url, controls: true, preload: "metadata" });
  }
  const { spoiler } = fromAttachment(attachment);
  return fileCard({ name: attachment.filename, bytes: attachment.size, url, spoiler });
}

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
