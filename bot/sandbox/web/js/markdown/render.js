/** Markdown as elements: text nodes in elements of this file's choosing, nothing else. */

import { h } from "../dom.js";
import { inStyle } from "../format.js";
import { t } from "../i18n.js";
import { parse } from "./parse.js";

/**
 * @import { Store } from "../store.js"
 * @import { MarkdownNode, Mention, Moment } from "../types/markdown.d.ts"
 */

const ELEMENTS = /** @type {const} */ ({
  strong: "strong",
  emphasis: "em",
  underline: "u",
  strike: "s",
  "text-block": "div",
  quote: "blockquote",
  list: "ul",
  item: "li",
  small: "small",
});

/**
 * Return a text's elements; `store` knows the names behind mentions.
 * @param {string} text
 * @param {Store} store
 */
export function markdown(text, store) {
  return parse(text).map((node) => element(node, store));
}

/**
 * Return a text's words alone, in one line, for previews and for those who listen; no spoilers.
 * @param {string} text
 * @param {Store} store
 */
export function plain(text, store) {
  const words = h("div", {}, markdown(text, store));
  for (const spoiler of words.querySelectorAll(".text-spoiler")) spoiler.replaceWith("▮▮▮");
  for (const block of words.querySelectorAll("div, li, small, pre")) block.append(" ");
  return words.textContent.replace(/\s+/g, " ").trim();
}

/**
 * @param {MarkdownNode} node
 * @param {Store} store
 * @returns {Node}
 */
function element(node, store) {
  const children = "children" in node ? node.children.map((child) => element(child, store)) : [];
  switch (node.type) {
    case "text":
      return document.createTextNode(node.text);
    case "code":
      return h("code", {}, node.text);
    case "code-block":
      return h("pre", { tabindex: "0" }, h("code", {}, node.text));
    case "numbered":
      return h("ol", { start: node.start }, children);
    case "link":
      return h("a", { href: node.url, target: "_blank", rel: "noreferrer noopener" }, children);
    case "spoiler":
      return spoiler(children);
    case "time":
      return time(node);
    case "heading-1":
    case "heading-2":
    case "heading-3":
      // The page's own headings end at level 3.
      return h("div", { class: node.type, role: "heading", "aria-level": "4" }, children);
    case "user":
    case "role":
    case "channel":
    case "command":
    case "emoji":
    case "everyone":
      return mention(node, store);
    default:
      return h(ELEMENTS[node.type], {}, children);
  }
}

/**
 * @param {Mention} node
 * @param {Store} store
 */
function mention(node, store) {
  switch (node.type) {
    case "user": {
      const user = store.users.get(node.id);
      const own = node.id === store.me.id;
      return h("span", { class: own ? "mention mention-me" : "mention" }, `@${user ? store.name(user) : t("unknownUser")}`);
    }
    case "role":
      return h("span", { class: "mention" }, `@${store.roles.get(node.id)?.name ?? node.id}`);
    case "channel": {
      const channel = store.channels.get(node.id);
      return h("a", { class: "mention", href: `#${node.id}` }, channel ? store.place(channel) : `#${node.id}`);
    }
    case "command":
      return h("span", { class: "mention" }, `/${node.name}`);
    case "emoji":
      return document.createTextNode(`:${node.name}:`);
    default:
      return h("span", { class: "mention mention-me" }, `@${node.name}`);
  }
}

/** @param {Node[]} children */
function spoiler(children) {
  const inside = h("span", { class: "hidden-text", inert: true }, children);
  const open = () => {
    button.replaceWith(inside);
    inside.inert = false;
    inside.classList.add("shown");
  };
  const button = h("button", { type: "button", class: "text-spoiler", "aria-label": t("showSpoiler"), onclick: open }, inside);
  return button;
}

/** @param {Moment} moment */
function time({ seconds, style }) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return document.createTextNode(String(seconds));
  const relative = style === "R" ? seconds : null;
  const attributes = { datetime: date.toISOString(), title: inStyle(date, "F"), class: "timestamp", "data-relative": relative };
  return h("time", attributes, inStyle(date, style));
}
