/** The bar of servers, the channels with their threads, and the member whose eyes one looks through. */

import { byId, find, h, icon, iconButton, setStyle } from "./dom.js";
import { avatar } from "./format.js";
import { t } from "./i18n.js";
import { menu } from "./popup.js";
import { older } from "./store.js";

/**
 * @import { Store } from "./store.js"
 * @import { Channel, Snowflake } from "./types/entities.d.ts"
 * @import { World } from "./types/sandbox.d.ts"
 */

const DIRECT = 1;

/**
 * Where the navigation leads.
 * @typedef {object} NavigationPlaces
 * @property {(channelId: Snowflake) => void} go
 * @property {(username: string) => void} become
 * @property {(anchor: HTMLElement) => void} openControls
 */

export class Navigation {
  /**
   * @param {HTMLElement} root
   * @param {Store} store
   * @param {World} world
   * @param {NavigationPlaces} places
   */
  constructor(root, store, world, places) {
    this.root = root;
    this.store = store;
    this.world = world;
    this.places = places;
    this.rail = h("div", { class: "rail" });
    this.sidebar = h("div", { class: "sidebar" });
    root.replaceChildren(this.rail, this.sidebar);
    root.setAttribute("aria-label", t("navigation"));
    byId("scrim").addEventListener("click", () => this.close());
    addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  open() {
    document.body.classList.add("navigating");
    find(this.root, "[aria-current]")?.focus();
  }

  close() {
    if (!document.body.classList.contains("navigating")) return;
    document.body.classList.remove("navigating");
    find(document, ".open-navigation")?.focus();
  }

  /**
   * Show the channels, with the current one marked.
   * @param {Channel} current
   */
  show(current) {
    const { store, places } = this;
    const channels = [...store.channels.values()];
    const direct = channels.filter((channel) => channel.type === DIRECT);
    const inDirect = current.type === DIRECT;
    const texts = channels.filter((channel) => channel.type === 0).sort((a, b) => a.position - b.position);
    const anyUnread = (/** @type {Channel[]} */ list) => list.some(({ id }) => store.unread.has(id));
    const bot = direct[0]?.recipients[0];
    this.rail.replaceChildren(
      this.#server(bot ? avatar(bot, "") : icon("at"), t("directMessages"), inDirect, anyUnread(direct), () => places.go(direct[0].id)),
      h("hr"),
      this.#server(initials(store.guild.name), store.guild.name, !inDirect, anyUnread(texts), () => places.go(texts[0].id)),
    );
    const list = inDirect ? direct : texts;
    const channelList = h(
      "div",
      { class: "channels" },
      h("h2", { class: "section-name" }, inDirect ? t("directMessages") : t("textChannels")),
      h(
        "ul",
        {},
        list.map((channel) => h("li", {}, this.#link(channel, current), this.#threads(channel, channels, current))),
      ),
    );
    const heading = h("h1", { class: "server-name" }, inDirect ? t("directMessages") : store.guild.name);
    const scrolled = find(this.sidebar, ".channels")?.scrollTop ?? 0;
    this.sidebar.replaceChildren(heading, channelList, this.#me());
    channelList.scrollTop = scrolled;
  }

  /**
   * @param {Node} picture
   * @param {string} name
   * @param {boolean} current
   * @param {boolean} unread
   * @param {() => void} onclick
   */
  #server(picture, name, current, unread, onclick) {
    const attributes = { type: "button", class: unread ? "server unread" : "server", title: name, "aria-label": name, onclick };
    return h("button", { ...attributes, "aria-pressed": String(current) }, picture);
  }

  /**
   * @param {Channel} channel
   * @param {Channel[]} channels
   * @param {Channel} current
   */
  #threads(channel, channels, current) {
    const threads = channels.filter(({ parent_id: parent }) => parent === channel.id).sort((a, b) => older(a.id, b.id));
    return (
      threads.length > 0 &&
      h(
        "ul",
        { class: "threads" },
        threads.map((thread) => h("li", {}, this.#link(thread, current))),
      )
    );
  }

  /**
   * @param {Channel} channel
   * @param {Channel} current
   */
  #link(channel, current) {
    const { store } = this;
    const unread = store.unread.has(channel.id) && channel !== current;
    const user = channel.type === DIRECT && channel.recipients[0];
    const name = user ? store.name(user) : channel.name;
    const sign = user ? avatar(user, store.name(user)) : icon(channel.parent_id ? "thread" : "hash");
    return h(
      "a",
      {
        href: `#${channel.id}`,
        class: unread ? "channel-link unread" : "channel-link",
        "aria-current": channel.id === current.id && "page",
        onclick: () => this.close(),
      },
      sign,
      h("span", { class: "channel-name" }, name),
      unread && h("span", { class: "unseen" }, t("unread")),
    );
  }

  #me() {
    const { store, world, places } = this;
    const name = store.name(store.me);
    const button = h(
      "button",
      {
        type: "button",
        class: "me",
        title: t("switchMember"),
        "aria-haspopup": "menu",
        onclick: () => {
          const entries = world.users.map(({ username, name: shown, id, locale }) => ({
            label: shown,
            hint: `${this.#role(id)} · ${locale}`,
            sign: avatar({ id }, shown),
            checked: id === store.me.id,
            run: () => places.become(username),
          }));
          menu([{ section: t("switchMember") }, ...entries], button, t("switchMember"), button);
        },
      },
      avatar(store.me, name),
      h(
        "span",
        { class: "me-text" },
        h("span", { class: "me-name" }, name),
        h("span", { class: "faint" }, `${this.#role(store.me.id)} · ${store.me.locale}`),
      ),
      icon("down"),
    );
    return h(
      "div",
      { class: "me-bar" },
      button,
      iconButton("clock", t("sandbox"), (event) => places.openControls(event.currentTarget)),
    );
  }

  /** @param {Snowflake} userId */
  #role(userId) {
    const { store } = this;
    if (userId === store.guild.owner_id) return t("owner");
    return store.rolesOf(userId)[0]?.name ?? t("member");
  }
}

/** @param {string} name */
function initials(name) {
  const letters = name
    .split(/\s+/)
    .map((word) => word[0])
    .join("")
    .slice(0, 3);
  const sign = h("span", { class: "initials", "aria-hidden": "true" }, letters);
  setStyle(sign, { "--count": letters.length });
  return sign;
}
