/** Messages and what they carry. */

import type { MessageComponent } from "./components.d.ts";
import type { GuildMember, Snowflake, Sticker, Thread, User } from "./entities.d.ts";

/** An emoji of Unicode has no identifier. */
export interface Emoji {
  id: Snowflake | null;
  name: string;
}

/** A picture or other file, with what is known of it. */
export interface Media {
  url: string;
  width?: number;
  height?: number;
  content_type?: string;
}

export interface Attachment extends Media {
  id: Snowflake;
  filename: string;
  size: number;
  description?: string;
  flags?: number;
}

export interface Embed {
  title?: string;
  description?: string;
  url?: string;
  color?: number;
  timestamp?: string;
  footer?: { text: string };
  author?: { name: string; url?: string };
  fields?: { name: string; value: string; inline: boolean }[];
  image?: Media;
  thumbnail?: Media;
}

export interface Reaction {
  emoji: Emoji;
  count: number;
  me: boolean;
}

export interface MessageReference {
  /** 0 for a reply, 1 for a forward. */
  type?: number;
  channel_id: Snowflake;
  message_id?: Snowflake;
}

/** Which interaction a message answers. */
export interface InteractionMetadata {
  id: Snowflake;
  user: User;
  /** Of a command, and so is its type. */
  name?: string;
  command_type?: number;
  target_message_id?: Snowflake;
}

/** What a message shows; a forward has this much of the message that it forwards. */
export interface MessageSnapshot {
  type: number;
  content: string;
  embeds: Embed[];
  components: MessageComponent[];
  attachments: Attachment[];
  timestamp: string;
  edited_timestamp: string | null;
  flags: number;
  mentions: User[];
  sticker_items?: Pick<Sticker, "id" | "name" | "format_type">[];
}

export interface Message extends MessageSnapshot {
  id: Snowflake;
  channel_id: Snowflake;
  author: User;
  member?: Omit<GuildMember, "user">;
  pinned: boolean;
  nonce?: string;
  webhook_id?: Snowflake;
  interaction_metadata?: InteractionMetadata;
  reactions?: Reaction[];
  message_snapshots?: { message: MessageSnapshot }[];
  message_reference?: MessageReference;
  /** Null once it is deleted. */
  referenced_message?: Message | null;
  thread?: Thread;
}
