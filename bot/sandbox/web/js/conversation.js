/** The open channel: what its messages and its message box need of everything else. */

import { INTERACTION, NoResponse } from "./client.js";
import { KIND } from "./components/render.js";
import { Composer } from "./composer/composer.js";
import { invocable } from "./composer/invocation.js";
import { messageMenu, openMenusIn, pickReaction } from "./contextmenu.js";
import { limitText } from "./controls.js";
import { h, icon } from "./dom.js";
import { avatar } from "./format.js";
import { introduction } from "./header.js";
import { t } from "./i18n.js";
import { Lightbox } from "./lightbox.js";
import { markdown } from "./markdown/render.js";
import { MessageList } from "./messages/list.js";
import { FLAG, spokenText } from "./messages/message.js";
import { say, showRefusal } from "./notice.js";

const TYPING_SHOWN_MS = 10_000;

export class Conversation {
  lightbox = new Lightbox();
  limitText = limitText;
  #typing = new Map();

  /** `go(channelId)` opens another channel. */
  constructor(client, go) {
    this.client = client;
    this.store = client.store;
    this.go = go;
    this.messages = new MessageList(document.getElementById("messages"), this);
    this.composer = new Composer(document.getElementById("composer"), this);
    openMenusIn(this.messages.list, this);
    this.store.addEventListener("message", ({ detail }) => this.#changed(detail));
    this.store.addEventListener("gone", ({ detail }) => this.messages.remove(detail));
    this.store.addEventListener("typing", ({ detail }) => this.#someoneTypes(detail));
  }

  /** Show a channel. */
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

  introduction(channel) {
    const commands = this.client.commands(channel.id).then(invocable, () => []);
    return introduction(channel, this.store, commands, (name) => this.composer.begin(name));
  }

  message(id) {
    return this.store.history(this.channel.id).messages.get(id);
  }

  jump(id) {
    this.messages.jump(id);
  }

  reply(message) {
    this.composer.reply(message);
  }

  mention(userId) {
    this.composer.mention(userId);
  }

  menu(message, anchor, from = anchor) {
    messageMenu(message, anchor, from, this);
  }

  pickReaction(message, anchor) {
    pickReaction(message, anchor, this);
  }

  async react(message, emoji, add) {
    const path = `/channels/${message.channel_id}/messages/${message.id}/reactions/${encodeURIComponent(emoji)}/@me`;
    await this.client.rest.call(add ? "PUT" : "DELETE", path).catch(showRefusal);
  }

  /** Take an ephemeral message away; nobody else has it. */
  dismiss(message) {
    this.store.receive("MESSAGE_DELETE", message);
  }

  /** Post a message, which is shown as on its way until it is there. */
  async post(draft) {
    const pending = this.messages.pending(this.#draft(draft));
    try {
      await this.client.send(this.channel.id, draft);
      pending.remove();
    } catch (refusal) {
      const again = () => {
        pending.remove();
        this.post(draft);
      };
      const forget = () => pending.remove();
      const why = refusal.tooLarge ? await limitText() : (refusal.sentence ?? refusal.message);
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
      if (refusal.tooLarge) showRefusal(refusal, why);
    }
  }

  /**
   * Show a command as on its way until the bot answers; `sent` is what `interact` returned.
   * Returns the refusal if `quiet`, and otherwise shows it.
   */
  async command(name, sent, { quiet = false } = {}) {
    const used = h("span", { class: "faint" }, `${this.store.name(this.store.me)} ${t("used")} `);
    const line = (text, kind) =>
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

  /** Tell the bot that a control of a message was used. */
  async use(message, control, values) {
    const item = this.messages.item(message.id);
    const pressed = item.querySelector(`[data-control="${CSS.escape(control.custom_id)}"]`);
    const problem = item.querySelector(".body > .refusal");
    problem.hidden = true;
    pressed?.setAttribute("aria-busy", "true");
    const data = { component_type: control.type, custom_id: control.custom_id, values };
    const more = { message_id: message.id, message_flags: message.flags };
    try {
      await this.client.interact(INTERACTION.COMPONENT, this.channel, data, { more });
    } catch (refusal) {
      const shown = item.querySelector(".body > .refusal") ?? problem;
      shown.hidden = false;
      shown.textContent = refusal instanceof NoResponse ? t("interactionFailed") : `${t("interactionFailed")}: ${refusal.sentence}`;
    } finally {
      pressed?.removeAttribute("aria-busy");
    }
  }

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

  #changed(message) {
    const here = message.channel_id === this.channel?.id;
    if (!here) {
      if (message.author.id !== this.store.me.id && !this.store.unread.has(message.channel_id)) {
        this.store.unread.add(message.channel_id);
        this.store.tell("channels");
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

  #someoneTypes({ channelId, userId }) {
    if (channelId !== this.channel?.id) return;
    clearTimeout(this.#typing.get(userId));
    const forget = () => this.#typing.delete(userId) && this.#showTyping();
    this.#typing.set(userId, setTimeout(forget, TYPING_SHOWN_MS));
    this.#showTyping();
  }

  #showTyping() {
    const users = [...this.#typing.keys()].map((id) => this.store.users.get(id)).filter(Boolean);
    const names = users.map((user) => this.store.name(user)).join(", ");
    this.composer.typing.textContent = users.length === 0 ? "" : users.length > 3 ? t("typingMany") : t("typing", { names });
  }
}

function hasButton(components) {
  return components.some((one) => (one.type === KIND.BUTTON && !one.disabled) || hasButton(one.components ?? []));
}
