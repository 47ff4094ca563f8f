/** What the reader knows of the world, as the gateway tells it; listeners hear what changed. */

/** Compare identifiers by age; they are too large for numbers. */
export function older(one, other) {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}

export class Store extends EventTarget {
  me = null;
  guild = null;
  channels = new Map();
  users = new Map();
  members = new Map();
  roles = new Map();
  unread = new Set();
  #histories = new Map();

  /** Take in an event of the gateway. */
  receive(name, data) {
    this[name]?.(data);
  }

  /** Return the messages of a channel by identifier, with what is known of how far back they go. */
  history(channelId) {
    if (!this.#histories.has(channelId)) {
      this.#histories.set(channelId, { messages: new Map(), loaded: false, complete: false });
    }
    return this.#histories.get(channelId);
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

  /** Return a user's name as the guild shows it. */
  name(user) {
    return this.members.get(user.id)?.nick ?? user.global_name ?? user.username;
  }

  /** Return the colour of a user's highest coloured role, or null. */
  colour(user) {
    const roles = (this.members.get(user.id)?.roles ?? []).map((id) => this.roles.get(id));
    const best = roles.filter((role) => role?.color).sort((a, b) => b.position - a.position)[0];
    return best ? `#${best.color.toString(16).padStart(6, "0")}` : null;
  }

  /** Return what a channel is called, with its mark. */
  place(channel) {
    if (channel.type === 1) return `@${this.name(channel.recipients[0])}`;
    return channel.parent_id ? channel.name : `#${channel.name}`;
  }

  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

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
    this.tell("ready");
  }

  CHANNEL_CREATE(channel) {
    this.channels.set(channel.id, { ...this.channels.get(channel.id), ...channel });
    this.tell("channels");
  }

  CHANNEL_UPDATE(channel) {
    this.CHANNEL_CREATE(channel);
  }

  CHANNEL_DELETE({ id }) {
    this.channels.delete(id);
    this.tell("channels");
  }

  THREAD_CREATE(thread) {
    this.CHANNEL_CREATE(thread);
  }

  THREAD_UPDATE(thread) {
    this.CHANNEL_CREATE(thread);
  }

  THREAD_DELETE(thread) {
    this.CHANNEL_DELETE(thread);
  }

  GUILD_MEMBER_UPDATE(member) {
    this.members.set(member.user.id, member);
    this.tell("channels");
  }

  MESSAGE_CREATE(message) {
    const history = this.history(message.channel_id);
    history.messages.set(message.id, message);
    this.tell("message", message);
  }

  MESSAGE_UPDATE(message) {
    const { messages } = this.history(message.channel_id);
    const known = messages.get(message.id);
    if (!known && !(message.flags & 64)) return;
    // The reactions of an edited message come with it; the member who wrote it may not.
    messages.set(message.id, { ...message, member: message.member ?? known?.member });
    this.tell("message", messages.get(message.id));
  }

  MESSAGE_DELETE({ id, channel_id: channelId }) {
    this.history(channelId).messages.delete(id);
    this.tell("gone", id);
  }

  MESSAGE_DELETE_BULK({ ids, channel_id: channelId }) {
    for (const id of ids) this.MESSAGE_DELETE({ id, channel_id: channelId });
  }

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

  MESSAGE_REACTION_REMOVE({ user_id: userId, channel_id: channelId, message_id: id, emoji }) {
    this.#react(channelId, id, (reactions) => {
      const reaction = reactions.find((known) => known.emoji.name === emoji.name);
      if (!reaction) return reactions;
      reaction.count -= 1;
      if (userId === this.me.id) reaction.me = false;
      return reactions.filter((known) => known.count > 0);
    });
  }

  MESSAGE_REACTION_REMOVE_ALL({ channel_id: channelId, message_id: id }) {
    this.#react(channelId, id, () => []);
  }

  MESSAGE_REACTION_REMOVE_EMOJI({ channel_id: channelId, message_id: id, emoji }) {
    this.#react(channelId, id, (reactions) => reactions.filter((r) => r.emoji.name !== emoji.name));
  }

  TYPING_START({ channel_id: channelId, user_id: userId }) {
    if (userId !== this.me.id) this.tell("typing", { channelId, userId });
  }

  #react(channelId, id, change) {
    const message = this.history(channelId).messages.get(id);
    if (!message) return;
    message.reactions = change(message.reactions ?? []);
    this.tell("message", message);
  }
}
