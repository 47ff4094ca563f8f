/** Moments, sizes and people, as the reader sees them. */

import { h } from "./dom.js";
import { readerLocale, t } from "./i18n.js";
import { now } from "./world.js";

/**
 * @import { Snowflake, User } from "./types/entities.d.ts"
 * @import { Emoji } from "./types/messages.d.ts"
 */

const DISCORD_EPOCH_MS = 1420070400000n;
// 59 minutes and 30 seconds are read as an hour.
const ALMOST = 0.99;

/** @typedef {"t" | "T" | "d" | "D" | "f" | "F" | "R"} TimeStyle */

/** @type {Record<Exclude<TimeStyle, "R">, Intl.DateTimeFormatOptions>} */
const TIMESTAMPS = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};
/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
// Dark enough for white letters on them.
const AVATAR_COLOURS = ["#4752c4", "#8a4b08", "#a12d5f", "#1f7a4d", "#7a3fb0", "#0f6f8c"];

/**
 * Return when something with an identifier was made.
 * @param {Snowflake} id
 */
export function madeAt(id) {
  return new Date(Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS));
}

/**
 * Return a moment as it stands beside a message's author.
 * @param {Date} date
 */
export function momentOf(date) {
  const time = inStyle(date, "t");
  if (sameDay(date, new Date(now()))) return time;
  if (sameDay(date, new Date(now() - 86_400_000))) return t("yesterday", { time });
  return `${inStyle(date, "d")} ${time}`;
}

/**
 * Return a moment in one of the styles of `<t:…>`.
 * @param {Date} date
 * @param {TimeStyle} style
 */
export function inStyle(date, style) {
  if (style === "R") return relative(date);
  return new Intl.DateTimeFormat(readerLocale(), TIMESTAMPS[style]).format(date);
}

/**
 * Say whether two moments are of one day.
 * @param {Date} one
 * @param {Date} other
 */
export function sameDay(one, other) {
  return one.toDateString() === other.toDateString();
}

/**
 * Return a number of bytes in the unit that suits it.
 * @param {number} bytes
 */
export function size(bytes) {
  const steps = ["byte", "kilobyte", "megabyte", "gigabyte"];
  let step = 0;
  while (bytes >= 1024 && step < 3) [bytes, step] = [bytes / 1024, step + 1];
  /** @type {Intl.NumberFormatOptions} */
  const style = { style: "unit", unit: steps[step], unitDisplay: "short", maximumFractionDigits: bytes < 10 ? 1 : 0 };
  return new Intl.NumberFormat(readerLocale(), style).format(bytes);
}

/**
 * Return somebody's picture: initials on a colour of their own, and for the bot its mark.
 * @param {Pick<User, "id" | "bot">} user
 * @param {string} name
 */
export function avatar(user, name) {
  if (user.bot) return h("img", { class: "avatar", src: "/web/icon.svg", alt: "", draggable: "false" });
  const colour = AVATAR_COLOURS[Number(BigInt(user.id) % 6n)];
  const initial = [...new Intl.Segmenter(readerLocale()).segment(name.trim())][0]?.segment ?? "?";
  return h("span", { class: "avatar", "aria-hidden": "true", style: { "--colour": colour } }, initial.toUpperCase());
}

/**
 * Return the mark beside an application's name.
 * @param {User} user
 */
export function badge(user) {
  return user.bot && h("span", { class: "badge", title: t("appLong") }, t("app"));
}

/**
 * Return an emoji of a button or option: only those of Unicode have a picture here.
 * @param {Emoji} [emoji]
 */
export function emojiText(emoji) {
  return emoji && h("span", { class: "emoji", "aria-hidden": "true" }, emoji.id ? `:${emoji.name}:` : emoji.name);
}

/** @param {Date} date */
function relative(date) {
  const seconds = (date.getTime() - now()) / 1000;
  const [unit, length] = UNITS.find(([, most]) => Math.abs(seconds) >= most * ALMOST) ?? ["second", 1];
  const style = new Intl.RelativeTimeFormat(readerLocale(), { numeric: "auto" });
  return style.format(Math.round(seconds / length), unit);
}
