/** Discord's REST API, as a member's client calls it. */

import { local } from "./world.js";

/**
 * @import { Snowflake } from "./types/entities.d.ts"
 * @import { ErrorTree, Reason, Refusal } from "./types/sandbox.d.ts"
 */

/** @typedef {{ upload_url: string, upload_filename: string }} UploadSlot  Where a file goes. */

/** What the server refused, with Discord's code and its reasons by field. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {Refusal} body
   */
  constructor(status, body) {
    super(body.message ?? String(status));
    this.status = status;
    this.code = body.code ?? 0;
    this.reasons = [...flatten(body.errors ?? {}, [])];
  }

  get tooLarge() {
    return this.status === 413 || this.code === 40005;
  }

  /** Say it in one line, the reasons of single fields included. */
  get sentence() {
    const reasons = new Set(this.reasons.map((reason) => reason.message));
    return reasons.size ? [...reasons].join(" ") : this.message;
  }
}

/**
 * Say in one line why a call failed: it was refused, or it got no answer.
 * @param {unknown} problem
 */
export function reason(problem) {
  if (problem instanceof Refused) return problem.sentence;
  return problem instanceof Error ? problem.message : String(problem);
}

/**
 * Say whether a call was refused because its files are too large.
 * @param {unknown} problem
 */
export function isTooLarge(problem) {
  return problem instanceof Refused && problem.tooLarge;
}

export class Rest {
  /**
   * @param {string} token
   * @param {string} origin
   */
  constructor(token, origin) {
    this.token = token;
    this.origin = origin;
  }

  /**
   * Make a call, waiting out rate limits; throws Refused.
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async call(method, path, body) {
    const headers = new Headers({ Authorization: this.token });
    if (body !== undefined) headers.set("Content-Type", "application/json");
    for (;;) {
      const response = await fetch(`/api/v10${path}`, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const answer = response.status === 204 ? null : await response.json();
      if (response.ok) return answer;
      if (response.status !== 429) throw new Refused(response.status, answer);
      await new Promise((resolve) => setTimeout(resolve, answer.retry_after * 1000));
    }
  }

  /**
   * Bring files; returns what messages and interactions call `attachments`. Throws Refused.
   * @param {Snowflake} channelId
   * @param {File[]} files
   */
  async upload(channelId, files) {
    if (!files.length) return [];
    const announced = files.map((file, number) => ({
      id: String(number),
      filename: file.name,
      file_size: file.size,
    }));
    const path = `/channels/${channelId}/attachments`;
    /** @type {{ attachments: UploadSlot[] }} */
    const { attachments } = await this.call("POST", path, { files: announced });
    await Promise.all(attachments.map((slot, number) => this.#put(slot, files[number])));
    return attachments.map((slot, number) => ({
      id: String(number),
      filename: files[number].name,
      uploaded_filename: slot.upload_filename,
    }));
  }

  /**
   * @param {UploadSlot} slot
   * @param {File} file
   */
  async #put(slot, file) {
    const response = await fetch(local(slot.upload_url, this.origin), { method: "PUT", body: file });
    if (!response.ok) throw new Refused(response.status, { message: await response.text() });
  }
}

/**
 * Go through a tree of errors; `_errors` are the leaves.
 * @param {ErrorTree} errors
 * @param {string[]} path
 * @returns {Generator<Reason & { path: string }>}
 */
export function* flatten(errors, path) {
  for (const [key, value] of Object.entries(errors)) {
    if (!Array.isArray(value)) yield* flatten(value, [...path, key]);
    else for (const { code, message } of value) yield { path: path.join("."), code, message };
  }
}
