/** The tree of a text in Discord's markdown. */

import type { TimeStyle } from "../format.js";

export type Heading = "heading-1" | "heading-2" | "heading-3";

/** What only has others in it. */
export type Span = "strong" | "emphasis" | "underline" | "strike" | "spoiler";
type Block = "text-block" | "quote" | "small" | "list" | "item" | Heading;

export interface Parent {
  type: Span | Block;
  children: MarkdownNode[];
}

export interface NumberedList {
  type: "numbered";
  start: number;
  children: MarkdownNode[];
}

export interface Mention {
  type: "user" | "role" | "channel" | "emoji" | "everyone" | "command";
  name: string;
  id: string;
}

export interface Moment {
  type: "time";
  seconds: number;
  style: TimeStyle;
}

export type MarkdownNode =
  | Parent
  | NumberedList
  | Mention
  | Moment
  | { type: "link"; url: string; children: MarkdownNode[] }
  | { type: "text" | "code" | "code-block"; text: string };
