/** Discord's markdown as a tree; knows nothing of elements. */

/**
 * @import { TimeStyle } from "../format.js"
 * @import { Heading, MarkdownNode, Mention, Span } from "../types/markdown.d.ts"
 */

/** @typedef {"escape" | "code" | "both" | "link" | "address" | "time" | Span | Mention["type"]} Kind  What a pattern finds. */

/** @typedef {{ indent: number, number: number, text: string }} ListLine */

/** @type {[Kind, RegExp][]} */
const INLINE = [
  ["escape", /^\\([^\p{L}\p{N}\s])/u],
  ["code", /^(`+)([^`]|[^`].*?[^`])\1(?!`)/s],
  ["spoiler", /^\|\|(.+?)\|\|/s],
  ["both", /^\*\*\*(.+?)\*\*\*(?!\*)/s],
  ["strong", /^\*\*(.+?)\*\*(?!\*)/s],
  ["underline", /^__(.+?)__(?!_)/s],
  ["strike", /^~~(.+?)~~/s],
  ["emphasis", /^\*(?=\S)([^*]*?\S)\*(?!\*)/],
  ["emphasis", /^_(?=\S)([^_]*?\S)_(?![\p{L}\p{N}_])/u],
  ["link", /^\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/],
  ["address", /^<(https?:\/\/[^\s>]+)>/],
  ["address", /^(https?:\/\/[^\s<]*[^\s<.,:;"'\]!?)*_~|])/],
  ["user", /^<@!?(\d{1,20})>/],
  ["role", /^<@&(\d{1,20})>/],
  ["channel", /^<#(\d{1,20})>/],
  ["command", /^<\/([^:>\n]{1,98}):(\d{1,20})>/],
  ["time", /^<t:(-?\d{1,12})(?::([tTdDfFR]))?>/],
  ["emoji", /^<a?:(\w{2,32}):\d{1,20}>/],
  ["everyone", /^@(everyone|here)/],
];
/** @type {Record<string, Heading | "small">} */
const HEADINGS = { "#": "heading-1", "##": "heading-2", "###": "heading-3", "-#": "small" };
const STARTS = /[\\`|*_~[<h@]/;
const DEEPEST = 12;

/**
 * Parse a message's text.
 * @param {string} text
 */
export function parse(text) {
  return blocks(text, 0);
}

/**
 * @param {string} text
 * @param {number} depth
 * @returns {MarkdownNode[]}
 */
function blocks(text, depth) {
  /** @type {MarkdownNode[]} */
  const nodes = [];
  const lines = text.split("\n");
  /** @type {string[]} */
  let plain = [];
  const flush = () => {
    if (plain.length) nodes.push({ type: "text-block", children: inline(plain.join("\n"), depth) });
    plain = [];
  };
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    const fence = codeBlock(lines, i);
    if (fence) {
      if (fence.before) plain.push(fence.before);
      flush();
      nodes.push({ type: "code-block", text: fence.text });
      i = fence.last;
      if (fence.after) lines[i--] = fence.after;
      continue;
    }
    const heading = /^(#{1,3}|-#) +(.+)/.exec(line);
    if (heading) {
      flush();
      nodes.push({ type: HEADINGS[heading[1]], children: inline(heading[2], depth) });
    } else if (/^> ?/.test(line) && depth < DEEPEST && (line.startsWith("> ") || line === ">")) {
      flush();
      const quoted = [];
      while (i < lines.length && /^>( |$)/.test(lines[i])) quoted.push(lines[i++].slice(2));
      i -= 1;
      nodes.push({ type: "quote", children: blocks(quoted.join("\n"), depth + 1) });
    } else if (listItem(line)) {
      flush();
      const items = [];
      for (let item = listItem(line); item; item = listItem(lines[++i] ?? "")) items.push(item);
      i -= 1;
      nodes.push(list(items, depth));
    } else plain.push(line);
  }
  flush();
  return nodes;
}

/**
 * @param {string[]} lines
 * @param {number} first
 */
function codeBlock(lines, first) {
  const start = lines[first].indexOf("```");
  if (start < 0) return null;
  const rest = [lines[first].slice(start + 3), ...lines.slice(first + 1)].join("\n");
  const end = rest.indexOf("```");
  if (end < 1) return null;
  const inside = rest.slice(0, end);
  const language = /^[\w+-]+\n/.exec(inside);
  return {
    before: lines[first].slice(0, start),
    text: (language ? inside.slice(language[0].length) : inside).replace(/^\n|\n$/g, ""),
    last: first + inside.split("\n").length - 1,
    after: rest.slice(end + 3).split("\n")[0],
  };
}

/**
 * @param {string} line
 * @returns {ListLine | null}
 */
function listItem(line) {
  const found = /^( *)([-*]|\d{1,9}\.) +(\S.*)/.exec(line);
  return found && { indent: found[1].length, number: parseInt(found[2], 10), text: found[3] };
}

/**
 * @param {ListLine[]} items
 * @param {number} depth
 * @returns {MarkdownNode}
 */
function list(items, depth) {
  const [{ indent, number }] = items;
  /** @type {MarkdownNode[]} */
  const children = [];
  for (let i = 0; i < items.length; i += 1) {
    const parts = inline(items[i].text, depth);
    const inner = [];
    while (depth < DEEPEST && i + 1 < items.length && items[i + 1].indent > indent) inner.push(items[++i]);
    if (inner.length) parts.push(list(inner, depth + 1));
    children.push({ type: "item", children: parts });
  }
  return Number.isNaN(number) ? { type: "list", children } : { type: "numbered", start: number, children };
}

/**
 * @param {string} text
 * @param {number} depth
 * @returns {MarkdownNode[]}
 */
function inline(text, depth) {
  /** @type {MarkdownNode[]} */
  const nodes = [];
  let plain = "";
  const add = (/** @type {MarkdownNode} */ node) => {
    if (plain) nodes.push({ type: "text", text: plain });
    plain = "";
    nodes.push(node);
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const found = STARTS.test(rest[0]) && match(rest, text[at - 1]);
    if (found && depth < DEEPEST) {
      const { type, groups } = found;
      if (type === "escape") plain += groups[1];
      else add(node(type, groups, depth + 1));
      at += groups[0].length;
    } else {
      plain += rest[0];
      at += 1;
    }
  }
  if (plain) nodes.push({ type: "text", text: plain });
  return nodes;
}

/**
 * @param {string} rest
 * @param {string | undefined} before
 */
function match(rest, before) {
  for (const [type, pattern] of INLINE) {
    // Within a word, as in a_file_name, an underscore is a letter.
    if (rest[0] === "_" && rest[1] !== "_" && /[\p{L}\p{N}]/u.test(before ?? "")) continue;
    const groups = pattern.exec(rest);
    if (groups) return { type, groups };
  }
  return null;
}

/**
 * @param {Exclude<Kind, "escape">} type
 * @param {RegExpExecArray} groups
 * @param {number} depth
 * @returns {MarkdownNode}
 */
function node(type, groups, depth) {
  switch (type) {
    case "code":
      return { type, text: groups[2] };
    case "both":
      return { type: "strong", children: [{ type: "emphasis", children: inline(groups[1], depth) }] };
    case "link":
      return { type, url: groups[2], children: inline(groups[1], depth) };
    case "address":
      return { type: "link", url: groups[1], children: [{ type: "text", text: groups[1] }] };
    case "time":
      return { type, seconds: Number(groups[1]), style: /** @type {TimeStyle} */ (groups[2] ?? "f") };
    case "user":
    case "role":
    case "channel":
    case "emoji":
    case "everyone":
    case "command":
      return { type, name: groups[1], id: groups[1] };
    default:
      return { type, children: inline(groups[1], depth) };
  }
}
