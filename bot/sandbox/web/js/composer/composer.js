/** The message box: plain messages with files and replies, and the way into commands. */

import { INTERACTION, newNonce } from "../client.js";
import { h, icon, iconButton } from "../dom.js";
import { avatar } from "../format.js";
import { t } from "../i18n.js";
import { stickerBoard } from "../messages/stickers.js";
import { may, PERMISSION } from "../permissions.js";
import { popup } from "../popup.js";
import { Invocation, invocable } from "./invocation.js";
import { Suggestions } from "./suggestions.js";
import { Tray } from "./tray.js";

const TYPING_EVERY_MS = 8000;
const MOST_CHARACTERS = 2000;

export class Composer {
  #replyTo = null;
  #invocation = null;
  #commands = [];
  #typedAt = 0;

  constructor(root, context) {
    this.root = root;
    this.context = context;
    this.suggestions = new Suggestions();
    this.tray = new Tray();
    this.typing = h("p", { class: "typing", "aria-live": "off" });
    this.above = h("div", { class: "reply-bar", hidden: true });
    this.problem = h("p", { class: "composer-problem", role: "alert", hidden: true });
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

  /** Be the message box of a channel. */
  show(channel) {
    this.leave();
    this.stopReply();
    this.text.value = "";
    this.#fit();
    const { store } = this.context;
    const can = (permission) => may(store, store.me.id, channel, permission);
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

  /** Answer a message with what is sent next. */
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

  /** Put a mention into the text. */
  mention(userId) {
    this.leave();
    this.text.setRangeText(`<@${userId}> `, this.text.selectionStart, this.text.selectionEnd, "end");
    this.#fit();
    this.text.focus();
  }

  /** Begin a command by its name, as if it had been typed and picked. */
  async begin(name) {
    await this.#findCommands();
    const chosen = this.#commands.find(({ plainName }) => plainName === name);
    if (chosen) this.#enter(chosen);
  }

  /** Return the name of the option that dropped files go to, or null. */
  get fileOption() {
    return this.#invocation?.fileOption ?? null;
  }

  /** Take files that were dropped or pasted. */
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

  #complain(text) {
    this.problem.hidden = !text;
    this.problem.textContent = text;
  }

  #typed() {
    this.#fit();
    this.#complain("");
    if (/^\/[^\n]*$/.test(this.text.value)) this.#offerCommands();
    else if (/(?:^|\s)@(\S*)$/.test(this.text.value.slice(0, this.text.selectionStart))) this.#offerMembers();
    else this.suggestions.close();
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
    const fits = ({ name, plainName }) => [name, plainName].some((one) => one.toLowerCase().startsWith(wanted.trimEnd()));
    const found = this.#commands.filter(fits);
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
        chosen,
      })),
      note: this.#commands.length ? t("noCommands") : t("noBot"),
      pick: ({ chosen }) => this.#enter(chosen),
    });
  }

  #offerMembers() {
    const { store } = this.context;
    const until = this.text.selectionStart;
    const typed = /@(\S*)$/.exec(this.text.value.slice(0, until))[1].toLowerCase();
    const users = [...store.users.values()].filter((user) =>
      [store.name(user), user.username].some((name) => name.toLowerCase().startsWith(typed)),
    );
    if (!users.length) {
      this.suggestions.close();
      return;
    }
    this.suggestions.open(this.text, {
      title: t("mention"),
      items: users.map((user) => ({ label: store.name(user), hint: user.username, sign: avatar(user, store.name(user)), user })),
      pick: ({ user }) => {
        this.text.setRangeText(`<@${user.id}> `, until - typed.length - 1, until, "end");
        this.#fit();
        this.text.focus();
      },
    });
  }

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
    if (!invocation.check()) return;
    const { context } = this;
    const { data, files } = invocation.payload();
    const sent = context.client.interact(INTERACTION.COMMAND, context.channel, data, { files });
    this.leave();
    const refusal = await context.command(`/${invocation.chosen.name}`, sent, { quiet: true });
    if (!refusal || this.#invocation) return;
    this.#invocation = invocation;
    this.place.replaceChildren(invocation.element);
    this.#complain(refusal.tooLarge ? `${t("tooLarge")}. ${await context.limitText()}` : invocation.complain(refusal));
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
    const send = (sticker) => {
      box.hidePopover();
      const replyTo = this.#replyTo;
      this.stopReply();
      this.context.post({ content: "", files: [], replyTo, stickers: [sticker], nonce: newNonce() });
    };
    const board = h("div", { class: "sticker-board" }, stickerBoard(this.context, send));
    const box = popup(board, this.sticker, { label: t("sendSticker"), kind: "board-popup" });
  }

  #key(event) {
    if (this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") this.stopReply();
  }

  #chosen() {
    this.takeFiles([...this.choose.files]);
    this.choose.value = "";
  }

  #pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.takeFiles(files);
  }
}
