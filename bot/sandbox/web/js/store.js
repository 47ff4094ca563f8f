/** What the reader knows of the world, as the gateway tells it; listeners hear what changed. */

import { Emitter } from "./emitter.js";

/**
 * @import { Channel, Guild, GuildMember, OwnUser, Role, Snowflake, User } from "./types/entities.d.ts"
 * @import { Events } from "./types/gateway.d.ts"
 * @import { Message, Reaction } from "./types/messages.d.ts"
 */

/**
 * The messages of a channel, and how far back they are known.
 * @typedef {{ messages: Map<Snowflake, Message>, loaded: boolean, complete: boolean }} History
 */

/**
 * What the store tells of.
 * @typedef {object} Told
 * @property {null} ready  The world is known, maybe anew.
 * @property {null} channels  Channels, their names or what is unread in them changed.
 * @property {Message} message  A message is new or has changed.
 * @property {Snowflake} gone  A message was deleted.
 * @property {{ channelId: Snowflake, userId: Snowflake }} typing  Somebody else is typing.
 */

/** @typedef {{ [Name in keyof Events]?: (data: Events[Name]) => void }} Handlers */

/**
 * Compare identifiers by age; they are too large for numbers.
 * @param {Snowflake} one
 * @param {Snowflake} other
 */
export function older(one, other) {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}

/** @extends {Emitter<Told>} */
export class Store extends Emitter {
  /** @type {OwnUser} */
  me;
  /** @type {Guild} */
  guild;
  /** @type {Map<Snowflake, Channel>} */
  channels = new Map();
  /** @type {Map<Snowflake, User>} */
  users = new Map();
  /** @type {Map<Snowflake, GuildMember>} */
  members = new Map();
  /** @type {Map<Snowflake, Role>} */
  roles = new Map();
  /** @type {Set<Snowflake>} */
  unread = new Set();
  /** @type {Map<Snowflake, History>} */
  #histories = new Map();

  /**
   * Take in an event of the gateway.
   * @template {keyof Events} Name
   * @param {Name} name
   * @param {Events[Name]} data
   */
  receive(name, data) {
    /** @type {Handlers} */ (this)[name]?.(data);
  }

  /**
   * Return the messages of a channel by identifier, with what is known of how far back they go.
   * @param {Snowflake} channelId
   */
  history(channelId) {
    /** @type {History} */
    const history = this.#histories.get(channelId) ?? { messages: new Map(), loaded: false, complete: false };
    this.#histories.set(channelId, history);
    return history;
  }

  /** Forget all messages but the ephemeral ones, which nobody could tell again. */
  forgetMessages() {
    for (const history of this.#histories.values()) {
      for (const [id, message] of history.messages) {
        if (!(message.flags & 64)) history.messages.delete(id);
      }
      history.loaded = history.complete = false;
    }
  }

  /**
   * Return a user's name as the guild shows it.
   * @param {Pick<User, "id" | "username" | "global_name">} user
   */
  name(user) {
    return this.members.get(user.id)?.nick ?? user.global_name ?? user.username;
  }

  /**
   * Return the roles of a member, the highest first.
   * @param {Snowflake} userId
   */
  rolesOf(userId) {
    const roles = (this.members.get(userId)?.roles ?? []).map((id) => this.roles.get(id));
    return roles.filter((role) => role !== undefined).sort((a, b) => b.position - a.position);
  }

  /**
   * Return the colour of a user's highest coloured role, or null.
   * @param {User} user
   */
  colour(user) {
    const best = this.rolesOf(user.id).find((role) => role.color);
    return best ? `#${best.color.toString(16).padStart(6, "0")}` : null;
  }

  /**
   * Return what a channel is called, with its mark.
   * @param {Channel} channel
   */
  place(channel) {
    if (channel.type === 1) return `@${this.name(channel.recipients[0])}`;
    return channel.parent_id ? channel.name : `#${channel.name}`;
  }

  /** @param {Events["READY"]} data */
  READY({ user, guilds, private_channels: direct, users }) {
    this.me = user;
    const [guild] = guilds;
    this.guild = guild;
    this.channels = new Map([...guild.channels, ...guild.threads].map((c) => [c.id, { ...c, guild_id: guild.id }]));
    for (const channel of direct) this.channels.set(channel.id, channel);
    this.roles = new Map(guild.roles.map((role) => [role.id, role]));
    this.members = new Map(guild.members.map((member) => [member.user.id, member]));
    this.users = new Map([...guild.members.map((m) => m.user), ...users, user].map((u) => [u.id, u]));
    this.forgetMessages();
    this.tell("ready", null);
  }

  /** @param {Channel} channel */
  CHANNEL_CREATE(channel) {
    // The page shows the first server; a script may have added others.
    if (channel.guild_id && channel.guild_id !== this.guild.id) return;
    this.channels.set(channel.id, /** @type {Channel} */ ({ ...this.channels.get(channel.id), ...channel }));
    this.tell("channels", null);
  }

  /** @param {Channel} channel */
  CHANNEL_UPDATE(channel) {
    this.CHANNEL_CREATE(channel);
  }

  /** @param {Events["CHANNEL_DELETE"]} data */
  CHANNEL_DELETE({ id }) {
    this.channels.delete(id);
    this.tell("channels", null);
  }

  /** @param {Channel} thread */
  THREAD_CREATE(thread) {
    this.CHANNEL_CREATE(thread);
  }

  /** @param {Channel} thread */
  THREAD_UPDATE(thread) {
    this.CHANNEL_CREATE(thread);
  }

  /** @param {Events["THREAD_DELETE"]} thread */
  THREAD_DELETE(thread) {
    this.CHANNEL_DELETE(thread);
  }

  /** @param {GuildMember} member */
  GUILD_MEMBER_UPDATE(member) {
    this.members.set(member.user.id, member);
    this.tell("channels", null);
  }

  /** @param {Message} message */
  MESSAGE_CREATE(message) {
    const history = this.history(message.channel_id);
    history.messages.set(message.id, message);
    this.tell("message", message);
  }

  /** @param {Message} message */
  MESSAGE_UPDATE(message) {
    const { messages } = this.history(message.channel_id);
    const known = messages.get(message.id);
    if (!known && !(message.flags & 64)) return;
    // The reactions of an edited message come with it; the member who wrote it may not.
    const changed = { ...message, member: message.member ?? known?.member };
    messages.set(message.id, changed);
    this.tell("message", changed);
  }

  /** @param {Events["MESSAGE_DELETE"]} data */
  MESSAGE_DELETE({ id, channel_id: channelId }) {
    this.history(channelId).messages.delete(id);
    this.tell("gone", id);
  }

  /** @param {Events["MESSAGE_DELETE_BULK"]} data */
  MESSAGE_DELETE_BULK({ ids, channel_id: channelId }) {
    for (const id of ids) this.MESSAGE_DELETE({ id, channel_id: channelId });
  }

  /** @param {Events["MESSAGE_REACTION_ADD"]} data */
  MESSAGE_REACTION_ADD({ user_id: userId, channel_id: channelId, message_id: id, emoji }) {
    this.#react(channelId, id, (reactions) => {
      const found = reactions.find((reaction) => reaction.emoji.name === emoji.name);
      const reaction = found ?? { emoji, count: 0, me: false };
      if (!found) reactions.push(reaction);
      reaction.count += 1;
      reaction.me ||= userId === this.me.id;
      return reactions;
    });
  }

  /** @param {Events["MESSAGE_REACTION_REMOVE"]} data */
  MESSAGE_REACTION_REMOVE({ user_id: userId, channel_id: channelId, message_id: id, emoji }) {
    this.#react(channelId, id, (reactions) => {
      const reaction = reactions.find((known) => known.emoji.name === emoji.name);
      if (!reaction) return reactions;
      reaction.count -= 1;
      if (userId === this.me.id) reaction.me = false;
      return reactions.filter((known) => known.count > 0);
    });
  }

  /** @param {Events["MESSAGE_REACTION_REMOVE_ALL"]} data */
  MESSAGE_REACTION_REMOVE_ALL({ channel_id: channelId, message_id: id }) {
    this.#react(channelId, id, () => []);
  }

  /** @param {Events["MESSAGE_REACTION_REMOVE_EMOJI"]} data */
  MESSAGE_REACTION_REMOVE_EMOJI({ channel_id: channelId, message_id: id, emoji }) {
    this.#react(channelId, id, (reactions) => reactions.filter((r) => r.emoji.name !== emoji.name));
  }

  /** @param {Events["TYPING_START"]} data */
  TYPING_START({ channel_id: channelId, user_id: userId }) {
    if (userId !== this.me.id) this.tell("typing", { channelId, userId });
  }

  /**
   * @param {Snowflake} channelId
   * @param {Snowflake} id
   * @param {(reactions: Reaction[]) => Reaction[]} change
   */
  #react(channelId, id, change) {
    const message = this.history(channelId).messages.get(id);
    if (!message) return;
    message.reactions = change(message.reactions ?? []);
    this.tell("message", message);
  }
}
