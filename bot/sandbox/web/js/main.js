/** Where the page starts: it logs a member in and opens the channel that the address names. */

import { Client } from "./client.js";
import { openControls } from "./controls.js";
import { Conversation } from "./conversation.js";
import { takeDrops } from "./dragging.js";
import { inStyle } from "./format.js";
import { showHeader } from "./header.js";
import { speak, t } from "./i18n.js";
import { Inspector } from "./inspector.js";
import { openModal } from "./modal.js";
import { Navigation } from "./navigation.js";
import { applyTheme } from "./theme.js";
import { findWorld } from "./world.js";

const RELATIVE_EVERY_MS = 15_000;

/** The member is in the query, so that each tab is somebody; the channel is in the fragment. */
function wantedMember(world) {
  const name = new URLSearchParams(location.search).get("as");
  return world.users.find(({ username }) => username === name) ?? world.users[0];
}

function become(username) {
  const query = new URLSearchParams({ as: username });
  const direct = page.channel.type === 1;
  location.href = `/?${query}${direct ? "" : location.hash}`;
}

const page = { channel: null };

function wantedChannel(store) {
  const wanted = store.channels.get(location.hash.slice(1));
  const texts = [...store.channels.values()].filter(({ type }) => type === 0);
  return wanted ?? texts.sort((a, b) => a.position - b.position)[0];
}

function start(world) {
  const member = wantedMember(world);
  speak(member.locale);
  const skip = document.querySelector(".skip");
  skip.textContent = t("skip");
  skip.onclick = (event) => {
    event.preventDefault();
    document.querySelector("#composer :is(textarea, input)")?.focus();
  };

  const client = new Client(world, member);
  const { store } = client;
  const go = (channelId) => (location.hash = channelId);
  const conversation = new Conversation(client, go);
  const inspector = new Inspector(document.getElementById("inspector"), () => header());
  const controls = (anchor) => openControls(anchor, () => conversation.refresh());
  const navigation = new Navigation(document.getElementById("navigation"), store, world, { go, become, openControls: controls });
  const places = {
    openNavigation: () => navigation.open(),
    openControls: controls,
    toggleInspector: () => inspector.toggle(),
    inspecting: () => inspector.open,
  };
  const header = () => showHeader(document.getElementById("header"), page.channel, store, places);

  const open = () => {
    page.channel = wantedChannel(store);
    store.unread.delete(page.channel.id);
    header();
    navigation.show(page.channel);
    return conversation.show(page.channel);
  };
  store.addEventListener("ready", open);
  store.addEventListener("channels", () => {
    if (!store.channels.has(page.channel.id)) open();
    else navigation.show(page.channel);
  });
  addEventListener("hashchange", open);
  client.addEventListener("connected", ({ detail: connected }) => showBanner(connected ? "" : t("reconnecting")));
  client.addEventListener("modal", ({ detail }) => openModal(detail, conversation));
  takeDrops(
    () => ({ where: store.place(page.channel), option: conversation.composer.fileOption }),
    (files) => conversation.composer.takeFiles(files),
  );
  setInterval(refreshRelativeTimes, RELATIVE_EVERY_MS);
  client.gateway.connect();
}

function refreshRelativeTimes() {
  for (const element of document.querySelectorAll("[data-relative]")) {
    element.textContent = inStyle(new Date(Number(element.dataset.relative) * 1000), "R");
  }
}

function showBanner(text) {
  const banner = document.getElementById("banner");
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
