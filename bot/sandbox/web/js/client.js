/** One member's client: REST, gateway and store together, and how the member's interactions go. */

import { Gateway } from "./gateway.js";
import { Rest } from "./rest.js";
import { Store } from "./store.js";
import { local } from "./world.js";

export const INTERACTION = { COMMAND: 2, COMPONENT: 3, AUTOCOMPLETE: 4, MODAL: 5 };
const PAGE_OF_HISTORY = 50;

/** The bot did not answer in time. */
export class NoResponse extends Error {}

export class Client extends EventTarget {
  store = new Store();
  #waiting = new Map();
  #sources = new Map();

  constructor(world, member) {
    super();
    this.world = world;
    this.rest = new Rest(member.token, world.origin);
    this.gateway = new Gateway(
      member.token,
      (name, data) => this.#event(name, data),
      (connected) => this.dispatchEvent(new CustomEvent("connected", { detail: connected })),
    );
  }

  /** Return a file's address under this page's own origin. */
  url(address) {
    return local(address, this.world.origin);
  }

  /** Bring the newest messages of a channel, unless they are known. */
  async load(channelId) {
    const history = this.store.history(channelId);
    if (history.loaded) return;
    const newest = await this.#messages(channelId, "");
    for (const message of newest) history.messages.set(message.id, message);
    history.loaded = true;
    history.complete = newest.length < PAGE_OF_HISTORY;
  }

  /** Bring and return the messages before those that are known. */
  async loadOlder(channelId) {
    const history = this.store.history(channelId);
    const lasting = [...history.messages.values()].filter((message) => !(message.flags & 64));
    if (history.complete || !lasting.length) return [];
    const oldest = lasting.map((message) => message.id).reduce((a, b) => (BigInt(a) < BigInt(b) ? a : b));
    const before = await this.#messages(channelId, `&before=${oldest}`);
    for (const message of before) history.messages.set(message.id, message);
    history.complete = before.length < PAGE_OF_HISTORY;
    return before;
  }

  /** Post a message; throws Refused. */
  async send(channelId, { content, files, replyTo, stickers = [], nonce }) {
    const attachments = await this.rest.upload(channelId, files);
    const body = { content, attachments, nonce, sticker_ids: stickers.map(({ id }) => id) };
    if (replyTo) body.message_reference = { channel_id: channelId, message_id: replyTo.id };
    return this.rest.call("POST", `/channels/${channelId}/messages`, body);
  }

  /** Forward a message to a channel; throws Refused. */
  forward(message, channelId) {
    const reference = { type: 1, channel_id: message.channel_id, message_id: message.id };
    return this.rest.call("POST", `/channels/${channelId}/messages`, { message_reference: reference, nonce: newNonce() });
  }

  /** Return the commands that the member may use in a channel. */
  async commands(channelId) {
    const path = `/channels/${channelId}/application-command-index`;
    return (await this.rest.call("GET", path)).application_commands;
  }

  /**
   * Begin an interaction and return its outcome once the bot has answered.
   * The first of `files` is remembered as what a result can be compared with.
   * Throws Refused and NoResponse.
   */
  async interact(type, channel, data, { files = [], more = {}, source = files[0] } = {}) {
    const nonce = newNonce();
    if (files.length) data.attachments = await this.rest.upload(channel.id, files);
    const outcome = new Promise((resolve, reject) => {
      this.#waiting.set(nonce, { resolve, reject, source, channel });
    });
    const body = {
      type,
      application_id: this.world.application_id,
      guild_id: channel.guild_id,
      channel_id: channel.id,
      session_id: this.gateway.sessionId,
      nonce,
      data,
      ...more,
    };
    try {
      await this.rest.call("POST", "/interactions", body);
    } catch (refusal) {
      this.#waiting.delete(nonce);
      throw refusal;
    }
    return outcome;
  }

  /** Return the address of the picture that a message's own picture was made from, or null. */
  source(message) {
    const about = message.interaction_metadata;
    const given = about && this.#sources.get(about.id);
    if (given) return given;
    const { messages } = this.store.history(message.channel_id);
    const target = messages.get(about?.target_message_id) ?? message.referenced_message;
    const picture = target?.attachments?.find((attachment) => attachment.width);
    return picture ? this.url(picture.url) : null;
  }

  #event(name, data) {
    this.store.receive(name, data);
    const waiting = data?.nonce && this.#waiting.get(data.nonce);
    if (!waiting) return;
    if (name === "INTERACTION_CREATE") {
      const picture = waiting.source?.type.startsWith("image/");
      if (picture) this.#sources.set(data.id, URL.createObjectURL(waiting.source));
      return;
    }
    if (name === "INTERACTION_MODAL_CREATE") {
      const detail = { ...data, channel: waiting.channel };
      this.dispatchEvent(new CustomEvent("modal", { detail }));
      return;
    }
    if (name === "INTERACTION_FAILURE") waiting.reject(new NoResponse());
    else if (name === "INTERACTION_SUCCESS" || name.startsWith("APPLICATION_COMMAND_AUTO")) waiting.resolve(data);
    else return;
    this.#waiting.delete(data.nonce);
  }

  #messages(channelId, more) {
    return this.rest.call("GET", `/channels/${channelId}/messages?limit=${PAGE_OF_HISTORY}${more}`);
  }
}

/** Return a number that marks one interaction or message among all of a client's. */
export function newNonce() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return ((BigInt(high) << 30n) | BigInt(low >>> 2)).toString();
}
