/** Where the page starts: it logs a member in and opens the channel that the address names. */

import { Client } from "./client.js";
import { openControls } from "./controls.js";
import { Conversation } from "./conversation.js";
import { byId, find, findAll } from "./dom.js";
import { takeDrops } from "./dragging.js";
import { inStyle } from "./format.js";
import { showHeader } from "./header.js";
import { speak, t } from "./i18n.js";
import { Inspector } from "./inspector.js";
import { openModal } from "./modal.js";
import { Navigation } from "./navigation.js";
import { applyTheme } from "./theme.js";
import { findWorld } from "./world.js";

/**
 * @import { Store } from "./store.js"
 * @import { Channel, Snowflake } from "./types/entities.d.ts"
 * @import { World } from "./types/sandbox.d.ts"
 */

const RELATIVE_EVERY_MS = 15_000;

/**
 * The member is in the query, so that each tab is somebody; the channel is in the fragment.
 * @param {World} world
 */
function wantedMember(world) {
  const name = new URLSearchParams(location.search).get("as");
  return world.users.find(({ username }) => username === name) ?? world.users[0];
}

/** @param {string} username */
function become(username) {
  const query = new URLSearchParams({ as: username });
  const direct = opened.type === 1;
  location.href = `/?${query}${direct ? "" : location.hash}`;
}

/**
 * The open channel, once the store is ready.
 * @type {Channel}
 */
let opened;

/** @param {Store} store */
function wantedChannel(store) {
  const wanted = store.channels.get(location.hash.slice(1));
  const texts = [...store.channels.values()].filter((channel) => channel.type === 0);
  return wanted ?? texts.sort((a, b) => a.position - b.position)[0];
}

/** @param {World} world */
function start(world) {
  const member = wantedMember(world);
  speak(member.locale);
  const skip = byId("skip");
  skip.textContent = t("skip");
  skip.onclick = (event) => {
    event.preventDefault();
    find(document, "#composer :is(textarea, input)")?.focus();
  };

  const client = new Client(world, member);
  const { store } = client;
  const go = (/** @type {Snowflake} */ channelId) => {
    location.hash = channelId;
  };
  const conversation = new Conversation(client, go);
  const inspector = new Inspector(byId("inspector"), () => header());
  const controls = (/** @type {HTMLElement} */ anchor) => openControls(anchor, () => conversation.refresh());
  const navigation = new Navigation(byId("navigation"), store, world, { go, become, openControls: controls });
  const places = {
    openNavigation: () => navigation.open(),
    openControls: controls,
    toggleInspector: () => inspector.toggle(),
    inspecting: () => inspector.open,
  };
  const header = () => showHeader(byId("header"), opened, store, places);

  const open = () => {
    opened = wantedChannel(store);
    store.unread.delete(opened.id);
    header();
    navigation.show(opened);
    return conversation.show(opened);
  };
  store.on("ready", open);
  store.on("channels", () => {
    if (!store.channels.has(opened.id)) open();
    else navigation.show(opened);
  });
  addEventListener("hashchange", open);
  client.on("connected", (connected) => showBanner(connected ? "" : t("reconnecting")));
  client.on("modal", (modal) => openModal(modal, conversation));
  takeDrops(
    () => ({ where: store.place(opened), option: conversation.composer.fileOption }),
    (files) => conversation.composer.takeFiles(files),
  );
  setInterval(refreshRelativeTimes, RELATIVE_EVERY_MS);
  client.gateway.connect();
}

function refreshRelativeTimes() {
  for (const element of findAll(document, "[data-relative]")) {
    element.textContent = inStyle(new Date(Number(element.dataset.relative) * 1000), "R");
  }
}

/** @param {string} text */
function showBanner(text) {
  const banner = byId("banner");
  banner.hidden = !text;
  banner.textContent = text;
}

applyTheme();
try {
  start(await findWorld());
} catch (error) {
  speak(navigator.language);
  showBanner(t("unreachable"));
  throw error;
}
