/** The open channel: what its messages and its message box need of everything else. */

import { INTERACTION, NoResponse } from "./client.js";
import { KIND } from "./components/render.js";
import { Composer } from "./composer/composer.js";
import { invocable } from "./composer/invocation.js";
import { messageMenu, openMenusIn, pickReaction } from "./contextmenu.js";
import { limitText } from "./controls.js";
import { byId, find, h, icon } from "./dom.js";
import { avatar } from "./format.js";
import { introduction } from "./header.js";
import { t } from "./i18n.js";
import { Lightbox } from "./lightbox.js";
import { markdown } from "./markdown/render.js";
import { MessageList } from "./messages/list.js";
import { FLAG, spokenText } from "./messages/message.js";
import { say, showRefusal } from "./notice.js";
import { isTooLarge, reason } from "./rest.js";

/**
 * @import { Client, Draft } from "./client.js"
 * @import { Control, MessageComponent } from "./types/components.d.ts"
 * @import { Child } from "./types/elements.d.ts"
 * @import { Channel, Snowflake } from "./types/entities.d.ts"
 * @import { Message } from "./types/messages.d.ts"
 */

const TYPING_SHOWN_MS = 10_000;

export class Conversation {
  lightbox = new Lightbox();
  limitText = limitText;
  /** @type {Channel} */
  channel;
  /** @type {Map<Snowflake, number>} */
  #typing = new Map();

  /**
   * `go(channelId)` opens another channel.
   * @param {Client} client
   * @param {(channelId: Snowflake) => void} go
   */
  constructor(client, go) {
    this.client = client;
    this.store = client.store;
    this.go = go;
    this.messages = new MessageList(byId("messages"), this);
    this.composer = new Composer(byId("composer"), this);
    openMenusIn(this.messages.list, this);
    this.store.on("message", (message) => this.#changed(message));
    this.store.on("gone", (id) => this.messages.remove(id));
    this.store.on("typing", (who) => this.#someoneTypes(who));
  }

  /**
   * Show a channel.
   * @param {Channel} channel
   */
  async show(channel) {
    this.channel = channel;
    this.#typing.clear();
    this.#showTyping();
    this.composer.show(channel);
    await this.messages.show(channel);
  }

  /** Show the channel anew, with everything asked for again. */
  refresh() {
    this.store.forgetMessages();
    return this.messages.show(this.channel);
  }

  /** @param {Channel} channel */
  introduction(channel) {
    const commands = this.client.commands(channel.id).then(invocable, () => []);
    return introduction(channel, this.store, commands, (name) => this.composer.begin(name));
  }

  /** @param {Snowflake} id */
  message(id) {
    return this.store.history(this.channel.id).messages.get(id);
  }

  /** @param {Snowflake} id */
  jump(id) {
    this.messages.jump(id);
  }

  /** @param {Message} message */
  reply(message) {
    this.composer.reply(message);
  }

  /** @param {Snowflake} userId */
  mention(userId) {
    this.composer.mention(userId);
  }

  /**
   * @param {Message} message
   * @param {HTMLElement} anchor
   * @param {HTMLElement} [from]
   */
  menu(message, anchor, from = anchor) {
    messageMenu(message, anchor, from, this);
  }

  /**
   * @param {Message} message
   * @param {HTMLElement} anchor
   */
  pickReaction(message, anchor) {
    pickReaction(message, anchor, this);
  }

  /**
   * @param {Message} message
   * @param {string} emoji
   * @param {boolean} add
   */
  async react(message, emoji, add) {
    const path = `/channels/${message.channel_id}/messages/${message.id}/reactions/${encodeURIComponent(emoji)}/@me`;
    await this.client.rest.call(add ? "PUT" : "DELETE", path).catch(showRefusal);
  }

  /**
   * Take an ephemeral message away; nobody else has it.
   * @param {Message} message
   */
  dismiss(message) {
    this.store.receive("MESSAGE_DELETE", message);
  }

  /**
   * Post a message, which is shown as on its way until it is there.
   * @param {Draft} draft
   */
  async post(draft) {
    const pending = this.messages.pending(this.#draft(draft));
    try {
      await this.client.send(this.channel.id, draft);
      pending.remove();
    } catch (problem) {
      const again = () => {
        pending.remove();
        this.post(draft);
      };
      const forget = () => pending.remove();
      const tooLarge = isTooLarge(problem);
      const why = tooLarge ? await limitText() : reason(problem);
      pending.replace(
        ...this.#draft(draft, true),
        h("p", { class: "refusal", role: "alert" }, t("notSent"), " ", why),
        h(
          "div",
          { class: "pending-buttons" },
          h("button", { type: "button", class: "text-button", onclick: again }, t("retry")),
          h("button", { type: "button", class: "text-button", onclick: forget }, t("dismiss")),
        ),
      );
      if (tooLarge) showRefusal(problem, why);
    }
  }

  /**
   * Show a command as on its way until the bot answers; `sent` is what `interact` returned.
   * Returns the refusal if `quiet`, and otherwise shows it.
   * @param {string} name
   * @param {Promise<unknown>} sent
   * @param {{ quiet?: boolean }} [how]
   */
  async command(name, sent, { quiet = false } = {}) {
    const used = h("span", { class: "faint" }, `${this.store.name(this.store.me)} ${t("used")} `);
    const line = (/** @type {Child} */ text, /** @type {string} */ kind) =>
      h("p", { class: kind }, used, h("span", { class: "command-name" }, name), h("span", { class: "block" }, text));
    const pending = this.messages.pending([line(t("sendingCommand"), "sending-command")]);
    try {
      await sent;
      pending.remove();
    } catch (problem) {
      if (problem instanceof NoResponse) {
        const dismiss = h("button", { type: "button", class: "text-button", onclick: () => pending.remove() }, t("dismiss"));
        pending.replace(
          line([icon("close"), t("noResponse")], "refusal"),
          h("p", { class: "ephemeral-foot" }, icon("eye"), `${t("onlyYou")} • `, dismiss),
        );
        say(t("noResponse"));
        return null;
      }
      pending.remove();
      if (!quiet) showRefusal(problem);
      return problem;
    }
    return null;
  }

  /**
   * Tell the bot that a control of a message was used.
   * @param {Message} message
   * @param {Control} control
   * @param {string[]} [values]
   */
  async use(message, control, values) {
    const item = this.messages.item(message.id);
    if (!item) return;
    const pressed = find(item, `[data-control="${CSS.escape(control.custom_id ?? "")}"]`);
    const notice = find(item, ".body > .refusal");
    if (notice) notice.hidden = true;
    pressed?.setAttribute("aria-busy", "true");
    const data = { component_type: control.type, custom_id: control.custom_id, values };
    const more = { message_id: message.id, message_flags: message.flags };
    try {
      await this.client.interact(INTERACTION.COMPONENT, this.channel, data, { more });
    } catch (problem) {
      const shown = find(item, ".body > .refusal") ?? notice;
      if (!shown) return;
      shown.hidden = false;
      shown.textContent = problem instanceof NoResponse ? t("interactionFailed") : `${t("interactionFailed")}: ${reason(problem)}`;
    } finally {
      pressed?.removeAttribute("aria-busy");
    }
  }

  /**
   * @param {Draft} draft
   * @param {boolean} [failed]
   */
  #draft({ content, files, stickers = [] }, failed = false) {
    const { me } = this.store;
    const name = this.store.name(me);
    const names = [...files, ...stickers].map(({ name }) => name).join(", ");
    return [
      h("div", { class: "gutter" }, avatar(me, name)),
      h(
        "div",
        { class: "body" },
        h("p", { class: "who" }, h("span", { class: "author" }, name)),
        h("div", { class: "markup" }, markdown(content, this.store)),
        names && h("p", { class: "faint" }, names),
        !failed && h("p", { class: "faint" }, t("sending")),
      ),
    ];
  }

  /** @param {Message} message */
  #changed(message) {
    const here = message.channel_id === this.channel?.id;
    if (!here) {
      if (message.author.id !== this.store.me.id && !this.store.unread.has(message.channel_id)) {
        this.store.unread.add(message.channel_id);
        this.store.tell("channels", null);
      }
      return;
    }
    const item = this.messages.item(message.id);
    const awaited = item?.querySelector(".thinking, .control");
    this.#typing.delete(message.author.id);
    this.#showTyping();
    this.messages.put(message);
    const others = message.author.id !== this.store.me.id;
    const author = this.store.name(message.author);
    const thinking = message.flags & FLAG.LOADING;
    // Of an answer that changes as it is worked on, only the beginning and the end are said.
    const settled = awaited && !thinking && !hasButton(message.components ?? []);
    if (others && (!item || settled)) {
      say(thinking ? t("thinking", { name: author }) : `${author}: ${spokenText(message, this.store)}`);
    }
  }

  /** @param {{ channelId: Snowflake, userId: Snowflake }} who */
  #someoneTypes({ channelId, userId }) {
    if (channelId !== this.channel?.id) return;
    clearTimeout(this.#typing.get(userId));
    const forget = () => this.#typing.delete(userId) && this.#showTyping();
    this.#typing.set(userId, setTimeout(forget, TYPING_SHOWN_MS));
    this.#showTyping();
  }

  #showTyping() {
    const users = [...this.#typing.keys()].map((id) => this.store.users.get(id)).filter((user) => user !== undefined);
    const names = users.map((user) => this.store.name(user)).join(", ");
    this.composer.typing.textContent = users.length === 0 ? "" : users.length > 3 ? t("typingMany") : t("typing", { names });
  }
}

/**
 * @param {MessageComponent[]} components
 * @returns {boolean}
 */
function hasButton(components) {
  return components.some((one) => (one.type === KIND.BUTTON && !one.disabled) || ("components" in one && hasButton(one.components)));
}
