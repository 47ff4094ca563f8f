/** The message box: plain messages with files and replies, and the way into commands. */

import { INTERACTION, newNonce } from "../client.js";
import { h, icon, iconButton } from "../dom.js";
import { avatar } from "../format.js";
import { t } from "../i18n.js";
import { stickerBoard } from "../messages/stickers.js";
import { may, PERMISSION } from "../permissions.js";
import { popup } from "../popup.js";
import { isTooLarge } from "../rest.js";
import { Invocation, invocable } from "./invocation.js";
import { Suggestions } from "./suggestions.js";
import { Tray } from "./tray.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { Channel, Snowflake, Sticker } from "../types/entities.d.ts"
 * @import { Message } from "../types/messages.d.ts"
 * @import { Invocable } from "./invocation.js"
 */

const TYPING_EVERY_MS = 8000;
const MOST_CHARACTERS = 2000;

export class Composer {
  /** @type {Message | null} */
  #replyTo = null;
  /** @type {Invocation | null} */
  #invocation = null;
  /** @type {Invocable[]} */
  #commands = [];
  mayAttach = false;
  #typedAt = 0;

  /**
   * @param {HTMLElement} root
   * @param {Conversation} context
   */
  constructor(root, context) {
    this.root = root;
    this.context = context;
    this.suggestions = new Suggestions();
    this.tray = new Tray();
    this.typing = h("p", { class: "typing", "aria-live": "off" });
    this.above = h("div", { class: "reply-bar", hidden: true });
    this.problem = h("p", { class: "composer-problem", role: "alert", hidden: true });
    /** @type {HTMLTextAreaElement} */
    this.text = h("textarea", {
      rows: "1",
      maxlength: MOST_CHARACTERS,
      disabled: true,
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      oninput: () => this.#typed(),
      onkeydown: (event) => this.#key(event),
      onblur: () => setTimeout(() => document.activeElement !== this.text && !this.#invocation && this.suggestions.close(), 100),
    });
    this.choose = h("input", { type: "file", multiple: true, hidden: true, onchange: () => this.#chosen() });
    this.add = iconButton("plus", t("addFile"), () => this.choose.click(), { class: "icon-button add-file" });
    this.sticker = iconButton("sticker", t("sendSticker"), () => this.#offerStickers());
    this.form = h(
      "form",
      {
        class: "message-box",
        onsubmit: (event) => {
          event.preventDefault();
          this.#send();
        },
      },
      this.tray.element,
      h(
        "div",
        { class: "message-row" },
        this.add,
        this.choose,
        this.text,
        this.sticker,
        h("button", { class: "icon-button send", "aria-label": t("send"), title: t("send") }, icon("send")),
      ),
    );
    this.place = h("div", { class: "composer-place" }, this.form);
    root.replaceChildren(this.suggestions.element, this.problem, this.above, this.place, this.typing);
    root.addEventListener("paste", (event) => this.#pasted(event));
  }

  /**
   * Be the message box of a channel.
   * @param {Channel} channel
   */
  show(channel) {
    this.leave();
    this.stopReply();
    this.text.value = "";
    this.#fit();
    const { store } = this.context;
    const can = (/** @type {bigint} */ permission) => may(store, store.me.id, channel, permission);
    const place = t("message", { place: store.place(channel) });
    const silent = !can(PERMISSION.SEND_MESSAGES);
    this.text.disabled = silent;
    this.text.placeholder = silent ? t("noSending") : place;
    this.text.setAttribute("aria-label", place);
    this.mayAttach = can(PERMISSION.ATTACH_FILES);
    this.add.disabled = silent || !this.mayAttach;
    // The server's stickers belong into its own channels.
    this.sticker.disabled = silent || !channel.guild_id || !store.guild.stickers.length;
    this.add.title = this.mayAttach ? t("addFile") : t("noAttaching");
  }

  /**
   * Answer a message with what is sent next.
   * @param {Message} message
   */
  reply(message) {
    this.leave();
    this.#replyTo = message;
    const { store } = this.context;
    const user = store.users.get(message.author.id) ?? message.author;
    this.above.replaceChildren(
      icon("reply"),
      avatar(user, store.name(user)),
      h("span", {}, t("replyingTo", { name: store.name(user) })),
      iconButton("close", t("cancel"), () => this.stopReply()),
    );
    this.above.hidden = false;
    this.text.focus();
  }

  stopReply() {
    this.#replyTo = null;
    this.above.hidden = true;
  }

  /**
   * Put a mention into the text.
   * @param {Snowflake} userId
   */
  mention(userId) {
    this.leave();
    this.text.setRangeText(`<@${userId}> `, this.text.selectionStart, this.text.selectionEnd, "end");
    this.#fit();
    this.text.focus();
  }

  /**
   * Begin a command by its name, as if it had been typed and picked.
   * @param {string} name
   */
  async begin(name) {
    await this.#findCommands();
    const chosen = this.#commands.find(({ plainName }) => plainName === name);
    if (chosen) this.#enter(chosen);
  }

  /** Return the name of the option that dropped files go to, or null. */
  get fileOption() {
    return this.#invocation?.fileOption ?? null;
  }

  /**
   * Take files that were dropped or pasted.
   * @param {File[]} files
   */
  takeFiles(files) {
    if (!this.mayAttach) {
      this.#complain(t("noAttaching"));
      return;
    }
    if (this.#invocation?.takeFiles(files)) return;
    this.leave();
    this.tray.add(files);
    this.text.focus();
  }

  /** Go back from a command to plain messages. */
  leave() {
    this.suggestions.close();
    this.#complain("");
    if (!this.#invocation) return;
    this.#invocation = null;
    this.place.replaceChildren(this.form);
    this.text.focus();
  }

  /** @param {string} text */
  #complain(text) {
    this.problem.hidden = !text;
    this.problem.textContent = text;
  }

  #typed() {
    this.#fit();
    this.#complain("");
    if (/^\/[^\n]*$/.test(this.text.value)) this.#offerCommands();
    else {
      const mention = /(?:^|\s)@(\S*)$/.exec(this.text.value.slice(0, this.text.selectionStart));
      if (mention) this.#offerMembers(mention[1].toLowerCase());
      else this.suggestions.close();
    }
    if (this.text.value && !this.text.value.startsWith("/")) this.#tellTyping();
  }

  #fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, innerHeight * 0.4)}px`;
  }

  #tellTyping() {
    if (Date.now() - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = Date.now();
    const { client, channel } = this.context;
    client.rest.call("POST", `/channels/${channel.id}/typing`).catch(() => {});
  }

  async #findCommands() {
    const { client, channel } = this.context;
    this.#commands = invocable(await client.commands(channel.id));
  }

  async #offerCommands() {
    const typed = this.text.value;
    if (typed === "/" || !this.#commands.length) await this.#findCommands().catch(() => (this.#commands = []));
    if (this.text.value !== typed) return;
    const wanted = typed.slice(1).toLowerCase().trimStart();
    const bot = this.context.store.users.get(this.context.client.world.application_id);
    const found = this.#commands.filter(({ name, plainName }) =>
      [name, plainName].some((one) => one.toLowerCase().startsWith(wanted.trimEnd())),
    );
    const exact = found.find(({ name, plainName }) => wanted === `${name} ` || wanted === `${plainName} `);
    if (exact) {
      this.#enter(exact);
      return;
    }
    this.suggestions.open(this.text, {
      title: t("commands"),
      items: found.map((chosen) => ({
        label: `/${chosen.name}`,
        detail: chosen.description,
        hint: bot?.username,
        sign: bot && avatar(bot, bot.username),
        pick: () => this.#enter(chosen),
      })),
      note: this.#commands.length ? t("noCommands") : t("noBot"),
    });
  }

  /** @param {string} typed */
  #offerMembers(typed) {
    const { store } = this.context;
    const until = this.text.selectionStart;
    const users = [...store.users.values()].filter((user) =>
      [store.name(user), user.username].some((name) => name.toLowerCase().startsWith(typed)),
    );
    if (!users.length) {
      this.suggestions.close();
      return;
    }
    this.suggestions.open(this.text, {
      title: t("mention"),
      items: users.map((user) => ({
        label: store.name(user),
        hint: user.username,
        sign: avatar(user, store.name(user)),
        pick: () => {
          this.text.setRangeText(`<@${user.id}> `, until - typed.length - 1, until, "end");
          this.#fit();
          this.text.focus();
        },
      })),
    });
  }

  /** @param {Invocable} chosen */
  #enter(chosen) {
    this.suggestions.close();
    this.stopReply();
    this.text.value = "";
    this.#fit();
    const files = this.tray.take();
    this.#invocation = new Invocation(chosen, {
      context: this.context,
      suggestions: this.suggestions,
      leave: () => this.leave(),
      submit: () => this.#submit(),
    });
    this.place.replaceChildren(this.#invocation.element);
    if (files.length) this.#invocation.takeFiles(files);
    this.#invocation.focus();
  }

  async #submit() {
    const invocation = this.#invocation;
    if (!invocation?.check()) return;
    const { context } = this;
    const { data, files } = invocation.payload();
    const sent = context.client.interact(INTERACTION.COMMAND, context.channel, data, { files });
    this.leave();
    const problem = await context.command(`/${invocation.chosen.name}`, sent, { quiet: true });
    if (!problem || this.#invocation) return;
    this.#invocation = invocation;
    this.place.replaceChildren(invocation.element);
    this.#complain(isTooLarge(problem) ? `${t("tooLarge")}. ${await context.limitText()}` : invocation.complain(problem));
    invocation.focus();
  }

  async #send() {
    const content = this.text.value.trim();
    const replyTo = this.#replyTo;
    if (!content && !this.tray.files.length) return;
    const files = this.tray.take();
    this.text.value = "";
    this.#fit();
    this.stopReply();
    this.suggestions.close();
    await this.context.post({ content, files, replyTo, nonce: newNonce() });
  }

  #offerStickers() {
    const send = (/** @type {Sticker} */ sticker) => {
      box.hidePopover();
      const replyTo = this.#replyTo;
      this.stopReply();
      this.context.post({ content: "", files: [], replyTo, stickers: [sticker], nonce: newNonce() });
    };
    const board = h("div", { class: "sticker-board" }, stickerBoard(this.context, send));
    const box = popup(board, this.sticker, { label: t("sendSticker"), kind: "board-popup" });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") this.stopReply();
  }

  #chosen() {
    this.takeFiles([...(this.choose.files ?? [])]);
    this.choose.value = "";
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.takeFiles(files);
  }
}
