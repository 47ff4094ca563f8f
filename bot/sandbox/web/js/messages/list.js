/** The messages of one channel: each has its list item, and only that changes when it does. */

import { find, h, icon } from "../dom.js";
import { inStyle, madeAt, sameDay } from "../format.js";
import { t } from "../i18n.js";
import { reason } from "../rest.js";
import { older } from "../store.js";
import { now } from "../world.js";
import { growInto } from "./growing.js";
import { FLAG, messageParts, TYPE } from "./message.js";

/**
 * @import { Conversation } from "../conversation.js"
 * @import { Child } from "../types/elements.d.ts"
 * @import { Channel, Snowflake } from "../types/entities.d.ts"
 * @import { Message } from "../types/messages.d.ts"
 */

const GROUPED_WITHIN_MS = 7 * 60_000;
const NEAR_TOP_PX = 800;
const NEAR_BOTTOM_PX = 40;

export class MessageList {
  /** @type {Map<Snowflake, HTMLElement>} */
  #items = new Map();
  #loadingOlder = false;
  /** @type {Channel} */
  channel;

  /**
   * `scroller` scrolls from its bottom, so what is newest stays in view by itself.
   * @param {HTMLElement} scroller
   * @param {Conversation} context
   */
  constructor(scroller, context) {
    this.scroller = scroller;
    this.context = context;
    this.list = h("ol", { class: "messages", onkeydown: (event) => this.#key(event) });
    this.intro = h("div", { class: "intro" });
    this.pill = h(
      "button",
      { type: "button", class: "to-bottom", hidden: true, onclick: () => this.toBottom() },
      h("span", {}, t("newMessages")),
      icon("down"),
    );
    scroller.replaceChildren(h("div", { class: "history" }, this.intro, this.list));
    scroller.after(this.pill);
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  get atBottom() {
    return this.scroller.scrollTop > -NEAR_BOTTOM_PX;
  }

  /**
   * Show a channel from its newest message up.
   * @param {Channel} channel
   */
  async show(channel) {
    this.channel = channel;
    this.#items.clear();
    this.list.replaceChildren();
    this.intro.hidden = true;
    this.pill.hidden = true;
    this.list.setAttribute("aria-label", t("messages", { place: this.context.store.place(channel) }));
    this.list.classList.add("loading");
    try {
      await this.context.client.load(channel.id);
    } catch (error) {
      if (channel === this.channel) this.#failed(error);
      return;
    } finally {
      this.list.classList.remove("loading");
    }
    if (channel !== this.channel) return;
    const { messages, complete } = this.context.store.history(channel.id);
    this.#insert([...messages.values()]);
    this.#introduce(complete);
    this.toBottom();
  }

  /**
   * Show a message that is new, or as it is now.
   * @param {Message} message
   */
  put(message) {
    if (message.channel_id !== this.channel?.id) return;
    const item = this.#items.get(message.id);
    if (item) {
      growInto(item, () => messageParts(message, this.context));
      return;
    }
    const stay = this.atBottom;
    this.#insert([message]);
    if (stay || message.author.id === this.context.store.me.id) this.toBottom();
    else this.pill.hidden = false;
  }

  /**
   * Take a message away.
   * @param {Snowflake} id
   */
  remove(id) {
    const item = this.#items.get(id);
    if (!item) return;
    const next = item.nextElementSibling;
    this.#items.delete(id);
    item.remove();
    this.#arrange(next);
  }

  /**
   * Show something that is on its way; returns how to change or remove it.
   * @param {Child[]} parts
   */
  pending(parts) {
    const item = h("li", { class: "message pending" }, parts);
    this.list.append(item);
    this.toBottom();
    return { replace: (/** @type {Node[]} */ ...fresh) => item.replaceChildren(...fresh), remove: () => item.remove() };
  }

  /**
   * Bring a message into view; returns whether it is there.
   * @param {Snowflake} id
   */
  jump(id) {
    const item = this.#items.get(id);
    if (!item) return false;
    item.scrollIntoView({ block: "center" });
    item.focus({ preventScroll: true });
    item.classList.remove("pointed");
    requestAnimationFrame(() => item.classList.add("pointed"));
    return true;
  }

  /**
   * Return a message's list item.
   * @param {Snowflake} id
   */
  item(id) {
    return this.#items.get(id);
  }

  toBottom() {
    this.scroller.scrollTop = 0;
    this.pill.hidden = true;
  }

  /** @param {Message[]} messages */
  #insert(messages) {
    const fresh = messages.filter((message) => !this.#items.has(message.id)).sort((a, b) => older(a.id, b.id));
    for (const message of fresh) {
      const item = this.#item(message);
      this.#items.set(message.id, item);
      this.#place(item, message.id);
    }
    for (const message of fresh) this.#arrange(this.#items.get(message.id));
    this.#arrange(this.#items.get(fresh.at(-1)?.id ?? "")?.nextElementSibling);
    this.#rove(this.list.querySelector(".message:last-child"));
  }

  /** @param {Message} message */
  #item(message) {
    const ephemeral = message.flags & FLAG.EPHEMERAL ? " ephemeral" : "";
    const item = h(
      "li",
      { class: `message${ephemeral}`, id: `message-${message.id}`, "data-id": message.id, tabindex: "-1" },
      messageParts(message, this.context),
    );
    if (message.mentions?.some((user) => user.id === this.context.store.me.id)) item.classList.add("rings");
    return item;
  }

  /**
   * @param {HTMLElement} item
   * @param {Snowflake} id
   */
  #place(item, id) {
    let before = this.list.lastElementChild;
    while (before && isLater(before, id)) before = before.previousElementSibling;
    if (before) before.after(item);
    else this.list.prepend(item);
  }

  /** @param {Element | null | undefined} item */
  #arrange(item) {
    const message = this.#message(item);
    if (!item || !message) return;
    const previous = this.#message(item.previousElementSibling);
    const made = madeAt(message.id);
    const newDay = !previous || !sameDay(made, madeAt(previous.id));
    const plain = (/** @type {Message} */ one) => one.type !== TYPE.PINNED && one.type !== TYPE.THREAD_CREATED;
    item.classList.toggle(
      "grouped",
      !newDay &&
        previous.author.id === message.author.id &&
        plain(previous) &&
        message.type === 0 &&
        !((message.flags ^ previous.flags) & FLAG.EPHEMERAL) &&
        made.getTime() - madeAt(previous.id).getTime() < GROUPED_WITHIN_MS,
    );
    item.querySelector(":scope > .day")?.remove();
    if (newDay) item.prepend(h("p", { class: "day" }, h("span", {}, this.#day(made))));
  }

  /** @param {Element | null | undefined} item */
  #message(item) {
    const id = item && idOf(item);
    return id ? this.context.store.history(this.channel.id).messages.get(id) : undefined;
  }

  /** @param {Date} date */
  #day(date) {
    return sameDay(date, new Date(now())) ? t("today") : inStyle(date, "D");
  }

  #scrolled() {
    if (this.atBottom) this.pill.hidden = true;
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (scrollHeight - clientHeight + scrollTop < NEAR_TOP_PX) this.#loadOlder();
  }

  async #loadOlder() {
    const { channel } = this;
    if (this.#loadingOlder || !channel || this.context.store.history(channel.id).complete) return;
    this.#loadingOlder = true;
    try {
      const before = await this.context.client.loadOlder(channel.id);
      if (channel !== this.channel) return;
      this.#insert(before);
      this.#introduce(this.context.store.history(channel.id).complete);
    } finally {
      this.#loadingOlder = false;
    }
  }

  /** @param {boolean} complete */
  #introduce(complete) {
    this.intro.hidden = !complete;
    if (complete) this.intro.replaceChildren(...this.context.introduction(this.channel));
  }

  /** @param {unknown} problem */
  #failed(problem) {
    this.intro.hidden = false;
    const again = h("button", { type: "button", class: "control primary", onclick: () => this.show(this.channel) }, t("retry"));
    this.intro.replaceChildren(h("h2", {}, t("loadFailed")), h("p", { class: "faint" }, reason(problem)), again);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const item = event.target;
    if (!(item instanceof HTMLElement) || !item.classList.contains("message")) return;
    if (event.key === "Enter") {
      const message = this.#message(item);
      if (message) this.context.menu(message, find(item, ".author") ?? item, item);
    } else if (event.key === "ArrowUp") this.#step(event, item.previousElementSibling);
    else if (event.key === "ArrowDown") this.#step(event, item.nextElementSibling);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {Element | null} next
   */
  #step(event, next) {
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    this.#rove(next);
    next.focus();
  }

  /** @param {Element | null} item */
  #rove(item) {
    this.list.querySelector('.message[tabindex="0"]')?.setAttribute("tabindex", "-1");
    item?.setAttribute("tabindex", "0");
  }
}

/**
 * Return which message a list item shows, or null for one on its way.
 * @param {Element} item
 */
function idOf(item) {
  return item.getAttribute("data-id");
}

/**
 * Say whether a list item belongs after a message; one on its way does.
 * @param {Element} item
 * @param {Snowflake} id
 */
function isLater(item, id) {
  const other = idOf(item);
  return other === null || older(other, id) > 0;
}
