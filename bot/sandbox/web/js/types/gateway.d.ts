/** What the gateway sends: payloads, and the events that the page listens to. */

import type { Choice } from "./commands.d.ts";
import type { ModalComponent } from "./components.d.ts";
import type { Channel, DirectChannel, Guild, GuildMember, OwnUser, Snowflake, User } from "./entities.d.ts";
import type { Emoji, Message } from "./messages.d.ts";

interface ReactionRemoval {
  channel_id: Snowflake;
  message_id: Snowflake;
}

interface ReactionChange extends ReactionRemoval {
  user_id: Snowflake;
  emoji: Emoji;
}

/** Says how an interaction goes; the client that began it knows its nonce. */
export interface InteractionNews {
  id: Snowflake;
  nonce: string;
}

export interface Modal extends InteractionNews {
  custom_id: string;
  title: string;
  components: ModalComponent[];
}

export interface Suggested {
  nonce: string;
  choices: Choice[];
}

/** The events by name. */
export interface Events {
  READY: { session_id: string; user: OwnUser; guilds: Guild[]; private_channels: DirectChannel[]; users: User[] };
  RESUMED: null;
  CHANNEL_CREATE: Channel;
  CHANNEL_UPDATE: Channel;
  CHANNEL_DELETE: { id: Snowflake };
  THREAD_CREATE: Channel;
  THREAD_UPDATE: Channel;
  THREAD_DELETE: { id: Snowflake };
  GUILD_MEMBER_UPDATE: GuildMember;
  MESSAGE_CREATE: Message;
  MESSAGE_UPDATE: Message;
  MESSAGE_DELETE: { id: Snowflake; channel_id: Snowflake };
  MESSAGE_DELETE_BULK: { ids: Snowflake[]; channel_id: Snowflake };
  MESSAGE_REACTION_ADD: ReactionChange;
  MESSAGE_REACTION_REMOVE: ReactionChange;
  MESSAGE_REACTION_REMOVE_ALL: ReactionRemoval;
  MESSAGE_REACTION_REMOVE_EMOJI: ReactionRemoval & { emoji: Emoji };
  TYPING_START: { channel_id: Snowflake; user_id: Snowflake };
  INTERACTION_CREATE: InteractionNews;
  INTERACTION_SUCCESS: InteractionNews;
  INTERACTION_FAILURE: InteractionNews;
  INTERACTION_MODAL_CREATE: Modal;
  APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE: Suggested;
}

/** A payload with an event and its number in the session. */
export type Dispatch = { [Name in keyof Events]: { op: 0; s: number; t: Name; d: Events[Name] } }[keyof Events];

export type Payload = Dispatch | { op: 10; d: { heartbeat_interval: number } } | { op: 7 } | { op: 9 };
