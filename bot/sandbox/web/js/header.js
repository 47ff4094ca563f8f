/** The line above a channel: its name and topic, and the page's own switches. */

import { h, icon, iconButton } from "./dom.js";
import { avatar } from "./format.js";
import { t } from "./i18n.js";

/**
 * @import { Invocable } from "./composer/invocation.js"
 * @import { Store } from "./store.js"
 * @import { Channel } from "./types/entities.d.ts"
 */

/**
 * What the buttons of the header do.
 * @typedef {object} HeaderPlaces
 * @property {() => void} openNavigation
 * @property {(anchor: HTMLElement) => void} openControls
 * @property {() => void} toggleInspector
 * @property {() => boolean} inspecting
 */

/**
 * Show the header of a channel; `places` has what its buttons do.
 * @param {HTMLElement} root
 * @param {Channel} channel
 * @param {Store} store
 * @param {HeaderPlaces} places
 */
export function showHeader(root, channel, store, places) {
  const direct = channel.type === 1;
  const user = direct && channel.recipients[0];
  const parent = channel.parent_id && store.channels.get(channel.parent_id);
  const sign = user ? avatar(user, store.name(user)) : icon(channel.parent_id ? "thread" : "hash");
  const name = user ? store.name(user) : channel.name;
  const path = parent && h("a", { class: "faint parent", href: `#${parent.id}` }, `${store.place(parent)} › `);
  root.replaceChildren(
    iconButton("menu", t("openNavigation"), places.openNavigation, { class: "icon-button open-navigation" }),
    h("h2", { class: "place-name" }, sign, path, h("span", {}, name)),
    h("p", { class: "topic", title: channel.topic }, channel.topic ?? ""),
    iconButton("clock", t("sandbox"), (event) => places.openControls(event.currentTarget), { class: "icon-button open-controls" }),
    iconButton("pulse", t("inspector"), places.toggleInspector, { "aria-pressed": String(places.inspecting()), id: "inspect" }),
  );
  document.title = `${store.place(channel)} · ${store.guild.name}`;
}

/**
 * Return what stands where a channel begins; `commands` is a promise of what one could try.
 * @param {Channel} channel
 * @param {Store} store
 * @param {Promise<Invocable[]>} commands
 * @param {(name: string) => void} begin
 */
export function introduction(channel, store, commands, begin) {
  const place = store.place(channel);
  const direct = channel.type === 1;
  const user = direct && channel.recipients[0];
  const starter = channel.owner_id && store.users.get(channel.owner_id);
  const text = user
    ? t("welcomeDirect", { name: store.name(user) })
    : channel.parent_id
      ? t("welcomeThread", { name: starter ? store.name(starter) : t("unknownUser") })
      : t("welcomeChannel", { place });
  const mark = user ? avatar(user, store.name(user)) : h("span", { class: "intro-mark" }, icon(channel.parent_id ? "thread" : "hash"));
  const starters = h("div", {});
  commands.then((found) => {
    const some = found.slice(0, 3).map(({ name, plainName }) => {
      const start = () => begin(plainName);
      return h("button", { type: "button", class: "control secondary", onclick: start }, t("tryCommand", { command: name }));
    });
    starters.append(...some);
  });
  return [
    mark,
    h("h2", {}, direct || channel.parent_id ? place.replace(/^@/, "") : t("welcome", { place })),
    h("p", { class: "faint" }, text, channel.topic ? ` ${channel.topic}.` : ""),
    starters,
  ];
}
