/** One member's client: REST, gateway and store together, and how the member's interactions go. */

import { Emitter } from "./emitter.js";
import { Gateway } from "./gateway.js";
import { Rest } from "./rest.js";
import { Store } from "./store.js";
import { local } from "./world.js";

/**
 * @import { Command } from "./types/commands.d.ts"
 * @import { Channel, Snowflake, Sticker } from "./types/entities.d.ts"
 * @import { Dispatch, InteractionNews, Modal, Suggested } from "./types/gateway.d.ts"
 * @import { Message } from "./types/messages.d.ts"
 * @import { Inhabitant, World } from "./types/sandbox.d.ts"
 */

/**
 * What a member sends as a message.
 * @typedef {object} Draft
 * @property {string} content
 * @property {File[]} files
 * @property {Message | null} replyTo
 * @property {Sticker[]} [stickers]
 * @property {string} nonce
 */

/**
 * An interaction that the bot has not answered.
 * @typedef {object} Waiting
 * @property {(outcome: InteractionNews | Suggested) => void} resolve
 * @property {(problem: Error) => void} reject
 * @property {File} [source]  What a result can be compared with.
 * @property {Channel} channel
 */

/** @typedef {Modal & { channel: Channel }} ShownModal */

export const INTERACTION = { COMMAND: 2, COMPONENT: 3, AUTOCOMPLETE: 4, MODAL: 5 };
const PAGE_OF_HISTORY = 50;

/** The bot did not answer in time. */
export class NoResponse extends Error {}

/** @extends {Emitter<{ connected: boolean, modal: ShownModal }>} */
export class Client extends Emitter {
  store = new Store();
  /** @type {Map<string, Waiting>} */
  #waiting = new Map();
  /** @type {Map<Snowflake, string>} */
  #sources = new Map();

  /**
   * @param {World} world
   * @param {Inhabitant} member
   */
  constructor(world, member) {
    super();
    this.world = world;
    this.rest = new Rest(member.token, world.origin);
    this.gateway = new Gateway(
      member.token,
      (event) => this.#event(event),
      (connected) => this.tell("connected", connected),
    );
  }

  /**
   * Return a file's address under this page's own origin.
   * @param {string} address
   */
  url(address) {
    return local(address, this.world.origin);
  }

  /**
   * Bring the newest messages of a channel, unless they are known.
   * @param {Snowflake} channelId
   */
  async load(channelId) {
    const history = this.store.history(channelId);
    if (history.loaded) return;
    const newest = await this.#messages(channelId, "");
    for (const message of newest) history.messages.set(message.id, message);
    history.loaded = true;
    history.complete = newest.length < PAGE_OF_HISTORY;
  }

  /**
   * Bring and return the messages before those that are known.
   * @param {Snowflake} channelId
   */
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

  /**
   * Post a message; throws Refused.
   * @param {Snowflake} channelId
   * @param {Draft} draft
   */
  async send(channelId, { content, files, replyTo, stickers = [], nonce }) {
    const attachments = await this.rest.upload(channelId, files);
    const reference = replyTo && { channel_id: channelId, message_id: replyTo.id };
    const body = {
      content,
      attachments,
      nonce,
      sticker_ids: stickers.map(({ id }) => id),
      ...(reference && { message_reference: reference }),
    };
    return this.rest.call("POST", `/channels/${channelId}/messages`, body);
  }

  /**
   * Forward a message to a channel; throws Refused.
   * @param {Message} message
   * @param {Snowflake} channelId
   */
  forward(message, channelId) {
    const reference = { type: 1, channel_id: message.channel_id, message_id: message.id };
    return this.rest.call("POST", `/channels/${channelId}/messages`, { message_reference: reference, nonce: newNonce() });
  }

  /**
   * Return the commands that the member may use in a channel.
   * @param {Snowflake} channelId
   * @returns {Promise<Command[]>}
   */
  async commands(channelId) {
    const path = `/channels/${channelId}/application-command-index`;
    return (await this.rest.call("GET", path)).application_commands;
  }

  /**
   * Begin an interaction and return its outcome once the bot has answered.
   * The first of `files` is remembered as what a result can be compared with.
   * Throws Refused and NoResponse.
   * @param {number} type
   * @param {Channel} channel
   * @param {object} data
   * @param {{ files?: File[], more?: object, source?: File }} [how]
   */
  async interact(type, channel, data, { files = [], more = {}, source = files[0] } = {}) {
    const nonce = newNonce();
    const attachments = files.length ? { attachments: await this.rest.upload(channel.id, files) } : {};
    /** @type {Promise<InteractionNews | Suggested>} */
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
      data: { ...data, ...attachments },
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

  /**
   * Return the address of the picture that a message's own picture was made from, or null.
   * @param {Message} message
   */
  source(message) {
    const about = message.interaction_metadata;
    const given = about && this.#sources.get(about.id);
    if (given) return given;
    const { messages } = this.store.history(message.channel_id);
    const target = messages.get(about?.target_message_id ?? "") ?? message.referenced_message;
    const picture = target?.attachments.find((attachment) => attachment.width);
    return picture ? this.url(picture.url) : null;
  }

  /** @param {Dispatch} event */
  #event({ t: name, d: data }) {
    this.store.receive(name, data);
    switch (name) {
      case "INTERACTION_CREATE": {
        const source = this.#waiting.get(data.nonce)?.source;
        if (source?.type.startsWith("image/")) this.#sources.set(data.id, URL.createObjectURL(source));
        break;
      }
      case "INTERACTION_MODAL_CREATE": {
        const waiting = this.#waiting.get(data.nonce);
        if (waiting) this.tell("modal", { ...data, channel: waiting.channel });
        break;
      }
      case "INTERACTION_FAILURE":
        this.#end(data.nonce)?.reject(new NoResponse());
        break;
      case "INTERACTION_SUCCESS":
      case "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE":
        this.#end(data.nonce)?.resolve(data);
        break;
    }
  }

  /**
   * Return who waits for an interaction, and wait no longer.
   * @param {string} nonce
   */
  #end(nonce) {
    const waiting = this.#waiting.get(nonce);
    this.#waiting.delete(nonce);
    return waiting;
  }

  /**
   * @param {Snowflake} channelId
   * @param {string} more
   * @returns {Promise<Message[]>}
   */
  #messages(channelId, more) {
    return this.rest.call("GET", `/channels/${channelId}/messages?limit=${PAGE_OF_HISTORY}${more}`);
  }
}

/** Return a number that marks one interaction or message among all of a client's. */
export function newNonce() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return ((BigInt(high) << 30n) | BigInt(low >>> 2)).toString();
}
