/** What the reader may do in a channel: roles, then the channel's overwrites. */

/**
 * @import { Store } from "./store.js"
 * @import { Channel, Snowflake } from "./types/entities.d.ts"
 */

export const PERMISSION = {
  ADMINISTRATOR: 1n << 3n,
  ADD_REACTIONS: 1n << 6n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  ATTACH_FILES: 1n << 15n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
  PIN_MESSAGES: 1n << 51n,
};

const EVERYTHING = (1n << 60n) - 1n;
const IN_DIRECT_MESSAGES = EVERYTHING & ~PERMISSION.MANAGE_MESSAGES & ~PERMISSION.CREATE_PUBLIC_THREADS;

/**
 * Say whether a user has a permission in a channel; a thread follows its parent.
 * @param {Store} store
 * @param {Snowflake} userId
 * @param {Channel} channel
 * @param {bigint} permission
 */
export function may(store, userId, channel, permission) {
  return (granted(store, userId, channel) & permission) === permission;
}

/**
 * @param {Store} store
 * @param {Snowflake} userId
 * @param {Channel} channel
 */
function granted(store, userId, channel) {
  const guild = store.guild;
  if (!channel.guild_id) return IN_DIRECT_MESSAGES;
  if (userId === guild.owner_id) return EVERYTHING;
  const roleIds = [guild.id, ...(store.members.get(userId)?.roles ?? [])];
  let bits = roleIds.reduce((all, id) => all | BigInt(store.roles.get(id)?.permissions ?? 0), 0n);
  if (bits & PERMISSION.ADMINISTRATOR) return EVERYTHING;
  const place = store.channels.get(channel.parent_id ?? channel.id) ?? channel;
  const overwrites = place.permission_overwrites ?? [];
  const steps = [
    overwrites.filter((overwrite) => overwrite.id === guild.id),
    overwrites.filter(({ id }) => id !== guild.id && roleIds.includes(id)),
    overwrites.filter(({ id }) => id === userId),
  ];
  for (const step of steps) {
    for (const { deny } of step) bits &= ~BigInt(deny);
    for (const { allow } of step) bits |= BigInt(allow);
  }
  const inThread = channel.parent_id && bits & PERMISSION.SEND_MESSAGES_IN_THREADS;
  return inThread ? bits | PERMISSION.SEND_MESSAGES : bits;
}
