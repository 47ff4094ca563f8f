/** The sandbox's own calls, under `/sandbox/`: who there is, the clock, settings, the journal. */

/** @import { JournalEntry, Settings, World } from "./types/sandbox.d.ts" */

let ahead = 0;

/**
 * Return the members with their tokens, and the application.
 * @returns {Promise<World>}
 */
export async function findWorld() {
  const [world, clock] = await Promise.all([get("world"), get("clock")]);
  keepTime(clock);
  return world;
}

/** Return the sandbox's present moment in milliseconds. */
export function now() {
  return Date.now() + ahead;
}

/**
 * Set the clock forward, or only ask for it with 0 seconds.
 * @param {number} seconds
 */
export async function forward(seconds) {
  keepTime(await send("POST", "clock", { forward_seconds: seconds }));
}

/**
 * Return the settings, after changing those that are given.
 * @param {Partial<Settings>} [changes]
 * @returns {Promise<Settings>}
 */
export function settings(changes = {}) {
  return send("PATCH", "settings", changes);
}

/**
 * Cut the bot's connections; returns how many there were.
 * @returns {Promise<number>}
 */
export async function dropBot() {
  return (await send("POST", "gateway/drop", {})).dropped;
}

/**
 * Return the entries of the journal after one with a number.
 * @param {number} after
 * @returns {Promise<JournalEntry[]>}
 */
export async function journal(after) {
  return (await get(`journal?after=${after}`)).entries;
}

/**
 * Return an address of the sandbox's as one of the origin through which this page came.
 * @param {string} url
 * @param {string} origin
 */
export function local(url, origin) {
  return url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
}

/** @param {{ now: string }} clock */
function keepTime(clock) {
  ahead = Date.parse(clock.now) - Date.now();
}

/** @param {string} path */
async function get(path) {
  return answer(await fetch(`/sandbox/${path}`));
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} body
 */
async function send(method, path, body) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(`/sandbox/${path}`, { method, headers, body: JSON.stringify(body) }));
}

/** @param {Response} response */
async function answer(response) {
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.json();
}
