/** What can be done with a message or a member: by right click, long press, keys and the "…". */

import { INTERACTION } from "./client.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { offerForward } from "./messages/forwarded.js";
import { FLAG, spokenText } from "./messages/message.js";
import { reactionBoard } from "./messages/reactions.js";
import { ask, showRefusal, toast } from "./notice.js";
import { may, PERMISSION } from "./permissions.js";
import { menu, popup } from "./popup.js";

/**
 * @import { Conversation } from "./conversation.js"
 * @import { Anchor, MenuEntry } from "./popup.js"
 * @import { Command } from "./types/commands.d.ts"
 * @import { Snowflake } from "./types/entities.d.ts"
 * @import { Message } from "./types/messages.d.ts"
 */

const LONG_PRESS_MS = 500;
const COMMAND_ON = { USER: 2, MESSAGE: 3 };

/**
 * Open the menus of the messages in a list.
 * @param {HTMLElement} list
 * @param {Conversation} context
 */
export function openMenusIn(list, context) {
  const openFor = (/** @type {Element} */ target, /** @type {Anchor} */ anchor) => {
    const author = target.closest("[data-user]");
    const item = target.closest(".message[data-id]");
    const message = context.message(item?.getAttribute("data-id") ?? "");
    if (!item || !message) return false;
    if (author) userMenu(author.getAttribute("data-user") ?? "", anchor, author, context);
    else messageMenu(message, anchor, item, context);
    return true;
  };
  list.addEventListener("contextmenu", (event) => {
    const target = targetOf(event);
    if (target.closest("a, input, textarea")) return;
    const byKey = event.clientX === 0 && event.clientY === 0;
    const anchor = byKey ? target : { x: event.clientX, y: event.clientY };
    if (openFor(target, anchor)) event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const author = targetOf(event).closest(".author[data-user]");
    if (author) openFor(author, author);
  });
  onLongPress(list, openFor);
}

/**
 * Open the menu of a message.
 * @param {Message} message
 * @param {Anchor} anchor
 * @param {Element} from
 * @param {Conversation} context
 */
export async function messageMenu(message, anchor, from, context) {
  const { client, store } = context;
  const { channel } = context;
  const lasting = !(message.flags & FLAG.EPHEMERAL);
  const can = (/** @type {bigint} */ permission) => may(store, store.me.id, channel, permission);
  const own = message.author.id === store.me.id;
  const text = spokenText(message, store);
  const act = (/** @type {string} */ method, /** @type {string} */ path) =>
    client.rest.call(method, `/channels/${channel.id}${path}`).catch(showRefusal);
  /** @type {(MenuEntry | false | "")[]} */
  const entries = [
    lasting && { label: t("reply"), icon: "reply", run: () => context.reply(message) },
    lasting && { label: t("forwardMessage"), icon: "forward", run: () => offerForward(message, anchor, from, context) },
    lasting &&
      can(PERMISSION.ADD_REACTIONS) && { label: t("addReaction"), icon: "smile", run: () => pickReaction(message, anchor, context) },
    lasting &&
      !channel.parent_id &&
      !message.thread &&
      can(PERMISSION.CREATE_PUBLIC_THREADS) && {
        label: t("createThread"),
        icon: "thread",
        run: () => startThread(message, context),
      },
    lasting &&
      can(PERMISSION.PIN_MESSAGES) && {
        label: t(message.pinned ? "unpin" : "pin"),
        icon: "pin",
        run: () => act(message.pinned ? "DELETE" : "PUT", `/messages/pins/${message.id}`),
      },
    ...(lasting ? await appEntries(COMMAND_ON.MESSAGE, message.id, context) : []),
    { divider: true },
    text && navigator.clipboard && { label: t("copyText"), icon: "copy", run: () => copy(text) },
    navigator.clipboard && { label: t("copyId"), icon: "copy", run: () => copy(message.id) },
    lasting &&
      (own || can(PERMISSION.MANAGE_MESSAGES)) && {
        label: t("deleteMessage"),
        icon: "trash",
        danger: true,
        run: () => act("DELETE", `/messages/${message.id}`),
      },
  ];
  menu(
    entries.filter((entry) => typeof entry === "object"),
    anchor,
    t("actions"),
    from,
  );
}

/**
 * Offer reactions for a message.
 * @param {Message} message
 * @param {Anchor} anchor
 * @param {Conversation} context
 */
export function pickReaction(message, anchor, context) {
  const board = reactionBoard((emoji) => {
    box.hidePopover();
    context.react(message, emoji, true);
  });
  const box = popup(h("div", { class: "board" }, board), anchor, { label: t("addReaction"), kind: "board-popup" });
}

/**
 * @param {Snowflake} userId
 * @param {Anchor} anchor
 * @param {Element} from
 * @param {Conversation} context
 */
async function userMenu(userId, anchor, from, context) {
  const user = context.store.users.get(userId);
  if (!user) return;
  const name = context.store.name(user);
  /** @type {MenuEntry[]} */
  const entries = [
    { label: t("mention"), icon: "at", run: () => context.mention(userId) },
    ...(await appEntries(COMMAND_ON.USER, userId, context)),
  ];
  menu(entries, anchor, name, from);
}

/**
 * @param {number} kind
 * @param {Snowflake} targetId
 * @param {Conversation} context
 * @returns {Promise<MenuEntry[]>}
 */
async function appEntries(kind, targetId, context) {
  const { client, channel } = context;
  const commands = await client.commands(channel.id).catch(() => []);
  const fitting = commands.filter((command) => command.type === kind);
  const run = (/** @type {Command} */ command) => {
    const { id, name, type, version } = command;
    const data = { id, name, type, version, target_id: targetId };
    context.command(command.name_localized ?? name, client.interact(INTERACTION.COMMAND, channel, data));
  };
  /** @type {MenuEntry[]} */
  const entries = fitting.map((command) => ({
    label: command.name_localized ?? command.name,
    icon: "spark",
    run: () => run(command),
  }));
  return [{ divider: true }, { section: t("apps") }, ...(entries.length ? entries : [{ label: t("noApps"), disabled: true }])];
}

/**
 * @param {Message} message
 * @param {Conversation} context
 */
async function startThread(message, { client, channel, store, go }) {
  const name = await ask(t("createThread"), t("threadName"), t("create"));
  if (!name) return;
  try {
    const path = `/channels/${channel.id}/messages/${message.id}/threads`;
    const thread = await client.rest.call("POST", path, { name });
    // The gateway tells of it too, maybe later.
    store.receive("THREAD_CREATE", thread);
    go(thread.id);
  } catch (refusal) {
    showRefusal(refusal);
  }
}

/** @param {string} text */
async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(t("copied"));
}

/**
 * Return the element that an event happened at.
 * @param {Event} event
 */
function targetOf(event) {
  return /** @type {Element} */ (event.target);
}

/**
 * @param {HTMLElement} list
 * @param {(target: Element, at: Anchor) => boolean} open
 */
function onLongPress(list, open) {
  let timer = 0;
  let pressed = false;
  const cancel = () => clearTimeout(timer);
  list.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    pressed = false;
    timer = setTimeout(() => {
      pressed = open(targetOf(event), { x: event.clientX, y: event.clientY });
    }, LONG_PRESS_MS);
  });
  for (const name of ["pointerup", "pointermove", "pointercancel"]) list.addEventListener(name, cancel);
  // The finger that lifts after a long press is no click.
  list.addEventListener(
    "click",
    (event) => {
      if (pressed) event.stopPropagation();
      if (pressed) event.preventDefault();
      pressed = false;
    },
    { capture: true },
  );
}
